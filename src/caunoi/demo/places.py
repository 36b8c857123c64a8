"""The communes of the story and what became of them, asked of the register on the days that matter."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from caunoi.apps.organisation.choices import AreaClass, UnitType
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.apps.organisation.tree import Node, Tree

STORY_DAY = date(2020, 8, 31)
TERM_BEGAN = date(2015, 7, 1)
MERGED_2020, MERGED_2025, TWO_TIERS = date(2020, 1, 1), date(2025, 1, 1), date(2025, 7, 1)
PROVINCE = "tinh-bac-giang"
STORY_COMMUNE = "xa-xuan-huong-lang-giang"
SMALL = (
    STORY_COMMUNE,
    "xa-duong-duc-lang-giang",
    "xa-tan-thanh-lang-giang",
    "xa-my-thai-lang-giang",
    "thi-tran-bo-ha-yen-the",
)


@dataclass(frozen=True)
class Commune:
    """A commune on the story's day, the units that merged into it in 2020, and what it is in January 2025.

    ``ends`` is the day on which it passed into another by then; without one the act of July 2025 ends it.
    """

    node: Node
    merged_from: Sequence[UUID]
    absorbed: Sequence[UUID]
    in_2025: UUID
    ends: date | None

    @property
    def id(self) -> UUID:
        return self.node.id

    @property
    def begins(self) -> date | None:
        """A commune made in 2020 begins then; of the others nobody asks."""
        return MERGED_2020 if self.merged_from else None

    @property
    def is_mountain(self) -> bool:
        return self.node.area in {AreaClass.MOUNTAIN, AreaClass.HIGHLAND}

    @property
    def is_ward(self) -> bool:
        return self.node.type != UnitType.COMMUNE


def communes(slugs: Sequence[str] | None = None) -> list[Commune]:
    """The communes of the old province in reading order, or only those named."""
    before, story, early = (unit_tree(on=day) for day in (date(2019, 12, 31), STORY_DAY, MERGED_2025))
    province = next(node for node in story.nodes.values() if node.slug == PROVINCE)
    found = [
        node for node in story.below(province.id) if node.is_commune and (not slugs or node.slug in slugs)
    ]
    return [_commune(node, before, story, early) for node in found]


def _commune(node: Node, before: Tree, story: Tree, early: Tree) -> Commune:
    earlier = [unit for unit in story.predecessors.get(node.id, ()) if unit in before]
    is_new = node.id not in before
    in_2025 = _heir(node.id, early, _heirs(early))
    return Commune(
        node,
        merged_from=tuple(earlier) if is_new else (),
        absorbed=() if is_new else tuple(earlier),
        in_2025=in_2025,
        ends=None if in_2025 == node.id else MERGED_2025,
    )


def in_two_tiers(communes: Iterable[Commune]) -> Mapping[UUID, UUID]:
    """Which of the units from July 2025 on each commune became: asked once the act is there."""
    late = unit_tree(on=TWO_TIERS)
    heirs = _heirs(late)
    return {commune.id: _heir(commune.id, late, heirs) for commune in communes}


def _heirs(tree: Tree) -> dict[UUID, UUID]:
    return {earlier: later for later, all_earlier in tree.predecessors.items() for earlier in all_earlier}


def _heir(unit_id: UUID, tree: Tree, heirs: Mapping[UUID, UUID]) -> UUID:
    while unit_id not in tree:
        unit_id = heirs[unit_id]
    return unit_id
