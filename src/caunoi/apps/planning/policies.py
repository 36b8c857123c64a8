"""Whose unit drew a plan up decides about it; whose people stand in it reads it, and of the people only its own."""

from collections.abc import Callable

from django.db.models import Q

from caunoi.apps.planning.models import Need, Offering, Plan, PlanChange
from caunoi.foundation import policy
from caunoi.foundation.documents.models import DocumentTemplate
from caunoi.foundation.policy import FieldClass
from caunoi.foundation.policy.table import Reached

P1 = FieldClass.P1
WRITERS = {"btc": P1}
READERS = {"lanhdao": P1, "btc": P1, "xa": P1, "truong": P1, "kiemtra": P1}


def _with_people_of(plan: str) -> Callable[[Reached], Q]:
    """Plans in which people of the units stand; ``plan`` is the lookup from the row to its plan."""

    def touching(units: Reached) -> Q:
        theirs = Need._base_manager.filter(cadre__custodian__in=units).values("plan")
        return Q(**{f"{plan}__in": theirs})

    return touching


def declare() -> None:
    for model, plan, unit in ((Plan, "pk", "unit"), (Offering, "plan", "plan__unit")):
        policy.register(model, unit=unit, touching=_with_people_of(plan), view=READERS)
        policy.register(model, unit=unit, add=WRITERS, change=WRITERS, adopt=WRITERS)
    policy.register(DocumentTemplate, view={"btc": P1, "truong": P1}, add=WRITERS, change=WRITERS)
    policy.register(PlanChange, unit="plan__unit", view=WRITERS, add=WRITERS, change=WRITERS)
    policy.register(
        Need,
        unit="cadre__custodian",
        subject="cadre",
        view={**READERS, "canbo": P1},
        add=WRITERS,
        change=WRITERS,
    )
