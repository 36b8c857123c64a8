"""What one person learned and how a year was rated, by hand."""

from typing import Any

from django.db import transaction

from caunoi.apps.cadres.choices import QualificationKind, QualificationStatus, Verification
from caunoi.apps.cadres.models import Cadre, Qualification, Rating
from caunoi.apps.cadres.services.closed_years import refuse_contradiction
from caunoi.apps.cadres.services.describing import (
    qualification_text,
    rating_text,
)
from caunoi.apps.cadres.services.holding import clean, locked, remember
from caunoi.apps.cadres.services.records import HELD_TRAINING
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation import clock
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import visible


@transaction.atomic
def add_qualification(
    *,
    actor: Actor,
    cadre: Cadre,
    kind: str,
    level: str = "",
    field: str = "",
    issuer: str = "",
    number: str = "",
    issued: PartialDate | None = None,
    status: str = QualificationStatus.HELD,
    study_ends: PartialDate | None = None,
    evidence: str = "",
) -> Qualification:
    """Something learned or being learned, not verified yet."""
    cadre = locked(actor, cadre)
    said: dict[str, Any] = {
        "kind": kind, "level": level or (HELD_TRAINING if kind == QualificationKind.SPECIALISED else ""),
        "field": field, "issuer": issuer, "number": number, "issued": issued, "status": status,
        "study_ends": study_ends, "evidence": evidence,
    }  # fmt: skip
    fact = Qualification(cadre=cadre, recorded_at=clock.now(), **said)
    clean(fact)
    fact.save()
    changes: dict[str, list[Any]] = {"qualifications": [[], [qualification_text(fact)]]}
    remember(actor, cadre, "cadres.qualification_added", changes)
    return fact


@transaction.atomic
def verify_qualification(
    *, actor: Actor, qualification: Qualification, verification: str, evidence: str = "", reason: str = ""
) -> Qualification:
    """What somebody who saw the paper says of it."""
    cadre = locked(actor, visible(actor, Cadre).get(pk=qualification.cadre_id))
    fact = visible(actor, Qualification, "change").get(pk=qualification.pk)
    before, fact.verification = fact.verification, Verification(verification)
    fact.evidence = evidence or fact.evidence
    clean(fact)
    fact.save(update_fields=["verification", "evidence"])
    labels = [str(Verification(state).label) for state in (before, verification)]
    text = qualification_text(fact)
    changes: dict[str, list[Any]] = {"qualifications": [[f"{text}, {labels[0]}"], [f"{text}, {labels[1]}"]]}
    remember(actor, cadre, "cadres.qualification_verified", changes, reason=reason)
    return fact


@transaction.atomic
def rate_cadre(*, actor: Actor, cadre: Cadre, year: int, grade: str, decision: str = "") -> Rating:
    """The rating of a year; a second one for the year replaces the first, and the record keeps both."""
    cadre = locked(actor, cadre)
    known = visible(actor, Rating).filter(cadre=cadre, year=year).first()
    before = [rating_text(known)] if known else []
    rating = known or Rating(cadre=cadre, year=year)
    rating.grade, rating.decision, rating.recorded_at = grade, decision, clock.now()
    refuse_contradiction(cadre, rating)
    clean(rating)
    rating.save()
    remember(actor, cadre, "cadres.cadre_rated", {"ratings": [before, [rating_text(rating)]]})
    return rating
