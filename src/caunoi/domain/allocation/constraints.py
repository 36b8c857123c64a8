"""The rules of a plan as rows (các ràng buộc): one function a rule, its mathematics in the first lines.

x[r,o] is the number of heads of request r in class o, y[o] is 1 when class o opens. The rules of the published
format stand here, those an office adds in `office_rules.py`; what rules out single pairs is in `variables.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from caunoi.domain.allocation.crowds import Crowds, crowd_rows, crowds
from caunoi.domain.allocation.linear import EMPTY, Rows, rows, stacked
from caunoi.domain.allocation.office_rules import (
    keep_fairness_floors,
    keep_key_officials_at_work,
    keep_locked_choices,
    keep_seat_quotas,
    rest_in_closed_weeks,
    send_no_more_key_officials_to_one_class,
    serve_mandatory_needs_first,
    stay_within_each_item,
    teach_no_more_at_once,
    teach_no_more_weeks,
)
from caunoi.domain.allocation.problem import Floats, Ints, Problem
from caunoi.domain.allocation.variables import Choices
from caunoi.domain.allocation.weekly import weekly

Rule: TypeAlias = Callable[[Problem, Choices], Rows]
INF = np.inf


def serve_each_head_once(problem: Problem, choice: Choices) -> Rows:
    """sum_o x[r,o] <= count[r], and = count[r] where r must be served."""
    count = problem.requests.count.astype(np.float64)
    least = np.where(problem.requests.must, count, -INF)
    entries = (choice.request, np.arange(choice.pairs), 1.0)
    return rows(entries, least, count, len(count))


def fill_no_more_than_the_seats(problem: Problem, choice: Choices) -> Rows:
    """sum_r seats[r,o] x[r,o] <= capacity[o] y[o]."""
    return _class_rows(choice, choice.seats, -problem.offerings.capacity, -INF, 0.0)


def open_only_with_enough_heads(problem: Problem, choice: Choices) -> Rows:
    """sum_r x[r,o] >= max(1, min_size[o]) y[o]."""
    least = problem.offerings.least_heads.astype(np.float64)
    return _class_rows(choice, np.ones(choice.pairs), -least, 0.0, INF)


def sit_only_in_open_classes(problem: Problem, choice: Choices) -> Rows:
    """x[r,o] <= most[r,o] y[o]: the strong link, which carries the bound.

    Left out where the unit may send to the class no more than one request may, for then the next rule says more.
    """
    pairs = np.arange(choice.pairs)
    crowd = _crowds(problem, choice)
    if crowd is not None:
        pairs = pairs[~crowd.crowded[crowd.member] | (crowd.limit[crowd.member] > choice.most)]
    row = np.arange(len(pairs))
    columns = np.concatenate([pairs, choice.opening(choice.offering[pairs])])
    values = np.concatenate([np.ones(len(pairs)), -choice.most[pairs].astype(np.float64)])
    return rows((np.concatenate([row, row]), columns, values), -INF, 0.0, len(pairs))


def send_no_more_of_a_unit_to_one_class(problem: Problem, choice: Choices) -> Rows:
    """sum_{r of u} x[r,o] <= away_limit[u] y[o]: implied by the away rule, tighter where y is fractional."""
    crowd = _crowds(problem, choice)
    return EMPTY if crowd is None else crowd_rows(choice, crowd)


def sit_in_one_class_a_week(problem: Problem, choice: Choices) -> Rows:
    """sum_{o running in week w} x[r of person p, o] <= people behind p."""
    person = problem.requests.person[choice.request]
    behind = people_behind(problem)
    return weekly(problem, choice.offering, person, np.arange(choice.pairs), choice.most, behind)


def keep_enough_of_each_unit_at_work(problem: Problem, choice: Choices) -> Rows:
    """sum_{o running in week w} x[r of unit u, o] <= away_limit[u]."""
    if problem.away_limit is None or problem.unit_of_person is None:
        return EMPTY
    unit = problem.unit_of_person[problem.requests.person[choice.request]]
    return weekly(problem, choice.offering, unit, np.arange(choice.pairs), choice.most, problem.away_limit)


def fit_the_rooms(problem: Problem, choice: Choices) -> Rows:
    """sum_{o at venue v running in week w} y[o] <= rooms[v]."""
    if problem.rooms is None:
        return EMPTY
    every = np.arange(choice.offerings)
    ones = np.ones(choice.offerings, dtype=np.int64)
    return weekly(problem, every, problem.offerings.venue, choice.opening(every), ones, problem.rooms)


def stay_within_the_budget(problem: Problem, choice: Choices) -> Rows:
    """sum_o open_cost[o] y[o] + sum_{r,o} travel[r,o] x[r,o] <= budget."""
    if problem.budget is None:
        return EMPTY
    value = np.concatenate([choice.travel, problem.offerings.open_cost])
    entries = (np.zeros(choice.columns, dtype=np.int64), np.arange(choice.columns), value)
    return rows(entries, -INF, problem.budget, 1)


def finish_the_prerequisite_first(problem: Problem, choice: Choices) -> Rows:
    """sum_{o starting by t} x[r,o] <= sum_{o' of the prerequisite ended by t} x[r',o'] + heads without that wish.

    One row per request and start t of its classes; r' are the requests of the same person for the prerequisite.
    """
    blocks = []
    pairs_of = _pairs_by_request(choice, len(problem.requests))
    starts, ends = problem.offerings.start[choice.offering], problem.offerings.end[choice.offering]
    for request, earlier in prerequisite_requests(problem).items():
        later, first = pairs_of[request], np.concatenate([pairs_of[r] for r in earlier])
        spare = max(0, int(problem.requests.count[request] - problem.requests.count[earlier].max()))
        for start in np.unique(starts[later]):
            begun, ended = later[starts[later] <= start], first[ends[first] <= start]
            value = np.concatenate([np.ones(len(begun)), -np.ones(len(ended))])
            row = np.zeros(len(value), dtype=np.int64)
            blocks.append(rows((row, np.concatenate([begun, ended]), value), -INF, float(spare), 1))
    return stacked(blocks)


RULES: tuple[Rule, ...] = (
    serve_each_head_once,
    fill_no_more_than_the_seats,
    open_only_with_enough_heads,
    sit_only_in_open_classes,
    send_no_more_of_a_unit_to_one_class,
    sit_in_one_class_a_week,
    keep_enough_of_each_unit_at_work,
    fit_the_rooms,
    stay_within_the_budget,
    finish_the_prerequisite_first,
    rest_in_closed_weeks,
    teach_no_more_at_once,
    teach_no_more_weeks,
    keep_key_officials_at_work,
    send_no_more_key_officials_to_one_class,
    stay_within_each_item,
    keep_seat_quotas,
    keep_fairness_floors,
    keep_locked_choices,
    serve_mandatory_needs_first,
)


def all_rows(problem: Problem, choice: Choices) -> Rows:
    """Every rule of the list, one under the other."""
    return stacked(rule(problem, choice) for rule in RULES)


def people_behind(problem: Problem) -> Ints:
    """How many people stand behind each person index: the largest count among its requests."""
    size = int(problem.requests.person.max()) + 1 if len(problem.requests) else 0
    behind = np.zeros(size, dtype=np.int64)
    np.maximum.at(behind, problem.requests.person, problem.requests.count)
    return behind


def prerequisite_requests(problem: Problem) -> dict[int, Ints]:
    """For each request whose prerequisite the same person requests too: those earlier requests."""
    wanted: dict[tuple[int, int], list[int]] = {}
    people, programmes = problem.requests.person.tolist(), problem.requests.programme.tolist()
    for request, key in enumerate(zip(people, programmes, strict=True)):
        if problem.requests.count[request] > 0:
            wanted.setdefault(key, []).append(request)
    found: dict[int, Ints] = {}
    for request, (person, programme) in enumerate(zip(people, programmes, strict=True)):
        earlier = wanted.get((person, problem.prerequisite.get(programme, -1)))
        if earlier:
            found[request] = np.array(earlier, dtype=np.int64)
    return found


def _crowds(problem: Problem, choice: Choices) -> Crowds | None:
    if problem.away_limit is None or problem.unit_of_person is None or not choice.pairs:
        return None
    unit = problem.unit_of_person[problem.requests.person[choice.request]]
    return crowds(choice, np.arange(choice.pairs), unit, problem.away_limit)


def _pairs_by_request(choice: Choices, requests: int) -> list[Ints]:
    order = np.argsort(choice.request, kind="stable")
    return np.split(order, np.searchsorted(choice.request[order], np.arange(1, requests)))


def _class_rows(choice: Choices, value: Floats, opening: Floats, lower: float, upper: float) -> Rows:
    every = np.arange(choice.offerings)
    row = np.concatenate([choice.offering, every])
    column = np.concatenate([np.arange(choice.pairs), choice.opening(every)])
    return rows((row, column, np.concatenate([value, opening])), lower, upper, choice.offerings)
