"""A snapshot (ảnh dữ kiện): what the actor may see of the people in post on a day, as columns."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import numpy as np
import numpy.typing as npt

from caunoi.apps.cadres.choices import Verification
from caunoi.apps.organisation.selectors import Tree, unit_tree
from caunoi.apps.standards.selectors.columns import Papers, post_columns
from caunoi.apps.standards.selectors.loading import Rows, rows_on
from caunoi.apps.standards.selectors.reference import evidence_on
from caunoi.domain.eligibility.facts import Facts
from caunoi.domain.eligibility.terms import Terms, load_terms
from caunoi.foundation.actors import Actor

I64 = npt.NDArray[np.int64]
VERIFIED = frozenset({Verification.VERIFIED.value})


@dataclass(frozen=True)
class Snapshot:
    """One row per person and post, sorted by person; ``facts`` as they count, ``proven`` with verified papers only."""

    on: date
    people: tuple[UUID, ...]
    units: tuple[UUID, ...]
    titles: tuple[str, ...]
    person: I64
    unit: I64
    facts: Facts
    proven: Facts
    tree: Tree

    def __len__(self) -> int:
        return len(self.person)


def snapshot_on(actor: Actor, on: date, cadre_ids: Collection[UUID] | None = None) -> Snapshot:
    """Read and laid out; ``cadre_ids`` narrows to a few people."""
    return laid_out(rows_on(actor, on, cadre_ids), unit_tree(on=on), on, load_terms())


def laid_out(rows: Rows, tree: Tree, on: date, terms: Terms) -> Snapshot:
    """What was read as columns; the posts and the tree may be those that only a draft would make."""
    people = tuple(dict.fromkeys(post.cadre_id for post in rows.posts))
    units = tuple(sorted({post.unit_id for post in rows.posts}))
    places, indexes = _numbered(people), _numbered(units)
    person = np.array([places[post.cadre_id] for post in rows.posts], np.int64)
    unit = np.array([indexes[post.unit_id] for post in rows.posts], np.int64)
    areas = areas_of(tree, units)
    columns = {"person": person, "unit": unit, **post_columns(rows.posts, terms, tree, areas, on)}
    counted = Papers(terms, places).take(rows.papers, evidence_on(on).counts)
    verified = Papers(terms, places).take(rows.papers, VERIFIED)
    facts, proven = (
        Facts.from_arrays({**columns, **papers.columns(person)}, size=len(person), terms=terms)
        for papers in (counted, verified)
    )
    titles = tuple(post.title_code for post in rows.posts)
    return Snapshot(on, people, units, titles, person, unit, facts, proven, tree)


def _numbered(ids: Iterable[UUID]) -> Mapping[UUID, int]:
    return {each: number for number, each in enumerate(ids)}


def areas_of(tree: Tree, units: Sequence[UUID]) -> Mapping[UUID, str]:
    """The area each unit lies in on the day: its own, else that of what is above it, else of who stands for it."""
    heirs = _heirs(tree)
    return {unit_id: _area(tree, unit_id) or _area(tree, heirs.get(unit_id)) for unit_id in units}


def _area(tree: Tree, unit_id: UUID | None) -> str:
    line = tree.line(unit_id) if unit_id in tree and unit_id else []
    return next((node.area for node in line if node.area), "")


def _heirs(tree: Tree) -> Mapping[UUID, UUID]:
    """For each ended unit the one that stands for it on the day."""
    return {
        earlier: living.id
        for living in tree.nodes.values()
        for earlier in tree.answered_by({living.id})
        if earlier not in tree
    }
