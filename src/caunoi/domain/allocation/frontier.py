"""Budgets side by side (đường biên ngân sách): what each buys, never less for more money.

A plan for less money is a plan for more, so each budget starts from the plan before it and takes another only if that
one is worth as much and serves as much: objective, heads and weight never fall. What more money cannot pass,
less cannot either, so bounds never fall with the budget.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from caunoi.domain.allocation.answer import Effort
from caunoi.domain.allocation.comparison import Known, heads
from caunoi.domain.allocation.linear import Programme, Rows, rows, stacked
from caunoi.domain.allocation.objective import full_programme
from caunoi.domain.allocation.problem import TOLERANCE, Placement, Problem
from caunoi.domain.allocation.shocks import classes_cancelled
from caunoi.domain.allocation.solve import maximise, solve
from caunoi.domain.allocation.variables import Choices, choices

MENDING = 0.2
"""Share of the time of one budget that may go to a plan that is better and serves no less."""


@dataclass(frozen=True)
class Point:
    """One budget (một mức ngân sách): the plan it buys, what no plan can pass, and the shares it serves.

    `served` is the share of heads asked that get a seat, `weight` the same by weight; both are between 0 and 1.
    `status` is `infeasible` where the budget is too small for what must be.
    """

    budget: float
    status: str
    objective: float | None
    bound: float | None
    heads: int
    served: float
    weight: float
    spent: float
    placements: tuple[Placement, ...]


def frontier(problem: Problem, budgets: Iterable[float], effort: Effort) -> list[Point]:
    """A point for each budget, from the smallest to the largest, each solved with this effort."""
    points: list[Point] = []
    for budget in sorted(set(budgets)):
        changed = replace(problem, budget=float(budget))
        points.append(_point(changed, _last_plan(points), effort))
    return _with_lowest_bounds(points)


def _point(problem: Problem, before: Known | None, effort: Effort) -> Point:
    solution = solve(
        problem, gap=effort.gap, time_limit=effort.time_limit, seed=effort.seed, threads=effort.threads,
        start=() if before is None else before.placements,
    )  # fmt: skip
    plan = solution.placements if solution.objective is not None else None
    if before is not None:
        plan = _no_less(problem, before, plan, effort)
    return _told(problem, plan, solution.status, solution.bound)


def _no_less(
    problem: Problem, before: Known, plan: tuple[Placement, ...] | None, effort: Effort
) -> tuple[Placement, ...]:
    """The plan if it falls behind in nothing; or the best there is in the classes of both; or the one before."""
    if plan is None:
        return before.placements
    if not _falls_behind(problem, plan, before.placements):
        return plan
    opened = {offering for _, offering, _ in (*before.placements, *plan)}
    shut = [offering for offering in range(len(problem.offerings)) if offering not in opened]
    narrow = classes_cancelled(problem, shut)
    choice = choices(narrow)
    model = _at_least_as_much(problem, choice, full_programme(narrow, choice), before.placements)
    time_limit = MENDING * effort.time_limit
    found = maximise(
        model,
        start=choice.values(before.placements),
        time_limit=time_limit,
        seed=effort.seed,
    )
    mended = None if found.values is None else tuple(choice.plan(found.values))
    behind = mended is None or _falls_behind(problem, mended, before.placements)
    return before.placements if mended is None or behind else mended


def _falls_behind(problem: Problem, plan: Iterable[Placement], before: Iterable[Placement]) -> bool:
    here, there = _scores(problem, plan), _scores(problem, before)
    return any(now < then - TOLERANCE for now, then in zip(here, there, strict=True))


def _scores(problem: Problem, plan: Iterable[Placement]) -> tuple[float, float, float]:
    lines = list(plan)
    return problem.objective(lines), float(heads(lines)), _weight(problem, lines)


def _weight(problem: Problem, plan: list[Placement]) -> float:
    return float(sum(problem.requests.weight[request] * number for request, _, number in plan))


def _at_least_as_much(
    problem: Problem, choice: Choices, model: Programme, before: tuple[Placement, ...]
) -> Programme:
    """As many heads and as much weight as the plan before."""
    pairs = np.arange(choice.pairs)
    floor = float(heads(before)), _weight(problem, list(before))
    values = np.ones(choice.pairs), problem.requests.weight[choice.request]
    more: list[Rows] = [
        rows((0 * pairs, pairs, value), least - TOLERANCE / 10, np.inf, 1)
        for value, least in zip(values, floor, strict=True)
    ]
    return replace(model, rows=stacked([model.rows, *more]))


def _told(problem: Problem, plan: tuple[Placement, ...] | None, status: str, bound: float | None) -> Point:
    asked = problem.requests
    everybody, weights = float(asked.count.sum()), float((asked.count * asked.weight).sum())
    lines = [] if plan is None else list(plan)
    value = None if plan is None else problem.objective(lines)
    return Point(
        float(problem.budget or 0.0),
        status if status != "unknown" or plan is None else "feasible",
        value,
        bound if bound is None or value is None else max(bound, value),
        heads(lines),
        heads(lines) / everybody if everybody else 0.0,
        _weight(problem, lines) / weights if weights else 0.0,
        problem.spent(lines),
        tuple(lines),
    )


def _last_plan(points: list[Point]) -> Known | None:
    for point in reversed(points):
        if point.objective is not None:
            return Known(point.placements, point.objective, np.inf)
    return None


def _with_lowest_bounds(points: list[Point]) -> list[Point]:
    """No budget can pass what a larger one cannot pass."""
    lowest, told = np.inf, []
    for point in reversed(points):
        if point.bound is not None:
            lowest = min(lowest, point.bound)
        proven = point.objective is not None and lowest - point.objective <= TOLERANCE
        bound = None if point.bound is None or not np.isfinite(lowest) else lowest
        told.append(replace(point, bound=bound, status="optimal" if proven else _unproven(point)))
    return told[::-1]


def _unproven(point: Point) -> str:
    """A plan taken over from a smaller budget is not what the larger one was proven to have."""
    gap = (point.bound or 0.0) - (point.objective or 0.0)
    return "feasible" if point.status == "optimal" and gap > TOLERANCE else point.status
