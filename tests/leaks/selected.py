"""Somebody nominated in each commune, with a step, and a standard they owe past its day."""

from datetime import date
from typing import Any
from uuid import UUID

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.organisation.models import Unit
from caunoi.apps.selection.models import Nomination, NominationStep, OwedStandard
from tests.leaks.canaries import marked

CODE = "LLCT"


def selected(name: str, cadre: Cadre, unit: Unit, now: Any) -> dict[str, UUID]:
    """The things addresses name."""
    nomination = Nomination.objects.create(
        **{**marked(Nomination, name), "state": "sent", "requirement": CODE, "reasons": [{"code": "counts"}]},
        cadre=cadre,
        unit=unit,
        year=2021,
        nominated_on=date(2020, 8, 1),
    )
    NominationStep.objects.create(
        **{**marked(NominationStep, name), "kind": "nominated"}, nomination=nomination, ordinal=1, at=now
    )
    owed = OwedStandard.objects.create(
        **{**marked(OwedStandard, name), "state": "open", "requirement": CODE},
        cadre=cadre,
        decided_on=date(2020, 1, 1),
        due_on=date(2020, 8, 1),
        ended_on=None,
        written_at=now,
    )
    return {"nomination_id": nomination.pk, "owed_id": owed.pk}
