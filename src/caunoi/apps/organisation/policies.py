"""Units are public facts; only the province's board may change them."""

from caunoi.apps.organisation.models import (
    Coverage,
    Edition,
    LegalAct,
    Reorganisation,
    Succession,
    Unit,
    UnitVersion,
)
from caunoi.foundation import policy
from caunoi.foundation.lists.models import SavedView
from caunoi.foundation.policy import ALL_ROLES, FieldClass


def declare() -> None:
    for model in (Unit, UnitVersion, Succession, LegalAct, Coverage, Edition):
        policy.register(
            model,
            view={ALL_ROLES: FieldClass.P0},
            add={"btc": FieldClass.P0},
            change={"btc": FieldClass.P0},
        )
    policy.register(
        Reorganisation,
        unit="province",
        view={"btc": FieldClass.P1, "lanhdao": FieldClass.P1},
        add={"btc": FieldClass.P1},
        change={"btc": FieldClass.P1},
    )
    # Whoever writes for a unit keeps the views its people share; reading them is asked of the unit one belongs to.
    policy.register(SavedView, unit="unit_id", change={"btc": FieldClass.P1, "xa": FieldClass.P1})
