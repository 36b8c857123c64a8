from datetime import date

import pytest

from caunoi.domain.tenure.career import (
    Posting,
    career_gaps,
    overlap_findings,
    postings_on,
    service_months,
)
from caunoi.domain.vocabulary.period import Period

Y2018, Y2019, Y2020, Y2021 = (date(year, 1, 1) for year in (2018, 2019, 2020, 2021))
FIRST = Posting("seat-1", Period(Y2018, Y2020), "Phó Chủ tịch UBND")
NEXT = Posting("seat-2", Period(Y2020), "Chủ tịch UBND")
BESIDE = Posting("seat-3", Period(Y2019), "Phó Bí thư")
PLANNED = Posting("seat-4", Period(Y2019), "Bí thư", planned=True)


def test_a_posting_may_begin_the_day_another_ends():
    assert overlap_findings([FIRST, NEXT]) == ()
    assert postings_on([FIRST, NEXT], Y2020) == (NEXT,)


def test_several_posts_may_be_held_at_once():
    (finding,) = overlap_findings([NEXT, BESIDE])

    assert (finding.severity, finding.code) == ("info", "several_posts")
    assert finding.message == "Kiêm nhiệm Phó Bí thư và Chủ tịch UBND: từ 01/01/2020"
    assert postings_on([NEXT, BESIDE], Y2020) == (BESIDE, NEXT)


def test_one_post_is_not_held_twice():
    (finding,) = overlap_findings([FIRST, Posting("seat-1", Period(Y2019, Y2021), "Phó Chủ tịch UBND")])

    assert (finding.severity, finding.code) == ("error", "post_twice")
    assert "01/01/2019 – 31/12/2019" in finding.message


def test_acting_in_a_post_one_holds_is_worth_a_look():
    (finding,) = overlap_findings([FIRST, Posting("seat-1", Period(Y2019), acting=True)])

    assert (finding.severity, finding.code) == ("warning", "acting_and_full")


def test_a_planned_posting_is_not_held():
    assert postings_on([PLANNED], Y2020) == ()
    assert overlap_findings([PLANNED, NEXT]) == ()
    assert service_months([PLANNED], Y2020) == 0


@pytest.mark.parametrize(
    ("postings", "months"), [([FIRST], 24), ([FIRST, BESIDE], 36), ([FIRST, NEXT, BESIDE], 36), ([], 0)]
)
def test_months_in_several_posts_count_once(postings, months):
    assert service_months(postings, Y2021) == months


def test_service_can_be_counted_for_one_post():
    assert service_months([FIRST, NEXT, BESIDE], Y2021, post="seat-2") == 12


def test_a_stretch_without_a_post_is_shown():
    postings = [Posting("seat-1", Period(Y2018, Y2019)), Posting("seat-2", Period(Y2020))]

    assert career_gaps(postings, on=Y2021) == (Period(Y2019, Y2020),)
    assert career_gaps([NEXT], on=Y2020) == ()
    assert career_gaps([], on=Y2020) == ()
    assert career_gaps([Posting("seat-1", Period(None, Y2019))], on=Y2020) == ()
