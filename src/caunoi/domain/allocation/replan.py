"""A plan after a shock (điều chỉnh kế hoạch): first as many as can keep a seat, then the fewest people change.

Compared with the plan in force, among all plans that keep every rule of the problem as it is now and open no new
class but of programmes in which somebody lost a seat (or, `everywhere`, among all plans whatever they open):

1. the number of heads who had a seat and still have one (in any class of the programme) is as large as it can be,
   less the `allowance`;
2. among those plans, the number of people whose place changes is as small as it can be. Somebody changes who leaves
   a class, comes into a class, or both; several requests of one person count once, the largest change of them;
3. among those, a plan of high objective, as far as the time allows.

1 and 2 are proven by the exact solver. Where the rules cannot be kept without other new classes, those are looked at
as well.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from caunoi.domain.allocation.changes import Changes, Heads, heads_of
from caunoi.domain.allocation.linear import FEASIBLE, INFEASIBLE, OPTIMAL, UNKNOWN, Outcome, Programme
from caunoi.domain.allocation.problem import Floats, Placement, Problem
from caunoi.domain.allocation.shifts import Shift, shifts
from caunoi.domain.allocation.shocks import classes_cancelled
from caunoi.domain.allocation.solve import maximise
from caunoi.domain.allocation.variables import choices

NEAR = 1e-6
POLISHING = 0.5
"""Seconds that may go to a better objective, for each second it took to settle who changes."""


@dataclass(frozen=True)
class Replan:
    """The adjusted plan (kế hoạch điều chỉnh) and what is proven about it.

    `had` heads had a seat, `kept` of them have one, and no plan keeps more than `kept_bound`; `changed` people change,
    and no plan that keeps as many changes fewer than `changed_bound`; `optimal` says that both meet. `hit` people
    have lost their old seat whatever is planned. `everywhere` says that the proof holds whatever classes are opened.
    `infeasible` means that the rules cannot be kept at all any more; `unknown` that the time was too short to know.
    """

    status: str
    placements: tuple[Placement, ...]
    had: int
    kept: int
    kept_bound: int
    hit: int
    changed: int
    changed_bound: int
    everywhere: bool
    shifts: tuple[Shift, ...]
    objective: float | None
    seconds: float


def replan(
    problem: Problem,
    old: Iterable[Placement],
    *,
    allowance: int = 0,
    everywhere: bool = False,
    time_limit: float = 30.0,
    seed: int = 0,
) -> Replan:
    """Adjust the old plan to the problem as it is now; see the top of this file for what “best” means.

    `allowance` heads more than necessary may lose their seat, if that spares others a change. Seconds of `time_limit`.
    """
    clock = _Clock(time.monotonic(), time_limit, seed)
    before = heads_of(old)
    near = near_classes(problem, before)
    found = _Adjustment(problem, before, near, allowance, clock).run(None)
    if found.status == INFEASIBLE and not near.all():
        return _Adjustment(problem, before, np.ones_like(near), allowance, clock).run(None)
    if everywhere and not near.all() and found.status != UNKNOWN:
        wide = near | _worth_opening(problem, before, found, allowance)
        if (wide == near).all() and found.status == OPTIMAL:
            return replace(found, everywhere=True)
        return replace(_Adjustment(problem, before, wide, allowance, clock).run(found), everywhere=True)
    return found


def near_classes(problem: Problem, before: Heads) -> NDArray[np.bool_]:
    """Classes that held people, and those of the programmes in which somebody lost a seat."""
    near = np.zeros(len(problem.offerings), dtype=bool)
    near[[offering for _, offering in before]] = True
    old = classes_cancelled(problem, np.flatnonzero(~near).tolist())
    lost = Changes(problem, choices(old), before).lost > 0
    return near | np.isin(problem.offerings.programme, problem.requests.programme[lost])


def _worth_opening(problem: Problem, before: Heads, found: Replan, allowance: int) -> NDArray[np.bool_]:
    """Classes that a plan could open that keeps as many and changes fewer than the one found."""
    change = Changes(problem, choices(problem), before)
    if allowance or found.kept < change.most_kept():
        return np.ones(len(problem.offerings), dtype=bool)
    return change.fewest_if_opened() < found.changed


@dataclass(frozen=True)
class _Clock:
    """What is left of the time, and how the exact solver is asked."""

    begun: float
    time_limit: float
    seed: int

    def spent(self) -> float:
        return time.monotonic() - self.begun

    def left(self) -> float:
        return max(0.0, self.time_limit - self.spent())

    def best(self, programme: Programme, time_limit: float, start: Floats | None = None) -> Outcome:
        return maximise(programme, start=start, time_limit=time_limit, seed=self.seed)


class _Adjustment:
    """The search for one adjusted plan within some of the classes."""

    def __init__(
        self, problem: Problem, before: Heads, classes: NDArray[np.bool_], allowance: int, clock: _Clock
    ) -> None:
        self.problem, self.before, self.allowance, self.clock = problem, before, allowance, clock
        self.everywhere = bool(classes.all())
        narrow = classes_cancelled(problem, np.flatnonzero(~classes).tolist())
        self.change = Changes(narrow, choices(narrow), before)

    def run(self, known: Replan | None) -> Replan:
        """Try first whether everybody who can keep a seat alone can do so together with all others."""
        most = self.change.most_kept()
        start = None if known is None else self.change.values(known.placements)
        if self.allowance == 0:
            few = self.clock.best(self.change.changing(most), self.clock.left() / 3, start)
            if few.values is not None:
                return self._settled(most, most, few, few.values)
        return self._in_two_steps(most, start)

    def _in_two_steps(self, most: int, start: Floats | None) -> Replan:
        keeping = self.clock.best(self.change.keeping(), self.clock.left() / 2, start)
        if keeping.values is None:
            return self._nothing(keeping.status)
        kept = self.change.kept(keeping.values)
        bound = kept if keeping.status == OPTIMAL else min(most, int(np.floor(keeping.bound + NEAR)))
        few = self.clock.best(
            self.change.changing(kept - self.allowance), 0.9 * self.clock.left(), keeping.values
        )
        return self._settled(kept, bound, few, keeping.values if few.values is None else few.values)

    def _settled(self, kept: int, kept_bound: int, few: Outcome, values: Floats) -> Replan:
        """The same number of people changed, but as good a plan as the time allows; then what is proven."""
        changed = self.change.changed(values)
        fewest = changed if few.status == OPTIMAL else max(self.change.hit(), _ceil(-few.bound))
        polish = self.change.worthwhile(kept - self.allowance, changed)
        better = self.clock.best(polish, min(self.clock.left(), POLISHING * self.clock.spent()), values)
        values = values if better.values is None else better.values
        plan = self.change.choice.plan(values)
        return Replan(
            OPTIMAL if few.status == OPTIMAL and kept == kept_bound else FEASIBLE,
            tuple(plan),
            sum(self.before.values()),
            self.change.kept(values),
            kept_bound,
            self.change.hit(),
            changed,
            fewest,
            self.everywhere,
            tuple(shifts(self.problem, self.before, plan)),
            self.problem.objective(plan),
            self.clock.spent(),
        )

    def _nothing(self, status: str) -> Replan:
        had, hit = sum(self.before.values()), self.change.hit()
        seconds = self.clock.spent()
        return Replan(status, (), had, 0, 0, hit, 0, 0, self.everywhere, (), None, seconds)


def _ceil(bound: float) -> int:
    return int(np.ceil(bound - NEAR)) if np.isfinite(bound) else 0
