"""Proposing a plan, and what becomes of the proposal (trình phê duyệt): nobody decides about what they proposed."""

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.planning.choices import PlanState, ProposalState
from caunoi.apps.planning.models import Plan, PlanProposal
from caunoi.apps.planning.policies import check_second_person
from caunoi.apps.planning.selectors.board import Board
from caunoi.apps.planning.selectors.content import content_hash
from caunoi.apps.planning.selectors.plans import rows_of
from caunoi.apps.planning.services.holding import end_proposal, hold, write
from caunoi.apps.planning.services.saying import Speaker
from caunoi.foundation import clock
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit import services as audit
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import visible


@transaction.atomic
def propose_plan(*, actor: Actor, plan: Plan, seen: int | None = None) -> PlanProposal:
    """Lay the plan as it stands before a second person: what is proposed is told by the hash of its content."""
    plan = hold(actor, plan, seen=seen)
    if plan.state != PlanState.DRAFT:
        raise Refused(_("Chỉ kế hoạch dự thảo mới trình phê duyệt được."))
    if standing(actor, plan) is not None:
        raise Refused(_("Kế hoạch này đang chờ phê duyệt, không cần trình lại."))
    refuse_unless_whole(actor, plan)
    code = content_hash(plan)
    write(actor, plan, [], "planning.plan_proposed", {"content_hash": [None, code]})
    proposal = PlanProposal.objects.create(
        plan=plan,
        content_hash=code,
        version=plan.version,
        proposed_at=clock.now(),
        proposed_by=actor.label,
        proposed_by_key=actor.key,
    )
    audit.record(actor, "planning.proposal_made", proposal, {"content_hash": [None, code]})
    return proposal


def standing(actor: Actor, plan: Plan) -> PlanProposal | None:
    """The proposal that waits, held until the transaction ends."""
    found: PlanProposal | None = (
        visible(actor, PlanProposal)
        .select_for_update(of=("self",))
        .filter(plan=plan, state=ProposalState.WAITING)
        .first()
    )
    return found


def refuse_unless_whole(actor: Actor, plan: Plan) -> None:
    """Somebody sits in it, and the independent checker finds nothing."""
    board = Board(rows_of(actor, plan))
    if not board.placements:
        raise Refused(_("Kế hoạch chưa có ai trong lớp nào. Tính kế hoạch hoặc xếp tay trước khi trình."))
    outcome = board.after({})
    if not outcome.valid:
        said = Speaker(board, plan.on).outcome(outcome)[:5]
        raise Refused(" ".join([_("Chưa trình, chưa phê duyệt được:"), *said]))


@transaction.atomic
def return_plan(*, actor: Actor, plan: Plan, reason: str, seen: int | None = None) -> PlanProposal:
    """The second person sends the proposal back with what is missing; the plan is a draft as before."""
    plan = hold(actor, plan, "adopt", seen=seen)
    proposal = waiting_or_refuse(actor, plan)
    check_second_person(actor, proposal)
    if not reason.strip():
        raise Refused(_("Ghi lý do trả lại, để người trình biết sửa gì."))
    return _end(actor, plan, proposal, ProposalState.RETURNED, " ".join(reason.split()))


@transaction.atomic
def withdraw_plan(*, actor: Actor, plan: Plan, seen: int | None = None) -> PlanProposal:
    """Whoever may change the plan takes the proposal back before anybody decided."""
    plan = hold(actor, plan, seen=seen)
    return _end(actor, plan, waiting_or_refuse(actor, plan), ProposalState.WITHDRAWN, "")


def waiting_or_refuse(actor: Actor, plan: Plan) -> PlanProposal:
    proposal = standing(actor, plan)
    if proposal is None:
        raise Refused(
            _("Kế hoạch này chưa trình, hoặc tờ trình đã hết giá trị."),
            mend=_("Một người trình kế hoạch, một người khác phê duyệt."),
        )
    return proposal


def _end(actor: Actor, plan: Plan, proposal: PlanProposal, state: str, reason: str) -> PlanProposal:
    end_proposal(actor, proposal, state, reason)
    write(actor, plan, [], f"planning.proposal_{state}", {"reason": [None, reason]} if reason else {})
    return proposal
