"""The rules an office adds (quy định của cơ quan) as rows: one function a rule, its mathematics in the first line.

x[r,o] is the number of heads of request r in class o, y[o] is 1 when class o opens.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from caunoi.domain.allocation.crowds import crowd_rows, crowds
from caunoi.domain.allocation.linear import EMPTY, Rows, rows, stacked
from caunoi.domain.allocation.office import Floor, Item, Quota
from caunoi.domain.allocation.problem import NO_LIMIT, Floats, Ints, Problem
from caunoi.domain.allocation.variables import Choices, at_rest
from caunoi.domain.allocation.weekly import weekly

INF = np.inf


def rest_in_closed_weeks(problem: Problem, choice: Choices) -> Rows:
    """y[o] = 0 for every class o that would run in a week in which its venue is closed."""
    closed = np.flatnonzero(at_rest(problem))
    return _each(choice.opening(closed), -INF, 0.0)


def teach_no_more_at_once(problem: Problem, choice: Choices) -> Rows:
    """sum_{o of lecturer l running in week w} y[o] <= at_once[l]."""
    if problem.lecturers is None or problem.offerings.lecturer is None:
        return EMPTY
    taught = np.flatnonzero(problem.offerings.lecturer >= 0)
    ones = np.ones(len(taught), dtype=np.int64)
    lecturer, limit = problem.offerings.lecturer[taught], problem.lecturers.at_once
    return weekly(problem, taught, lecturer, choice.opening(taught), ones, limit)


def teach_no_more_weeks(problem: Problem, choice: Choices) -> Rows:
    """sum_{o of lecturer l} weeks[o] y[o] <= weeks[l]."""
    if problem.lecturers is None or problem.offerings.lecturer is None:
        return EMPTY
    taught = np.flatnonzero(problem.offerings.lecturer >= 0)
    most = np.where(problem.lecturers.weeks == NO_LIMIT, INF, problem.lecturers.weeks)
    weeks = problem.offerings.weeks[taught].astype(np.float64)
    entries = (problem.offerings.lecturer[taught], choice.opening(taught), weeks)
    return rows(entries, -INF, most, len(most))


def keep_key_officials_at_work(problem: Problem, choice: Choices) -> Rows:
    """sum_{o running in week w} x[r of key people of unit u, o] <= key_away_limit[u]."""
    if problem.key_away_limit is None:
        return EMPTY
    key, unit = _key_pairs(problem, choice)
    return weekly(problem, choice.offering[key], unit, key, choice.most[key], problem.key_away_limit)


def send_no_more_key_officials_to_one_class(problem: Problem, choice: Choices) -> Rows:
    """sum_{r of key people of u} x[r,o] <= key_away_limit[u] y[o]: implied, tighter where y is fractional."""
    if problem.key_away_limit is None:
        return EMPTY
    key, unit = _key_pairs(problem, choice)
    return crowd_rows(choice, crowds(choice, key, unit, problem.key_away_limit))


def stay_within_each_item(problem: Problem, choice: Choices) -> Rows:
    """sum_o open[i,o] y[o] + sum_{r,o} (head[i,o] + travel[i] travel[r,o]) x[r,o] <= limit[i]."""
    limited = [item for item in problem.items if item.limit is not None]
    return stacked(_item_row(item, choice) for item in limited)


def keep_seat_quotas(problem: Problem, choice: Choices) -> Rows:
    """least[q] <= sum_{r of unit and programme of q, o} x[r,o] <= most[q]."""
    pairs = _Pairs(choice, len(problem.requests))
    return stacked(
        _heads_row(
            pairs.of(np.flatnonzero(requests_of_quota(problem, quota))),
            -INF if quota.least is None else quota.least,
            INF if quota.most is None else quota.most,
        )
        for quota in problem.quotas
    )


def keep_fairness_floors(problem: Problem, choice: Choices) -> Rows:
    """sum_{r of group f, o} x[r,o] >= heads[f], and >= share[f] sum_{r,o} x[r,o]."""
    blocks = []
    for floor in problem.floors:
        inside = requests_of_floor(problem, floor)[choice.request]
        if floor.heads is not None:
            blocks.append(_heads_row(np.flatnonzero(inside), floor.heads, INF))
        if floor.share is not None:
            every = np.arange(choice.pairs, dtype=np.int64)
            blocks.append(rows((0 * every, every, inside.astype(np.float64) - floor.share), 0.0, INF, 1))
    return stacked(blocks)


def keep_locked_choices(problem: Problem, choice: Choices) -> Rows:
    """y[o] = 1 or = 0 where a class is locked; x[r,o] >= heads locked there; sum_o x[r,o] = 0 where r is locked out."""
    if problem.locks is None:
        return EMPTY
    locks, pairs = problem.locks, _Pairs(choice, len(problem.requests))
    out = [_heads_row(pairs.of(np.array([request])), -INF, 0.0) for request in locks.unplaced]
    placed = [
        _heads_row(pairs.at(request, offering), heads, INF) for request, offering, heads in locks.placed
    ]
    opened, closed = (choice.opening(np.array(some, dtype=np.int64)) for some in (locks.opened, locks.closed))
    return stacked([_each(opened, 1.0, INF), _each(closed, -INF, 0.0), *placed, *out])


def serve_mandatory_needs_first(problem: Problem, choice: Choices) -> Rows:
    """sum_{r mandatory, o} x[r,o] >= mandatory_least."""
    if not problem.mandatory_least:
        return EMPTY
    columns = np.flatnonzero(mandatory_requests(problem)[choice.request])
    return _heads_row(columns, problem.mandatory_least, INF)


def requests_of_quota(problem: Problem, quota: Quota) -> NDArray[np.bool_]:
    """Requests whose heads the quota counts: of its unit, and of its programme if it names one."""
    if problem.unit_of_person is None:
        return np.zeros(len(problem.requests), dtype=bool)
    of_unit: NDArray[np.bool_] = problem.unit_of_person[problem.requests.person] == quota.unit
    return of_unit if quota.programme is None else of_unit & (problem.requests.programme == quota.programme)


def requests_of_floor(problem: Problem, floor: Floor) -> NDArray[np.bool_]:
    """Requests of the group's people."""
    return np.isin(problem.requests.person, floor.people)


def mandatory_requests(problem: Problem) -> NDArray[np.bool_]:
    """Requests that are mandatory needs."""
    mandatory = problem.requests.mandatory
    return np.zeros(len(problem.requests), dtype=bool) if mandatory is None else mandatory


def _key_pairs(problem: Problem, choice: Choices) -> tuple[Ints, Ints]:
    """Pairs of key officials, and the unit of each."""
    if problem.key_person is None or problem.unit_of_person is None:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    person = problem.requests.person[choice.request]
    key = np.flatnonzero(problem.key_person[person])
    return key, problem.unit_of_person[person[key]]


def _item_row(item: Item, choice: Choices) -> Rows:
    head = item.head[choice.offering] + (choice.travel if item.travel else 0.0)
    value: Floats = np.concatenate([head, item.opening])
    used = np.flatnonzero(value)
    return rows((0 * used, used, value[used]), -INF, INF if item.limit is None else item.limit, 1)


class _Pairs:
    """Columns of requests, found without looking at all pairs each time."""

    def __init__(self, choice: Choices, requests: int) -> None:
        self.offering, self.order = choice.offering, np.argsort(choice.request, kind="stable")
        self.first = np.searchsorted(choice.request[self.order], np.arange(requests + 1))

    def of(self, requests: Ints) -> Ints:
        """All columns of the requests."""
        many = self.first[requests + 1] - self.first[requests]
        inside = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
        return self.order[np.repeat(self.first[requests], many) + inside]

    def at(self, request: int, offering: int) -> Ints:
        """The column of the pair; none where it is not allowed."""
        columns = self.of(np.array([request]))
        return columns[self.offering[columns] == offering]


def _heads_row(columns: Ints, lower: float, upper: float) -> Rows:
    return rows((0 * columns, columns, 1.0), lower, upper, 1)


def _each(columns: Ints | Sequence[int], lower: float, upper: float) -> Rows:
    return rows((np.arange(len(columns)), np.asarray(columns), 1.0), lower, upper, len(columns))
