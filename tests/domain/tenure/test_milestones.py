from datetime import date

from caunoi.domain.tenure.career import Posting
from caunoi.domain.tenure.milestones import what_comes_due
from caunoi.domain.vocabulary.period import Period
from caunoi.domain.vocabulary.vietnamese import PartialDate

WINDOW = Period.of_year(2032)
POSTING = Posting("seat-1", Period(date(2027, 6, 1), date(2032, 6, 1)), "Chủ tịch UBND")


def test_what_comes_due_stands_in_order():
    due = what_comes_due(
        WINDOW, birth=PartialDate(1970, 3, 9), sex="male", postings=[POSTING], ages={62: "Đủ 62 tuổi"}
    )

    assert [str(milestone) for milestone in due] == [
        "Đủ 62 tuổi: 09/03/2032",
        "Nghỉ hưu: 01/04/2032",
        "Hết thời hạn Chủ tịch UBND: 01/06/2032",
    ]


def test_an_uncertain_day_is_shown_with_both_its_bounds():
    (retirement,) = what_comes_due(WINDOW, birth=PartialDate(1970), sex="male")

    assert str(retirement) == "Nghỉ hưu: từ 01/02/2032 đến 01/01/2033"


def test_the_end_day_of_the_window_is_not_in_it():
    assert (
        what_comes_due(Period(date(2032, 1, 1), date(2032, 6, 1)), birth=None, sex=None, postings=[POSTING])
        == ()
    )


def test_nothing_is_said_of_what_is_not_known_or_only_planned():
    planned = Posting("seat-2", POSTING.period, planned=True)

    assert what_comes_due(WINDOW, birth=None, sex="male", postings=[planned]) == ()
    assert what_comes_due(WINDOW, birth=PartialDate(1970, 3, 9), sex=None) == ()
