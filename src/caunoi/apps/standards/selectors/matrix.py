"""The gap matrix (ma trận thiếu chuẩn): communes × requirements, counted for all cells in one pass."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

import numpy as np
import numpy.typing as npt

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.organisation.selectors import Node, Tree, unit_tree
from caunoi.apps.standards.selectors.asked import Asked
from caunoi.apps.standards.selectors.verdicts import Judged, Tally, Verdicts
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy.table import row_for, units_reached

I64 = npt.NDArray[np.int64]


@dataclass(frozen=True)
class GapRow:
    """One commune (dòng của ma trận): people in question, lacking per requirement, and what is not decided.

    The total row has no ``node``.
    """

    node: Node | None
    district: Node | None
    people: int
    lacking: Mapping[str, int]
    times: int
    lacking_people: int
    not_met: int
    unknown: int
    in_transition: int
    met: int
    proven: int


@dataclass(frozen=True)
class GapMatrix:
    """All rows and the totals; people counted once in a total even where two communes have them."""

    asked: Asked
    codes: tuple[str, ...]
    counting: frozenset[str]
    rows: Sequence[GapRow]
    total: GapRow
    unknown_of: Mapping[str, int]
    tally: Tally


def gap_matrix(actor: Actor, found: Verdicts, asked: Asked) -> GapMatrix:
    """The communes under ``asked.unit_id`` that the actor's rights reach, the counting requirements first."""
    judged = found.judged(asked.chosen_titles)
    counting = counting_codes(found, judged)
    shown = tuple(sorted(judged.asked_codes, key=lambda code: (code not in counting, found.lane(code))))
    nodes, *pairs = people_by_commune(actor, found, judged, asked.unit_id)
    keep = found.flags(asked)
    everybody = np.flatnonzero(keep)
    whole = _Counts(judged, np.zeros(len(everybody), np.int64), everybody, 1, shown)
    parts = _Counts(judged, pairs[0], pairs[1], len(nodes), shown)
    tree = found.snapshot.tree
    return GapMatrix(
        asked,
        shown,
        counting,
        [parts.row(place, node, tree.district_of(node.id)) for place, node in enumerate(nodes)],
        whole.row(0, None, None),
        {code: int((judged.column(code)[keep] == Verdict.UNKNOWN).sum()) for code in shown},
        found.tally(replace(asked, lacks=(), verdict="")),
    )


def people_by_commune(
    actor: Actor, found: Verdicts, judged: Judged, unit_id: UUID | None
) -> tuple[list[Node], I64, I64]:
    """The communes within reach, and every (commune, person) of the posts in question as two columns of places."""
    nodes = _within_reach(actor, found.snapshot.tree, _communes(found, unit_id))
    return nodes, *_pairs(found, judged, nodes)


def counting_codes(found: Verdicts, judged: Judged) -> frozenset[str]:
    """The requirements that count towards "at standard" for the posts in question."""
    assessment = found.assessment
    lanes = dict(assessment.rules.terms.lanes)
    groups = {int(number) for number in np.unique(assessment.groups[judged.rows])}
    counted = {lane for number in groups for lane in assessment.tables.groups[number].counted}
    return frozenset(code for code, lane in lanes.items() if lane in counted)


def _communes(found: Verdicts, unit_id: UUID | None) -> list[Node]:
    tree = found.snapshot.tree
    below = tree.below(unit_id) if unit_id else tree.nodes.values()
    communes = [node for node in below if node.is_commune]
    return sorted(communes, key=lambda node: (node.sort_key, node.code))


def _pairs(found: Verdicts, judged: Judged, nodes: Sequence[Node]) -> tuple[I64, I64]:
    """Every (commune, person) of the posts in question, once each."""
    places = _communes_of_units(found, nodes)
    unit, person = found.snapshot.unit[judged.rows], found.snapshot.person[judged.rows]
    found_pairs = []
    for turn in range(places.shape[1]):
        commune = places[unit, turn] if len(unit) else unit
        inside = commune >= 0
        found_pairs.append(commune[inside] * len(found.snapshot.people) + person[inside])
    merged = np.unique(np.concatenate(found_pairs)) if found_pairs else np.array([], np.int64)
    return merged // max(len(found.snapshot.people), 1), merged % max(len(found.snapshot.people), 1)


def _communes_of_units(found: Verdicts, nodes: Sequence[Node]) -> I64:
    """For each unit of the snapshot the communes that answer for it; −1 fills up. A divided unit has two."""
    owners: dict[UUID, list[int]] = {}
    for place, node in enumerate(nodes):
        for unit_id in found.units_under(node.id):
            owners.setdefault(unit_id, []).append(place)
    most = max((len(places) for places in owners.values()), default=0)
    table = np.full((len(found.snapshot.units), most), -1, np.int64)
    for index, unit_id in enumerate(found.snapshot.units):
        mine = owners.get(unit_id, [])
        table[index, : len(mine)] = mine
    return table


class _Counts:
    """Counts per row of the matrix, one bincount a column."""

    def __init__(
        self, judged: Judged, rows: I64, people: npt.NDArray[np.intp], size: int, codes: Sequence[str]
    ) -> None:
        self.rows, self.size = rows, size
        lacks = {code: judged.column(code)[people] == Verdict.NOT_MET for code in codes}
        overall = judged.overall[people]
        self.people = self._count(np.ones(len(people), np.bool_))
        self.lacking = {code: self._count(flags) for code, flags in lacks.items()}
        some = np.logical_or.reduce(list(lacks.values())) if lacks else np.zeros(len(people), np.bool_)
        self.some = self._count(some)
        self.by_verdict = {verdict: self._count(overall == verdict) for verdict in Verdict}
        self.proven = self._count((overall == Verdict.MET) & judged.proven[people])

    def _count(self, flags: npt.NDArray[np.bool_]) -> I64:
        counted: I64 = np.bincount(self.rows[flags], minlength=self.size)
        return counted

    def row(self, place: int, node: Node | None, district: Node | None) -> GapRow:
        lacking = {code: int(counts[place]) for code, counts in self.lacking.items()}
        return GapRow(
            node,
            district,
            int(self.people[place]),
            lacking,
            sum(lacking.values()),
            int(self.some[place]),
            int(self.by_verdict[Verdict.NOT_MET][place]),
            int(self.by_verdict[Verdict.UNKNOWN][place]),
            int(self.by_verdict[Verdict.IN_TRANSITION][place]),
            int(self.by_verdict[Verdict.MET][place]),
            int(self.proven[place]),
        )


def _within_reach(actor: Actor, tree: Tree, communes: Sequence[Node]) -> list[Node]:
    """The communes of the day whose files the actor may see, also under the names a later day gives them.

    A commune the actor's own day does not know is theirs when it answers for one that they reach.
    """
    reached = communes_reached(actor)
    if reached is None:
        return list(communes)
    today = unit_tree(on=actor.on)
    return [
        node
        for node in communes
        if node.id in reached or (node.id not in today and reached & tree.answered_by({node.id}))
    ]


def communes_reached(actor: Actor) -> frozenset[UUID] | None:
    """The units whose files the actor's grants reach; None when that is every unit.

    Rights are those of the actor's day whatever day the page speaks of: the province that gave them
    may not stand any more, or not yet, on the day that is read.
    """
    if actor.is_system:
        return None
    found: set[UUID] = set()
    row = row_for(Cadre, "view")
    for grant in actor.grants:
        if grant.unit_id is None or grant.reach == "self" or not row.admits(grant.role):
            continue
        units = units_reached(grant.unit_id, grant.reach, actor.on)
        if units is None:
            return None
        found |= set(units)
    return frozenset(found)
