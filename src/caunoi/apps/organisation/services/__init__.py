"""Writing units: new ones, an act that changes them, and the whole territory from its files."""

from caunoi.apps.organisation.services.drafting import (
    change_plan,
    draft_reorganisation,
    reorganise,
    sign,
    take_back,
    withdraw,
)
from caunoi.apps.organisation.services.laboratory import Forecast, Section, foresee
from caunoi.apps.organisation.services.loading import LoadReport, load_territory
from caunoi.apps.organisation.services.units import UnitDraft, add_unit, add_units, record_act

__all__ = [
    "Forecast",
    "LoadReport",
    "Section",
    "UnitDraft",
    "add_unit",
    "add_units",
    "change_plan",
    "draft_reorganisation",
    "foresee",
    "load_territory",
    "record_act",
    "reorganise",
    "sign",
    "take_back",
    "withdraw",
]
