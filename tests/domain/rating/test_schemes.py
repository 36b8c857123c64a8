"""Which scheme a year is rated by, and how many a unit may give the highest level."""

from datetime import date

import pytest

from caunoi.domain.rating.limits import limit_of
from caunoi.domain.rating.schemes import (
    UnreadableScheme,
    load_schemes,
    read_schemes,
    scheme_of_year,
    scheme_on,
)


@pytest.mark.parametrize(
    ("day", "scheme"),
    [
        (date(2020, 8, 19), "ND56-2015"),
        (date(2020, 8, 20), "ND90-2020"),
        (date(2023, 9, 14), "ND90-2020"),
        (date(2023, 9, 15), "ND48-2023"),
        (date(2025, 12, 31), "ND48-2023"),
        (date(2026, 1, 1), "ND335-2025"),
    ],
)
def test_the_scheme_in_force_changes_on_its_day(day, scheme):
    assert scheme_on(day).id == scheme


def test_a_year_is_rated_by_the_scheme_of_its_last_day():
    assert [scheme_of_year(year).id for year in (2019, 2020, 2023, 2026)] == [
        "ND56-2015", "ND90-2020", "ND48-2023", "ND335-2025",
    ]  # fmt: skip


def test_a_day_before_every_scheme_is_said():
    with pytest.raises(LookupError, match="01/01/2010"):
        scheme_on(date(2010, 1, 1))


@pytest.mark.parametrize(
    ("top", "good", "allowed", "excess"), [(1, 4, 1, 0), (2, 3, 1, 1), (2, 8, 2, 0), (3, 8, 2, 1), (1, 3, 0, 1), (0, 0, 0, 0)]
)  # fmt: skip
def test_a_fifth_of_those_rated_good_or_better_may_have_the_highest(top, good, allowed, excess):
    limit = limit_of(scheme_of_year(2024), {"htxs": top, "htt": good, "ht": 7})

    assert (limit.allowed, limit.excess) == (allowed, excess)


def test_without_a_number_nothing_is_judged():
    limit = limit_of(scheme_of_year(2020), {"htxs": 9})

    assert (limit.allowed, limit.excess) == (None, 0)


def test_the_scheme_by_scores_has_one_for_each_level():
    scheme = scheme_on(date(2026, 6, 1))

    assert dict(zip(scheme.levels, scheme.scores, strict=True)) == {"htxs": 90, "htt": 70, "ht": 50, "kht": 0}


def test_two_schemes_of_one_time_are_refused():
    one = {"id": "A", "document": "A", "from": date(2020, 1, 1), "confidence": "cao", "levels": ["a", "b"]}

    with pytest.raises(UnreadableScheme, match="cùng có hiệu lực"):
        read_schemes({"scheme": [one, {**one, "id": "B", "from": date(2021, 1, 1)}]})


def test_every_scheme_that_ships_says_how_sure_it_is():
    assert {scheme.confidence for scheme in load_schemes()} <= {"thu_cap", "cao", "vua", "thap"}
