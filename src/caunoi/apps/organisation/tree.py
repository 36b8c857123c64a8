"""The tree of one day, held in memory: a few thousand frozen nodes answer every "where" without a query."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from caunoi.apps.organisation.choices import COMMUNE_TYPES, DISTRICT_TYPES, UnitType


@dataclass(frozen=True)
class Node:
    """One unit as it stood on the tree's day (đơn vị trong ngày)."""

    id: UUID
    slug: str
    code: str
    name: str
    type: str
    parent_id: UUID | None
    area: str
    latitude: float | None
    longitude: float | None
    search_key: str
    sort_key: str

    @property
    def full_name(self) -> str:
        kind = UnitType(self.type).label
        return f"{kind[:1].upper()}{kind[1:]} {self.name}"

    @property
    def is_commune(self) -> bool:
        return self.type in COMMUNE_TYPES

    @property
    def is_district(self) -> bool:
        return self.type in DISTRICT_TYPES


@dataclass(frozen=True)
class Tree:
    """All units on ``on``: asked for a node, its children, its line upwards, everything below it."""

    on: date
    nodes: Mapping[UUID, Node]
    children: Mapping[UUID | None, Sequence[Node]] = field(repr=False)
    predecessors: Mapping[UUID, Sequence[UUID]] = field(repr=False, default_factory=dict)

    def __contains__(self, unit_id: object) -> bool:
        return unit_id in self.nodes

    def node(self, unit_id: UUID) -> Node:
        return self.nodes[unit_id]

    def below(self, unit_id: UUID) -> Iterator[Node]:
        """The unit itself and everything under it, depth first in reading order."""
        if unit_id in self.nodes:
            yield self.nodes[unit_id]
            for child in self.children.get(unit_id, ()):
                yield from self.below(child.id)

    def line(self, unit_id: UUID) -> list[Node]:
        """From the unit up to its root."""
        found, current = [], self.nodes.get(unit_id)
        while current is not None:
            found.append(current)
            current = self.nodes.get(current.parent_id) if current.parent_id else None
        return found

    def district_of(self, unit_id: UUID) -> Node | None:
        return next((node for node in self.line(unit_id) if node.is_district), None)

    def path_label(self, unit_id: UUID) -> str:
        """"Xã Xuân Hương, Huyện Lạng Giang": the unit and what is above it, without the province."""
        return ", ".join(node.full_name for node in self.line(unit_id) if node.type != UnitType.PROVINCE)

    @property
    def roots(self) -> Sequence[Node]:
        return self.children.get(None, ())

    @property
    def communes(self) -> list[Node]:
        return sorted((node for node in self.nodes.values() if node.is_commune), key=lambda node: (node.sort_key, node.code))

    def answered_by(self, unit_ids: set[UUID]) -> set[UUID]:
        """``unit_ids`` and every earlier unit that passed, through any number of steps, into one of them."""
        found, waiting = set(unit_ids), list(unit_ids)
        while waiting:
            for earlier in self.predecessors.get(waiting.pop(), ()):
                if earlier not in found:
                    found.add(earlier)
                    waiting.append(earlier)
        return found
