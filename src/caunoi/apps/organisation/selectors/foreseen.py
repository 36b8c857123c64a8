"""The tree as a draft would make it: the same questions as of any day, and nothing of it is in the database."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from caunoi.apps.organisation.models import Reorganisation, UnitVersion, keys_of
from caunoi.apps.organisation.selectors.trees import unit_tree
from caunoi.apps.organisation.tree import Node, Tree, grown
from caunoi.domain.lineage import ChangeKind, Outcome, Version
from caunoi.foundation.db.rows import RowChange

Places = Mapping[UUID, Mapping[str, Any]]


def tree_after(
    draft: Reorganisation, outcome: Outcome, ids: Mapping[str, UUID], rows: Sequence[RowChange]
) -> Tree:
    """Everything that would stand on the day of the draft; ``rows`` are the register's own that it would write."""
    known = unit_tree(on=draft.eve)
    places = _places(rows)
    living = outcome.after.units_on(draft.effective_on)
    nodes = {ids[version.unit]: _node(version, ids, known, places) for version in living}
    return grown(draft.effective_on, nodes, _passed(draft, outcome, ids), coverage=known.coverage)


def _places(rows: Sequence[RowChange]) -> Places:
    """Where the versions lie that the draft opens."""
    label = UnitVersion._meta.label
    opened = [row.after for row in rows if row.model == label and row.deed == "added" and row.after]
    return {row["unit_id"]: row for row in opened}


def _node(version: Version, ids: Mapping[str, UUID], known: Tree, places: Places) -> Node:
    unit_id = ids[version.unit]
    old = known.nodes.get(unit_id)
    place = places.get(unit_id) or (
        {"area": old.area, "latitude": old.latitude, "longitude": old.longitude} if old else {}
    )
    keys = keys_of(version.name)
    return Node(
        unit_id,
        version.unit,
        version.code,
        version.name,
        version.type.value,
        ids[version.parent] if version.parent else None,
        place.get("area", ""),
        place.get("latitude"),
        place.get("longitude"),
        keys["search_key"],
        keys["sort_key"],
    )


def _passed(draft: Reorganisation, outcome: Outcome, ids: Mapping[str, UUID]) -> Iterator[tuple[UUID, UUID]]:
    """Who ended, and who answers since: the heir, or for a unit without one what stood above it."""
    for step in outcome.after.successions:
        if step.on > draft.effective_on:
            continue
        if step.successor is not None:
            yield ids[step.successor], ids[step.predecessor]
        elif step.kind is ChangeKind.ABOLISH:
            ended = [v for v in outcome.after.versions_of(step.predecessor) if v.period.end == step.on]
            yield from ((ids[v.parent], ids[v.unit]) for v in ended if v.parent)
