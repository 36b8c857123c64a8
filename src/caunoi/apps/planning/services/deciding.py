"""Adopting and dropping a plan."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.planning.choices import PLAN, PlanState, ProposalState
from caunoi.apps.planning.models import Plan
from caunoi.apps.planning.policies import check_second_person
from caunoi.apps.planning.selectors.content import content_hash
from caunoi.apps.planning.selectors.plans import adopted_beside
from caunoi.apps.planning.services.holding import end_proposal, hold, void_proposal, write
from caunoi.apps.planning.services.proposing import refuse_unless_whole, waiting_or_refuse
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused


@transaction.atomic
def adopt_plan(*, actor: Actor, plan: Plan, decision: str, on: date, seen: int | None = None) -> Plan:
    """A second person decides for what was proposed: verified once more, the same content, then closed to changes."""
    plan = hold(actor, plan, "adopt", seen=seen)
    _refuse_unless_may(plan, PlanState.ADOPTED)
    proposal = waiting_or_refuse(actor, plan)
    check_second_person(actor, proposal)
    _refuse_a_second(plan)
    refuse_unless_whole(actor, plan)
    if content_hash(plan) != proposal.content_hash:
        raise Refused(_("Nội dung kế hoạch không còn đúng mã đã trình; rút tờ trình, xem lại rồi trình lại."))
    before = plan.state
    end_proposal(actor, proposal, ProposalState.APPROVED)
    plan.state, plan.decision, plan.adopted_on = PlanState.ADOPTED, decision.strip()[:120], on
    changes = {"state": [before, plan.state], "decision": ["", plan.decision]}
    write(actor, plan, ["state", "decision", "adopted_on"], "planning.plan_adopted", changes)
    return plan


def _refuse_a_second(plan: Plan) -> None:
    """Of the scenarios of one year one is decided for."""
    other = adopted_beside(plan)
    if other is not None:
        raise Refused(
            _("Năm %(year)s đã có kế hoạch được phê duyệt: “%(plan)s”. Mỗi năm một kế hoạch cho một đơn vị.")
            % {"year": plan.year, "plan": other.name}
        )


@transaction.atomic
def drop_plan(*, actor: Actor, plan: Plan, seen: int | None = None) -> Plan:
    """The plan is given up: it stays on record, and is shown in no list."""
    plan = hold(actor, plan, seen=seen)
    _refuse_unless_may(plan, PlanState.DROPPED)
    void_proposal(actor, plan)
    before, plan.state = plan.state, PlanState.DROPPED
    write(actor, plan, ["state"], "planning.plan_dropped", {"state": [before, plan.state]})
    return plan


def _refuse_unless_may(plan: Plan, state: str) -> None:
    if plan.state == state:
        told = {"state": _(PlanState(state).label).lower()}
        raise Refused(_("Kế hoạch này %(state)s rồi. Tải lại trang để xem.") % told)
    if not PLAN.may(plan.state, state):
        raise Refused(
            _("Kế hoạch %(state)s nên không chuyển sang “%(next)s” được.")
            % {"state": _(PlanState(plan.state).label).lower(), "next": _(PlanState(state).label).lower()}
        )
