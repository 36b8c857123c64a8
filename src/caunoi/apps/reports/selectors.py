"""Reading across modules: figures by code, and the record of writes within somebody's reach."""

from collections.abc import Sequence
from datetime import date

from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.figures import FigureValue, Scope, figure_or_404
from caunoi.foundation.policy import visible

PAGE = 50


def answers(actor: Actor, on: date, *codes: str) -> dict[str, FigureValue]:
    """The figures of a page, each from its one source; keys with dots become underscores for templates."""
    return {code.replace(".", "_"): figure_or_404(code).answer(actor, Scope(on=on)) for code in codes}


def written(actor: Actor, *, before: int | None = None, target: str = "") -> Sequence[AuditEvent]:
    """What was written within the actor's reach, newest first, a page at a time by sequence number."""
    events = visible(actor, AuditEvent).order_by("-seq")
    if before is not None:
        events = events.filter(seq__lt=before)
    if target:
        events = events.filter(target_id=target)
    return list(events[: PAGE + 1])
