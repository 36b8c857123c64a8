from datetime import date

from caunoi.domain.tenure.months import Span
from caunoi.domain.tenure.terms import Term, full_terms_left, term_on, terms_served
from caunoi.domain.vocabulary.period import Period

OLDER = Term("2016–2021", Period(date(2016, 6, 1), date(2021, 6, 1)))
NEWER = Term("2021–2026", Period(date(2021, 6, 1), date(2026, 4, 1)))


def test_a_day_lies_in_the_term_that_begins_on_it():
    assert term_on([OLDER, NEWER], date(2021, 5, 31)) == OLDER
    assert term_on([OLDER, NEWER], date(2021, 6, 1)) == NEWER
    assert term_on([OLDER, NEWER], date(2030, 1, 1)) is None


def test_a_term_counts_as_served_once_begun():
    in_post = [Period(date(2018, 1, 1), None)]

    assert terms_served([OLDER, NEWER], in_post, on=date(2021, 6, 1)) == (OLDER,)
    assert terms_served([OLDER, NEWER], in_post, on=date(2021, 6, 2)) == (OLDER, NEWER)
    assert terms_served([OLDER, NEWER], [], on=date(2025, 1, 1)) == ()


def test_only_full_terms_are_left():
    assert full_terms_left(Span(119, 120)) == Span(1, 2)
    assert full_terms_left(Span(59, 59)) == Span(0, 0)
