"""The board that drafts a standard tries it; the leader of the same unit reads what came out."""

from caunoi.apps.laboratory.models import DraftStandard
from caunoi.foundation import policy
from caunoi.foundation.policy import FieldClass

WRITERS = {"btc": FieldClass.P1}


def declare() -> None:
    policy.register(
        DraftStandard,
        unit="unit",
        view={**WRITERS, "lanhdao": FieldClass.P1},
        add=WRITERS,
        change=WRITERS,
    )
