"""What pages, files, commands and the API show of units."""

from caunoi.apps.organisation.presenters.files import FORMATS, list_file, tree_file
from caunoi.apps.organisation.presenters.reorganising import (
    act_of,
    present_addition,
    present_reorganisation,
    present_reorganisations,
    present_rewording,
    present_start,
)
from caunoi.apps.organisation.presenters.rows import (
    LOOKUP,
    TREE,
    indented,
    looked_up,
    lookup_lines,
    picked,
    tree_rows,
)
from caunoi.apps.organisation.presenters.tree_page import present_search, present_tree
from caunoi.apps.organisation.presenters.unit_list import ADDRESS as LIST
from caunoi.apps.organisation.presenters.unit_list import UNITS, present_list, shape_in
from caunoi.apps.organisation.presenters.unit_page import present_unit

__all__ = [
    "FORMATS",
    "LIST",
    "LOOKUP",
    "TREE",
    "UNITS",
    "act_of",
    "indented",
    "list_file",
    "looked_up",
    "lookup_lines",
    "picked",
    "present_addition",
    "present_list",
    "present_reorganisation",
    "present_reorganisations",
    "present_rewording",
    "present_search",
    "present_start",
    "present_tree",
    "present_unit",
    "shape_in",
    "tree_file",
    "tree_rows",
]
