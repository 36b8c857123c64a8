"""The tree of one day, held in memory: a few thousand frozen nodes answer every "where" without a query."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from caunoi.apps.organisation.choices import COMMUNE_TYPES, DISTRICT_TYPES, VILLAGE_TYPES, UnitType
from caunoi.domain.vocabulary.vietnamese import UnfitText, canonical, fold


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
    def key(self) -> str:
        """How an address names the unit on the day: by its code, or by its lasting key where none is known."""
        return self.code or self.slug

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

    @property
    def is_village(self) -> bool:
        return self.type in VILLAGE_TYPES


@dataclass(frozen=True)
class CoverageNote:
    """How complete the register is for one province on the tree's day (mức đầy đủ)."""

    province: str
    completeness: str
    note: str


@dataclass(frozen=True)
class ChangeDay:
    """A day on which units changed, and the acts it stands on (ngày có biến động)."""

    on: date
    acts: tuple[str, ...]


@dataclass(frozen=True)
class Tree:
    """All units on ``on``: asked for a node, its children, its line upwards, everything below it."""

    on: date
    nodes: Mapping[UUID, Node]
    children: Mapping[UUID | None, Sequence[Node]] = field(repr=False)
    predecessors: Mapping[UUID, Sequence[UUID]] = field(repr=False, default_factory=dict)
    coverage: Sequence[CoverageNote] = ()
    changes: Sequence[ChangeDay] = ()

    def __contains__(self, unit_id: object) -> bool:
        return unit_id in self.nodes

    def node(self, unit_id: UUID) -> Node:
        return self.nodes[unit_id]

    def by_code(self, code: str) -> Node | None:
        return self._codes.get(code.strip()) if code.strip() else None

    def below(self, unit_id: UUID) -> Iterator[Node]:
        """The unit itself and everything under it, depth first in reading order."""
        if unit_id in self.nodes:
            yield self.nodes[unit_id]
            for child in self.children.get(unit_id, ()):
                yield from self.below(child.id)

    def walk(self, root_id: UUID | None = None) -> Iterator[tuple[int, Node]]:
        """Each unit with its depth: of the whole tree, or of one branch."""
        tops = self.roots if root_id is None else [self.nodes[root_id]] if root_id in self.nodes else []
        for top in tops:
            yield from self._descend(top, 0)

    def _descend(self, node: Node, depth: int) -> Iterator[tuple[int, Node]]:
        yield depth, node
        for child in self.children.get(node.id, ()):
            yield from self._descend(child, depth + 1)

    def line(self, unit_id: UUID) -> list[Node]:
        """From the unit up to its root."""
        found, current = [], self.nodes.get(unit_id)
        while current is not None:
            found.append(current)
            current = self.nodes.get(current.parent_id) if current.parent_id else None
        return found

    def district_of(self, unit_id: UUID) -> Node | None:
        return next((node for node in self.line(unit_id) if node.is_district), None)

    def commune_of(self, unit_id: UUID) -> Node | None:
        return next((node for node in self.line(unit_id) if node.is_commune), None)

    def path_label(self, unit_id: UUID) -> str:
        """ "Xã Xuân Hương, Huyện Lạng Giang": the unit and what is above it, without the province."""
        line = self.line(unit_id)
        return ", ".join(node.full_name for node in line if node.type != UnitType.PROVINCE or node is line[0])

    @property
    def roots(self) -> Sequence[Node]:
        return self.children.get(None, ())

    @cached_property
    def communes(self) -> list[Node]:
        found = (node for node in self.nodes.values() if node.is_commune)
        return sorted(found, key=lambda node: (node.sort_key, node.code))

    @property
    def districts(self) -> list[Node]:
        return [node for node in self.nodes.values() if node.is_district]

    def above_communes(self, unit_id: UUID) -> list[Node]:
        """The unit itself if communes stand below it: a province or a district."""
        node = self.nodes.get(unit_id)
        return [node] if node and not node.is_commune and not node.is_village else []

    def named(self, text: str, *, above: str = "") -> list[Node]:
        """Units whose name or code is what was typed, or holds it: the exact spelling, then the start, first."""
        wanted, over = fold(text), fold(above)
        if not wanted:
            return []
        matches = [
            node for node in self.nodes.values() if wanted in self._keys[node.id] or wanted == node.code
        ]
        typed = _spelling(text)
        return sorted(
            (node for node in matches if self._is_under(node, over)),
            key=lambda node: _rank(node, typed, wanted),
        )

    def called(self, text: str, *, above: str = "") -> list[Node]:
        """Units whose whole name is what was typed; those spelt so exactly, if there are any."""
        wanted, typed = fold(text), _spelling(text)
        found = [
            node for node in self.named(text, above=above) if wanted in (node.search_key, self._keys[node.id])
        ]
        exact = [node for node in found if typed in (canonical(node.name), canonical(node.full_name))]
        return exact or found

    def _is_under(self, node: Node, over: str) -> bool:
        return not over or any(over in self._keys[upper.id] for upper in self.line(node.id)[1:])

    def standing_for(self, unit_id: UUID) -> list[Node]:
        """The unit while it lives, else whoever answers for it on the day, in reading order."""
        found, waiting, seen = [], [unit_id], {unit_id}
        while waiting:
            current = waiting.pop()
            if current in self.nodes:
                found.append(self.nodes[current])
                continue
            later = [each for each in self._successors.get(current, ()) if each not in seen]
            seen.update(later)
            waiting += later
        return sorted(found, key=lambda node: (node.sort_key, node.code))

    @cached_property
    def _successors(self) -> Mapping[UUID, Sequence[UUID]]:
        found: dict[UUID, list[UUID]] = defaultdict(list)
        for later, earlier in self.predecessors.items():
            for each in earlier:
                found[each].append(later)
        return found

    @cached_property
    def _keys(self) -> Mapping[UUID, str]:
        return {node.id: fold(node.full_name) for node in self.nodes.values()}

    @cached_property
    def _codes(self) -> Mapping[str, Node]:
        return {node.code: node for node in self.nodes.values() if node.code}

    def answered_by(self, unit_ids: set[UUID]) -> set[UUID]:
        """``unit_ids`` and every earlier unit that passed, through any number of steps, into one of them."""
        found, waiting = set(unit_ids), list(unit_ids)
        while waiting:
            for earlier in self.predecessors.get(waiting.pop(), ()):
                if earlier not in found:
                    found.add(earlier)
                    waiting.append(earlier)
        return found


def grown(on: date, nodes: Mapping[UUID, Node], passed: Iterable[tuple[UUID, UUID]], **said: Any) -> Tree:
    """A tree out of its nodes; ``passed`` are pairs of (who answers since, who ended)."""
    children: dict[UUID | None, list[Node]] = defaultdict(list)
    for node in sorted(nodes.values(), key=lambda node: (node.sort_key, node.code)):
        children[node.parent_id if node.parent_id in nodes else None].append(node)
    predecessors: dict[UUID, list[UUID]] = defaultdict(list)
    for successor, predecessor in passed:
        if predecessor not in nodes and predecessor != successor:
            predecessors[successor].append(predecessor)
    return Tree(on, nodes, dict(children), dict(predecessors), **said)


def _spelling(text: str) -> str:
    """The exact key of what was typed; nothing for a text no unit can bear."""
    try:
        return canonical(text)
    except UnfitText:
        return ""


def _rank(node: Node, typed: str, wanted: str) -> tuple[bool, bool, bool, bool, str, str]:
    spelt, full = canonical(node.name), canonical(node.full_name)
    return (
        typed not in (spelt, full, node.code),
        node.search_key != wanted,
        not typed or typed not in full,
        not node.search_key.startswith(wanted),
        node.sort_key,
        node.code,
    )
