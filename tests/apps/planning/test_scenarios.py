"""Several scenarios of one year: copied, held side by side, and told apart person by person."""

import json
import re
from uuid import uuid4

import pytest

from caunoi.apps.planning.choices import PlanState
from caunoi.apps.planning.models import Need, Plan
from caunoi.apps.planning.selectors import plan_or_404, rows_of
from caunoi.apps.planning.selectors.scenarios import difference_of, scenarios_of
from caunoi.apps.planning.services import copy_plan, drop_plan, faults_of, place_by_hand, solve_plan
from caunoi.foundation.errors import Forbidden, Refused
from caunoi.foundation.policy import system_scope
from tests.apps.cadres.readers import signed_in
from tests.apps.planning.test_views import page
from tests.factories.cadres import SYSTEM, all_of
from tests.factories.planning import COMMUNES, PROVINCE, unit

pytestmark = pytest.mark.django_db
MORE = 3_000_000_000


def copied(plan, **said) -> Plan:
    return copy_plan(actor=SYSTEM, plan=plan, **{"name": "Phương án B", "budget": MORE, **said})


def test_a_copy_seats_everybody_as_the_first_does_and_is_a_draft_of_its_own(plan):
    made = copied(plan)

    first, second = rows_of(SYSTEM, plan), rows_of(SYSTEM, plan_or_404(SYSTEM, made.pk))
    assert (made.state, made.copied_from_id, made.version) == (PlanState.DRAFT, plan.pk, 1)
    assert second.cost == first.cost and len(second.served) == len(first.served) == 12
    assert faults_of(second) == [] and second.plan.instance["budget"] == MORE / 1_000_000
    place_by_hand(actor=SYSTEM, need=second.served[0], offering=None)
    assert len(rows_of(SYSTEM, plan).served) == 12


def test_under_another_budget_what_was_proven_of_the_first_holds_no_more(plan):
    assert (copied(plan).bound, copied(plan).status) == (None, "")
    assert copied(plan, budget=plan.budget).bound == plan.bound


def test_money_that_does_not_pay_for_those_seated_is_refused_unless_solved_anew(plan):
    with pytest.raises(Refused, match="hơn ngân sách mới"):
        copied(plan, budget=1_000_000)

    anew = copied(plan, budget=1_000_000, solve=True)

    assert anew.state == PlanState.SOLVING and rows_of(SYSTEM, anew).served == []
    assert solve_plan(actor=SYSTEM, plan=plan_or_404(SYSTEM, anew.pk)).state == PlanState.DRAFT


@pytest.mark.parametrize("budget", [0, -5, 10**14])
def test_a_budget_that_is_none_is_refused(plan, budget):
    with pytest.raises(Refused, match="Ngân sách phải là"):
        copied(plan, budget=budget)


def test_a_shorter_way_needs_solving_anew(plan):
    with pytest.raises(Refused, match="Giảm quãng đường"):
        copied(plan, max_km=10)

    assert copied(plan, max_km=10, solve=True).instance["max_km"] == 10.0


@pytest.mark.parametrize("role", ["lanhdao", "truong", "kiemtra"])
def test_only_the_board_copies(plan, actor_with, role):
    with pytest.raises(Forbidden):
        copy_plan(actor=actor_with(role, unit(PROVINCE)), plan=plan, name="B", budget=MORE)


def test_the_numbers_side_by_side_are_those_of_each_plan(plan):
    made = copied(plan)
    place_by_hand(actor=SYSTEM, need=rows_of(SYSTEM, made).served[0], offering=None)

    newest, first = scenarios_of(SYSTEM, 2021)

    for told, of in ((first, plan), (newest, plan_or_404(SYSTEM, made.pk))):
        rows = rows_of(SYSTEM, of)
        assert told.plan.pk == of.pk
        assert (told.cost, told.served, told.people) == (
            rows.cost,
            len(rows.served),
            rows.people_of(rows.served),
        )
        assert told.lines == len(rows.opened)
    assert newest.share < first.share == 1


def test_a_dropped_plan_stands_beside_none(plan):
    drop_plan(actor=SYSTEM, plan=copied(plan))

    assert [each.plan.pk for each in scenarios_of(SYSTEM, 2021)] == [plan.pk]


def test_two_scenarios_differ_by_the_people_who_sit_elsewhere(plan):
    made = copied(plan)
    out = rows_of(SYSTEM, made).served[0]
    place_by_hand(actor=SYSTEM, need=out, offering=None)

    found = difference_of(SYSTEM, plan, plan_or_404(SYSTEM, made.pk))

    ((row),) = found.rows
    assert (row.need.cadre_id, row.there) == (out.cadre_id, None) and row.here is not None
    assert (found.alike, found.only_here, found.only_there) == (11, 1, 0)


def test_who_lacks_two_things_of_one_requirement_counts_twice(plan):
    """As the trainings of one requirement are."""
    need = rows_of(SYSTEM, plan).served[0]
    with system_scope("tests: a second thing of the same requirement"):
        need.pk, need.index = uuid4(), 999
        need.reason = {**need.reason, "missing": "điều thứ hai"}
        need.save(force_insert=True)

    assert difference_of(SYSTEM, plan, plan).alike == 13


# ---- pages


def test_a_scenario_is_made_on_the_page_and_shown_beside_the_first(officer, plan):
    form = page(officer, f"/ke-hoach/{plan.pk}/chep/")
    assert "Giữ mọi người ở lớp đang xếp" in form
    wrong = officer.post(f"/ke-hoach/{plan.pk}/chep/", {"name": "", "budget": "nhiều", "solve": "0"})
    assert wrong.status_code == 422 and "Ngân sách phải là số đồng" in wrong.content.decode()

    officer.post(
        f"/ke-hoach/{plan.pk}/chep/", {"name": "Phương án B", "budget": "3.000.000.000", "solve": "0"}
    )

    html = page(officer, "/ke-hoach/so-sanh/?nam=2021")
    assert "Phương án B" in html and plan.name in html and "3.000.000.000" in html
    assert "12 / 12, 100,0" in html


def test_who_sits_elsewhere_stands_on_the_page_and_in_its_files(officer, plan):
    made = copied(plan)
    place_by_hand(actor=SYSTEM, need=rows_of(SYSTEM, made).served[0], offering=None)
    address = f"/ke-hoach/so-sanh/?nam=2021&mot={plan.pk}&hai={made.pk}"

    html = page(officer, address)
    body = json.loads(officer.get(f"{address}&format=json").content)
    text = officer.get(f"{address}&format=csv").content.decode("utf-8-sig")

    assert "1 lượt chỉ có ở phương án thứ nhất" in html and re.search(r'data-count="1"', html)
    assert len(body) == 1 and body[0]["Họ và tên"] == "Nguyễn Văn An" and body[0]["Phương án B"] == ""
    assert len(text.strip().splitlines()) == 2
    assert officer.get(f"{address}&format=xlsx").status_code == 200
    assert officer.get(f"{address}&format=exe").status_code == 400


@pytest.mark.parametrize(
    "asked", ["nam=hai", "nam=20211", "mot=x", "mot=00000000-0000-0000-0000-000000000000"]
)
def test_what_cannot_be_compared_is_said(officer, plan, asked):
    assert officer.get(f"/ke-hoach/so-sanh/?{asked}").status_code in (400, 404)


def test_a_clerk_compares_with_the_own_people_only(plan):
    made = copied(plan)
    need = next(each for each in all_of(Need, plan=made) if each.unit_id == unit(COMMUNES[1]).pk)
    place_by_hand(actor=SYSTEM, need=need, offering=None)
    clerk = signed_in("xa", unit(COMMUNES[0]))

    html = page(clerk, f"/ke-hoach/so-sanh/?nam=2021&mot={plan.pk}&hai={made.pk}")

    assert "Nguyễn Văn Bình" not in html and "1 / 1, 100,0" in html


def test_the_page_of_scenarios_asks_no_more_than_thirty_times(officer, plan, django_assert_max_num_queries):
    made = copied(plan)
    address = f"/ke-hoach/so-sanh/?nam=2021&mot={plan.pk}&hai={made.pk}"
    page(officer, address)

    with django_assert_max_num_queries(30):
        page(officer, address)
