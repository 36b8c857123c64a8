"""A first plan, quickly (phương án đầu tiên): open the class that gives most for its money, again and again."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable

import numpy as np

from caunoi.domain.allocation.occupancy import Occupancy
from caunoi.domain.allocation.office import Locks
from caunoi.domain.allocation.problem import NO_LIMIT, TOLERANCE, Floats, Ints, Placement, Problem
from caunoi.domain.allocation.variables import Choices

Filling = list[tuple[int, int]]
"""Pairs (by number in the choices) with heads."""


def construct(
    problem: Problem,
    choice: Choices,
    worth: Floats,
    *,
    kept: Iterable[Placement] = (),
    out_of_time: Callable[[], bool],
) -> list[Placement]:
    """Build a plan that keeps every rule but those that demand heads (`must`, floors, locks), on top of what is kept.

    Lazy: only the class at the head of the queue is judged anew.
    """
    builder = _Builder(problem, choice, worth, kept)
    builder.seat_what_is_locked()
    judged = [(builder.judge(offering)[0], offering) for offering in range(choice.offerings)]
    queue = [(-score, offering) for score, offering in judged if score > 0]
    heapq.heapify(queue)
    while queue and not out_of_time():
        _, offering = heapq.heappop(queue)
        score, filling = builder.judge(offering)
        if score <= 0:
            continue
        if queue and score < -queue[0][0] - TOLERANCE:
            heapq.heappush(queue, (-score, offering))
            continue
        for woken in builder.seat(filling):
            heapq.heappush(queue, (-np.inf, woken))
    return builder.occupancy.plan()


NOTHING: Ints = np.zeros(0, dtype=np.int64)


class _Builder:
    def __init__(self, problem: Problem, choice: Choices, worth: Floats, kept: Iterable[Placement]) -> None:
        self.problem, self.choice, self.worth = problem, choice, worth
        self.occupancy = Occupancy(problem, kept)
        order = np.lexsort((-worth, choice.offering))
        cuts = np.searchsorted(choice.offering[order], np.arange(1, choice.offerings))
        self.pairs_of: list[Ints] = np.split(order, cuts)
        self.classes_of = _classes_by_request(choice)

    def judge(self, offering: int) -> tuple[float, Filling]:
        """The best filling of the class now, and what it gives: per money spent where money is short."""
        if self.occupancy.sitting[offering] > 0 or not self.occupancy.can_open(offering):
            return 0.0, []
        opening = float(self.problem.offerings.open_cost[offering])
        filling, value, travel = self.fill(offering, self.candidates(offering))
        heads = sum(heads for _, heads in filling)
        if heads < self.problem.offerings.least_heads[offering]:
            return 0.0, []
        value += self.problem.prices.open_cost * opening
        cost = max(opening + travel, TOLERANCE) if self.problem.budget is not None else 1.0
        return value / cost, filling

    def fill(self, offering: int, pairs: Ints, *, needed: int = 0) -> tuple[Filling, float, float]:
        """Seat the pairs in their order as far as they are worth it; `needed` heads whatever they are worth."""
        choice, room = self.choice, _Room(self.occupancy, offering)
        filling, value, travel = [], 0.0, 0.0
        for pair in pairs.tolist():
            most = int(choice.most[pair]) if self.worth[pair] > 0 else min(int(choice.most[pair]), needed)
            if most <= 0:
                break
            request = int(choice.request[pair])
            heads = room.take(request, most, float(choice.seats[pair]), float(choice.travel[pair]))
            if heads > 0:
                needed -= heads
                value += heads * float(self.worth[pair])
                travel += heads * float(choice.travel[pair])
                filling.append((pair, heads))
        return filling, value, travel

    def seat_what_is_locked(self) -> None:
        """Open the classes that are locked open or hold a locked seat, as far as the other rules let them."""
        locks = self.problem.locks or Locks()
        held: dict[int, dict[int, int]] = {offering: {} for offering in locks.opened}
        for request, offering, heads in locks.placed:
            held.setdefault(offering, {})[request] = heads
        for offering, requests in held.items():
            if self.occupancy.sitting[offering] == 0 and self.occupancy.can_open(offering):
                self._open_locked(offering, requests)

    def _open_locked(self, offering: int, held: dict[int, int]) -> None:
        pairs = self.candidates(offering)
        first = np.isin(self.choice.request[pairs], list(held))
        needed = max(sum(held.values()), int(self.problem.offerings.least_heads[offering]))
        filling, _, _ = self.fill(offering, np.concatenate([pairs[first], pairs[~first]]), needed=needed)
        if sum(heads for _, heads in filling) >= self.problem.offerings.least_heads[offering]:
            self.seat(filling)

    def candidates(self, offering: int) -> Ints:
        pairs = self.pairs_of[offering]
        requests, occupancy = self.choice.request[pairs], self.occupancy
        people = self.problem.requests.person[requests]
        idle = (
            occupancy.busy[people, occupancy.span(offering)].max(axis=1, initial=0) < occupancy.behind[people]
        )
        left = occupancy.served[requests] < self.problem.requests.count[requests]
        return pairs[idle & left]

    def seat(self, filling: Filling) -> set[int]:
        """Seat the filling; the classes that later wishes may now use are worth judging anew."""
        woken: set[int] = set()
        for pair, heads in filling:
            request = int(self.choice.request[pair])
            self.occupancy.add(request, int(self.choice.offering[pair]), heads)
            for later in self.occupancy.later.get(request, ()):
                woken.update(self.classes_of.get(later, NOTHING).tolist())
        return {offering for offering in woken if self.occupancy.sitting[offering] == 0}


class _Room:
    """What one class in the making may still take (chỗ còn lại của lớp đang xếp)."""

    def __init__(self, occupancy: Occupancy, offering: int) -> None:
        self.occupancy, self.offering = occupancy, offering
        self.seats = occupancy.spare_seats(offering)
        self.money = occupancy.spare_money() - float(occupancy.problem.offerings.open_cost[offering])
        self.items = occupancy.office.spare_money() - occupancy.office.opening[:, offering]
        self.left: dict[tuple[str, int], int] = {}

    def take(self, request: int, most: int, seats: float, travel: float) -> int:
        """Heads of the request that still fit; they are counted as seated."""
        heads = min(most, self.occupancy.unserved(request), self._heads_by_size(seats, travel))
        limits = list(self.occupancy.shared_limits(request, self.offering)) if heads > 0 else []
        for name, spare in limits:
            if name not in self.left:
                self.left[name] = spare()
            heads = min(heads, self.left[name])
        if heads > 0 and request in self.occupancy.earlier:
            heads = min(heads, self.occupancy.prepared(request, self.offering))
        if heads <= 0:
            return 0
        for name, _ in limits:
            self.left[name] -= heads
        self.seats -= heads * seats
        self.money -= heads * travel
        if len(self.items):
            self.items = self.items - heads * self.occupancy.office.cost_of_head(self.offering, travel)
        return heads

    def _heads_by_size(self, seats: float, travel: float) -> int:
        """Heads that seats and money still hold."""
        heads = NO_LIMIT
        if seats > 0:
            heads = min(heads, int((self.seats + TOLERANCE) // seats))
        if travel > 0 and self.money < np.inf:
            heads = min(heads, int((self.money + TOLERANCE) // travel))
        if len(self.items):
            heads = min(heads, self._heads_by_item(travel))
        return heads

    def _heads_by_item(self, travel: float) -> int:
        cost = self.occupancy.office.cost_of_head(self.offering, travel)
        paid = (cost > 0) & np.isfinite(self.items)
        return int(((self.items[paid] + TOLERANCE) // cost[paid]).min(initial=NO_LIMIT))


def _classes_by_request(choice: Choices) -> dict[int, Ints]:
    order = np.argsort(choice.request, kind="stable")
    requests, first = np.unique(choice.request[order], return_index=True)
    groups = np.split(choice.offering[order], first[1:])
    return dict(zip(requests.tolist(), groups, strict=True)) if len(requests) else {}
