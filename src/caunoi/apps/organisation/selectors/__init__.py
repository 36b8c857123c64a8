"""Reading units: the tree on a day, finding by what people type, what became of a unit."""

from caunoi.apps.organisation.selectors.belonging import belongs_to, name_on
from caunoi.apps.organisation.selectors.households import household_lines, signed_books
from caunoi.apps.organisation.selectors.lookups import Lookup, lookup, lookup_unit, past_units
from caunoi.apps.organisation.selectors.plans import plan_as_json, read_plan
from caunoi.apps.organisation.selectors.registers import read_register, register
from caunoi.apps.organisation.selectors.reorganisations import (
    identity,
    ids_with_new,
    outcome_of,
    reorganisation_or_404,
    reorganisations,
    unit_change,
)
from caunoi.apps.organisation.selectors.trees import (
    commune_ids,
    data_version,
    edition,
    find_units,
    latest_edition,
    node_by_code,
    reached_in,
    unit_tree,
    unit_written,
    units_called,
    units_reached,
    versions,
)
from caunoi.apps.organisation.selectors.units import (
    UnitStory,
    last_names,
    passages_from,
    passages_to,
    story_of,
    successors_of,
    unanswered,
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
    "belongs_to",
    "commune_ids",
    "data_version",
    "edition",
    "find_units",
    "household_lines",
    "identity",
    "ids_with_new",
    "last_names",
    "latest_edition",
    "lookup",
    "lookup_unit",
    "name_on",
    "node_by_code",
    "outcome_of",
    "passages_from",
    "passages_to",
    "past_units",
    "plan_as_json",
    "reached_in",
    "read_plan",
    "read_register",
    "register",
    "reorganisation_or_404",
    "reorganisations",
    "signed_books",
    "story_of",
    "successors_of",
    "unanswered",
    "unit_change",
    "unit_ids",
    "unit_tree",
    "unit_written",
    "units_called",
    "units_reached",
    "version_on",
    "versions",
    "versions_of",
]
