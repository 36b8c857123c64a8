from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.domain.vocabulary.period import Period, merged

WINDOW = [date(2020, 1, 1) + timedelta(days=number) for number in range(40)]
edges = st.one_of(st.none(), st.sampled_from(WINDOW))


@st.composite
def periods(draw):
    start, end = draw(edges), draw(edges)
    if start and end and start >= end:
        start, end = end, start + timedelta(days=1)
    return Period(start, end)


def test_a_period_has_its_first_day_and_not_its_end():
    year = Period(date(2020, 1, 1), date(2021, 1, 1))

    assert year.contains(date(2020, 1, 1)) and year.contains(date(2020, 12, 31))
    assert not year.contains(date(2021, 1, 1)) and not year.contains(date(2019, 12, 31))
    assert year == Period.of_year(2020)
    assert year.days == 366
    assert year.last_day == date(2020, 12, 31)


def test_periods_that_touch_meet_and_do_not_overlap():
    one, other = Period.of_year(2020), Period.of_year(2021)

    assert one.meets(other) and other.meets(one)
    assert not one.overlaps(other)


def test_two_open_sides_do_not_meet():
    assert not Period(None, date(2020, 1, 1)).meets(Period(None, date(2021, 1, 1)))
    assert not Period().meets(Period())


@pytest.mark.parametrize("end", [date(2020, 1, 1), date(2019, 1, 1)])
def test_a_period_is_never_empty(end):
    with pytest.raises(ValueError, match="phải sau ngày bắt đầu"):
        Period(date(2020, 1, 1), end)


def test_a_period_is_said_with_the_last_day_that_counts():
    assert str(Period.of_year(2020)) == "01/01/2020 – 31/12/2020"
    assert str(Period(date(2020, 1, 1))) == "từ 01/01/2020"
    assert str(Period(None, date(2020, 1, 1))) == "đến 31/12/2019"
    assert str(Period()) == "không thời hạn"


def test_between_takes_the_last_day_in():
    assert Period.between(date(2020, 1, 1), date(2020, 12, 31)) == Period.of_year(2020)


@given(periods(), periods())
def test_overlap_means_a_day_in_common(one, other):
    common = [day for day in WINDOW if one.contains(day) and other.contains(day)]
    intersection = one.intersection(other)

    assert one.overlaps(other) == other.overlaps(one) == (intersection is not None)
    assert not common or one.overlaps(other)
    if intersection is not None:
        assert [day for day in WINDOW if intersection.contains(day)] == common


@given(periods(), periods())
def test_covering_means_holding_every_day(one, other):
    assert one.covers(one)
    if one.covers(other):
        assert all(one.contains(day) for day in WINDOW if other.contains(day))


@given(periods(), st.lists(periods(), max_size=5))
def test_a_day_is_either_taken_or_in_a_gap(whole, taken):
    gaps = whole.gaps(taken)

    for day in WINDOW:
        free = whole.contains(day) and not any(period.contains(day) for period in taken)
        assert free == any(gap.contains(day) for gap in gaps)
    assert all(whole.covers(gap) for gap in gaps)
    assert list(gaps) == sorted(gaps)


@given(st.lists(periods(), max_size=6))
def test_merging_keeps_every_day_and_leaves_periods_apart(several):
    runs = merged(several)

    for day in WINDOW:
        assert any(run.contains(day) for run in runs) == any(period.contains(day) for period in several)
    for earlier, later in pairwise(runs):
        assert earlier < later and not earlier.overlaps(later) and not earlier.meets(later)
