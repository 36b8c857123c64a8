"""A nomination held while written, and the step that was taken."""

from typing import Any

from django.db.models import Max

from caunoi.apps.selection.choices import NominationState, StepKind
from caunoi.apps.selection.models import Nomination, NominationStep
from caunoi.apps.selection.policies import check_step
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.policy import visible


def locked(actor: Actor, nomination: Nomination, verb: str) -> Nomination:
    """As it stands now, held until the transaction ends."""
    policy.check(actor, verb, nomination)
    held = visible(actor, Nomination, verb).select_for_update(of=("self",)).select_related("cadre")
    found: Nomination = held.get(pk=nomination.pk)
    return found


def take_step(
    actor: Actor,
    nomination: Nomination,
    kind: StepKind,
    *,
    state: NominationState | None = None,
    reason: str = "",
    told: dict[str, list[Any]] | None = None,
) -> None:
    """Write the step, the state it leads to, and the record of it."""
    before: str | None = None
    if state is not None:
        check_step(nomination, state)
        before, nomination.state = nomination.state, state
        nomination.save(update_fields=["state"])
    written = visible(actor, NominationStep).filter(nomination=nomination)
    last = written.aggregate(last=Max("ordinal"))["last"] or 0
    NominationStep(
        nomination=nomination,
        ordinal=last + 1,
        kind=kind,
        actor_label=actor.label,
        reason=reason,
        at=clock.now(),
    ).save(force_insert=True)
    changes = {"state": [before, str(nomination.state)], **(told or {})}
    unit_id = nomination.cadre.custodian_id
    record(actor, f"selection.nomination_{kind}", nomination, changes, unit_id=unit_id, reason=reason)
