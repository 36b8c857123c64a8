"""Adopting and dropping a plan."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.planning.choices import PLAN, PlanState
from caunoi.apps.planning.models import Plan
from caunoi.apps.planning.selectors.board import Board
from caunoi.apps.planning.selectors.plans import rows_of
from caunoi.apps.planning.services.holding import hold
from caunoi.apps.planning.services.saying import Speaker
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit import services as audit
from caunoi.foundation.errors import Refused


@transaction.atomic
def adopt_plan(*, actor: Actor, plan: Plan, decision: str, on: date) -> Plan:
    """The plan is decided upon: verified once more, then closed to changes."""
    plan = hold(actor, plan, "adopt")
    _refuse_unless_may(plan, PlanState.ADOPTED)
    board = Board(rows_of(actor, plan))
    if not board.placements:
        raise Refused(_("Kế hoạch chưa có ai trong lớp nào. Tính kế hoạch hoặc xếp tay trước khi phê duyệt."))
    outcome = board.after({})
    if not outcome.valid:
        raise Refused(" ".join([_("Chưa phê duyệt được:"), *Speaker(board, plan.on).outcome(outcome)[:5]]))
    before = plan.state
    plan.state, plan.decision, plan.adopted_on = PlanState.ADOPTED, decision.strip()[:120], on
    plan.save(update_fields=["state", "decision", "adopted_on"])
    changes = {"state": [before, plan.state], "decision": ["", plan.decision]}
    audit.record(actor, "planning.plan_adopted", plan, changes)
    return plan


@transaction.atomic
def drop_plan(*, actor: Actor, plan: Plan) -> Plan:
    """The plan is given up: it stays on record, and is shown in no list."""
    plan = hold(actor, plan)
    _refuse_unless_may(plan, PlanState.DROPPED)
    before, plan.state = plan.state, PlanState.DROPPED
    plan.save(update_fields=["state"])
    audit.record(actor, "planning.plan_dropped", plan, {"state": [before, plan.state]})
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
