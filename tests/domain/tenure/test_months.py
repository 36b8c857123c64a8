from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.domain.tenure.months import Span, add_months, whole_months

days = st.dates(date(1950, 1, 1), date(2050, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2020, 1, 31), 1, date(2020, 2, 29)),
        (date(2019, 12, 15), 1, date(2020, 1, 15)),
        (date(2020, 1, 15), -1, date(2019, 12, 15)),
        (date(2004, 2, 29), 12 * 18, date(2022, 2, 28)),
    ],
)
def test_a_month_on_is_the_same_day_or_the_last_of_the_month(day, months, later):
    assert add_months(day, months) == later


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2020, 1, 15), date(2020, 2, 14), 0),
        (date(2020, 1, 15), date(2020, 2, 15), 1),
        (date(2020, 1, 31), date(2020, 2, 29), 1),
        (date(2020, 5, 1), date(2020, 1, 1), 0),
    ],
)
def test_only_full_months_count(start, end, months):
    assert whole_months(start, end) == months


@given(days, st.integers(0, 1200))
def test_months_put_on_are_counted_back(day, months):
    assert whole_months(day, add_months(day, months)) == months


@pytest.mark.parametrize(
    ("span", "answer"), [(Span(60, 70), True), (Span(50, 59), False), (Span(50, 60), None)]
)
def test_a_span_says_when_it_does_not_know(span, answer):
    assert span.is_at_least(60) is answer


def test_a_certain_span_is_said_as_one_number():
    assert (str(Span(35, 35)), str(Span(34, 35))) == ("35", "34–35")
    assert Span(35, 35).certain and not Span(34, 35).certain
