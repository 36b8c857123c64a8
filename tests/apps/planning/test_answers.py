"""What is asked of a plan: each answer is what solving again shows, in a job, and moves nobody."""

import pytest

from caunoi.apps.planning.models import Need
from caunoi.apps.planning.presenters.answers import between
from caunoi.apps.planning.selectors import plan_or_404, rows_of
from caunoi.apps.planning.services import answer_plan, ask_plan, copy_plan, place_by_hand, solve_plan
from caunoi.apps.planning.services.answering import FRONTIER, INCLUSION, TAGS
from caunoi.foundation.errors import Forbidden, Refused
from caunoi.foundation.jobs.models import Job
from tests.apps.planning.test_views import page
from tests.factories.cadres import SYSTEM, all_of
from tests.factories.planning import PROVINCE, make_plan, unit

pytestmark = pytest.mark.django_db


def taken_out(plan) -> Need:
    need = rows_of(SYSTEM, plan).served[0]
    place_by_hand(actor=SYSTEM, need=need, offering=None)
    return all_of(Need, pk=need.pk)[0]


def test_including_somebody_taken_out_by_hand_brings_back_what_the_move_cost(plan):
    need = taken_out(plan)
    now = plan_or_404(SYSTEM, plan.pk)

    found = answer_plan(actor=SYSTEM, plan=now, kind=INCLUSION, need=need)

    assert found["status"] == "optimal" and found["losers"] == []
    assert found["seen"] == pytest.approx(now.objective - plan.objective, abs=1e-3)
    assert found["loss"][1] == pytest.approx(0, abs=1e-3) and len(found["lines"]) == 1


def test_a_plan_that_serves_everybody_gains_nothing_from_anything_more(plan):
    rows = answer_plan(actor=SYSTEM, plan=plan, kind=TAGS)["rows"]

    assert {row["what"] for row in rows} == {"budget", "away", "rooms", "lecturer_weeks"}
    assert all(row["heads"] == 0 for row in rows)


def test_where_money_is_short_more_of_it_seats_more(plan):
    cost = rows_of(SYSTEM, plan).cost
    poor = copy_plan(actor=SYSTEM, plan=plan, name="B", budget=cost - 5_000_000, solve=True)
    poor = solve_plan(actor=SYSTEM, plan=plan_or_404(SYSTEM, poor.pk))

    money = next(
        row for row in answer_plan(actor=SYSTEM, plan=poor, kind=TAGS)["rows"] if row["what"] == "budget"
    )

    served = len(rows_of(SYSTEM, poor).served)
    assert served < 12 and money["heads"] == 12 - served and money["gain"][0] > 0


def test_of_five_budgets_none_serves_less_than_a_smaller_one(plan):
    rows = answer_plan(actor=SYSTEM, plan=plan, kind=FRONTIER)["rows"]

    assert [row["budget"] for row in rows] == sorted(row["budget"] for row in rows) and len(rows) == 5
    assert [row["served"] for row in rows] == sorted(row["served"] for row in rows)


def test_an_answer_changes_no_version_and_says_of_which_it_is(plan):
    answer_plan(actor=SYSTEM, plan=plan, kind=FRONTIER)

    after = plan_or_404(SYSTEM, plan.pk)
    assert after.version == plan.version == after.answers[FRONTIER]["version"]


def test_what_cannot_be_asked_is_refused(plan):
    seated = rows_of(SYSTEM, plan).served[0]
    empty = make_plan()
    for asked in (
        {"plan": plan, "kind": "khac"},
        {"plan": plan, "kind": INCLUSION},
        {"plan": plan, "kind": INCLUSION, "need": seated},
        {"plan": empty, "kind": TAGS},
    ):
        with pytest.raises(Refused):
            ask_plan(actor=SYSTEM, **asked)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ([-0.0001, 4.0], "từ 0,0 đến 4,0"),
        ([1.0, 1.01], "1,0"),
        ([-0.01, 0.0], "0,0"),
        (None, "chưa biết"),
    ],
)
def test_a_proven_price_is_one_number_and_another_says_between_which_two(found, words):
    assert between(found) == words


@pytest.mark.parametrize("role", ["lanhdao", "truong", "kiemtra"])
def test_only_the_board_asks(plan, actor_with, role):
    with pytest.raises(Forbidden):
        ask_plan(actor=actor_with(role, unit(PROVINCE)), plan=plan, kind=TAGS)


def test_a_question_is_ordered_on_the_page_and_its_answer_stands_there(officer, plan):
    need = taken_out(plan)
    assert "Thử đưa vào" in page(officer, f"/ke-hoach/{plan.pk}/")

    sent = officer.post(f"/ke-hoach/{plan.pk}/hoi/", {"cau": INCLUSION, "nhu-cau": str(need.pk)})
    waiting = page(officer, sent.headers["Location"])
    assert [job.name for job in all_of(Job)] == ["planning.answer"] and "Đang tính" in waiting
    answer_plan(actor=SYSTEM, plan=plan_or_404(SYSTEM, plan.pk), kind=INCLUSION, need=need)
    answer_plan(actor=SYSTEM, plan=plan_or_404(SYSTEM, plan.pk), kind=TAGS)
    answer_plan(actor=SYSTEM, plan=plan_or_404(SYSTEM, plan.pk), kind=FRONTIER)

    html = page(officer, f"/ke-hoach/{plan.pk}/hoi-them/")
    assert (
        "Vào lớp LLCT-TC-" in html and "100.000.000" in html and "Nhu cầu được đáp ứng theo ngân sách" in html
    )
    assert "bản trước" not in html


@pytest.mark.parametrize("said", [{}, {"cau": "khac"}, {"cau": INCLUSION, "nhu-cau": "x"}])
def test_a_question_nobody_knows_is_answered_in_words(officer, plan, said):
    assert officer.post(f"/ke-hoach/{plan.pk}/hoi/", said).status_code in (400, 409)
