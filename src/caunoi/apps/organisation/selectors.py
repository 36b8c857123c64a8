"""Reading units: the tree on a day, finding by what people type, what became of a unit."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import Max

from caunoi.apps.organisation.models import LegalAct, Succession, UnitVersion
from caunoi.apps.organisation.tree import Node, Tree
from caunoi.domain.vocabulary import vietnamese
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.policy import system_scope

NODE_COLUMNS = (
    "unit_id", "unit__slug", "code", "name", "type", "parent_id", "area", "latitude", "longitude", "search_key", "sort_key",
)  # fmt: skip


def territory_stamp() -> int:
    """Grows with every write to the territory, so that a tree held in memory is never stale."""
    with system_scope("organisation: units are public facts"):
        newest = AuditEvent.objects.filter(target_type__startswith="organisation.").aggregate(seq=Max("seq"))
    return newest["seq"] or 0


def unit_tree(*, on: date) -> Tree:
    """The tree of ``on`` (cây tổ chức)."""
    return _unit_tree(on, territory_stamp())


@lru_cache(maxsize=32)
def _unit_tree(on: date, stamp: int) -> Tree:
    with system_scope("organisation: units are public facts"):
        rows = UnitVersion.objects.on(on).values_list(*NODE_COLUMNS)
        nodes = {row[0]: Node(*row) for row in rows}
        passed = Succession.objects.filter(on__lte=on, successor__isnull=False).values_list("successor_id", "predecessor_id")
        predecessors: dict[UUID, list[UUID]] = defaultdict(list)
        for successor, predecessor in passed:
            predecessors[successor].append(predecessor)
    children: dict[UUID | None, list[Node]] = defaultdict(list)
    for node in sorted(nodes.values(), key=lambda node: (node.sort_key, node.code)):
        children[node.parent_id if node.parent_id in nodes else None].append(node)
    return Tree(on, nodes, dict(children), dict(predecessors))


def units_reached(unit_id: UUID, reach: str, on: date) -> Iterable[UUID] | None:
    """Units a grant on ``unit_id`` reaches on ``on``; None when that is every unit there is.

    A unit answers for the units that passed into it, so that yesterday's files are not orphaned.
    """
    tree = unit_tree(on=on)
    if unit_id not in tree:
        return {unit_id}
    own = {unit_id} if reach == "unit" else {node.id for node in tree.below(unit_id)}
    if reach == "subtree" and len(own) == len(tree.nodes):
        return None
    return tree.answered_by(own)


def node_by_code(code: str, *, on: date) -> Node:
    """The unit that carries ``code`` on ``on``; codes are re-used, so a day is always needed."""
    for node in unit_tree(on=on).nodes.values():
        if node.code == code:
            return node
    raise NotVisible(f"organisation.Unit {code} {on}")


def find_units(text: str, *, on: date, limit: int = 12) -> list[Node]:
    """Units whose name holds what was typed, with or without marks; the exact spelling first, then what begins so."""
    typed, wanted = vietnamese.normalise(text).casefold(), vietnamese.fold(text)
    if not wanted:
        return []
    matches = [node for node in unit_tree(on=on).nodes.values() if wanted in node.search_key or wanted == node.code]

    def rank(node: Node) -> tuple[bool, bool, bool, str, str]:
        name = node.name.casefold()
        return (typed not in name, typed != name, not node.search_key.startswith(wanted), node.sort_key, node.code)

    return sorted(matches, key=rank)[:limit]


@dataclass(frozen=True)
class Passage:
    """One step of a unit's life into another (bước kế thừa): day, from, to, how, by which act."""

    on: date
    predecessor: UnitVersion
    successor: UnitVersion | None
    kind: str
    whole: bool
    act: LegalAct | None
    confidence: str
    note: str


def versions_of(unit_id: UUID) -> list[UnitVersion]:
    """Everything the unit was called and belonged to, oldest first."""
    with system_scope("organisation: units are public facts"):
        return list(UnitVersion.objects.filter(unit_id=unit_id).select_related("act", "unit").order_by("valid_from"))


def passages_from(unit_id: UUID) -> list[Passage]:
    """What became of the unit: direct successors."""
    return _passages(predecessor_id=unit_id)


def passages_to(unit_id: UUID) -> list[Passage]:
    """What the unit came from: direct predecessors."""
    return _passages(successor_id=unit_id)


def _passages(**where: UUID) -> list[Passage]:
    with system_scope("organisation: units are public facts"):
        rows = list(Succession.objects.filter(**where).select_related("act").order_by("on"))
        return [_passage(row) for row in rows]


def _passage(row: Succession) -> Passage:
    before = UnitVersion.objects.filter(unit_id=row.predecessor_id, valid_from__lt=row.on).order_by("-valid_from").first()
    after = UnitVersion.objects.filter(unit_id=row.successor_id, valid_from__gte=row.on).order_by("valid_from").first()
    after = after or UnitVersion.objects.filter(unit_id=row.successor_id).on(row.on).first()
    assert before is not None, f"succession {row.pk} from a unit that never was"
    return Passage(row.on, before, after, row.kind, row.whole, row.act, row.confidence, row.note)


def units_ever_named(text: str) -> list[UnitVersion]:
    """Every version, of any time, whose name or code is what was typed; marks and case do not matter."""
    wanted = vietnamese.fold(text)
    with system_scope("organisation: units are public facts"):
        named = UnitVersion.objects.filter(search_key=wanted) | UnitVersion.objects.filter(code=text.strip())
        return list(named.select_related("act", "unit").order_by("valid_from", "code"))


def successors_of(unit_id: UUID, *, on: date) -> list[UnitVersion]:
    """Who answers for the unit on ``on``: itself while it lives, else its successors through any number of steps."""
    with system_scope("organisation: units are public facts"):
        return list(_successors(unit_id, on, frozenset()))


def _successors(unit_id: UUID, on: date, seen: frozenset[UUID]) -> Iterable[UnitVersion]:
    living = UnitVersion.objects.filter(unit_id=unit_id).on(on).select_related("act", "unit").first()
    if living is not None:
        yield living
        return
    later = Succession.objects.filter(predecessor_id=unit_id, on__lte=on, successor__isnull=False).order_by("on")
    for step in later:
        assert step.successor_id is not None
        if step.successor_id not in seen:
            yield from _successors(step.successor_id, on, seen | {unit_id})
