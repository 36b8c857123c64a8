"""Succession planning held against the limits of the day, on the page of the board and in its figures."""

from datetime import date

import pytest

from caunoi.apps.cadres.models import SuccessionPlan
from caunoi.apps.cadres.services import plan_succession, take_out_of_succession
from caunoi.apps.selection import figures
from caunoi.apps.selection.selectors.succession import book_of, term_begins, without_anybody
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.errors import Refused
from caunoi.foundation.figures import Scope
from tests.apps.accounts.people import signed_in
from tests.apps.selection.people import begun, lacking
from tests.factories.cadres import SYSTEM, all_of, make_people

pytestmark = pytest.mark.django_db
DAY = date(2020, 8, 31)
CODES = ("succession.people", "succession.failing", "succession.nobody")


@pytest.fixture
def story():
    return begun()


@pytest.fixture
def board(story, actor_with):
    return actor_with("btc", story.land["province"])


def planned(story, cadre, *, title="CX-CTUB", term="2020–2025"):
    return plan_succession(
        actor=SYSTEM, cadre=cadre, title_code=title, unit=story.land["commune"], term=term,
        valid_from=date(2020, 1, 1), decision="QĐ 12",
    )  # fmt: skip


def outcomes(book):
    return {each.limit.what: each.outcome for each in book.checked}


def test_one_person_for_a_post_is_too_few_two_are_enough(story, board):
    planned(story, story.an)
    alone = outcomes(book_of(board, DAY))
    planned(story, story.binh)
    both = outcomes(book_of(board, DAY))

    assert (alone["people_per_post"], both["people_per_post"]) == ("broken", "kept")
    assert (alone["women_percent"], both["women_percent"]) == ("broken", "kept")


def test_who_cannot_serve_the_whole_term_is_named(story, board):
    (old,) = make_people(lacking(story.land["commune"], "Đỗ Văn Sơn", birth=PartialDate(1963, 3, 4)))
    planned(story, old)
    planned(story, story.an)

    found = next(each for each in book_of(board, DAY).checked if each.limit.what == "months_left")

    assert (found.outcome, found.people) == ("broken", (str(old.pk),))


@pytest.mark.parametrize(
    ("term", "first"),
    [("2020–2025", date(2020, 1, 1)), ("nhiệm kỳ 2021-2026", date(2021, 1, 1)), ("khóa X", None)],
)
def test_a_term_begins_with_the_first_year_it_names(term, first):
    assert term_begins(term) == first


def test_the_limits_are_those_of_the_day_looked_at(story, board):
    for cadre in (story.an, story.binh):
        planned(story, cadre)

    later = book_of(board, date(2025, 11, 1))

    assert later.limits["people_per_post"].most == 3
    assert "women_percent" not in outcomes(later)


def test_figures_count_their_rows_and_say_nothing_to_who_reads_no_plans(story, board, actor_with):
    planned(story, story.an)

    mine = [figures.answer(board, Scope(on=DAY), code) for code in CODES]
    clerk = actor_with("xa", story.land["commune"])

    assert [value.value for value in mine[:2]] == [1, 1]
    assert all(len(value.rows) == value.value for value in mine)
    assert [figures.answer(clerk, Scope(on=DAY), code).value for code in CODES] == [0, 0, 0]


def test_a_key_post_without_anybody_planned_is_counted_until_somebody_is(story, board):
    before = without_anybody(board, DAY)
    planned(story, story.binh, title="CX-PCTUB")

    after = without_anybody(board, DAY)

    assert (story.land["commune"].pk, "CX-PCTUB") in before
    assert set(before) - set(after) == {(story.land["commune"].pk, "CX-PCTUB")}


def test_the_page_names_what_fails_and_by_which_paper(story):
    planned(story, story.an)
    page = signed_in("btc", story.land["province"]).get("/quy-hoach/").content.decode()

    assert "Chưa bảo đảm" in page and "15-HD/BTCTW" in page
    assert "cần đối chiếu lại văn bản" in page
    assert "Nguyễn Văn An" in page


def test_in_and_out_by_the_pages(story):
    browser = signed_in("btc", story.land["province"])
    said = {
        "title_code": "CX-CTUB", "unit": "Xã Xuân Hương (07420)", "term": "2020–2025", "valid_from": "01/01/2020",
        "decision": "QĐ 12",
    }  # fmt: skip

    assert browser.post(f"/quy-hoach/them/{story.an.pk}/", said).status_code == 302
    (plan,) = all_of(SuccessionPlan)
    out = {"out_on": "01/06/2020", "reason": "Không còn đủ tiêu chuẩn"}
    assert browser.post(f"/quy-hoach/{plan.pk}/dua-ra/", out).status_code == 302

    (plan,) = all_of(SuccessionPlan)
    assert (plan.valid_to, plan.reason_out) == (date(2020, 6, 1), "Không còn đủ tiêu chuẩn")


def test_a_plan_pressed_twice_makes_nobody_two_people_for_a_post(story, board):
    planned(story, story.an)

    with pytest.raises(Refused, match="đã có trong quy hoạch"):
        planned(story, story.an)

    assert len(all_of(SuccessionPlan)) == 1
    planned(story, story.an, term="2025–2030")


def test_who_is_out_is_not_taken_out_on_another_day(story):
    plan = planned(story, story.an)
    first, second = date(2020, 6, 1), date(2020, 7, 1)
    take_out_of_succession(actor=SYSTEM, plan=plan, on=first, reason="Không còn đủ tiêu chuẩn")

    with pytest.raises(Refused, match="từ ngày 01/06/2020"):
        take_out_of_succession(actor=SYSTEM, plan=plan, on=second, reason="Lý do khác")

    (kept,) = all_of(SuccessionPlan)
    assert (kept.valid_to, kept.reason_out) == (first, "Không còn đủ tiêu chuẩn")
    planned(story, story.an, term="2020–2026")


@pytest.mark.parametrize("role", ["xa", "lanhdao", "kiemtra"])
def test_nobody_else_reads_the_plan_of_succession(story, role):
    planned(story, story.an)
    place = story.land["commune" if role == "xa" else "province"]

    assert signed_in(role, place).get("/quy-hoach/").status_code == 403
