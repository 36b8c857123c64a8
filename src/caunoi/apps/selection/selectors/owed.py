"""Owed standards the actor may see, and whether each is still owed by the verdict of the day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from caunoi.apps.selection.choices import OwedState
from caunoi.apps.selection.models import OwedStandard
from caunoi.apps.standards.selectors import Verdicts, verdicts_of_few
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import get_or_404, visible

STILL_OWING = frozenset({Verdict.NOT_MET, Verdict.IN_TRANSITION, Verdict.UNKNOWN})


@dataclass(frozen=True)
class Owing:
    """One owed standard with the verdict of its requirement on the day (khoản nợ chuẩn)."""

    row: OwedStandard
    verdict: Verdict
    on: date

    @property
    def is_open(self) -> bool:
        return self.row.state == OwedState.OPEN

    @property
    def met(self) -> bool:
        """Nothing is owed any more, although nobody has closed it."""
        return self.is_open and self.verdict not in STILL_OWING

    @property
    def overdue(self) -> bool:
        """Still owed after the last day."""
        return self.is_open and not self.met and self.row.due_on < self.on

    @property
    def days_left(self) -> int:
        return (self.row.due_on - self.on).days


def owed_rows(actor: Actor, cadre_ids: Collection[UUID] | None = None) -> Any:
    """With their people, the earliest due day first."""
    found = visible(actor, OwedStandard).select_related("cadre")
    if cadre_ids is not None:
        found = found.filter(cadre_id__in=list(cadre_ids))
    return found.order_by("due_on", "cadre__sort_key", "pk")


def owed_or_404(actor: Actor, owed_id: UUID, verb: str = "view") -> OwedStandard:
    asked = get_or_404(actor, OwedStandard, verb, pk=owed_id)
    found: OwedStandard = visible(actor, OwedStandard, verb).select_related("cadre").get(pk=asked.pk)
    return found


def owing(actor: Actor, on: date, rows: Iterable[OwedStandard]) -> list[Owing]:
    """Each with how its requirement stands on the day."""
    found = list(rows)
    people = {row.cadre_id for row in found}
    judged = verdicts_of_few(actor, on=on, cadre_ids=people) if people else None
    return [Owing(row, _verdict(judged, row), on) for row in found]


def _verdict(judged: Verdicts | None, row: OwedStandard) -> Verdict:
    """Somebody without a post is asked for nothing."""
    place = judged.places.get(row.cadre_id) if judged else None
    if judged is None or place is None or row.requirement not in judged.assessment.rules.terms.lanes:
        return Verdict.NOT_ASKED
    return Verdict(int(judged.judged().matrix[place, judged.lane(row.requirement)]))


def open_owed(actor: Actor, on: date, cadre_ids: Collection[UUID] | None = None) -> list[Owing]:
    """What was decided by the day and nobody has closed."""
    rows = owed_rows(actor, cadre_ids).filter(state=OwedState.OPEN, decided_on__lte=on)
    return owing(actor, on, rows)


def overdue(actor: Actor, on: date) -> list[Owing]:
    rows = owed_rows(actor).filter(state=OwedState.OPEN, due_on__lt=on)
    return [each for each in owing(actor, on, rows) if each.overdue]


def earliest_due(found: Sequence[Owing]) -> Mapping[tuple[UUID, str], date]:
    """By person and requirement."""
    return {(each.row.cadre_id, each.row.requirement): each.row.due_on for each in reversed(found)}


def lacking_codes(actor: Actor, cadre_id: UUID) -> list[str]:
    """Requirements somebody does not meet today (yêu cầu còn thiếu), in the order of the matrix: what could be owed."""
    found = verdicts_of_few(actor, on=actor.on, cadre_ids=[cadre_id])
    place = found.places.get(cadre_id)
    if place is None:
        return []
    row = found.judged().matrix[place]
    return [code for code in found.codes if Verdict(int(row[found.lane(code)])) in STILL_OWING]
