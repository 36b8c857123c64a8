"""The plan as it stands now: whoever writes in it waits for whoever wrote before, and overwrites nobody unseen."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.planning.choices import ProposalState
from caunoi.apps.planning.models import Plan, PlanProposal
from caunoi.apps.planning.selectors.meanwhile import VERSION, Written, written_since
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit import services as audit
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import visible

Changes = dict[str, list[Any]]


class Stale(Refused):
    """Somebody wrote in the plan after the page was drawn (trang đã cũ); the same may be sent again, knowing it."""

    template = "planning/_stale.html"

    def __init__(self, plan: Plan, seen: int) -> None:
        self.meanwhile: Sequence[Written] = written_since(plan, seen)
        self.version = plan.version
        who = "; ".join(each.words for each in self.meanwhile) or _("Có người khác vừa sửa kế hoạch")
        super().__init__(
            _("%(who)s, sau khi trang của bạn được mở. Chưa ghi gì.") % {"who": who},
            mend=_("Xem lại trang mới, hoặc làm lại đúng việc này trên bản mới."),
        )


def hold(actor: Actor, plan: Plan, verb: str = "change", *, seen: int | None = None) -> Plan:
    """The row as it is in the database, held until the transaction ends; the check comes first.

    A page or a job read its plan some time ago, and the plan may have been adopted or dropped since. ``seen`` is the
    version a page was drawn from: another one is `Stale`. None is for who read the plan in the same breath.
    """
    policy.check(actor, verb, plan)
    held: Plan = visible(actor, Plan, verb).select_for_update(of=("self",)).get(pk=plan.pk)
    if seen is not None and seen != held.version:
        raise Stale(held, seen)
    return held


def write(
    actor: Actor, plan: Plan, fields: Sequence[str], action: str, changes: Changes | None = None
) -> None:
    """Save columns of a plan that is held, count the write, and remember it as one record of the plan."""
    plan.version += 1
    plan.save(update_fields=[*fields, "version"])
    told: Changes = {**(changes or {}), VERSION: [plan.version - 1, plan.version]}
    audit.record(actor, action, plan, told)


def void_proposal(actor: Actor, plan: Plan) -> None:
    """What was proposed is no longer what the plan says: the proposal and its draft decision hold no more."""
    for proposal in visible(actor, PlanProposal, "change").filter(plan=plan, state=ProposalState.WAITING):
        end_proposal(actor, proposal, ProposalState.VOIDED, _("Kế hoạch được sửa sau khi trình"))


def end_proposal(actor: Actor, proposal: PlanProposal, state: str, reason: str = "") -> None:
    before, proposal.state = proposal.state, state
    proposal.ended_at, proposal.ended_by, proposal.reason = clock.now(), actor.label, reason[:400]
    proposal.save(update_fields=["state", "ended_at", "ended_by", "reason"])
    audit.record(
        actor, f"planning.proposal_{state}", proposal, {"state": [before, proposal.state]}, reason=reason
    )
