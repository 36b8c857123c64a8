from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.domain.tenure.months import DayRange, Span
from caunoi.domain.tenure.retirement import (
    UnfitTable,
    load_retirement_table,
    read_retirement_table,
    remaining_service_months,
    retirement_day,
)
from caunoi.domain.vocabulary.vietnamese import PartialDate

ROW = {
    "sex": "male",
    "from": date(2013, 5, 1),
    "years": 60,
    "months": 0,
    "clause": "Điều 1",
    "confidence": "high",
}


@pytest.mark.parametrize(
    ("birth", "sex", "leaves"),
    [
        (PartialDate(1960, 12, 31), "male", date(2021, 1, 1)),
        (PartialDate(1961, 1, 1), "male", date(2021, 5, 1)),
        (PartialDate(1961, 9, 30), "male", date(2022, 1, 1)),
        (PartialDate(1961, 10, 1), "male", date(2022, 5, 1)),
        (PartialDate(1966, 3, 31), "male", date(2028, 1, 1)),
        (PartialDate(1966, 4, 1), "male", date(2028, 5, 1)),
        (PartialDate(1980, 1, 15), "male", date(2042, 2, 1)),
        (PartialDate(1965, 12, 31), "female", date(2021, 1, 1)),
        (PartialDate(1966, 1, 1), "female", date(2021, 6, 1)),
        (PartialDate(1966, 9, 1), "female", date(2022, 6, 1)),
        (PartialDate(1975, 4, 30), "female", date(2035, 1, 1)),
        (PartialDate(1975, 5, 1), "female", date(2035, 6, 1)),
        (PartialDate(1990, 7, 2), "female", date(2050, 8, 1)),
    ],
)
def test_service_ends_with_the_month_in_which_the_age_is_reached(birth, sex, leaves):
    assert retirement_day(birth, sex) == DayRange(leaves, leaves)


def test_a_birth_year_alone_leaves_a_year_of_doubt():
    assert retirement_day(PartialDate(1970), "male") == DayRange(date(2032, 2, 1), date(2033, 1, 1))


@pytest.mark.parametrize(
    ("birth", "on", "left"),
    [
        (PartialDate(1970, 6, 15), date(2027, 7, 1), Span(60, 60)),
        (PartialDate(1970, 6, 15), date(2027, 7, 2), Span(59, 59)),
        (PartialDate(1970), date(2027, 2, 1), Span(60, 71)),
        (PartialDate(1950, 6, 15), date(2020, 1, 1), Span(0, 0)),
    ],
)
def test_remaining_service_is_counted_in_full_months(birth, on, left):
    assert remaining_service_months(birth, "male", on) == left


@given(st.dates(date(1940, 1, 1), date(2000, 1, 1)), st.dates(date(1940, 1, 1), date(2000, 1, 1)))
def test_who_is_born_later_never_leaves_earlier(one, other):
    for sex in ("male", "female"):
        first, second = (retirement_day(PartialDate.of(born), sex).first for born in sorted((one, other)))
        assert first <= second


def test_every_age_rises_step_by_step_to_the_end_of_the_schedule():
    ages = load_retirement_table().ages

    for sex, first, step, last_year, last in (("male", 723, 3, 2028, 744), ("female", 664, 4, 2035, 720)):
        by_year = {age.since.year: age.in_months for age in ages if age.sex == sex and age.since.year > 2020}
        assert by_year == {
            year: min(last, first + step * (year - 2021)) for year in range(2021, last_year + 1)
        }
    assert all(age.clause.startswith("Bộ luật Lao động") for age in ages)


def test_a_birth_before_the_table_is_said_to_be_unknown():
    with pytest.raises(UnfitTable, match="chưa có tuổi nghỉ hưu cho người sinh ngày 01/01/1930"):
        retirement_day(PartialDate(1930, 1, 1), "male")


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([{key: value for key, value in ROW.items() if key != "clause"}], "dòng 1 thiếu 'clause'"),
        ([ROW, {**ROW, "sex": "nam"}], "dòng 2 có giới"),
        ([{**ROW, "months": 12}], "dòng 1 có giới, ngày hoặc số tháng"),
        ([{**ROW, "from": "2013-05-01"}], "dòng 1 có giới, ngày"),
        ([ROW, {**ROW, "from": date(2021, 1, 1), "years": 59}], "từ 01/01/2021 không nối tiếp"),
        ([ROW, ROW], "không nối tiếp"),
    ],
)
def test_a_faulty_table_is_refused_with_the_row(rows, reason):
    with pytest.raises(UnfitTable, match=reason):
        read_retirement_table(rows)
