"""Two problems compared by their best plans (so sánh hai bài toán): what a change brings, and how sure that is.

Each plan in hand comes with a bound no plan can pass, so the best there is lies between the two. The difference of two
such bests is an interval; it is one number where both are proven.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from caunoi.domain.allocation.answer import Effort, Solution
from caunoi.domain.allocation.changes import heads_of
from caunoi.domain.allocation.instance_format import problem_as_json
from caunoi.domain.allocation.linear import FEASIBLE, INFEASIBLE, OPTIMAL
from caunoi.domain.allocation.objective import full_programme
from caunoi.domain.allocation.problem import Placement, Problem
from caunoi.domain.allocation.shifts import Shift, shifts
from caunoi.domain.allocation.shocks import classes_cancelled
from caunoi.domain.allocation.solve import maximise, solve
from caunoi.domain.allocation.variables import choices
from caunoi.domain.allocation.verify import verify

NEAR = 1e-6
PLACING = 5.0
"""Seconds that may go to placing everybody exactly in the classes of a plan."""


@dataclass(frozen=True)
class Interval:
    """A number that is only known to lie between two (khoảng chắc chắn)."""

    low: float
    high: float

    @property
    def exact(self) -> bool:
        return self.high - self.low <= NEAR * max(1.0, abs(self.high))


@dataclass(frozen=True)
class Known:
    """What is known about the best plan of a problem (điều đã biết): one plan, its objective, and a bound."""

    placements: tuple[Placement, ...]
    objective: float
    bound: float

    @classmethod
    def of(cls, solution: Solution) -> Known:
        """A solution that has a plan."""
        if solution.objective is None:
            raise ValueError("a solution without a plan says nothing to compare with")
        bound = np.inf if solution.bound is None else solution.bound
        return cls(solution.placements, solution.objective, max(bound, solution.objective))


@dataclass(frozen=True)
class Comparison:
    """What a change of the problem brings (kết quả so sánh).

    `status` is that of the changed problem: `optimal`, `feasible`, `infeasible` (there is no plan any more) or
    `unknown`. `gain` is what the best objective gains, with certainty; `seen` what the plans in hand differ by;
    `money` and `heads` how much more they spend and seat.
    """

    status: str
    gain: Interval | None
    seen: float | None
    money: float | None
    heads: int | None
    shifts: tuple[Shift, ...]
    after: Known | None
    seconds: float

    @property
    def exact(self) -> bool:
        return self.gain is not None and self.gain.exact


def compare(
    problem: Problem, base: Known, changed: Problem, effort: Effort, *, direction: int = 0
) -> Comparison:
    """Solve the changed problem with this effort and compare.

    `direction` is +1 where the change only allows more, -1 where it only allows less, 0 where neither is sure. Plans in
    hand that the changed problem allows are kept if they are better, so more effort on one side misleads nobody.
    """
    begun = time.monotonic()
    solution = solve(
        changed, gap=effort.gap, time_limit=effort.time_limit, seed=effort.seed, threads=effort.threads,
        start=base.placements,
    )  # fmt: skip
    after = _best_known(changed, solution, base, effort)
    if after is None:
        nothing = None, None, None, None, (), None
        return Comparison(solution.status, *nothing, time.monotonic() - begun)
    status = OPTIMAL if after.bound - after.objective <= NEAR * max(1.0, abs(after.bound)) else FEASIBLE
    low, high = after.objective - base.bound, after.bound - base.objective
    gain = Interval(max(low, 0.0) if direction > 0 else low, min(high, 0.0) if direction < 0 else high)
    return Comparison(
        status,
        _tidy(gain),
        after.objective - base.objective,
        changed.spent(after.placements) - problem.spent(base.placements),
        heads(after.placements) - heads(base.placements),
        tuple(shifts(changed, heads_of(base.placements), list(after.placements))),
        after,
        time.monotonic() - begun,
    )


def heads(plan: Iterable[Placement]) -> int:
    """Heads that sit somewhere."""
    return sum(number for _, _, number in plan)


def keeps_every_rule(problem: Problem, plan: Iterable[Placement]) -> bool:
    """Whether the checker finds nothing wrong with the plan."""
    return verify(problem_as_json(problem), [list(line) for line in plan]).valid


def placed_in_the_same_classes(problem: Problem, base: Known, seconds: float, effort: Effort) -> Known | None:
    """The best plan that opens no class but those of the plan, as far as the seconds go."""
    opened = {offering for _, offering, _ in base.placements}
    narrow = classes_cancelled(problem, [o for o in range(len(problem.offerings)) if o not in opened])
    choice = choices(narrow)
    outcome = maximise(full_programme(narrow, choice), time_limit=seconds, seed=effort.seed)
    if outcome.values is None:
        return None
    plan = tuple(choice.plan(outcome.values))
    return Known(plan, problem.objective(plan), np.inf)


def _best_known(problem: Problem, solution: Solution, base: Known, effort: Effort) -> Known | None:
    if solution.status == INFEASIBLE:
        return None
    found = [] if solution.objective is None else [Known.of(solution)]
    if keeps_every_rule(problem, base.placements):
        found.append(Known(base.placements, problem.objective(base.placements), np.inf))
    if solution.status != OPTIMAL:
        seconds = min(PLACING, 0.1 * max(solution.seconds, 1.0))
        placed = placed_in_the_same_classes(problem, base, seconds, effort)
        found += [] if placed is None or not keeps_every_rule(problem, placed.placements) else [placed]
    if not found:
        return None
    best = max(found, key=lambda known: known.objective)
    bound = np.inf if solution.bound is None else solution.bound
    return replace(best, bound=max(bound, best.objective))


def _tidy(gain: Interval) -> Interval:
    """A bound that rounding has put below the plan leaves no room."""
    return Interval(min(gain.low, gain.high), max(gain.low, gain.high))
