"""Reading units: the tree on a day, finding by what people type, what became of a unit."""

from caunoi.apps.organisation.selectors.lookups import Lookup, lookup, lookup_unit, past_units
from caunoi.apps.organisation.selectors.registers import read_register, register
from caunoi.apps.organisation.selectors.trees import (
    commune_ids,
    edition,
    find_units,
    latest_edition,
    node_by_code,
    unit_tree,
    unit_written,
    units_called,
    units_reached,
)
from caunoi.apps.organisation.selectors.units import (
    UnitStory,
    passages_from,
    passages_to,
    story_of,
    successors_of,
    unit_ids,
    version_on,
    versions_of,
)
from caunoi.apps.organisation.tree import Node, Tree

__all__ = [
    "Lookup",
    "Node",
    "Tree",
    "UnitStory",
    "commune_ids",
    "edition",
    "find_units",
    "latest_edition",
    "lookup",
    "lookup_unit",
    "node_by_code",
    "passages_from",
    "passages_to",
    "past_units",
    "read_register",
    "register",
    "story_of",
    "successors_of",
    "unit_ids",
    "unit_tree",
    "unit_written",
    "units_called",
    "units_reached",
    "version_on",
    "versions_of",
]
