"""A review in each commune: a round, its sheet with a line and a step, and what was sealed and adjusted."""

from datetime import date
from hashlib import sha256
from typing import Any

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.organisation.models import Unit
from caunoi.apps.reviews.models import (
    Adjustment,
    FrozenPerson,
    FrozenReview,
    ReviewLine,
    ReviewRound,
    ReviewSheet,
    ReviewStep,
)
from caunoi.domain.eligibility.frozen import standards_as_text
from tests.leaks.canaries import marked

AS_OF, DUE = date(2020, 8, 31), date(2020, 9, 30)


def reviewed(name: str, cadre: Cadre, unit: Unit, now: Any) -> dict[str, Any]:
    """The things addresses name."""
    round_ = ReviewRound.objects.create(
        **{**marked(ReviewRound, name), "state": "open", "rule_hash": "0" * 64, "rules": standards_as_text()},
        unit=unit, year=2020, as_of=AS_OF, due_on=DUE, opened_at=now,
    )  # fmt: skip
    sheet = ReviewSheet.objects.create(
        **{**marked(ReviewSheet, name), "state": "filling", "sha256": ""}, round=round_, unit=unit
    )
    line = ReviewLine.objects.create(
        **{**marked(ReviewLine, name), "answer": "changed"}, sheet=sheet, cadre=cadre, saved_at=now
    )
    ReviewStep.objects.create(
        **{**marked(ReviewStep, name), "kind": "returned", "actor_key": "user:x"},
        sheet=sheet,
        ordinal=1,
        at=now,
    )
    return {
        "review_id": round_.pk,
        "sheet_id": sheet.pk,
        "line_id": line.pk,
        **_sealed(name, round_, cadre, unit, now),
    }


def _sealed(name: str, round_: ReviewRound, cadre: Cadre, unit: Unit, now: Any) -> dict[str, Any]:
    marks = dict.fromkeys(["rule_hash", "data_hash", "edition", "sha256"], "0" * 64)
    review = FrozenReview.objects.create(
        **{**marked(FrozenReview, name), **marks}, round=round_, unit=unit, as_of=AS_OF, known_seq=0, people=1,
        frozen_at=now,
    )  # fmt: skip
    FrozenPerson.objects.create(
        **marked(FrozenPerson, name), verdict="not_met", verdicts={"LLCT": "not_met"},
        posts=[["CX-BT", str(unit.pk)]], mark=sha256(name.encode()).hexdigest()[:32], review=review,
        cadre_id=cadre.pk, unit=unit, is_key=True,
    )  # fmt: skip
    Adjustment.objects.create(
        **{**marked(Adjustment, name), "before": "not_met", "after": "met"}, review=review, cadre_id=cadre.pk,
        unit=unit, ordinal=1, known_seq=0, at=now,
    )  # fmt: skip
    return {"mark": sha256(name.encode()).hexdigest()[:32]}
