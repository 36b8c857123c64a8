"""One sheet or round held while written, and the step that was taken."""

from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from caunoi.apps.reviews.choices import SHEET, SheetState, StepKind
from caunoi.apps.reviews.models import ReviewRound, ReviewSheet, ReviewStep
from caunoi.apps.reviews.policies import check_open
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import visible


def locked_round(actor: Actor, round_: ReviewRound) -> ReviewRound:
    """The round as it stands now, open, held until the transaction ends."""
    policy.check(actor, "change", round_)
    found: ReviewRound = (
        visible(actor, ReviewRound, "change").select_for_update(of=("self",)).get(pk=round_.pk)
    )
    check_open(found)
    return found


def locked_sheet(actor: Actor, sheet: ReviewSheet, verb: str) -> ReviewSheet:
    """The sheet as it stands now, of an open round, held until the transaction ends."""
    policy.check(actor, verb, sheet)
    found: ReviewSheet = visible(actor, ReviewSheet, verb).select_for_update(of=("self",)).get(pk=sheet.pk)
    found.round = visible(actor, ReviewRound).distinct().get(pk=found.round_id)
    check_open(found.round)
    return found


def take_step(
    actor: Actor,
    sheet: ReviewSheet,
    kind: StepKind,
    *,
    state: str | None = None,
    reason: str = "",
    **changes: Any,
) -> ReviewStep:
    """Write the step, the state it leads to, and the record of it."""
    before = sheet.state
    if state is not None:
        _refuse_step(sheet, state)
        sheet.state = state
    for name, value in changes.items():
        setattr(sheet, name, value)
    sheet.save(update_fields=["state", *changes])
    step = ReviewStep(
        sheet=sheet,
        ordinal=(visible(actor, ReviewStep).filter(sheet=sheet).aggregate(last=Max("ordinal"))["last"] or 0)
        + 1,
        kind=kind,
        actor_key=actor.key,
        actor_label=actor.label,
        reason=reason,
        at=clock.now(),
    )
    step.save(force_insert=True)
    told: dict[str, list[Any]] = {"state": [before, sheet.state], "step": [None, str(kind)]}
    record(actor, f"reviews.sheet_{kind}", sheet, told, unit_id=sheet.unit_id, reason=reason)
    return step


def _refuse_step(sheet: ReviewSheet, state: str) -> None:
    if not SHEET.may(sheet.state, state):
        raise Refused(
            _("Bảng này đang ở bước “%(now)s” nên chưa sang bước “%(next)s” được.")
            % {"now": _(SheetState(sheet.state).label), "next": _(SheetState(state).label)},
            mend=_("Tải lại trang để xem bảng đang ở đâu; có thể người khác vừa làm bước này."),
        )
