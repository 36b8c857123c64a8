"""Writing units: new ones, an act that changes them, and the whole territory from its files."""

from caunoi.apps.organisation.services.composing import (
    absorb,
    change_unit,
    end_level,
    leave_out,
    merge_into_new,
    move_part,
    split_off,
)
from caunoi.apps.organisation.services.drafting import (
    change_act,
    change_plan,
    draft_reorganisation,
    reorganise,
    sign,
    take_back,
    take_up,
    withdraw,
)
from caunoi.apps.organisation.services.households import tell_households
from caunoi.apps.organisation.services.laboratory import Forecast, Section, foresee
from caunoi.apps.organisation.services.loading import LoadReport, load_territory
from caunoi.apps.organisation.services.plan_files import draft_from_file
from caunoi.apps.organisation.services.units import UnitDraft, add_unit, add_units, record_act

__all__ = [
    "Forecast",
    "LoadReport",
    "Section",
    "UnitDraft",
    "absorb",
    "add_unit",
    "add_units",
    "change_act",
    "change_plan",
    "change_unit",
    "draft_from_file",
    "draft_reorganisation",
    "end_level",
    "foresee",
    "leave_out",
    "load_territory",
    "merge_into_new",
    "move_part",
    "record_act",
    "reorganise",
    "sign",
    "split_off",
    "take_back",
    "take_up",
    "tell_households",
    "withdraw",
]
