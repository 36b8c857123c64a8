"""Each component as the page receives it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.template import Context, Template

from caunoi.foundation.ui import components as c
from tests.foundation.ui.wellformed import faults_of


@dataclass(frozen=True)
class Number:
    code: str = "gap.people"
    value: int = 3
    url: str = "/can-bo/?thieu=llct"


def shown(component: object) -> str:
    html = Template("{% show it %}").render(Context({"it": component, "csrf_token": "TOKEN"}))
    assert faults_of(html) == []
    return html


def table(**more: Any) -> c.Table:
    columns = [c.Column("Họ và tên"), c.Column("Sinh", "date"), c.Column("Thiếu", "number")]
    rows = [
        c.Row([c.Link("Lê Văn Ân", "/can-bo/1/"), date(1968, 9, 2), Number()], pick="1", name="Lê Văn Ân")
    ]
    return c.Table(columns, rows, "Cán bộ", **more)


def test_a_table_says_how_many_rows_the_whole_list_has() -> None:
    assert 'data-count="41"' in shown(table(count=41))
    assert 'data-count="1"' in shown(table())


def test_a_large_count_is_a_bare_number() -> None:
    assert 'data-count="1368"' in shown(table(count=1368))


def test_the_first_cell_names_the_row_and_cells_are_written_by_kind() -> None:
    html = shown(table())

    assert '<th scope="row" class="first"><a class="link" href="/can-bo/1/">Lê Văn Ân</a></th>' in html
    assert '<td class="date" data-label="Sinh">02/09/1968</td>' in html
    assert 'data-figure="gap.people" data-value="3"' in html


def test_rows_are_chosen_by_a_named_box() -> None:
    html = shown(table(selectable=True))

    assert '<input type="checkbox" name="chon" value="1" data-pick>' in html
    assert "Chọn Lê Văn Ân" in html


def test_an_empty_table_says_why_and_what_next() -> None:
    empty = c.EmptyState("Chưa có cán bộ nào.", [c.Button("Nhập từ Excel", url="/nhap/")], "Sẽ có họ tên.")

    html = shown(c.Table([c.Column("Họ và tên")], [], "Cán bộ", empty=empty))

    assert "<table" not in html
    assert 'data-count="0"' in html
    assert "Chưa có cán bộ nào." in html
    assert 'href="/nhap/"' in html


def test_a_matrix_has_a_heat_step_and_a_printed_number_in_each_cell() -> None:
    columns = [c.Column("Xã"), c.Column("LLCT", "number", index="(1)")]

    html = shown(
        c.Table(
            columns,
            [c.Row(["An Lạc", c.Cell(Number(), heat=4)])],
            "Thiếu",
            total=["Cộng", Number()],
            matrix=True,
        )
    )

    assert "data-grid" in html
    assert 'class="number h4 heat"' in html
    assert ">3</a>" in html
    assert '<span class="column-index">(1)</span>' in html
    assert "<tfoot>" in html


def test_heat_grows_with_the_limits_it_passes() -> None:
    assert [c.heat(n, [1, 2, 4, 8]) for n in (0, 1, 2, 3, 5, 9, 90)] == [0, 1, 2, 3, 4, 5, 5]


def test_nothing_is_shown_as_a_dash() -> None:
    html = shown(c.Table([c.Column("Xã"), c.Column("Thiếu", "chips")], [c.Row(["An Lạc", []])], "x"))

    assert "–" in html


def test_what_people_typed_stays_text() -> None:
    html = shown(c.Table([c.Column("<i>")], [c.Row(["<script>alert(1)</script>"])], "a & b"))

    assert "<script>" not in html
    assert "<i>" not in html


def test_a_button_that_writes_is_a_form_with_its_token() -> None:
    html = shown(c.Button("Hoàn tác", url="/nhap/1/hoan-tac/", post=True))

    assert '<form method="post" action="/nhap/1/hoan-tac/">' in html
    assert 'name="csrfmiddlewaretoken" value="TOKEN"' in html


def test_a_button_that_cannot_be_pressed_says_why() -> None:
    html = shown(c.Button("Chốt buổi", disabled_because="còn 2 người chưa điểm danh"))

    assert 'aria-disabled="true"' in html
    assert ": còn 2 người chưa điểm danh" in html


def test_progress_is_asked_again_until_it_has_ended() -> None:
    running = shown(c.Progress("Nhập tệp", "/viec/7/", "Đang đọc", 640, 1368, stop_url="/viec/7/dung/"))
    ended = shown(
        c.Progress(
            "Nhập tệp", "/viec/7/", ended=True, state="dat", state_text="Xong", stop_url="/viec/7/dung/"
        )
    )

    assert 'hx-trigger="every 1s"' in running
    assert 'max="1368" value="640"' in running
    assert "/viec/7/dung/" in running
    assert "hx-trigger" not in ended
    assert "/viec/7/dung/" not in ended


def test_progress_without_a_known_end_has_no_value() -> None:
    assert "max=" not in shown(c.Progress("Lập kế hoạch", "/viec/8/", "Đang tìm"))


class Person(forms.Form):
    name = forms.CharField(label="Họ và tên", error_messages={"required": "Nhập họ và tên"})
    note = forms.CharField(label="Ghi chú", help_text="Một câu", required=False)
    level = forms.ChoiceField(
        label="Trình độ",
        choices=[("a", "Sơ cấp")],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn trình độ"},
    )
    sure = forms.BooleanField(label="Đã đối chiếu", required=False)


def test_a_fault_is_said_in_the_same_words_on_top_and_beside_the_field() -> None:
    form = Person({"name": ""})

    summary = shown(c.ErrorSummary.of(form))
    fields = Template("{% fields form %}").render(Context({"form": form}))

    assert '<a href="#id_name">Nhập họ và tên</a>' in summary
    assert 'id="id_name_error"' in fields
    assert "Nhập họ và tên</p>" in fields
    assert 'aria-describedby="id_name_error"' in fields
    assert faults_of(fields) == []


def test_a_form_without_faults_has_no_summary() -> None:
    assert not c.ErrorSummary.of(Person())
    assert shown(c.ErrorSummary.of(Person({"name": "Phạm An", "level": "a"}))).strip() == ""


def test_every_field_has_a_label_and_says_when_it_may_stay_empty() -> None:
    fields = Template("{% fields form %}").render(Context({"form": Person()}))

    assert fields.count("(không bắt buộc)") == 1
    assert '<label for="id_name">Họ và tên</label>' in fields
    assert "<legend>Trình độ</legend>" in fields
    assert 'id="id_note_helptext">Một câu</p>' in fields
    assert "placeholder" not in fields


def test_filters_do_not_say_of_each_condition_that_it_may_stay_empty() -> None:
    assert "(không bắt buộc)" not in shown(c.Filters(Person(), "/x/"))


def test_filters_keep_the_day_and_name_themselves() -> None:
    html = shown(c.Filters(Person(), "/can-bo/", kept=[("ngay", "2020-08-31")], count_url="/can-bo/dem/"))

    assert '<input type="hidden" name="ngay" value="2020-08-31">' in html
    assert 'hx-get="/can-bo/dem/"' in html


def test_downloads_keep_the_filter() -> None:
    html = shown(c.Downloads("/can-bo/?thieu=llct"))

    assert 'href="/can-bo/?thieu=llct&amp;format=xlsx"' in html


def test_a_tally_adds_its_own_words_to_each_count() -> None:
    html = shown(c.Tally([c.Count("Thêm", 1204, "dat"), c.Count("Cộng", Number(), total=True)], "Kết quả"))

    assert '<span class="value">1.204</span>Thêm' in html
    assert 'data-figure="gap.people"' in html


def test_a_fact_nobody_knows_is_said_to_be_unknown() -> None:
    assert "chưa có" in shown(c.KeyFacts([c.Fact("Ngày vào Đảng", None)]))


def test_steps_say_their_state_in_words() -> None:
    html = shown(c.Steps([c.Step("Gửi", "amend", "/gui/", "4 người")], "Rà soát"))

    assert '<span class="chip chu-y">Cần bổ sung</span>' in html


def test_plain_text_and_nothing_pass_through() -> None:
    assert shown("a < b") == "a &lt; b"
    assert shown(None) == ""
