"""A plan in the making (kế hoạch đang xếp): who sits where, what is used, and what still fits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import partial
from typing import TypeVar

import numpy as np

from caunoi.domain.allocation.constraints import people_behind, prerequisite_requests
from caunoi.domain.allocation.office_counts import OfficeCounts
from caunoi.domain.allocation.problem import NO_LIMIT, TOLERANCE, Ints, Placement, Problem

K = TypeVar("K", bound=Hashable)


class Occupancy:
    """Counts of one plan, kept while heads come and go.

    Weeks are numbered by the starts that occur: two classes meet if and only if they meet in one of those.
    """

    def __init__(self, problem: Problem, plan: Iterable[Placement] = ()) -> None:
        self.problem = problem
        offerings, requests = problem.offerings, problem.requests
        self.weeks = np.unique(offerings.start)
        self.first = np.searchsorted(self.weeks, offerings.start)
        self.last = np.searchsorted(self.weeks, offerings.end)
        self.behind = people_behind(problem)
        self.earlier = prerequisite_requests(problem)
        self.later = _reversed(self.earlier)
        self.heads: dict[tuple[int, int], int] = {}
        self.classes_of: dict[int, dict[int, int]] = defaultdict(dict)
        self.served = np.zeros(len(requests), dtype=np.int64)
        self.sitting = np.zeros(len(offerings), dtype=np.int64)
        self.taken = np.zeros(len(offerings))
        self.busy = np.zeros((len(self.behind), len(self.weeks)), dtype=np.int32)
        self.away = np.zeros(
            (0 if problem.away_limit is None else len(problem.away_limit), len(self.weeks)), np.int64
        )
        self.running = np.zeros(
            (0 if problem.rooms is None else len(problem.rooms), len(self.weeks)), np.int64
        )
        self.spent = 0.0
        self.office = OfficeCounts(problem, len(self.weeks))
        for request, offering, heads in plan:
            self.add(request, offering, heads)

    def add(self, request: int, offering: int, heads: int = 1) -> None:
        """Seat heads (or, with a negative number, take them out)."""
        problem, before = self.problem, int(self.sitting[offering])
        span = slice(int(self.first[offering]), int(self.last[offering]))
        sitting = self.heads.get((request, offering), 0) + heads
        _keep(self.heads, (request, offering), sitting)
        _keep(self.classes_of[request], offering, sitting)
        self.served[request] += heads
        self.sitting[offering] += heads
        self.taken[offering] += heads * self.seat(request, offering)
        self.busy[problem.requests.person[request], span] += heads
        if problem.away_limit is not None and problem.unit_of_person is not None:
            self.away[self.unit(request), span] += heads
        travel = self.travel(request, offering)
        self.spent += heads * travel
        self.office.seat(request, offering, heads, travel, span)
        self._open_or_close(offering, int(self.sitting[offering] > 0) - int(before > 0), span)

    def plan(self) -> list[Placement]:
        return sorted((request, offering, heads) for (request, offering), heads in self.heads.items())

    def unit(self, request: int) -> int:
        assert self.problem.unit_of_person is not None
        return int(self.problem.unit_of_person[self.problem.requests.person[request]])

    def seat(self, request: int, offering: int) -> float:
        return float(self.problem.seats(_one(request), _one(offering))[0])

    def travel(self, request: int, offering: int) -> float:
        return float(self.problem.travel(_one(request), _one(offering))[0])

    # --- how many more heads each rule still allows --------------------------------------------------------

    def span(self, offering: int) -> slice:
        return slice(int(self.first[offering]), int(self.last[offering]))

    def unserved(self, request: int) -> int:
        return int(self.problem.requests.count[request] - self.served[request])

    def free_people(self, request: int, offering: int) -> int:
        person = self.problem.requests.person[request]
        return int(self.behind[person] - self.busy[person, self.span(offering)].max(initial=0))

    def spare_of_unit(self, request: int, offering: int) -> int:
        limits = self.problem.away_limit
        if limits is None or self.problem.unit_of_person is None:
            return NO_LIMIT
        unit = self.unit(request)
        return int(limits[unit] - self.away[unit, self.span(offering)].max(initial=0))

    def spare_rooms(self, offering: int) -> int:
        rooms = self.problem.rooms
        if rooms is None or self.sitting[offering] > 0:
            return NO_LIMIT
        venue = self.problem.offerings.venue[offering]
        return int(rooms[venue] - self.running[venue, self.span(offering)].max(initial=0))

    def can_open(self, offering: int) -> bool:
        """Whether every rule of the class itself, before anybody sits in it, allows it to open."""
        office, cost = self.office, float(self.problem.offerings.open_cost[offering])
        return bool(
            office.may_open[offering]
            and self.spare_rooms(offering) >= 1
            and office.spare_lessons(offering, self.span(offering)) >= 1
            and office.spare_teaching_weeks(offering) >= self.problem.offerings.weeks[offering]
            and self.spare_money() >= cost - TOLERANCE
            and np.all(office.spare_money() >= office.opening[:, offering] - TOLERANCE)
        )

    def shared_limits(
        self, request: int, offering: int
    ) -> Iterator[tuple[tuple[str, int], Callable[[], int]]]:
        """Limits on heads in the class that several requests share: a name each, and how to count what is left."""
        person = int(self.problem.requests.person[request])
        yield ("person", person), partial(self.free_people, request, offering)
        if self.problem.away_limit is not None and self.problem.unit_of_person is not None:
            yield ("unit", self.unit(request)), partial(self.spare_of_unit, request, offering)
        if self.office.key[request] >= 0:
            span = self.span(offering)
            yield ("key", self.unit(request)), partial(self.office.spare_of_key, request, span)
        for quota in self.office.quotas_of.get(request, ()):
            yield ("quota", quota), partial(self.office.spare_of_quota, quota)

    def spare_seats(self, offering: int) -> float:
        return float(self.problem.offerings.capacity[offering] - self.taken[offering])

    def spare_money(self) -> float:
        return np.inf if self.problem.budget is None else float(self.problem.budget - self.spent)

    def prepared(self, request: int, offering: int) -> int:
        """Heads that may begin the class as far as the prerequisite goes."""
        if request not in self.earlier:
            return NO_LIMIT
        start = self.problem.offerings.start
        room = NO_LIMIT
        for week in {int(start[offering]), *(int(start[o]) for o in self.classes_of[request])}:
            if week >= start[offering]:
                room = min(room, self._prepared_by(request, week))
        return room

    def prepared_at(self, request: int, offering: int) -> int:
        """Heads prepared by the start of the class, less those that have begun by then; below zero is a fault."""
        if request not in self.earlier:
            return NO_LIMIT
        return self._prepared_by(request, int(self.problem.offerings.start[offering]))

    def _prepared_by(self, request: int, week: int) -> int:
        offerings, counts = self.problem.offerings, self.problem.requests.count
        earlier = self.earlier[request]
        spare = max(0, int(counts[request] - counts[earlier].max()))
        begun = sum(n for o, n in self.classes_of[request].items() if offerings.start[o] <= week)
        done = sum(
            n for r in earlier.tolist() for o, n in self.classes_of[r].items() if offerings.end[o] <= week
        )
        return done + spare - begun

    def _open_or_close(self, offering: int, change: int, span: slice) -> None:
        if change == 0:
            return
        self.spent += change * float(self.problem.offerings.open_cost[offering])
        self.office.open_or_close(offering, change, span)
        if self.problem.rooms is not None:
            self.running[self.problem.offerings.venue[offering], span] += change


def _one(number: int) -> Ints:
    return np.array([number], dtype=np.int64)


def _keep(counts: dict[K, int], key: K, number: int) -> None:
    if number == 0:
        counts.pop(key, None)
    else:
        counts[key] = number


def _reversed(earlier: dict[int, Ints]) -> dict[int, list[int]]:
    later: dict[int, list[int]] = defaultdict(list)
    for request, first in earlier.items():
        for needed in first.tolist():
            later[needed].append(request)
    return later
