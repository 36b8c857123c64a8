"""One proposes, another decides: what was proposed is told by its hash, and any later edit voids it."""

import hashlib

import pytest

from caunoi.apps.planning.choices import PlanState, ProposalState
from caunoi.apps.planning.models import Need, Plan, PlanProposal
from caunoi.apps.planning.selectors import plan_or_404, proposals_of
from caunoi.apps.planning.selectors.codes import check_code
from caunoi.apps.planning.selectors.content import content_bytes, content_hash
from caunoi.apps.planning.services import (
    adopt_plan,
    drop_plan,
    place_by_hand,
    propose_plan,
    return_plan,
    solve_again,
    solve_plan,
    undo_change,
    withdraw_plan,
)
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.errors import Forbidden, Refused
from caunoi.foundation.policy import system_scope
from tests.factories.cadres import SYSTEM, all_of
from tests.factories.planning import DAY, PROVINCE, make_plan, make_scene, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    make_scene(12)
    return solve_plan(actor=SYSTEM, plan=make_plan())


@pytest.fixture
def officer(plan, actor_with):
    return actor_with("btc", unit(PROVINCE))


@pytest.fixture
def leader(plan, actor_with):
    return actor_with("lanhdao", unit(PROVINCE))


def now(plan: Plan) -> Plan:
    return plan_or_404(SYSTEM, plan.pk)


def newest(plan: Plan) -> PlanProposal:
    return proposals_of(SYSTEM, plan)[0]


def seated(plan: Plan) -> Need:
    return next(need for need in all_of(Need, plan=plan) if need.offering_id)


def adopt(plan, actor, **said) -> Plan:
    return adopt_plan(actor=actor, plan=now(plan), decision="Quyết định số 08/QĐ-UBND", on=DAY, **said)


def test_one_proposes_another_adopts_and_both_are_remembered(plan, officer, leader):
    proposal = propose_plan(actor=officer, plan=plan)

    adopted = adopt(plan, leader)

    assert (adopted.state, adopted.decision) == (PlanState.ADOPTED, "Quyết định số 08/QĐ-UBND")
    ended = newest(plan)
    assert (ended.pk, ended.state) == (proposal.pk, ProposalState.APPROVED)
    assert (ended.proposed_by, ended.ended_by) == (officer.label, leader.label)
    assert ended.content_hash == content_hash(now(plan))


def test_a_second_officer_of_the_board_may_decide_too(plan, officer, actor_with):
    propose_plan(actor=officer, plan=plan)

    assert adopt(plan, actor_with("btc", unit(PROVINCE))).state == PlanState.ADOPTED


def test_nobody_decides_about_what_they_proposed(plan, officer):
    propose_plan(actor=officer, plan=plan)

    with pytest.raises(Refused, match="không tự phê duyệt"):
        adopt(plan, officer)
    with pytest.raises(Refused, match="không tự phê duyệt"):
        return_plan(actor=officer, plan=now(plan), reason="Thiếu một lớp")
    assert now(plan).state == PlanState.DRAFT


def test_a_right_passed_on_by_the_proposer_does_not_make_a_second_person(plan, officer):
    from dataclasses import replace

    propose_plan(actor=officer, plan=plan)
    passed_on = tuple(replace(grant, on_behalf_of=officer.label) for grant in officer.grants)
    deputy = replace(officer, key="user:deputy", label="Người được giao lại", grants=passed_on)

    with pytest.raises(Refused, match="giao lại"):
        adopt(plan, deputy)


@pytest.mark.parametrize("role", ["xa", "truong", "kiemtra"])
def test_who_may_not_decide_does_not(plan, officer, actor_with, role):
    propose_plan(actor=officer, plan=plan)

    with pytest.raises(Forbidden):
        adopt(plan, actor_with(role, unit(PROVINCE)))


def test_the_leader_changes_and_proposes_nothing(plan, leader):
    with pytest.raises(Forbidden):
        propose_plan(actor=leader, plan=plan)


def test_a_plan_nobody_proposed_is_not_adopted(plan, leader):
    with pytest.raises(Refused, match="chưa trình"):
        adopt(plan, leader)


def test_a_plan_with_nobody_in_it_is_not_proposed(officer):
    with pytest.raises(Refused, match="chưa có ai"):
        propose_plan(actor=officer, plan=make_plan())


def test_a_plan_that_waits_is_not_proposed_again(plan, officer):
    propose_plan(actor=officer, plan=plan)

    with pytest.raises(Refused, match="đang chờ"):
        propose_plan(actor=officer, plan=now(plan))


def test_any_move_voids_the_proposal_and_says_who_when_and_why(plan, officer, leader, actor_with):
    propose_plan(actor=officer, plan=plan)
    other = actor_with("btc", unit(PROVINCE))
    before = content_hash(plan)

    place_by_hand(actor=other, need=seated(plan), offering=None)

    voided = newest(plan)
    assert (voided.state, voided.ended_by) == (ProposalState.VOIDED, other.label)
    assert content_hash(now(plan)) != before
    with pytest.raises(Refused, match="chưa trình, hoặc tờ trình đã hết giá trị"):
        adopt(plan, leader)
    with system_scope("tests: look at rows"):
        written = AuditEvent.objects.get(action="planning.proposal_voided")
    assert written.changes["state"] == ["waiting", "voided"]


def test_taking_a_move_back_does_not_bring_the_voided_proposal_back(plan, officer):
    propose_plan(actor=officer, plan=plan)
    code = newest(plan).content_hash
    change = place_by_hand(actor=officer, need=seated(plan), offering=None)

    undo_change(actor=officer, change=change)

    assert content_hash(now(plan)) == code
    assert newest(plan).state == ProposalState.VOIDED


@pytest.mark.parametrize("write", [solve_again, drop_plan])
def test_solving_anew_and_dropping_void_it_too(plan, officer, write):
    propose_plan(actor=officer, plan=plan)

    write(actor=officer, plan=now(plan))

    assert newest(plan).state == ProposalState.VOIDED


def test_the_second_person_sends_it_back_with_a_reason(plan, officer, leader):
    propose_plan(actor=officer, plan=plan)

    with pytest.raises(Refused, match="lý do"):
        return_plan(actor=leader, plan=now(plan), reason="  ")
    return_plan(actor=leader, plan=now(plan), reason="Thêm lớp cho xã An Lạc")

    assert (newest(plan).state, newest(plan).reason) == (ProposalState.RETURNED, "Thêm lớp cho xã An Lạc")
    assert propose_plan(actor=officer, plan=now(plan)).state == ProposalState.WAITING


def test_the_proposer_takes_it_back_before_anybody_decided(plan, officer, leader):
    propose_plan(actor=officer, plan=plan)

    withdraw_plan(actor=officer, plan=now(plan))

    assert newest(plan).state == ProposalState.WITHDRAWN
    with pytest.raises(Refused, match="chưa trình"):
        adopt(plan, leader)


def test_of_two_plans_of_one_year_and_unit_one_is_adopted(plan, officer, leader):
    other = solve_plan(actor=SYSTEM, plan=make_plan())
    propose_plan(actor=officer, plan=plan)
    propose_plan(actor=officer, plan=other)
    adopt(plan, leader)

    with pytest.raises(Refused, match="Năm 2021 đã có kế hoạch được phê duyệt"):
        adopt(other, leader)


def test_what_was_changed_past_the_services_is_not_adopted(plan, officer, leader):
    propose_plan(actor=officer, plan=plan)
    need = seated(plan)
    with system_scope("tests: tamper with a row"):
        Need.objects.filter(pk=need.pk).update(travel_cost=need.travel_cost + 1)

    with pytest.raises(Refused, match="không còn đúng mã"):
        adopt(plan, leader)


# ---- the hash


def test_the_printed_code_is_the_sha256_of_the_content_anybody_may_take(plan):
    assert content_hash(plan) == hashlib.sha256(content_bytes(plan)).hexdigest()
    assert content_bytes(plan) == content_bytes(now(plan))


def test_the_code_of_a_paper_leads_to_what_became_of_it(plan, officer, leader):
    code = propose_plan(actor=officer, plan=plan).content_hash

    waiting = check_code(code)
    adopt(plan, leader)
    approved = check_code(code)
    need = seated(plan)
    with system_scope("tests: tamper with a row"):
        Need.objects.filter(pk=need.pk).update(offering=None)
    tampered = check_code(code)

    assert (waiting.proposal.state, waiting.unchanged) == ("waiting", True)
    assert (approved.proposal.state, approved.unchanged) == ("approved", True)
    assert not tampered.unchanged
    assert check_code("0" * 64) is None
