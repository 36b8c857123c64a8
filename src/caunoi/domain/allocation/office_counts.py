"""What a plan in the making uses of the office rules (số đã dùng theo quy định cơ quan), kept as heads come and go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from caunoi.domain.allocation.office_rules import mandatory_requests, requests_of_floor, requests_of_quota
from caunoi.domain.allocation.problem import NO_LIMIT, Floats, Ints, Problem
from caunoi.domain.allocation.variables import at_rest, may_open


class OfficeCounts:
    """Counts under the office rules; weeks are those of the occupancy they belong to."""

    def __init__(self, problem: Problem, weeks: int) -> None:
        self.problem = problem
        self.at_rest, self.may_open = at_rest(problem), may_open(problem)
        self.lecturer = _lecturers(problem)
        self.teaching = np.zeros(
            (0 if problem.lecturers is None else len(problem.lecturers), weeks), np.int64
        )
        self.taught = np.zeros(len(self.teaching), np.int64)
        self.key = _key_units(problem)
        units = 0 if problem.key_away_limit is None else len(problem.key_away_limit)
        self.key_away = np.zeros((units, weeks), np.int64)
        self.opening, self.head = _item_columns(problem)
        self.by_travel = np.array([float(item.travel) for item in problem.items])
        self.limit = np.array([np.inf if i.limit is None else i.limit for i in problem.items])
        self.spent = np.zeros(len(problem.items))
        self.quotas_of = _listed(requests_of_quota(problem, quota) for quota in problem.quotas)
        self.in_quota = np.zeros(len(problem.quotas), np.int64)
        self.floors_of = _listed(requests_of_floor(problem, floor) for floor in problem.floors)
        self.on_floor = np.zeros(len(problem.floors), np.int64)
        self.mandatory = mandatory_requests(problem)
        self.mandatory_heads = self.all_heads = 0

    def seat(self, request: int, offering: int, heads: int, travel: float, span: slice) -> None:
        """Count heads that come (or, with a negative number, go); travel is the cost of one of them."""
        self.all_heads += heads
        self.mandatory_heads += heads * int(self.mandatory[request])
        if self.key[request] >= 0:
            self.key_away[self.key[request], span] += heads
        if len(self.spent):
            self.spent += heads * self.cost_of_head(offering, travel)
        for quota in self.quotas_of.get(request, ()):
            self.in_quota[quota] += heads
        for floor in self.floors_of.get(request, ()):
            self.on_floor[floor] += heads

    def open_or_close(self, offering: int, change: int, span: slice) -> None:
        """Count a class that opens (1) or closes (-1)."""
        if len(self.spent):
            self.spent += change * self.opening[:, offering]
        lecturer = self.lecturer[offering]
        if lecturer >= 0:
            self.teaching[lecturer, span] += change
            self.taught[lecturer] += change * self.problem.offerings.weeks[offering]

    # --- how much more each rule still allows; below zero it is broken -----------------------------------------

    def cost_of_head(self, offering: int, travel: float) -> Floats:
        """What one head in the class takes of each cost item."""
        cost: Floats = self.head[:, offering] + self.by_travel * travel
        return cost

    def spare_money(self) -> Floats:
        """Money left on each cost item."""
        left: Floats = self.limit - self.spent
        return left

    def spare_lessons(self, offering: int, span: slice) -> int:
        """Classes the lecturer may still teach in the busiest week of this one."""
        lecturer = self.lecturer[offering]
        if lecturer < 0 or self.problem.lecturers is None:
            return NO_LIMIT
        return int(self.problem.lecturers.at_once[lecturer] - self.teaching[lecturer, span].max(initial=0))

    def spare_teaching_weeks(self, offering: int) -> int:
        """Weeks the lecturer of the class may still teach."""
        lecturer = self.lecturer[offering]
        if lecturer < 0 or self.problem.lecturers is None:
            return NO_LIMIT
        return int(self.problem.lecturers.weeks[lecturer] - self.taught[lecturer])

    def spare_of_key(self, request: int, span: slice) -> int:
        """Key officials of the request's unit who may still go in the busiest of the weeks."""
        unit = self.key[request]
        if unit < 0 or self.problem.key_away_limit is None:
            return NO_LIMIT
        return int(self.problem.key_away_limit[unit] - self.key_away[unit, span].max(initial=0))

    def spare_of_quota(self, quota: int) -> int:
        """Heads the quota still allows."""
        most = self.problem.quotas[quota].most
        return NO_LIMIT if most is None else int(most - self.in_quota[quota])


def _lecturers(problem: Problem) -> Ints:
    lecturer = problem.offerings.lecturer
    if lecturer is None or problem.lecturers is None:
        return np.full(len(problem.offerings), -1, dtype=np.int64)
    return lecturer


def _key_units(problem: Problem) -> Ints:
    """The unit a request's key official is away from; -1 where the rule does not look."""
    if problem.key_person is None or problem.unit_of_person is None or problem.key_away_limit is None:
        return np.full(len(problem.requests), -1, dtype=np.int64)
    person = problem.requests.person
    return np.where(problem.key_person[person], problem.unit_of_person[person], -1)


def _item_columns(problem: Problem) -> tuple[Floats, Floats]:
    shape = (len(problem.items), len(problem.offerings))
    opening = np.array([item.opening for item in problem.items], dtype=np.float64).reshape(shape)
    return opening, np.array([item.head for item in problem.items], dtype=np.float64).reshape(shape)


def _listed(masks: Iterable[NDArray[np.bool_]]) -> dict[int, list[int]]:
    """For each request the numbers of the rules that count it."""
    found: dict[int, list[int]] = defaultdict(list)
    for number, mask in enumerate(masks):
        for request in np.flatnonzero(mask).tolist():
            found[request].append(number)
    return dict(found)
