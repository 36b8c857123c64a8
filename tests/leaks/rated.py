"""A year of rating in each commune: a round, its unit with a sheet and a step, and what was sealed and corrected."""

from datetime import date
from typing import Any

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.organisation.models import Unit
from caunoi.apps.ratings.models import (
    RatedUnit,
    RatingAdjustment,
    RatingRound,
    RatingSeal,
    RatingSheet,
    RatingStep,
    SealedRating,
)
from caunoi.domain.rating.kept import as_text, rules_of
from caunoi.domain.rating.schemes import scheme_of_year
from tests.leaks.canaries import marked

DUE = date(2020, 12, 15)


def rated(name: str, cadre: Cadre, unit: Unit, now: Any) -> dict[str, Any]:
    """The things addresses name: the open year; the year before is sealed."""
    open_ = _year(name, unit, now, 2020)
    sheet = _sheet(name, cadre, open_)
    RatingStep.objects.create(
        **{**marked(RatingStep, name), "kind": "proposed", "level": "htt", "actor_key": "user:x"}, sheet=sheet,
        ordinal=1, at=now,
    )  # fmt: skip
    _sealed(name, _year(name, unit, now, 2019), cadre, unit, now)
    return {"rating_round_id": open_.round_id, "rated_id": open_.pk, "rating_sheet_id": sheet.pk}


def _year(name: str, unit: Unit, now: Any, year: int) -> RatedUnit:
    rules = as_text(rules_of(scheme_of_year(year)))
    round_ = RatingRound.objects.create(
        **{**marked(RatingRound, name), "rules": rules, "rule_mark": "0" * 64}, unit=unit, year=year, due_on=DUE,
        opened_at=now,
    )  # fmt: skip
    return RatedUnit.objects.create(**{**marked(RatedUnit, name), "level": "htt"}, round=round_, unit=unit)


def _sheet(name: str, cadre: Cadre, year: RatedUnit) -> RatingSheet:
    words = marked(RatingSheet, name)
    said = {"chinh_tri": f"{words['comment']} tự đánh giá"}
    levels = dict.fromkeys(["self_level", "proposed_level", "decided_level"], "htt")
    kept = {"state": "proposed", "decider": "cap_tren", "proposed_by_key": "user:x", "said": said}
    return RatingSheet.objects.create(**{**words, **levels, **kept}, rated=year, cadre=cadre, head=True)


def _sealed(name: str, year: RatedUnit, cadre: Cadre, unit: Unit, now: Any) -> None:
    marks = {"rule_mark": "0" * 64, "sha256": "0" * 64}
    seal = RatingSeal.objects.create(
        **{**marked(RatingSeal, name), **marks}, rated=year, unit=unit, decided_on=date(2019, 12, 20), people=2,
        sealed_at=now,
    )  # fmt: skip
    SealedRating.objects.create(
        **{**marked(SealedRating, name), "level": "htt"}, seal=seal, cadre_id=cadre.pk, unit=unit
    )
    RatingAdjustment.objects.create(
        **{**marked(RatingAdjustment, name), "before": "htt", "after": "ht"}, seal=seal, cadre_id=cadre.pk,
        unit=unit, ordinal=1, at=now,
    )  # fmt: skip
