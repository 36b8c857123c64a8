from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.domain.vocabulary.vietnamese import (
    PartialDate,
    UnreadableDate,
    date_of_excel_serial,
    format_date,
    parse_date,
)

SHAPE = "phải có dạng 31/08/1985, 8/1985 hoặc 1985"
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("03/04/2024", (2024, 4, 3)),
        ("31/08/1985", (1985, 8, 31)),
        ("3/4/2024", (2024, 4, 3)),
        ("03-04-2024", (2024, 4, 3)),
        ("03.04.2024", (2024, 4, 3)),
        (" 3 / 4 / 2024 ", (2024, 4, 3)),
        ("03/04/24", (2024, 4, 3)),
        ("31/08/85", (1985, 8, 31)),
        ("01/01/50", (1950, 1, 1)),
        ("31-12-69", (1969, 12, 31)),
        ("1.1.30", (2030, 1, 1)),
        ("1.1.31", (1931, 1, 1)),
        ("1/1/00", (2000, 1, 1)),
        ("2024-04-03", (2024, 4, 3)),
        ("2024/04/03", (2024, 4, 3)),
        ("1985-08-31 00:00:00", (1985, 8, 31)),
        ("1985-08-31T00:00", (1985, 8, 31)),
        ("31/08/1985 0:00", (1985, 8, 31)),
        ("29/02/2024", (2024, 2, 29)),
        ("8/1985", (1985, 8, None)),
        ("08/1985", (1985, 8, None)),
        ("08-1985", (1985, 8, None)),
        ("8.1985", (1985, 8, None)),
        ("1985-08", (1985, 8, None)),
        ("00/08/1985", (1985, 8, None)),
        ("1985", (1985, None, None)),
        ("00/00/1956", (1956, None, None)),
        ("năm 1985", (1985, None, None)),
        ("tháng 8 năm 1985", (1985, 8, None)),
        ("Ngày 31 tháng 8 năm 1985", (1985, 8, 31)),
        ("31 tháng 8 năm 1985", (1985, 8, 31)),
    ],
)
def test_a_typed_date_is_read_day_first(typed, meant):
    assert parse_date(typed) == PartialDate(*meant)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/02/2019", "31/02/2019 không có trong lịch"),
        ("29/02/2023", "29/02/2023 không có trong lịch"),
        ("13/1985", "13/1985 không có trong lịch"),
        ("32/13/2020", "32/13/2020 không có trong lịch"),
        ("08/31/1985", "08/31/1985 không có trong lịch; có phải 31/08/1985?"),
        ("15/00/1985", "15/00/1985 không có trong lịch"),
        ("1/1/1885", "1/1/1885 có năm ngoài khoảng 1900–2100"),
        ("0000", "0000 có năm ngoài khoảng 1900–2100"),
        ("", SHAPE),
        ("31081985", SHAPE),
        ("8/85", SHAPE),
        ("85", SHAPE),
        ("31/08-1985", SHAPE),
        ("31/08/1985 14:30", SHAPE),
        ("Aug 31, 1985", SHAPE),
        ("３１/08/1985", SHAPE),
        ("٣/4/2024", SHAPE),
        ("không rõ", SHAPE),
    ],
)
def test_a_date_that_cannot_be_read_is_answered_with_how_to_mend_it(typed, sentence):
    with pytest.raises(UnreadableDate) as refusal:
        parse_date(typed)

    assert str(refusal.value) == sentence


def test_the_pivot_of_the_caller_decides_about_two_digit_years():
    assert parse_date("1/1/27", pivot=25).year == 1927
    assert parse_date("1/1/25", pivot=25).year == 2025


@given(days)
def test_a_formatted_day_is_read_back(day):
    assert parse_date(format_date(day)).as_date() == day
    assert parse_date(day.isoformat()).as_date() == day


@given(days, st.sampled_from(["day", "month", "year"]))
def test_a_partial_date_is_read_back_with_its_precision(day, precision):
    partial = PartialDate.of(day, precision)

    assert parse_date(str(partial)) == partial
    assert partial.precision == precision
    assert partial.earliest() <= day <= partial.latest()


def test_a_partial_date_knows_its_first_and_last_day():
    assert PartialDate(2024, 2).latest() == date(2024, 2, 29)
    assert PartialDate(1985).earliest() == date(1985, 1, 1)
    assert PartialDate(1985).latest() == date(1985, 12, 31)
    assert PartialDate(1985, 8, 31).earliest() == PartialDate(1985, 8, 31).latest() == date(1985, 8, 31)


def test_partial_dates_stand_in_order_with_the_vaguest_first():
    dates = [PartialDate(1985), PartialDate(1985, 8), PartialDate(1985, 8, 1), PartialDate(1986)]

    assert all(one < other for one, other in pairwise(dates))


def test_a_day_without_a_month_is_no_date():
    with pytest.raises(ValueError, match="không có tháng"):
        PartialDate(1985, None, 31)


def test_dates_are_shown_as_they_are_known():
    assert format_date(date(1985, 8, 31)) == "31/08/1985"
    assert format_date(date(1985, 8, 31), "month") == "8/1985"
    assert format_date(date(1985, 8, 31), "year") == "1985"
    assert format_date(PartialDate(1985, 8)) == "8/1985"
    assert format_date(None) == ""


@pytest.mark.parametrize(
    ("serial", "day"),
    [(1, date(1900, 1, 1)), (59, date(1900, 2, 28)), (61, date(1900, 3, 1)), (31290.5, date(1985, 8, 31))],
)
def test_a_serial_of_a_workbook_is_its_day(serial, day):
    assert date_of_excel_serial(serial) == day


@given(st.dates(date(1900, 3, 1), date(2100, 12, 31)))
def test_serials_count_days(day):
    assert date_of_excel_serial((day - date(1899, 12, 30)) / timedelta(days=1)) == day


@pytest.mark.parametrize("serial", [0, -1, 73_416, 1e9])
def test_a_number_beyond_the_calendar_is_no_date(serial):
    with pytest.raises(UnreadableDate):
        date_of_excel_serial(serial)
