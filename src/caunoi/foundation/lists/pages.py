"""What a list page asks of this package; a page imports it as ``lists``."""

from caunoi.foundation.lists.arranging import grouped, shaped
from caunoi.foundation.lists.bars import Bar, bar_of, forward
from caunoi.foundation.lists.kinds import Ground, ListKind, all_kinds, kind_or_404, register, set_ground
from caunoi.foundation.lists.shapes import COLUMNS, GROUP, VIEW, Offer, Shape, shape_of

__all__ = [
    "COLUMNS",
    "GROUP",
    "VIEW",
    "Bar",
    "Ground",
    "ListKind",
    "Offer",
    "Shape",
    "all_kinds",
    "bar_of",
    "forward",
    "grouped",
    "kind_or_404",
    "register",
    "set_ground",
    "shape_of",
    "shaped",
]
