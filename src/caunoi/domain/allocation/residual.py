"""Whole classes only (bất đẳng thức số lớp nguyên): what the last, half-empty class of a programme can bring.

Magnanti, Mirchandani, Vachani (1993), residual capacity: if a set of requests S may sit in any of the kinds T, and m
classes of T hold at most f(m) of S, then for whole numbers of classes and a concave f

    sum_{r in S, k in T} x[r,k] <= f(m) + (f(m + 1) - f(m)) (sum_{k in T} z[k] - m)    for every whole m.

Here f(m) = min(largest capacity m, sum over units u of min(|S of u|, away[u] m)): a minimum of concave ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from caunoi.domain.allocation.linear import Rows, rows, stacked
from caunoi.domain.allocation.problem import Floats, Ints
from caunoi.domain.allocation.timeless import Timeless

Picked: TypeAlias = NDArray[np.bool_]
SMALLEST = 1e-3
MOST_SUBSETS = 6
"""All sets of that many kinds are looked at; of more kinds, each alone and those that open most."""


@dataclass(frozen=True, eq=False)
class _Wish:
    """What the relaxation gives the requests of a programme within some kinds, by unit, the most served first."""

    request: Ints
    served: Floats
    unit: Ints
    rank: Ints
    begins: Ints


def residual_rows(shape: Timeless, values: Floats) -> Rows:
    """The inequalities that the fractional values break, at most one for each set of kinds."""
    opened = shape.openings(values)
    blocks = []
    for programme in np.unique(shape.programme).tolist():
        kinds = np.flatnonzero(shape.programme == programme)
        pairs = np.flatnonzero(np.isin(shape.kind, kinds))
        for chosen in _sets(kinds, opened):
            total = float(opened[chosen].sum())
            whole = int(np.floor(total + 1e-9))
            if SMALLEST < total - whole < 1.0 - SMALLEST:
                inside = pairs[np.isin(shape.kind[pairs], chosen)]
                blocks += list(_broken(shape, values, inside, chosen, whole, total - whole))
    return stacked(blocks)


def _sets(kinds: Ints, opened: Floats) -> Iterator[Ints]:
    if len(kinds) <= MOST_SUBSETS:
        for size in range(1, len(kinds) + 1):
            for chosen in combinations(kinds.tolist(), size):
                yield np.array(chosen)
        return
    order = kinds[np.argsort(-opened[kinds])]
    for place in range(len(order)):
        yield order[place : place + 1]
        if place:
            yield order[: place + 1]


def _broken(
    shape: Timeless, values: Floats, inside: Ints, chosen: Ints, whole: int, part: float
) -> Iterator[Rows]:
    """The worse broken of two: requests picked unit by unit, or all that are served beyond the fractional class."""
    if not len(inside):
        return
    wish = _wish(shape, values, inside)
    best: tuple[float, Rows] | None = None
    for picked in (_by_unit(shape, wish, whole, part), wish.served > part):
        if not picked.any():
            continue
        low, high = (_holds(shape, wish, picked, chosen, many) for many in (whole, whole + 1))
        excess = float(wish.served[picked].sum()) - (low + (high - low) * part)
        if excess > SMALLEST and (best is None or excess > best[0]):
            best = excess, _row(shape, inside, wish.request[picked], chosen, (low, high, whole))
    if best is not None:
        yield best[1]


def _wish(shape: Timeless, values: Floats, inside: Ints) -> _Wish:
    request, member = np.unique(shape.request[inside], return_inverse=True)
    served: Floats = np.bincount(member, weights=values[inside]).astype(np.float64)
    unit = np.zeros(len(request), dtype=np.int64)
    unit[member] = shape.unit[inside]
    order = np.lexsort((-served, unit))
    unit = unit[order]
    begins = np.searchsorted(unit, unit, side="left")
    return _Wish(request[order], served[order], unit, np.arange(len(unit)) - begins, begins)


def _by_unit(shape: Timeless, wish: _Wish, whole: int, part: float) -> Picked:
    """Of each unit the first so many requests whose seats outweigh what they add to the right-hand side."""
    everybody = len(wish.unit)
    # An away limit that is no limit must not overflow when multiplied.
    away = np.minimum(shape.away, everybody)[wish.unit] if len(shape.away) else np.full(everybody, everybody)
    added = np.where(wish.rank < away * whole, 1.0, np.where(wish.rank < away * (whole + 1), part, 0.0))
    running = np.cumsum(wish.served - added)
    prefix = running - np.concatenate([[0.0], running])[wish.begins]
    top = np.full(len(prefix), -np.inf)
    np.maximum.at(top, wish.begins, prefix)
    last = np.full(len(prefix), -1)
    at_top = (prefix >= top[wish.begins] - 1e-12) & (prefix > 1e-9)
    np.maximum.at(last, wish.begins[at_top], np.flatnonzero(at_top))
    picked: Picked = np.arange(len(prefix)) <= last[wish.begins]
    return picked


def _holds(shape: Timeless, wish: _Wish, picked: Picked, chosen: Ints, many: int) -> float:
    """f(many): how many of the picked requests so many classes can hold."""
    seats = float(shape.capacity[chosen].max()) * many
    if not len(shape.away):
        return min(seats, float(picked.sum()))
    asked = np.bincount(wish.unit[picked], minlength=len(shape.away))
    return min(seats, float(np.minimum(asked, np.minimum(shape.away, len(picked)) * many).sum()))


def _row(shape: Timeless, inside: Ints, picked: Ints, chosen: Ints, steps: tuple[float, float, int]) -> Rows:
    low, high, whole = steps
    columns = inside[np.isin(shape.request[inside], picked)]
    value = np.concatenate([np.ones(len(columns)), np.full(len(chosen), low - high)])
    column = np.concatenate([columns, shape.pairs + chosen])
    return rows((0 * column, column, value), -np.inf, low - (high - low) * whole, 1)
