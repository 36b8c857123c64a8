"""Plans are the province's; a commune sees its own people in them."""

from caunoi.apps.planning.models import Need, Offering, Plan, PlanChange
from caunoi.foundation import policy
from caunoi.foundation.documents.models import DocumentTemplate
from caunoi.foundation.policy import FieldClass

P1 = FieldClass.P1
WRITERS = {"btc": P1}
READERS = {"lanhdao": P1, "btc": P1, "xa": P1, "truong": P1, "kiemtra": P1}


def declare() -> None:
    for model in (Plan, Offering):
        policy.register(model, view=READERS, add=WRITERS, change=WRITERS, adopt=WRITERS)
    policy.register(DocumentTemplate, view={"btc": P1, "truong": P1}, add=WRITERS, change=WRITERS)
    policy.register(PlanChange, view=WRITERS, add=WRITERS, change=WRITERS)
    policy.register(
        Need,
        unit="cadre__custodian",
        subject="cadre",
        view={**READERS, "canbo": P1},
        add=WRITERS,
        change=WRITERS,
    )
