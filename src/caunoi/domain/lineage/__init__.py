"""What has this unit become? Merge, split, rename and dissolve, on a day (phả hệ đơn vị hành chính)."""

from caunoi.domain.lineage.carrying_out import carry_out
from caunoi.domain.lineage.check import check
from caunoi.domain.lineage.households import Brought, Households
from caunoi.domain.lineage.kinds import ChangeKind, Confidence, Level, Share, UnitType
from caunoi.domain.lineage.lineage import Lineage
from caunoi.domain.lineage.reading import UnreadableTerritory, read_territory
from caunoi.domain.lineage.reorganisation import (
    Move,
    NewUnit,
    Outcome,
    Reorganisation,
    abolish_level,
    moves_told,
)
from caunoi.domain.lineage.territory import Act, AreaClass, Centroid, Coverage, Territory
from caunoi.domain.lineage.unit import Branch, Relation, Succession, Version

__all__ = [
    "Act",
    "AreaClass",
    "Branch",
    "Brought",
    "Centroid",
    "ChangeKind",
    "Confidence",
    "Coverage",
    "Households",
    "Level",
    "Lineage",
    "Move",
    "NewUnit",
    "Outcome",
    "Relation",
    "Reorganisation",
    "Share",
    "Succession",
    "Territory",
    "UnitType",
    "UnreadableTerritory",
    "Version",
    "abolish_level",
    "carry_out",
    "check",
    "moves_told",
    "read_territory",
]
