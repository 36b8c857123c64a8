"""A first plan, quickly (phương án đầu tiên): open the class that gives most for its money, again and again."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable

import numpy as np

from caunoi.domain.allocation.occupancy import Occupancy
from caunoi.domain.allocation.problem import TOLERANCE, Floats, Ints, Placement, Problem
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
    """Build a plan that keeps every rule but perhaps `must`, on top of what is kept.

    Lazy: only the class at the head of the queue is judged anew.
    """
    builder = _Builder(problem, choice, worth, kept)
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
        occupancy = self.occupancy
        if occupancy.sitting[offering] > 0 or occupancy.spare_rooms(offering) < 1:
            return 0.0, []
        opening = float(self.problem.offerings.open_cost[offering])
        filling, value, travel = self.fill(offering, occupancy.spare_money() - opening)
        heads = sum(heads for _, heads in filling)
        if heads < self.problem.offerings.least_heads[offering]:
            return 0.0, []
        value += self.problem.prices.open_cost * opening
        cost = max(opening + travel, TOLERANCE) if self.problem.budget is not None else 1.0
        return value / cost, filling

    def fill(self, offering: int, money: float) -> tuple[Filling, float, float]:
        choice, seats = self.choice, self.occupancy.spare_seats(offering)
        unit_left: dict[int, int] = {}
        person_left: dict[int, int] = {}
        filling, value, travel = [], 0.0, 0.0
        for pair in self.candidates(offering).tolist():
            if self.worth[pair] <= 0:
                break
            heads = self.heads_for(pair, offering, seats, money - travel, unit_left, person_left)
            if heads > 0:
                seats -= heads * float(choice.seats[pair])
                value += heads * float(self.worth[pair])
                travel += heads * float(choice.travel[pair])
                filling.append((pair, heads))
        return filling, value, travel

    def candidates(self, offering: int) -> Ints:
        pairs = self.pairs_of[offering]
        requests, occupancy = self.choice.request[pairs], self.occupancy
        people = self.problem.requests.person[requests]
        idle = (
            occupancy.busy[people, occupancy.span(offering)].max(axis=1, initial=0) < occupancy.behind[people]
        )
        left = occupancy.served[requests] < self.problem.requests.count[requests]
        return pairs[idle & left]

    def heads_for(
        self,
        pair: int,
        offering: int,
        seats: float,
        money: float,
        units: dict[int, int],
        people: dict[int, int],
    ) -> int:
        request, occupancy = int(self.choice.request[pair]), self.occupancy
        person = int(self.problem.requests.person[request])
        free = people.get(person)
        if free is None:
            free = occupancy.free_people(request, offering)
        heads = min(int(self.choice.most[pair]), occupancy.unserved(request), free)
        if self.choice.seats[pair] > 0:
            heads = min(heads, int((seats + TOLERANCE) // self.choice.seats[pair]))
        if self.choice.travel[pair] > 0 and money < np.inf:
            heads = min(heads, int((money + TOLERANCE) // self.choice.travel[pair]))
        if heads > 0 and self.problem.away_limit is not None and self.problem.unit_of_person is not None:
            unit = occupancy.unit(request)
            spare = units.get(unit)
            spare = occupancy.spare_of_unit(request, offering) if spare is None else spare
            heads = min(heads, spare)
            units[unit] = spare - max(0, heads)
        if heads > 0 and request in occupancy.earlier:
            heads = min(heads, occupancy.prepared(request, offering))
        people[person] = free - max(0, heads)
        return heads

    def seat(self, filling: Filling) -> set[int]:
        """Seat the filling; the classes that later wishes may now use are worth judging anew."""
        woken: set[int] = set()
        for pair, heads in filling:
            request = int(self.choice.request[pair])
            self.occupancy.add(request, int(self.choice.offering[pair]), heads)
            for later in self.occupancy.later.get(request, ()):
                woken.update(self.classes_of.get(later, NOTHING).tolist())
        return {offering for offering in woken if self.occupancy.sitting[offering] == 0}


def _classes_by_request(choice: Choices) -> dict[int, Ints]:
    order = np.argsort(choice.request, kind="stable")
    requests, first = np.unique(choice.request[order], return_index=True)
    groups = np.split(choice.offering[order], first[1:])
    return dict(zip(requests.tolist(), groups, strict=True)) if len(requests) else {}
