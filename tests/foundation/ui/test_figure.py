"""The figure tag: every number a door to the rows behind it."""

from dataclasses import dataclass

from django.template import Context, Template
from django.utils import translation

from caunoi.foundation.ui.figure import figure_html


@dataclass(frozen=True)
class Number:
    code: str = "standard.met"
    value: float | None = 1300
    url: str = "/can-bo/?dat=1&ngay=2020-08-31"


@dataclass(frozen=True)
class Worded(Number):
    text: str = "95,0 %"
    label: str = "Tỷ lệ đạt"


def test_a_figure_carries_code_bare_value_and_address() -> None:
    html = figure_html(Number())

    assert html == (
        '<a class="so" data-figure="standard.met" data-value="1300" '
        'href="/can-bo/?dat=1&amp;ngay=2020-08-31">1.300</a>'
    )


def test_a_figure_is_written_the_english_way_in_english() -> None:
    with translation.override("en"):
        assert ">1,300</a>" in figure_html(Number())


def test_a_figure_without_an_address_is_no_link() -> None:
    html = figure_html(Number(url=""))

    assert html.startswith("<span")
    assert "href" not in html


def test_a_figure_nobody_can_count_says_so() -> None:
    html = figure_html(Number(value=None))

    assert 'data-value=""' in html
    assert ">chưa có số</a>" in html


def test_own_words_and_label_are_used() -> None:
    html = figure_html(Worded(value=0.9503))

    assert 'aria-label="Tỷ lệ đạt: 95,0 %"' in html
    assert 'data-value="0.9503"' in html
    assert html.endswith(">95,0 %</a>")


def test_the_explanation_keeps_day_and_scope_of_the_figure() -> None:
    html = figure_html(Number(), explain=True)

    assert 'href="/giai-thich/standard.met/?dat=1&amp;ngay=2020-08-31"' in html
    assert 'hx-target="#side-panel-body"' in html
    assert 'aria-label="Giải thích số 1.300"' in html


def test_what_people_typed_cannot_become_markup() -> None:
    html = figure_html(Worded(text='"><script>', url='/"onclick='))

    assert "<script>" not in html
    assert "/&quot;onclick=" in html


def test_the_tag_needs_no_load() -> None:
    html = Template("{% figure fig %}").render(Context({"fig": Number()}))

    assert html == figure_html(Number())
