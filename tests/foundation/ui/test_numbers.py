"""Numbers, money and days as the reader's language writes them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.ui import numbers


@pytest.mark.parametrize(
    ("value", "places", "vietnamese", "english"),
    [
        (1300, None, "1.300", "1,300"),
        (1_234_567, None, "1.234.567", "1,234,567"),
        (3.5, None, "3,5", "3.5"),
        (Decimal("1300.50"), None, "1.300,5", "1,300.5"),
        (7, 1, "7,0", "7.0"),
        (0, None, "0", "0"),
        (-27, None, "-27", "-27"),
        (None, None, "", ""),
    ],
)
def test_thousands_and_decimals_follow_the_language(value, places, vietnamese: str, english: str) -> None:
    assert numbers.number(value, places) == vietnamese
    with translation.override("en"):
        assert numbers.number(value, places) == english


def test_a_share_is_written_in_percent() -> None:
    assert numbers.percent(1300 / 1368) == "95,0\N{NO-BREAK SPACE}%"
    with translation.override("en"):
        assert numbers.percent(1300 / 1368) == "95.0%"


def test_money_is_whole_dong() -> None:
    assert numbers.dong(1_300_000) == "1.300.000\N{NO-BREAK SPACE}đ"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (date(2019, 4, 3), "03/04/2019"),
        (PartialDate(1985, 8), "8/1985"),
        (PartialDate(1985), "1985"),
        (PartialDate(1985, 8, 31), "31/08/1985"),
        (datetime(2020, 8, 31, 2, 40, tzinfo=UTC), "09:40 31/08/2020"),
        (None, ""),
    ],
)
def test_days_are_written_day_first(value, written: str) -> None:
    assert numbers.day(value) == written


def test_templates_write_numbers_without_loading_anything() -> None:
    text = "{{ n|vn_number }} {{ s|vn_percent }} {{ m|dong }} {{ d|vn_date }}"

    html = Template(text).render(Context({"n": 1300, "s": 0.95, "m": 5000, "d": date(2020, 8, 31)}))

    assert html.replace("\N{NO-BREAK SPACE}", " ") == "1.300 95,0 % 5.000 đ 31/08/2020"
