"""Every time limit by the clock: what the law of the day of the request says."""

from datetime import date

import pytest

from caunoi.apps.privacy.choices import RequestKind
from caunoi.apps.privacy.deadlines import answer_term, calendar_is_known, finish_term, work_calendar


@pytest.mark.parametrize(
    ("received", "answer_by"),
    [
        (date(2020, 8, 31), date(2020, 9, 3)),  # the National Day in between
        (date(2020, 9, 4), date(2020, 9, 8)),  # a Friday
        (date(2023, 6, 30), date(2023, 7, 4)),  # the day before the decree of 72 hours
        (date(2023, 7, 3), date(2023, 7, 6)),  # 72 hours
        (date(2023, 7, 6), date(2023, 7, 10)),  # 72 hours end on a Sunday
        (date(2025, 12, 31), date(2026, 1, 5)),  # 72 hours end in a weekend after holidays
        (date(2026, 1, 5), date(2026, 1, 7)),  # two working days
        (date(2026, 2, 13), date(2026, 2, 24)),  # the week of Tết
        (date(2026, 8, 21), date(2026, 8, 24)),  # the Saturday worked instead counts
    ],
)
def test_an_answer_is_due_by_the_law_and_the_calendar_of_the_day(received, answer_by):
    assert answer_term(received).ends(received) == answer_by


@pytest.mark.parametrize(
    ("kind", "days"),
    [("restriction", 15), ("objection", 15), ("copy", 10), ("correction", 10), ("erasure", 20)],
)
def test_what_was_asked_for_is_due_so_many_days_later(kind, days):
    received = date(2026, 3, 2)

    finish_by = finish_term(kind, received).ends(received)

    assert (finish_by - received).days - days in {0, 1, 2}
    assert work_calendar().works(finish_by)


def test_every_kind_has_a_limit_with_its_source_and_how_sure_it_is():
    terms = [answer_term(date(2026, 3, 2)), *(finish_term(kind, date(2026, 3, 2)) for kind in RequestKind)]

    assert all(term.clause and term.confidence in {"high", "medium", "low"} for term in terms)


def test_the_first_rule_holds_for_days_before_it():
    assert answer_term(date(2010, 1, 4)).days == 2


def test_a_year_without_a_calendar_says_so_and_counts_the_fixed_holidays():
    assert calendar_is_known(2026)
    assert not calendar_is_known(2031)
    assert not work_calendar().works(date(2031, 5, 1))
