"""A person's own words about the year: kept as a draft, then handed in whole; an office may write them from paper."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.ratings.choices import SheetState, StepKind
from caunoi.apps.ratings.models import RatingSheet
from caunoi.apps.ratings.policies import check_step
from caunoi.apps.ratings.services.stepping import locked, refuse_left, refuse_level, take_step
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused

LONGEST = 1000


@dataclass(frozen=True)
class Own:
    """What somebody says of their own year (phần tự đánh giá)."""

    words: Mapping[str, str] = field(default_factory=dict)
    level: str = ""
    score: int | None = None


@transaction.atomic
def keep_draft(*, actor: Actor, sheet: RatingSheet, own: Own) -> RatingSheet:
    """Kept as far as it is written; nobody is told yet."""
    sheet = locked(actor, sheet, "say")
    check_step(sheet, SheetState.SAID)
    for name, value in _columns(actor, sheet, own).items():
        setattr(sheet, name, value)
    sheet.save(update_fields=["said", "self_level", "self_score", "by_office"])
    return sheet


@transaction.atomic
def hand_in(*, actor: Actor, sheet: RatingSheet, own: Own) -> RatingSheet:
    """Every criterion has its words and a level is named; else nothing is written."""
    sheet = locked(actor, sheet, "say")
    refuse_left(actor, sheet)
    asked = sheet.rated.round.by.procedure.asks(head=sheet.head)
    missing = [each.name for each in asked if not own.words.get(each.code, "").strip()]
    if missing:
        raise Refused(
            _("Chưa gửi được: còn thiếu phần %(names)s.") % {"names": "; ".join(missing)},
            mend=_("Viết vài câu cho từng phần rồi gửi lại."),
        )
    refuse_level(sheet, own.level, own.score)
    columns = _columns(actor, sheet, own)
    return take_step(actor, sheet, StepKind.SAID, SheetState.SAID, level=own.level, **columns)


def _columns(actor: Actor, sheet: RatingSheet, own: Own) -> dict[str, Any]:
    codes = [each.code for each in sheet.rated.round.by.procedure.asks(head=sheet.head)]
    words = {code: own.words[code].strip()[:LONGEST] for code in codes if own.words.get(code, "").strip()}
    levels = sheet.rated.round.by.scheme.levels
    return {
        "said": words,
        "self_level": own.level if own.level in levels else "",
        "self_score": own.score,
        "by_office": actor.subject_id != sheet.cadre_id,
    }
