"""What may happen to a plan under way (biến cố): each takes a problem and gives the problem as it is afterwards.

Rows keep their numbers, so that the old plan can be read beside the new problem.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from caunoi.domain.allocation.problem import NO_LIMIT, Ints, Problem


def classes_cancelled(problem: Problem, offerings: Iterable[int]) -> Problem:
    """The classes (lớp bị hủy) cannot be held: no seat is left in them."""
    capacity = problem.offerings.capacity.copy()
    capacity[list(offerings)] = 0.0
    least = problem.offerings.min_size.copy()
    least[list(offerings)] = 0
    return replace(problem, offerings=replace(problem.offerings, capacity=capacity, min_size=least))


def lecturer_ill(problem: Problem, offerings: Iterable[int], weeks: Iterable[int]) -> Problem:
    """A lecturer (giảng viên ốm) cannot teach in these weeks: those of the lecturer's classes that meet them fall."""
    away = np.array(sorted(set(weeks)), dtype=np.int64)
    start, end = problem.offerings.start, problem.offerings.end
    met = [o for o in offerings if ((start[o] <= away) & (away < end[o])).any()]
    return classes_cancelled(problem, met)


def people_ill(problem: Problem, people: Iterable[int]) -> Problem:
    """The people (người ốm, nghỉ dài) can attend nothing; nobody has to serve them any more."""
    ill = np.isin(problem.requests.person, list(people))
    count = np.where(ill, 0, problem.requests.count)
    must = problem.requests.must & ~ill
    return replace(problem, requests=replace(problem.requests, count=count, must=must))


def units_merged(problem: Problem, units: Iterable[int], into: int) -> Problem:
    """The units become one (xã sáp nhập): its away limit is the sum of theirs, its ways begin at the seat of `into`."""
    if problem.unit_of_person is None:
        return problem
    joined = sorted({*units, into})
    unit = np.where(np.isin(problem.unit_of_person, joined), into, problem.unit_of_person)
    return replace(problem, unit_of_person=unit, away_limit=_joined_limits(problem, joined, into))


def _joined_limits(problem: Problem, joined: list[int], into: int) -> Ints | None:
    if problem.away_limit is None:
        return None
    limits = problem.away_limit.copy()
    free = bool((limits[joined] == NO_LIMIT).any())
    limits[into] = NO_LIMIT if free else int(limits[joined].sum())
    return limits
