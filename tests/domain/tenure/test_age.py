from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.domain.tenure.age import age_at_first_election, age_on, reaches_age
from caunoi.domain.tenure.months import DayRange, Span
from caunoi.domain.vocabulary.vietnamese import PartialDate


@pytest.mark.parametrize(
    ("birth", "on", "age"),
    [
        (PartialDate(1985, 8, 31), date(2020, 8, 30), Span(34, 34)),
        (PartialDate(1985, 8, 31), date(2020, 8, 31), Span(35, 35)),
        (PartialDate(1985, 8), date(2020, 8, 15), Span(34, 35)),
        (PartialDate(1985, 8), date(2020, 9, 1), Span(35, 35)),
        (PartialDate(1985), date(2020, 8, 15), Span(34, 35)),
        (PartialDate(1985), date(2020, 12, 31), Span(35, 35)),
        (PartialDate(2004, 2, 29), date(2022, 2, 28), Span(18, 18)),
        (PartialDate(2004, 2, 29), date(2022, 2, 27), Span(17, 17)),
    ],
)
def test_age_is_as_certain_as_the_birth_date(birth, on, age):
    assert age_on(birth, on) == age


def test_there_is_no_age_before_birth():
    with pytest.raises(ValueError, match="ở trước ngày sinh 8/1985"):
        age_on(PartialDate(1985, 8), date(1985, 7, 31))


@given(
    st.dates(date(1940, 1, 1), date(2005, 1, 1)),
    st.sampled_from(["month", "year"]),
    st.dates(date(2006, 1, 1), date(2040, 1, 1)),
)
def test_the_true_age_lies_within_what_a_partial_date_allows(born, precision, on):
    true_age = age_on(PartialDate.of(born), on)
    span = age_on(PartialDate.of(born, precision), on)

    assert span.least <= true_age.least == true_age.most <= span.most


@given(st.dates(date(1940, 1, 1), date(2005, 1, 1)), st.integers(1, 70))
def test_an_age_is_reached_on_the_first_day_of_that_age(born, years):
    birth = PartialDate.of(born)
    reached = reaches_age(birth, years)

    assert reached.certain
    assert age_on(birth, reached.first).least == years
    assert age_on(birth, reached.first - timedelta(days=1)).most == years - 1


def test_an_age_is_reached_somewhere_in_the_year_when_only_the_year_is_known():
    assert reaches_age(PartialDate(1985), 35) == DayRange(date(2020, 1, 1), date(2020, 12, 31))


def test_age_at_first_election_allows_for_both_dates():
    assert age_at_first_election(PartialDate(1975, 5, 20), PartialDate(2016, 6)) == Span(41, 41)
    assert age_at_first_election(PartialDate(1975), PartialDate(2016)) == Span(40, 41)
