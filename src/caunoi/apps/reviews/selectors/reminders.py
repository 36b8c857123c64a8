"""What a reminder says of a sheet that was not sent: how many people, how many unanswered, how often reminded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from caunoi.apps.reviews.choices import HANDED_IN, Answer, StepKind
from caunoi.apps.reviews.models import ReviewLine, ReviewRound, ReviewSheet, ReviewStep
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import visible


@dataclass(frozen=True)
class Waiting:
    """Numbers of a sheet still waited for (bảng còn chờ)."""

    people: int = 0
    open: int = 0
    reminders: int = 0


AT_ONCE = 60
"""Letters made in one answer: a page does not wait longer than for these."""


def part_of(sheets: Sequence[ReviewSheet], part: int) -> Sequence[ReviewSheet]:
    """The first so many, the next …; nothing beyond the last."""
    return sheets[(part - 1) * AT_ONCE : part * AT_ONCE] if part > 0 else []


def parts(many: int) -> list[tuple[int, int]]:
    """From which to which, part by part: (1, 60), (61, 75)."""
    return [(first + 1, min(first + AT_ONCE, many)) for first in range(0, many, AT_ONCE)]


def waited_for(actor: Actor, round_: ReviewRound) -> list[ReviewSheet]:
    """Sheets of the round whoever approves still waits for, by unit."""
    mine = visible(actor, ReviewSheet, "approve").filter(round=round_).exclude(state__in=HANDED_IN)
    return list(mine.select_related("round", "unit").order_by("unit__slug"))


def waiting_of(actor: Actor, sheets: Iterable[UUID]) -> dict[UUID, Waiting]:
    """People whom nobody may see any longer are not counted: the letter says what its maker sees."""
    ids = list(sheets)
    lines = visible(actor, ReviewLine).filter(sheet__in=ids).order_by().values("sheet_id")
    counted = lines.annotate(people=Count("pk"), open=Count("pk", filter=Q(answer=Answer.OPEN)))
    steps = visible(actor, ReviewStep).filter(sheet__in=ids, kind=StepKind.REMINDED)
    often = dict(steps.order_by().values_list("sheet_id").annotate(Count("pk")))
    people = {each["sheet_id"]: (each["people"], each["open"]) for each in counted}
    return {pk: Waiting(*people.get(pk, (0, 0)), often.get(pk, 0)) for pk in ids}
