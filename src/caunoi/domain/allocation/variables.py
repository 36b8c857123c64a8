"""What the solver may choose (biến quyết định): heads x of a request in a class, and whether a class opens, y."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from caunoi.domain.allocation.problem import NO_LIMIT, TOLERANCE, Floats, Ints, Placement, Problem


@dataclass(frozen=True, eq=False)
class Choices:
    """Every pair of request and class that could be used, then one opening per class.

    Column j < len(request) is x[request[j], offering[j]]; column opening(o) is y[o].
    """

    request: Ints
    offering: Ints
    seats: Floats
    travel: Floats
    worth: Floats
    most: Ints
    offerings: int

    @property
    def pairs(self) -> int:
        return len(self.request)

    @property
    def columns(self) -> int:
        return self.pairs + self.offerings

    def opening(self, offering: Ints) -> Ints:
        """Column of y for the class."""
        return self.pairs + offering

    def values(self, plan: Iterable[Placement]) -> Floats:
        """The column values that say the plan.

        Raises:
            KeyError: a line of the plan is no pair.
        """
        lines, place, known = self._columns_of(plan)
        if not known.all():
            raise KeyError(tuple(lines[~known][0, :2].tolist()))
        values = np.zeros(self.columns)
        np.add.at(values, place, lines[:, 2])
        values[self.pairs + lines[:, 1]] = 1.0
        return values

    def _columns_of(self, plan: Iterable[Placement]) -> tuple[Ints, Ints, NDArray[np.bool_]]:
        """The lines of a plan, where their pairs stand (they go by request, then by class), and which are pairs."""
        lines = np.array(list(plan), dtype=np.int64).reshape(-1, 3)
        key = self.request * self.offerings + self.offering
        wanted = lines[:, 0] * self.offerings + lines[:, 1]
        place = np.searchsorted(key, wanted)
        known = place < len(key)
        known[known] = key[place[known]] == wanted[known]
        return lines, place, known

    def allowed(self, plan: Iterable[Placement]) -> list[Placement]:
        """The lines of a plan, made elsewhere or earlier, whose pair is still possible."""
        lines, _place, known = self._columns_of(plan)
        still = lines[known & (lines[:, 2] > 0)]
        return list(zip(*still.T.tolist(), strict=True)) if len(still) else []

    def plan(self, values: Floats) -> list[Placement]:
        """The plan that rounded column values say."""
        heads = np.rint(values[: self.pairs]).astype(np.int64)
        used = np.flatnonzero(heads > 0)
        lines = zip(
            self.request[used].tolist(), self.offering[used].tolist(), heads[used].tolist(), strict=True
        )
        return sorted(lines)


def choices(problem: Problem) -> Choices:
    """All pairs allowed on their own: same programme, near enough, time to serve after it, one head fits."""
    request, offering = _same_programme(problem)
    travel = problem.travel(request, offering)
    seats = np.asarray(problem.seats(request, offering), dtype=np.float64)
    worth = problem.worth(request, offering)
    count = problem.requests.count[request]
    most = np.minimum(count, _heads_that_fit(seats, problem.offerings.capacity[offering], count))
    keep = within_reach(problem, request, offering) & (most > 0)
    keep &= np.isfinite(travel) & np.isfinite(seats) & np.isfinite(worth)
    keep &= serve_after_learning(problem, request, offering)
    keep &= may_open(problem)[offering] & ~locked_out(problem)[request]
    return Choices(
        request[keep],
        offering[keep],
        seats[keep],
        travel[keep],
        worth[keep],
        most[keep],
        len(problem.offerings),
    )


def within_reach(problem: Problem, request: Ints, offering: Ints) -> NDArray[np.bool_]:
    """Whether the class is not farther than the longest allowed way."""
    if problem.km is None or problem.max_km is None:
        return np.ones(len(request), dtype=bool)
    return problem.distance(request, offering) <= problem.max_km + TOLERANCE


def serve_after_learning(problem: Problem, request: Ints, offering: Ints) -> NDArray[np.bool_]:
    """end[o] + serve[p] <= leaves[r]: whoever learns still serves so many weeks before leaving office."""
    if problem.leaves is None or not problem.serve:
        return np.ones(len(request), dtype=bool)
    programme = problem.requests.programme[request]
    owed = np.array([problem.serve.get(p, -NO_LIMIT) for p in programme.tolist()], dtype=np.int64)
    return problem.offerings.end[offering] + owed <= problem.leaves[problem.requests.person[request]]


def may_open(problem: Problem) -> NDArray[np.bool_]:
    """Classes neither at rest in a closed week nor locked shut."""
    usable = ~at_rest(problem)
    if problem.locks is not None:
        usable[list(problem.locks.closed)] = False
    return usable


def classes_are_fixed(problem: Problem) -> bool:
    """Whether it is settled for every class that it opens or that it cannot, so that only places are sought."""
    unsettled = may_open(problem)
    if problem.locks is not None:
        unsettled[list(problem.locks.opened)] = False
    return not unsettled.any()


def at_rest(problem: Problem) -> NDArray[np.bool_]:
    """Classes that would run in a week in which their venue is closed."""
    offerings = problem.offerings
    closed = np.zeros(len(offerings), dtype=bool)
    for venue, weeks in enumerate(problem.closed_weeks or ()):
        here = offerings.venue == venue
        for week in weeks:
            closed |= here & (offerings.start <= week) & (week < offerings.end)
    return closed


def locked_out(problem: Problem) -> NDArray[np.bool_]:
    """Requests that were told to stay without a seat."""
    out = np.zeros(len(problem.requests), dtype=bool)
    if problem.locks is not None:
        out[list(problem.locks.unplaced)] = True
    return out


def _same_programme(problem: Problem) -> tuple[Ints, Ints]:
    order = np.argsort(problem.offerings.programme, kind="stable")
    sorted_programmes = problem.offerings.programme[order]
    first = np.searchsorted(sorted_programmes, problem.requests.programme, side="left")
    last = np.searchsorted(sorted_programmes, problem.requests.programme, side="right")
    many = last - first
    request = np.repeat(np.arange(len(problem.requests)), many)
    inside = np.arange(len(request)) - np.repeat(np.cumsum(many) - many, many)
    return request, order[np.repeat(first, many) + inside]


def _heads_that_fit(seats: Floats, capacity: Floats, count: Ints) -> Ints:
    usable = np.where(np.isfinite(seats) & (seats > 0), seats, 1.0)
    fit = np.floor((capacity + TOLERANCE) / usable)
    return np.where(seats > 0, np.minimum(fit, count), count).astype(np.int64)
