"""A plan after a shock (điều chỉnh kế hoạch): as many as can keep a seat, the fewest people change, the fewest seats.

Compared with the plan in force, among all plans that keep every rule of the problem as it is now and open no new
class but of programmes in which somebody lost a seat (or, `everywhere`, among all plans whatever they open):

1. the number of heads who had a seat and still have one (in any class of the programme) is as large as it can be,
   less the `allowance`;
2. among those plans, the number of people whose place changes is as small as it can be. Somebody changes who leaves
   a class, comes into a class, or both; several requests of one person count once, the largest change of them;
3. among those, as few seats as possible move: of each request the heads that leave a class or, if more, those that
   come into one;
4. among those, a plan of high objective, as far as the time allows.

1 to 3 are proven: by the exact solver, or because nothing could be better whatever is planned. Where the rules cannot
be kept without other new classes, those are looked at as well.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from caunoi.domain.allocation.changes import Changes, Heads, heads_of
from caunoi.domain.allocation.linear import FEASIBLE, INFEASIBLE, NEAR, OPTIMAL, UNKNOWN, Outcome, Programme
from caunoi.domain.allocation.problem import Floats, Placement, Problem
from caunoi.domain.allocation.rings import columns_of, rings
from caunoi.domain.allocation.shifts import Shift, shifts
from caunoi.domain.allocation.shocks import classes_cancelled
from caunoi.domain.allocation.solve import maximise
from caunoi.domain.allocation.variables import choices

MOVING, POLISHING = 1.0, 0.5
"""Seconds that may go to fewer seats, and to a better objective, for each second it took until then."""
AT_LEAST = 0.5
"""Seconds that both may take in any case."""
SMALL = 12_000
"""Columns up to which people around those hit are looked at for a better objective."""


@dataclass(frozen=True)
class Replan:
    """The adjusted plan (kế hoạch điều chỉnh) and what is proven about it.

    `had` heads had a seat, `kept` of them have one, and no plan keeps more than `kept_bound`; `changed` people change,
    and no plan that keeps as many changes fewer than `changed_bound`; `optimal` says that both meet. `moved` seats
    move, and no plan that changes no more people moves fewer than `moved_bound`. `hit` people have lost their old
    seat whatever is planned. `everywhere` says that the proof holds whatever classes are opened.
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
    moved: int
    moved_bound: int
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
        return _everywhere(problem, before, near, found, allowance, clock)
    return found


def _everywhere(
    problem: Problem, before: Heads, near: NDArray[np.bool_], found: Replan, allowance: int, clock: _Clock
) -> Replan:
    """The same, whatever classes are opened; what was found where no other class could do better."""
    change = Changes(problem, choices(problem), before)
    wide = near | _worth_opening(change, found, allowance)
    if (wide == near).all() and found.status == OPTIMAL:
        return replace(found, everywhere=True)
    if clock.left() <= 0:
        return found
    wider = _Adjustment(problem, before, wide, allowance, clock).run(found)
    # Cut short, it says less of all plans than the first answer says of its own.
    return (
        found
        if wider.status != OPTIMAL and _order(wider) >= _order(found)
        else replace(wider, everywhere=True)
    )


def _order(found: Replan) -> tuple[int, int, int]:
    return -found.kept, found.changed, found.moved


def near_classes(problem: Problem, before: Heads) -> NDArray[np.bool_]:
    """Classes that held people, and those of the programmes in which somebody lost a seat."""
    near = np.zeros(len(problem.offerings), dtype=bool)
    near[[offering for _, offering in before]] = True
    old = classes_cancelled(problem, np.flatnonzero(~near).tolist())
    lost = Changes(problem, choices(old), before).lost > 0
    return near | np.isin(problem.offerings.programme, problem.requests.programme[lost])


def _worth_opening(change: Changes, found: Replan, allowance: int) -> NDArray[np.bool_]:
    """Classes that a plan could open that keeps as many and changes fewer people, or moves fewer seats of as many."""
    if allowance or found.kept < change.most_kept():
        return np.ones(change.choice.offerings, dtype=bool)
    if found.moved > change.fewest_moved(found.changed):
        return change.fewest_if_opened() <= found.changed
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
        self.rings = [columns_of(self.change, people) for people in rings(self.change)]

    def run(self, known: Replan | None) -> Replan:
        """Try first whether everybody who can keep a seat alone can do so together with all others."""
        most = self.change.most_kept()
        start = None if known is None else self.change.values(known.placements)
        if self.allowance == 0:
            sure = start if known is not None and known.kept == most else None
            few = self._asked(self.change.changing(most), -self.change.hit(), self.clock.left() / 3, sure)
            if few.values is not None:
                return self._settled(most, most, few, few.values)
        return self._in_two_steps(most, start)

    def _in_two_steps(self, most: int, start: Floats | None) -> Replan:
        keeping = self._asked(self.change.keeping(), most, self.clock.left() / 2, start)
        if keeping.values is None:
            return self._nothing(keeping.status)
        kept = self.change.kept(keeping.values)
        bound = kept if keeping.status == OPTIMAL else _floor(keeping.bound, most)
        fewer = self.change.changing(kept - self.allowance)
        few = self._asked(fewer, -self.change.hit(), 0.6 * self.clock.left(), keeping.values)
        return self._settled(kept, bound, few, keeping.values if few.values is None else few.values)

    def _asked(self, programme: Programme, enough: float, time_limit: float, start: Floats | None) -> Outcome:
        """The exact answer; from ring to ring first, which will do where nothing can be worth more than `enough`."""
        until = self.clock.spent() + time_limit
        staying = self.change.staying()
        best = staying if start is None and programme.allows(staying) else start
        worth = -np.inf if best is None else programme.worth(best)
        for free in self.rings:
            if worth >= enough - NEAR:
                break
            found = self._within(programme, free, staying, (until - self.clock.spent()) / 3)
            if found is not None and programme.worth(found) > worth:
                best, worth = found, programme.worth(found)
        if worth >= enough - NEAR:
            return Outcome(OPTIMAL, best, enough)
        whole = self.clock.best(programme, max(0.0, until - self.clock.spent()), best)
        if whole.values is None and best is not None:
            return Outcome(FEASIBLE, best, whole.bound)
        return whole

    def _within(
        self, programme: Programme, free: NDArray[np.bool_], values: Floats, time_limit: float
    ) -> Floats | None:
        """The best with all columns but the free ones as they are; None if that keeps not every rule."""
        part = self.clock.best(programme.restricted(free, values), time_limit)
        if part.values is None:
            return None
        whole = values.copy()
        whole[free] = part.values
        return whole if programme.allows(whole) else None

    def _settled(self, kept: int, kept_bound: int, few: Outcome, values: Floats) -> Replan:
        """No more people changed, but the fewest seats moved; then as good a plan as the time allows."""
        changed = self.change.changed(values)
        fewest = changed if few.status == OPTIMAL else max(self.change.hit(), _ceil(-few.bound))
        least = self.change.fewest_moved(fewest)
        fewer = self.change.moving(kept - self.allowance, changed)
        less = self._asked(fewer, -least, self._more(MOVING), values)
        values = values if less.values is None else less.values
        moved = self.change.moved(values)
        values = self._polished(kept, changed, moved, values)
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
            moved,
            moved if less.status == OPTIMAL else max(least, _ceil(-less.bound)),
            self.everywhere,
            tuple(shifts(self.problem, self.before, plan)),
            self.problem.objective(plan),
            self.clock.spent(),
        )

    def _polished(self, kept: int, changed: int, moved: int, values: Floats) -> Floats:
        """As few changes, but a better plan, among those around whoever lost a seat and whoever changes."""
        polish = self.change.worthwhile(kept - self.allowance, changed, moved)
        near = self.rings[-1] if self.rings[-1].sum() <= SMALL else self.rings[0]
        moving = columns_of(self.change, values[self.change.first_changed :] > 0)
        better = self._within(polish, near | moving, values, self._more(POLISHING))
        return values if better is None or polish.worth(better) < polish.worth(values) else better

    def _more(self, share: float) -> float:
        return min(self.clock.left(), max(AT_LEAST, share * self.clock.spent()))

    def _nothing(self, status: str) -> Replan:
        had, hit = sum(self.before.values()), self.change.hit()
        seconds = self.clock.spent()
        return Replan(status, (), had, 0, 0, hit, 0, 0, 0, 0, self.everywhere, (), None, seconds)


def _ceil(bound: float) -> int:
    return int(np.ceil(bound - NEAR)) if np.isfinite(bound) else 0


def _floor(bound: float, most: int) -> int:
    return min(most, int(np.floor(bound + NEAR))) if np.isfinite(bound) else most
