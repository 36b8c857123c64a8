"""Integer linear programmes as plain columns and rows (bài toán tuyến tính), without any solver's name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from caunoi.domain.allocation.problem import Floats, Ints

OPTIMAL, FEASIBLE, INFEASIBLE, UNKNOWN = "optimal", "feasible", "infeasible", "unknown"
NEAR = 1e-6


@dataclass(frozen=True, eq=False)
class Rows:
    """Rows lower <= A v <= upper, the entries of A as (row, column, value)."""

    row: Ints
    column: Ints
    value: Floats
    lower: Floats
    upper: Floats

    def __len__(self) -> int:
        return len(self.lower)


@dataclass(frozen=True, eq=False)
class Programme:
    """Maximise cost v + constant within bounds and rows (quy hoạch tuyến tính nguyên).

    Every column is whole but those marked in `real`.
    """

    cost: Floats
    lower: Floats
    upper: Floats
    rows: Rows
    constant: float = 0.0
    real: NDArray[np.bool_] | None = None

    def __len__(self) -> int:
        return len(self.cost)

    def worth(self, values: Floats) -> float:
        return float(self.cost @ values) + self.constant

    def allows(self, values: Floats) -> bool:
        """Whether the values keep every bound and row."""
        body, most = self.rows, NEAR
        paid = np.bincount(body.row, weights=body.value * values[body.column], minlength=len(body))
        within = (self.lower - most <= values) & (values <= self.upper + most)
        return bool(within.all() and ((body.lower - most <= paid) & (paid <= body.upper + most)).all())

    def restricted(self, free: NDArray[np.bool_], values: Floats) -> Programme:
        """The smaller programme in which all columns but the free ones keep their values."""
        fixed = np.where(free, 0.0, values)
        body = self.rows
        entry = free[body.column]
        touched, renumbered = np.unique(body.row[entry], return_inverse=True)
        used = np.bincount(body.row, weights=body.value * fixed[body.column], minlength=len(body))[touched]
        place = np.cumsum(free) - 1
        smaller = Rows(
            renumbered.astype(np.int64),
            place[body.column[entry]],
            body.value[entry],
            body.lower[touched] - used,
            body.upper[touched] - used,
        )
        constant = self.constant + float(self.cost @ fixed)
        real = None if self.real is None else self.real[free]
        return Programme(self.cost[free], self.lower[free], self.upper[free], smaller, constant, real)


@dataclass(frozen=True, eq=False)
class Outcome:
    """What a solver found: the best column values, and a bound no plan can pass."""

    status: str
    values: Floats | None
    bound: float


@dataclass(frozen=True, eq=False)
class Relaxation:
    """The linear relaxation: fractional values, prices of the rows, and the bound those prices prove."""

    values: Floats | None
    prices: Floats
    bound: float


def rows(
    entries: tuple[Ints, Ints, Floats | float], lower: Floats | float, upper: Floats | float, size: int
) -> Rows:
    """Make rows from entries and one bound for all or one for each."""
    row, column, value = entries
    return Rows(
        np.asarray(row, dtype=np.int64),
        np.asarray(column, dtype=np.int64),
        np.broadcast_to(np.asarray(value, dtype=np.float64), np.shape(row)).copy(),
        np.broadcast_to(np.asarray(lower, dtype=np.float64), (size,)).copy(),
        np.broadcast_to(np.asarray(upper, dtype=np.float64), (size,)).copy(),
    )


def stacked(blocks: Iterable[Rows]) -> Rows:
    """All rows of the blocks, one under the other."""
    parts = list(blocks)
    offsets = np.cumsum([0, *(len(part) for part in parts)])
    shifted = [part.row + offset for part, offset in zip(parts, offsets, strict=False)]
    return Rows(
        np.concatenate([*shifted, np.zeros(0, dtype=np.int64)]),
        np.concatenate([*(part.column for part in parts), np.zeros(0, dtype=np.int64)]),
        np.concatenate([*(part.value for part in parts), np.zeros(0)]),
        np.concatenate([*(part.lower for part in parts), np.zeros(0)]),
        np.concatenate([*(part.upper for part in parts), np.zeros(0)]),
    )


EMPTY = rows((np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), 0.0), 0.0, 0.0, 0)


def priced_bound(programme: Programme, prices: Floats) -> float:
    """The bound any row prices prove: rows paid at their limits, columns at their best reduced worth."""
    upper, lower = programme.rows.upper, programme.rows.lower
    usable = np.where(prices >= 0, np.isfinite(upper), np.isfinite(lower))
    safe = np.where(usable, prices, 0.0)
    limit = np.where(safe > 0, upper, np.where(safe < 0, lower, 0.0))
    worth = reduced_worth(programme, safe)
    best = np.where(worth > 0, worth * programme.upper, worth * programme.lower)
    return float(safe @ limit + best.sum()) + programme.constant


def reduced_worth(programme: Programme, prices: Floats) -> Floats:
    """What a column is worth once it pays the prices of the rows it uses."""
    body = programme.rows
    paid = np.bincount(body.column, weights=body.value * prices[body.row], minlength=len(programme))
    return programme.cost - paid
