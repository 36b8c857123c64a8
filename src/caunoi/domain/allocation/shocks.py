"""What may happen to a plan under way (biến cố): each takes a problem and gives the problem as it is afterwards.

Rows keep their numbers, so that the old plan can be read beside the new problem.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from caunoi.domain.allocation.office import Quota
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
    """The units become one (xã sáp nhập): its limits and seats are the sums of theirs, its ways begin at `into`."""
    if problem.unit_of_person is None:
        return problem
    joined = sorted({*units, into})
    unit = np.where(np.isin(problem.unit_of_person, joined), into, problem.unit_of_person)
    return replace(
        problem,
        unit_of_person=unit,
        away_limit=_joined_limits(problem.away_limit, joined, into),
        key_away_limit=_joined_limits(problem.key_away_limit, joined, into),
        quotas=_joined_quotas(problem.quotas, joined, into),
    )


def _joined_limits(column: Ints | None, joined: list[int], into: int) -> Ints | None:
    if column is None:
        return None
    limits = column.copy()
    free = bool((limits[joined] == NO_LIMIT).any())
    limits[into] = NO_LIMIT if free else int(limits[joined].sum())
    return limits


def _joined_quotas(quotas: tuple[Quota, ...], joined: list[int], into: int) -> tuple[Quota, ...]:
    """Rows for the same programme become one; where a unit had no row, its people were limited by none."""
    others = tuple(quota for quota in quotas if quota.unit not in joined)
    theirs = [quota for quota in quotas if quota.unit in joined]
    programmes = dict.fromkeys(quota.programme for quota in theirs)
    return (*others, *(_one_quota(theirs, programme, joined, into) for programme in programmes))


def _one_quota(theirs: list[Quota], programme: int | None, joined: list[int], into: int) -> Quota:
    by_unit = [[q for q in theirs if (q.unit, q.programme) == (unit, programme)] for unit in joined]
    mosts = [min((q.most for q in rows if q.most is not None), default=None) for rows in by_unit]
    leasts = [max((q.least for q in rows if q.least is not None), default=None) for rows in by_unit]
    told = [least for least in leasts if least is not None]
    known = [most for most in mosts if most is not None]
    return Quota(
        into,
        programme,
        most=sum(known) if len(known) == len(mosts) else None,
        least=sum(told) if told else None,
    )
