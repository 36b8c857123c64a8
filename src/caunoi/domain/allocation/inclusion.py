"""The price of a seat (giá của một chỗ học): what including somebody costs the others, and what a seat is worth.

The price is the difference of two best plans: that of the problem, and that of the same problem in which the request
must be served (or may not be). `price_of_inclusion` and `worth_of_seat` solve again; `quick_prices` prices many
requests at once between two numbers that both hold for sure: below, what the prices of the relaxation prove; above,
what the best plan in the same classes costs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from caunoi.domain.allocation.answer import Effort
from caunoi.domain.allocation.changes import heads_of
from caunoi.domain.allocation.comparison import Comparison, Interval, Known, compare
from caunoi.domain.allocation.linear import INFEASIBLE, OPTIMAL, UNKNOWN, Programme, reduced_worth
from caunoi.domain.allocation.objective import full_programme
from caunoi.domain.allocation.office import Locks
from caunoi.domain.allocation.problem import Floats, Ints, Placement, Problem
from caunoi.domain.allocation.shifts import Shift, shifts
from caunoi.domain.allocation.shocks import classes_cancelled
from caunoi.domain.allocation.solve import maximise, relax
from caunoi.domain.allocation.variables import Choices, choices

ESTIMATE, RESOLVED = "estimate", "resolved"


@dataclass(frozen=True)
class SeatPrice:
    """What it costs the whole plan that a request is served, or that it is not (giá đưa vào, giá của một chỗ).

    `loss` is what the best objective loses, with certainty; `seen` what the plans in hand differ by; `money` how much
    more is spent. `offerings` are the classes the
    request sits in afterwards; `losers` the others who lose a seat, `winners` the others who get one. `how` says
    whether the problem was solved again or estimated. `status` `infeasible`: there is no plan with that.
    """

    request: int
    how: str
    status: str
    loss: Interval | None
    seen: float | None
    money: float | None
    offerings: tuple[int, ...]
    losers: tuple[int, ...]
    winners: tuple[int, ...]
    shifts: tuple[Shift, ...]
    placements: tuple[Placement, ...]

    @property
    def exact(self) -> bool:
        return self.loss is not None and self.loss.exact


def must_be_served(problem: Problem, request: int) -> Problem:
    """The same problem with all heads of the request in a class."""
    must = problem.requests.must.copy()
    must[request] = True
    return replace(problem, requests=replace(problem.requests, must=must))


def may_not_be_served(problem: Problem, request: int) -> Problem:
    """The same problem with the request left without a seat."""
    must = problem.requests.must.copy()
    must[request] = False
    locks = problem.locks or Locks()
    out = tuple(sorted({*locks.unplaced, request}))
    changed = replace(problem, requests=replace(problem.requests, must=must))
    return replace(changed, locks=replace(locks, unplaced=out))


def price_of_inclusion(problem: Problem, base: Known, request: int, effort: Effort) -> SeatPrice:
    """What including the request costs: force it in, solve again, compare."""
    changed = must_be_served(problem, request)
    return _price(request, base, compare(problem, base, changed, effort, direction=-1))


def worth_of_seat(problem: Problem, base: Known, request: int, effort: Effort) -> SeatPrice:
    """What the plan would lose without the request, its seats given to the best others."""
    direction = 0 if problem.requests.must[request] else -1
    changed = may_not_be_served(problem, request)
    return _price(request, base, compare(problem, base, changed, effort, direction=direction))


def quick_prices(
    problem: Problem, base: Known, requests: Iterable[int], *, seconds_each: float = 2.0, seed: int = 0
) -> list[SeatPrice]:
    """Prices of inclusion between two sure numbers, without solving the whole again.

    The classes stay those of the plan; where that leaves no seat, the other classes of the programme may open too.
    """
    lower, near = _Priced(problem, base), _SameClasses(problem, base, seconds_each, seed)
    return [near.price(request, lower.least_loss(request)) for request in requests]


def _price(request: int, base: Known, found: Comparison) -> SeatPrice:
    if found.after is None or found.gain is None:
        return SeatPrice(request, RESOLVED, found.status, None, None, None, (), (), (), (), ())
    losers, winners = _who(request, base.placements, found.after.placements)
    return SeatPrice(
        request,
        RESOLVED,
        found.status,
        Interval(-found.gain.high, -found.gain.low),
        None if found.seen is None else -found.seen,
        found.money,
        _seats_of(request, found.after.placements),
        losers,
        winners,
        found.shifts,
        found.after.placements,
    )


def _who(
    request: int, before: Iterable[Placement], after: Iterable[Placement]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Other requests with fewer heads served than before, and with more."""
    change: dict[int, int] = {}
    for plan, sign in ((before, -1), (after, 1)):
        for r, _, number in plan:
            change[r] = change.get(r, 0) + sign * number
    others = sorted((r, more) for r, more in change.items() if r != request)
    return tuple(r for r, more in others if more < 0), tuple(r for r, more in others if more > 0)


def _seats_of(request: int, plan: Iterable[Placement]) -> tuple[int, ...]:
    return tuple(sorted({offering for r, offering, number in plan if r == request and number > 0}))


class _Priced:
    """The relaxation once, and what its prices prove about each request that is forced in.

    Any prices prove a bound. Forcing r in lets the price m of its own row fall below zero; with a[j] the worth of its
    pairs before that price, r's part of the bound is the least over m of m count[r] + Σ_j most[j] max(0, a[j] − m).
    """

    def __init__(self, problem: Problem, base: Known) -> None:
        self.base, self.choice = base, choices(problem)
        self.count = problem.requests.count
        model = full_programme(problem, self.choice)
        relaxed = relax(model)
        self.bound = min(relaxed.bound, np.inf)
        self.own = np.maximum(relaxed.prices[: len(self.count)], 0.0)
        prices = relaxed.prices.copy()
        prices[: len(self.count)] = self.own
        self.worth = reduced_worth(model, prices)[: self.choice.pairs]
        self.pairs = _pairs(self.choice, len(self.count))

    def least_loss(self, request: int) -> float:
        """The best plan loses at least so much when the request is forced in."""
        mine, count, own = self.pairs[request], float(self.count[request]), float(self.own[request])
        if not len(mine) or not np.isfinite(self.bound):
            return 0.0
        before, most = self.worth[mine] + own, self.choice.most[mine]
        free = own * count + float((most * np.maximum(self.worth[mine], 0.0)).sum())
        forced = min(m * count + float((most * np.maximum(before - m, 0.0)).sum()) for m in before.tolist())
        return max(0.0, self.base.objective - (self.bound - free + forced))


class _SameClasses:
    """Everybody placed anew in the classes of the plan, with one request forced in after the other."""

    def __init__(self, problem: Problem, base: Known, seconds: float, seed: int) -> None:
        self.problem, self.base, self.seconds, self.seed = problem, base, seconds, seed
        self.opened = {offering for _, offering, _ in base.placements}
        self.choice, self.model = self._model(self.opened)
        self.now = self.choice.values(base.placements)

    def price(self, request: int, least: float) -> SeatPrice:
        """Nearby first; where nobody can come in there, everybody anew; then with more classes of the programme."""
        status = INFEASIBLE
        for choice, model in self._ways(request):
            outcome = maximise(model, time_limit=self.seconds, seed=self.seed)
            if outcome.values is not None:
                return self._answer(request, least, choice.plan(self._whole(choice, request, outcome.values)))
            status = outcome.status
        status = status if status != INFEASIBLE or self._everything_open(request) else UNKNOWN
        return SeatPrice(request, ESTIMATE, status, None, None, None, (), (), (), (), ())

    def _ways(self, request: int) -> Iterator[tuple[Choices, Programme]]:
        if (self.choice.request == request).any():
            forced = _forced(self.problem, self.model, request)
            yield self.choice, forced.restricted(self._nearby(request), self.now)
            yield self.choice, forced
        wider = self.opened | self._of_programme(request)
        if wider != self.opened:
            choice, model = self._model(wider)
            yield choice, _forced(self.problem, model, request)

    def _whole(self, choice: Choices, request: int, values: Floats) -> Floats:
        """All column values, where only those nearby were free."""
        if len(values) == choice.columns:
            return values
        whole = self.now.copy()
        whole[self._nearby(request)] = values
        return whole

    def _nearby(self, request: int) -> NDArray[np.bool_]:
        """Seats of the same programme and of the same person; all classes stay open."""
        asked, mine = self.problem.requests, self.choice.request
        free = np.zeros(self.choice.columns, dtype=bool)
        free[: self.choice.pairs] = (asked.programme[mine] == asked.programme[request]) | (
            asked.person[mine] == asked.person[request]
        )
        return free

    def _of_programme(self, request: int) -> set[int]:
        programme = self.problem.requests.programme[request]
        return set(np.flatnonzero(self.problem.offerings.programme == programme).tolist())

    def _everything_open(self, request: int) -> bool:
        return len(self.opened | self._of_programme(request)) == len(self.problem.offerings)

    def _model(self, opened: set[int]) -> tuple[Choices, Programme]:
        shut = [o for o in range(len(self.problem.offerings)) if o not in opened]
        narrow = classes_cancelled(self.problem, shut)
        choice = choices(narrow)
        return choice, full_programme(narrow, choice)

    def _answer(self, request: int, least: float, plan: list[Placement]) -> SeatPrice:
        value = self.problem.objective(plan)
        losers, winners = _who(request, self.base.placements, plan)
        most = max(least, self.base.bound - value)
        return SeatPrice(
            request,
            ESTIMATE,
            OPTIMAL if most - least <= 1e-6 else "feasible",
            Interval(least, most),
            self.base.objective - value,
            self.problem.spent(plan) - self.problem.spent(self.base.placements),
            _seats_of(request, plan),
            losers,
            winners,
            tuple(shifts(self.problem, heads_of(self.base.placements), plan)),
            tuple(plan),
        )


def _forced(problem: Problem, model: Programme, request: int) -> Programme:
    """The rows that serve each head once come first in the model, one a request."""
    lower: Floats = model.rows.lower.copy()
    lower[request] = problem.requests.count[request]
    return replace(model, rows=replace(model.rows, lower=lower))


def _pairs(choice: Choices, requests: int) -> list[Ints]:
    order = np.argsort(choice.request, kind="stable")
    return np.split(order, np.searchsorted(choice.request[order], np.arange(1, requests)))
