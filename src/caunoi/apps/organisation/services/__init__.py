"""Writing units: new ones, an act that changes them, and the whole territory from its files."""

from caunoi.apps.organisation.services.loading import LoadReport, load_territory
from caunoi.apps.organisation.services.reorganising import Move, reorganise
from caunoi.apps.organisation.services.units import UnitDraft, add_unit, add_units, record_act

__all__ = [
    "LoadReport",
    "Move",
    "UnitDraft",
    "add_unit",
    "add_units",
    "load_territory",
    "record_act",
    "reorganise",
]
