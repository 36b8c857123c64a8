"""The list of people unit by unit: the order of units is known, so an index walks each unit by name.

A page reads one unit, then eight, then sixty-four, then the rest, and stops when it is full: with many people
the first is enough, with few there is little to read.
"""

from collections import OrderedDict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, FilteredRelation

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.organisation.selectors import unit_tree, versions
from caunoi.foundation.actors import Actor
from caunoi.foundation.db import keyset
from caunoi.foundation.db.base import valid_on
from caunoi.foundation.policy import visible

BY_NAME = (keyset.Key("sort_key"), keyset.Key("id", kind="id"))
KEYS = (keyset.Key("custodian_id", kind="id"), *BY_NAME)
STEPS = (1, 8, 64)
KEPT = 32
_kept: OrderedDict[tuple[object, ...], list[UUID]] = OrderedDict()


def unit_by_unit(
    actor: Actor, found: Any, columns: Sequence[str], *, on: date, size: int, cursor: str, backwards: bool
) -> keyset.Slice:
    """One page, from the cursor on; whoever has moved to another unit since is found there."""
    at = keyset.read(cursor, KEYS) if cursor else None
    units = _units_in_order(actor, on)
    left = list(reversed(units)) if backwards else units
    if at:
        left = _from(left, UUID(at[0]))
    rows: list[dict[str, Any]] = []
    for batch in _batches(left):
        some = _of_units(found, batch, on, backwards).values(*{*columns, "custodian_id", "sort_key"})
        if at and batch == [UUID(at[0])]:
            some = some.filter(keyset.beyond(BY_NAME, at[1:], backwards))
        rows += some[: size + 1 - len(rows)]
        if len(rows) > size:
            break
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    return keyset.neighbours(rows, KEYS, earlier=more if backwards else bool(at), later=backwards or more)


def _batches(units: list[UUID]) -> list[list[UUID]]:
    batches, start = [], 0
    for step in STEPS:
        batches.append(units[start : start + step])
        start += step
    return [batch for batch in [*batches, units[start:]] if batch]


def _from(units: list[UUID], unit_id: UUID) -> list[UUID]:
    if unit_id not in units:
        raise keyset.unreadable()
    return units[units.index(unit_id) :]


def _of_units(found: Any, batch: list[UUID], on: date, backwards: bool) -> Any:
    by_name = [key.ordering(backwards) for key in BY_NAME]
    if len(batch) == 1:
        return found.filter(custodian_id=batch[0]).order_by(*by_name)
    called = FilteredRelation("custodian__versions", condition=valid_on(on, "custodian__versions__"))
    place = F("called__sort_key")
    unit = (
        (place.desc(nulls_first=True), "-custodian_id")
        if backwards
        else (place.asc(nulls_last=True), "custodian_id")
    )
    return found.filter(custodian_id__in=batch).annotate(called=called).order_by(*unit, *by_name)


def _units_in_order(actor: Actor, on: date) -> list[UUID]:
    """The units somebody's file lies in, by name on the day; those of other days last; asked once until a write."""
    asked = visible(actor, Cadre).order_by().values_list("custodian_id", flat=True).distinct()
    sql, values = asked.query.sql_with_params()
    key = (*versions(), on, f"{sql}{values}")
    if key not in _kept:
        nodes = unit_tree(on=on).nodes
        places = {
            unit: (unit not in nodes, nodes[unit].sort_key if unit in nodes else "", str(unit))
            for unit in asked
        }
        _kept[key] = sorted(places, key=lambda unit: places[unit])
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return _kept[key]
