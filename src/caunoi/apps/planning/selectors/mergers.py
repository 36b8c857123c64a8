"""Communes of a plan that became one since it was drawn up (xã đã sáp nhập), by the acts that took effect."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from caunoi.apps.cadres.selectors import unit_labels
from caunoi.apps.organisation.selectors import name_on, unit_tree
from caunoi.apps.planning.selectors.plans import PlanRows


@dataclass(frozen=True)
class Merger:
    """Several units of the plan that one unit answers for on the day (một lần sáp nhập)."""

    heir: UUID
    name: str
    units: tuple[UUID, ...]
    names: tuple[str, ...]


def mergers_of(rows: PlanRows, on: date) -> Sequence[Merger]:
    """Units whose people the plan still counts apart; a unit divided among several is nobody's to join."""
    numbers = unit_numbers(rows)
    labels = unit_labels(set(numbers), rows.plan.on)
    found = [
        Merger(heir, name_on(heir, on), tuple(units), tuple(labels[unit] for unit in units))
        for heir, units in _by_heir(numbers, on).items()
        if len({numbers[unit] for unit in units}) > 1
    ]
    return sorted(found, key=lambda each: each.name)


def unit_numbers(rows: PlanRows) -> dict[UUID, int]:
    """The number of every unit in the problem; two units already joined have the same."""
    instance = rows.plan.instance
    people, of_need = instance["persons"]["unit"], instance["requests"]["person"]
    return {need.unit_id: people[of_need[need.index]] for need in rows.needs}


def _by_heir(units: dict[UUID, int], on: date) -> dict[UUID, list[UUID]]:
    tree, found = unit_tree(on=on), dict[UUID, list[UUID]]()
    for unit in sorted(units, key=lambda unit: units[unit]):
        standing = tree.standing_for(unit)
        if len(standing) == 1:
            found.setdefault(standing[0].id, []).append(unit)
    return found
