"""The problem without its weeks (bài toán bỏ tuần học): classes that differ only in when they run are one kind.

A province offers each programme at each venue in a dozen weeks. Which week matters to people, hardly to what a plan can
be worth; so the weekly rules are left out, a kind opens up to as many times as it has classes, and the programme
shrinks to a tenth. Every plan of the problem is a plan here with no smaller value, so a bound here is a bound there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from caunoi.domain.allocation.constraints import (
    keep_fairness_floors,
    keep_locked_choices,
    keep_seat_quotas,
    prerequisite_requests,
    serve_mandatory_needs_first,
    stay_within_each_item,
    stay_within_the_budget,
    teach_no_more_weeks,
)
from caunoi.domain.allocation.linear import EMPTY, Programme, Rows, rows, stacked
from caunoi.domain.allocation.problem import NO_LIMIT, Floats, Ints, Problem
from caunoi.domain.allocation.variables import Choices

INF = np.inf
SUMS = (
    stay_within_the_budget,
    stay_within_each_item,
    teach_no_more_weeks,
    keep_seat_quotas,
    keep_fairness_floors,
    keep_locked_choices,
    serve_mandatory_needs_first,
)
"""Rules that add over the whole plan: merged columns keep them, with the kindest coefficient of their members."""


def kinds_of(problem: Problem) -> Ints:
    """The kind of each class: same programme, venue, length, sizes, price and lecturer."""
    offerings = problem.offerings
    lecturer = offerings.lecturer if offerings.lecturer is not None else np.zeros(len(offerings))
    columns = (offerings.programme, offerings.venue, offerings.weeks, offerings.min_size, offerings.capacity)
    key = np.stack([*columns, offerings.open_cost, lecturer], axis=1)
    return np.unique(key, axis=0, return_inverse=True)[1].ravel().astype(np.int64)


@dataclass(frozen=True, eq=False)
class Timeless:
    """The merged programme (bài toán gộp): column j < pairs is x[request[j], kind[j]], column pairs + k is z[k].

    `most` is the heads of a pair in one class, `unit` that of its request (-1 without units), `away` the limit by unit;
    `capacity` and `programme` are those of the kinds. `of_pair` and `of_class` say which column each of the whole model
    went into.
    """

    body: Programme
    request: Ints
    kind: Ints
    most: Floats
    unit: Ints
    away: Ints
    capacity: Floats
    programme: Ints
    of_pair: Ints
    of_class: Ints

    @property
    def pairs(self) -> int:
        return len(self.request)

    @property
    def kinds(self) -> int:
        return len(self.capacity)

    def openings(self, values: Floats) -> Floats:
        """How often each kind opens."""
        return values[self.pairs :]


def without_weeks(problem: Problem, choice: Choices) -> Timeless:
    """Merge the classes of each kind."""
    of_class = kinds_of(problem)
    kinds = int(of_class.max(initial=-1)) + 1
    merged, of_pair = np.unique(choice.request * kinds + of_class[choice.offering], return_inverse=True)
    request, kind = np.divmod(merged, max(1, kinds))
    unit, away = _units(problem, request)
    member = np.zeros(kinds, dtype=np.int64)
    member[of_class] = np.arange(len(of_class))
    of_pair = of_pair.ravel()
    shape = Timeless(
        body=Programme(np.zeros(0), np.zeros(0), np.zeros(0), EMPTY), request=request, kind=kind,
        most=_gathered(np.maximum, of_pair, choice.most.astype(np.float64), len(request)), unit=unit, away=away,
        capacity=problem.offerings.capacity[member], programme=problem.offerings.programme[member],
        of_pair=of_pair, of_class=of_class,
    )  # fmt: skip
    return _with_body(problem, choice, shape)


def _units(problem: Problem, request: Ints) -> tuple[Ints, Ints]:
    if problem.away_limit is None or problem.unit_of_person is None:
        return np.full(len(request), -1), np.zeros(0, dtype=np.int64)
    return problem.unit_of_person[problem.requests.person[request]], problem.away_limit


def _with_body(problem: Problem, choice: Choices, shape: Timeless) -> Timeless:
    often = np.bincount(shape.of_class[np.unique(choice.offering)], minlength=shape.kinds)
    worth = _gathered(np.maximum, shape.of_pair, choice.worth, shape.pairs)
    opening = problem.prices.open_cost * problem.offerings.open_cost
    cost = np.concatenate([worth, _gathered(np.maximum, shape.of_class, opening, shape.kinds)])
    count = problem.requests.count[shape.request].astype(np.float64)
    upper = np.concatenate([np.minimum(count, shape.most * often[shape.kind]), often.astype(np.float64)])
    real = np.arange(len(cost)) < shape.pairs
    body = Programme(cost, np.zeros(len(cost)), upper, _rules(problem, choice, shape), real=real)
    return replace(shape, body=body)


def _rules(problem: Problem, choice: Choices, shape: Timeless) -> Rows:
    seats = _gathered(np.minimum, shape.of_pair, choice.seats, shape.pairs)
    least = np.zeros(shape.kinds)
    least[shape.of_class] = problem.offerings.least_heads
    return stacked([
        _served(problem, shape),
        _by_kind(shape, seats, -shape.capacity, -INF, 0.0),
        _by_kind(shape, np.ones(shape.pairs), -least, 0.0, INF),
        _crowds(shape),
        _weeks_of_units(problem, shape),
        _after_prerequisites(problem, shape),
        *(_merged(rule(problem, choice), choice, shape) for rule in SUMS),
    ])  # fmt: skip


def _served(problem: Problem, shape: Timeless) -> Rows:
    """sum_k x[r,k] <= count[r], and = count[r] where r must be served."""
    count = problem.requests.count.astype(np.float64)
    least = np.where(problem.requests.must, count, -INF)
    return rows((shape.request, np.arange(shape.pairs), 1.0), least, count, len(count))


def _by_kind(shape: Timeless, value: Floats, opening: Floats, lower: float, upper: float) -> Rows:
    every = np.arange(shape.kinds)
    row, column = (
        np.concatenate([shape.kind, every]),
        np.concatenate([np.arange(shape.pairs), shape.pairs + every]),
    )
    return rows((row, column, np.concatenate([value, opening])), lower, upper, shape.kinds)


def broken_links(shape: Timeless, values: Floats, slack: float) -> Rows:
    """x[r,k] <= most[r,k] z[k], for the pairs where the values break it: most never are."""
    sitting, opened = values[: shape.pairs], shape.openings(values)[shape.kind]
    pairs = np.flatnonzero(sitting > shape.most * opened + slack)
    row = np.arange(len(pairs))
    column = np.concatenate([pairs, shape.pairs + shape.kind[pairs]])
    value = np.concatenate([np.ones(len(pairs)), -shape.most[pairs]])
    return rows((np.concatenate([row, row]), column, value), -INF, 0.0, len(pairs))


def _crowds(shape: Timeless) -> Rows:
    """sum_{r of u} x[r,k] <= away[u] z[k], where a kind is asked for by more of the unit than may be away."""
    if not len(shape.away):
        return EMPTY
    group, member = np.unique(shape.unit * shape.kinds + shape.kind, return_inverse=True)
    limit = shape.away[group // shape.kinds]
    crowded = np.bincount(member, weights=shape.most) > limit
    number, inside = np.cumsum(crowded) - 1, np.flatnonzero(crowded[member])
    row = np.concatenate([number[member[inside]], np.arange(int(crowded.sum()))])
    column = np.concatenate([inside, shape.pairs + (group % shape.kinds)[crowded]])
    value = np.concatenate([np.ones(len(inside)), -limit[crowded].astype(np.float64)])
    return rows((row, column, value), -INF, 0.0, int(crowded.sum()))


def _weeks_of_units(problem: Problem, shape: Timeless) -> Rows:
    """sum_{r of u, k} weeks[k] x[r,k] <= away[u] times the weeks in which any class runs."""
    limited = np.flatnonzero(shape.away < NO_LIMIT)
    if not len(limited) or not shape.pairs:
        return EMPTY
    offerings = problem.offerings
    weeks = np.zeros(shape.kinds)
    weeks[shape.of_class] = offerings.weeks
    span = int(offerings.end.max() - offerings.start.min())
    number = np.full(len(shape.away), -1)
    number[limited] = np.arange(len(limited))
    inside = np.flatnonzero(number[shape.unit] >= 0)
    entries = (number[shape.unit[inside]], inside, weeks[shape.kind[inside]])
    return rows(entries, -INF, shape.away[limited].astype(np.float64) * span, len(limited))


def _after_prerequisites(problem: Problem, shape: Timeless) -> Rows:
    """sum_k x[r,k] <= sum_{k'} x[r' of the prerequisite, k'] + heads without that wish."""
    blocks, count = [], problem.requests.count
    order = np.argsort(shape.request, kind="stable")
    cuts = np.searchsorted(shape.request[order], np.arange(len(problem.requests) + 1))
    mine = [order[low:high] for low, high in pairwise(cuts.tolist())]
    for request, earlier in prerequisite_requests(problem).items():
        later, first = mine[request], np.concatenate([mine[r] for r in earlier])
        spare = max(0, int(count[request] - count[earlier].max()))
        value = np.concatenate([np.ones(len(later)), -np.ones(len(first))])
        column = np.concatenate([later, first])
        blocks.append(rows((0 * column, column, value), -INF, float(spare), 1))
    return stacked(blocks)


def _merged(whole: Rows, choice: Choices, shape: Timeless) -> Rows:
    """Rows of the whole model over merged columns: the smallest coefficient below a limit, the largest above one."""
    column_of = np.concatenate([shape.of_pair, shape.pairs + shape.of_class])
    blocks = []
    for number in range(len(whole)):
        entry = whole.row == number
        value = np.zeros(choice.columns)
        np.add.at(value, whole.column[entry], whole.value[entry])
        blocks += list(_kindest(value, column_of, shape, whole.lower[number], whole.upper[number]))
    return stacked(blocks)


def _kindest(value: Floats, column_of: Ints, shape: Timeless, lower: float, upper: float) -> Iterable[Rows]:
    for better, least, most in ((np.minimum, -INF, upper), (np.maximum, lower, INF)):
        if np.isfinite(least) or np.isfinite(most):
            gathered = _gathered(better, column_of, value, shape.pairs + shape.kinds)
            used = np.flatnonzero(gathered)
            yield rows((0 * used, used, gathered[used]), least, most, 1)


def _gathered(better: np.ufunc, group: Ints, value: Floats, size: int) -> Floats:
    out = np.full(size, INF if better is np.minimum else -INF)
    better.at(out, group, value)
    return np.where(np.isfinite(out), out, 0.0)
