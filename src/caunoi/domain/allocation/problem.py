"""The planning problem as frozen columns (bài toán xếp lớp): offerings, requests, limits, prices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from caunoi.domain.allocation.office import Floor, Item, Lecturers, Locks, Quota

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]

Placement: TypeAlias = tuple[int, int, int]
"""One line of a plan: request, offering, heads."""

NO_LIMIT = np.iinfo(np.int64).max
NOBODY = -1
TOLERANCE = 1e-6


@dataclass(frozen=True, eq=False)
class Offerings:
    """Classes that may be opened (lớp có thể mở), one row each; `end` is the first week after the class.

    `lecturer` is who teaches the class, `NOBODY` where that is open.
    """

    programme: Ints
    venue: Ints
    start: Ints
    weeks: Ints
    min_size: Ints
    capacity: Floats
    open_cost: Floats
    lecturer: Ints | None = None

    def __len__(self) -> int:
        return len(self.programme)

    @property
    def end(self) -> Ints:
        return self.start + self.weeks

    @property
    def least_heads(self) -> Ints:
        """An open class holds at least one head, whatever its minimum says."""
        return np.maximum(self.min_size, 1)


@dataclass(frozen=True, eq=False)
class Requests:
    """Wishes for a seat (nhu cầu), one row for `count` identical people; `mandatory` ones may be told to come first."""

    person: Ints
    programme: Ints
    count: Ints
    seats: Floats
    weight: Floats
    must: NDArray[np.bool_]
    mandatory: NDArray[np.bool_] | None = None

    def __len__(self) -> int:
        return len(self.person)


@dataclass(frozen=True)
class Prices:
    """Signed coefficients of the maximised sum (hệ số của hàm mục tiêu)."""

    weight: float = 1.0
    open_cost: float = 0.0
    pair_cost: float = 0.0


@dataclass(frozen=True, eq=False)
class Problem:
    """A whole planning problem (bài toán kế hoạch đào tạo). A rule whose column is None or empty is absent.

    Weeks are counted through, over as many years as the problem has. `closed_weeks` are rests, per venue;
    `leaves` is the week in which a person leaves office, `serve` the weeks somebody owes after a programme.
    `mandatory_first` asks for as many mandatory heads as can be before anything else; `mandatory_least` keeps
    a number of them that was reached (`mandatory.py`).
    """

    offerings: Offerings
    requests: Requests
    prices: Prices
    prerequisite: dict[int, int] = field(default_factory=dict)
    unit_of_person: Ints | None = None
    away_limit: Ints | None = None
    rooms: Ints | None = None
    km: Floats | None = None
    max_km: float | None = None
    cost_per_km: float = 0.0
    budget: float | None = None
    pair_cost: Floats | None = None
    pair_cost_total: Floats | None = None
    pair_seats: Floats | None = None
    pair_weight: Floats | None = None
    closed_weeks: tuple[tuple[int, ...], ...] | None = None
    lecturers: Lecturers | None = None
    key_person: NDArray[np.bool_] | None = None
    key_away_limit: Ints | None = None
    leaves: Ints | None = None
    serve: dict[int, int] = field(default_factory=dict)
    items: tuple[Item, ...] = ()
    quotas: tuple[Quota, ...] = ()
    floors: tuple[Floor, ...] = ()
    locks: Locks | None = None
    mandatory_first: bool = False
    mandatory_least: int = 0
    name: str = ""
    notes: tuple[str, ...] = ()

    def distance(self, request: Ints, offering: Ints) -> Floats:
        """Kilometres one head travels; zero where distances are not part of the problem."""
        if self.km is None or self.unit_of_person is None:
            return np.zeros(np.broadcast(request, offering).shape)
        unit = self.unit_of_person[self.requests.person[request]]
        return self.km[unit, self.offerings.venue[offering]]

    def travel(self, request: Ints, offering: Ints) -> Floats:
        """Travel cost of one head; not-a-number where the pair is ruled out by its table."""
        cost = self.distance(request, offering) * self.cost_per_km
        if self.pair_cost is not None:
            cost = cost + self.pair_cost[request, offering]
        if self.pair_cost_total is not None:
            heads = np.maximum(self.requests.count[request], 1)
            cost = cost + self.pair_cost_total[request, offering] / heads
        return cost

    def seats(self, request: Ints, offering: Ints) -> Floats:
        """Seats one head uses in the class."""
        if self.pair_seats is not None:
            return self.pair_seats[request, offering]
        return self.requests.seats[request]

    def weight(self, request: Ints, offering: Ints) -> Floats:
        """Weight of one served head."""
        if self.pair_weight is not None:
            return self.pair_weight[request, offering]
        return self.requests.weight[request]

    def worth(self, request: Ints, offering: Ints) -> Floats:
        """What one served head adds to the maximised sum."""
        gain = self.prices.weight * self.weight(request, offering)
        return gain + self.prices.pair_cost * self.travel(request, offering)

    def objective(self, plan: Iterable[Placement]) -> float:
        """The maximised sum of a plan."""
        lines = [line for line in plan if line[2] > 0]
        if not lines:
            return 0.0
        request, offering, heads = np.array(lines, dtype=np.int64).T
        opened = np.unique(offering)
        served = float(np.dot(self.worth(request, offering), heads))
        return served + self.prices.open_cost * float(self.offerings.open_cost[opened].sum())

    def spent(self, plan: Iterable[Placement]) -> float:
        """Money a plan takes: opening plus travel."""
        lines = [line for line in plan if line[2] > 0]
        if not lines:
            return 0.0
        request, offering, heads = np.array(lines, dtype=np.int64).T
        opened = np.unique(offering)
        travel = float(np.dot(self.travel(request, offering), heads))
        return travel + float(self.offerings.open_cost[opened].sum())

    @classmethod
    def build(
        cls,
        *,
        offerings: Sequence[dict[str, Any]],
        requests: Sequence[dict[str, Any]],
        prices: Prices | None = None,
        prerequisite: dict[int, int] | None = None,
        unit_of_person: Sequence[int] | None = None,
        away_limit: Sequence[int | None] | None = None,
        rooms: Sequence[int | None] | None = None,
        km: Sequence[Sequence[float]] | None = None,
        max_km: float | None = None,
        cost_per_km: float = 0.0,
        budget: float | None = None,
        pair_cost: Sequence[Sequence[float]] | None = None,
        name: str = "",
    ) -> Self:
        """Make a problem from plain rows: one dict per offering and per request."""
        return cls(
            offerings=offerings_from_rows(offerings),
            requests=requests_from_rows(requests),
            prices=prices or Prices(),
            prerequisite=dict(prerequisite or {}),
            unit_of_person=None if unit_of_person is None else np.array(unit_of_person, dtype=np.int64),
            away_limit=limits(away_limit),
            rooms=limits(rooms),
            km=None if km is None else table(km),
            max_km=max_km,
            cost_per_km=cost_per_km,
            budget=budget,
            pair_cost=None if pair_cost is None else table(pair_cost),
            name=name,
        )


def offerings_from_rows(rows: Sequence[dict[str, Any]]) -> Offerings:
    """Offerings from dicts with programme, capacity and, if they differ from the usual, the rest."""
    return Offerings(
        programme=_whole(rows, "programme", 0),
        venue=_whole(rows, "venue", 0),
        start=_whole(rows, "start", 0),
        weeks=_whole(rows, "weeks", 1),
        min_size=_whole(rows, "min_size", 0),
        capacity=_real(rows, "capacity", 0),
        open_cost=_real(rows, "open_cost", 0),
    )


def requests_from_rows(rows: Sequence[dict[str, Any]]) -> Requests:
    """Requests from dicts with person, programme, weight and, if they differ from the usual, the rest."""
    return Requests(
        person=_whole(rows, "person", 0),
        programme=_whole(rows, "programme", 0),
        count=_whole(rows, "count", 1),
        seats=_real(rows, "seats", 1),
        weight=_real(rows, "weight", 0),
        must=_whole(rows, "must", 0).astype(bool),
    )


def limits(values: Sequence[int | None] | None) -> Ints | None:
    """A column of limits, where None in a cell means without limit."""
    if values is None:
        return None
    return np.array([NO_LIMIT if value is None else value for value in values], dtype=np.int64)


def table(rows: Sequence[Sequence[float | None]]) -> Floats:
    """A two-dimensional table, where None in a cell rules the pair out."""
    return np.array([[np.nan if cell is None else cell for cell in row] for row in rows], dtype=np.float64)


def _whole(rows: Sequence[dict[str, Any]], key: str, usual: int) -> Ints:
    return np.array([row.get(key, usual) for row in rows], dtype=np.int64)


def _real(rows: Sequence[dict[str, Any]], key: str, usual: float) -> Floats:
    return np.array([row.get(key, usual) for row in rows], dtype=np.float64)
