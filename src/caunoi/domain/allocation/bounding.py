"""The bound no plan can pass (cận trên): the merged programme, round by round what it breaks, then branching.

Every number told is valid by itself, whatever comes after: a round's from its row prices, the branching's from the
solver.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from caunoi.domain.allocation.linear import Outcome, Programme, Relaxation, Rows, priced_bound, stacked
from caunoi.domain.allocation.problem import Floats, Problem
from caunoi.domain.allocation.residual import residual_rows
from caunoi.domain.allocation.timeless import Timeless, broken_links, without_weeks
from caunoi.domain.allocation.variables import Choices

LITTLE = 2e-5
"""A round that lowers the bound by less than this share is the last."""
MOST_ROUNDS = 25
SLACK = 1e-4
BRANCHED_COLUMNS = 9000
"""A larger merged programme is not branched on: on provinces that lowered no bound, and took memory and time."""
MERGING_PAYS = 0.7
"""The merged programme is looked at if it has at most this share of the columns."""


class Growing(Protocol):
    """A linear programme that is solved again after rows are added."""

    def solve(self, *, time_limit: float) -> Relaxation: ...

    def add(self, body: Rows) -> None: ...


class Solver(Protocol):
    """The exact solver, as far as a bound needs it."""

    def growing(self, programme: Programme, should_stop: Callable[[], bool]) -> Growing: ...

    def maximise(
        self,
        programme: Programme,
        *,
        start: Floats | None = None,
        time_limit: float = ...,
        gap: float = 0.0,
        seed: int = 0,
        on_improved: Callable[[Floats | None, float], None] | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> Outcome: ...


@dataclass
class Bounding:
    """One search for a bound; `told` hears every better one, `openings` the promise of each class when it is known."""

    problem: Problem
    choice: Choices
    solver: Solver
    told: Callable[[float], None]
    left: Callable[[], float]
    should_stop: Callable[[], bool]
    openings: Floats | None = None
    enough: bool = False

    @property
    def pays(self) -> bool:
        """Whether classes differ in little but their weeks."""
        return self.shape.pairs + self.shape.kinds <= MERGING_PAYS * self.choice.columns

    def __post_init__(self) -> None:
        self.shape: Timeless = without_weeks(self.problem, self.choice)
        self.body = self.shape.body

    def within(self, seconds: float) -> None:
        """The same, in so many seconds at most."""
        whole, until = self.left, self.left() - seconds
        self.left = lambda: max(0.0, whole() - until)
        try:
            self.run()
        finally:
            self.left = whole

    def run(self) -> None:
        """Rounds of inequalities, then branching on how often each kind opens."""
        self.rounds()
        if len(self.body) <= BRANCHED_COLUMNS:
            self.branch()

    def rounds(self) -> None:
        """Add what is broken until little is."""
        growing, before = self.solver.growing(self.body, self._stopped), np.inf
        for _ in range(MOST_ROUNDS):
            found = growing.solve(time_limit=self.left())
            if found.values is None or self._stopped():
                return
            bound = priced_bound(self.body, found.prices)
            self.told(bound)
            self._promise(found.values)
            broken = self._broken(found.values)
            if not len(broken) or before - bound < LITTLE * abs(bound):
                return
            self.body = replace(self.body, rows=stacked([self.body.rows, broken]))
            growing.add(broken)
            before = bound

    def branch(self) -> None:
        """Give the merged programme to the exact solver: only its bound is used."""
        if self._stopped() or self.left() <= 0:
            return
        outcome = self.solver.maximise(
            self.body,
            time_limit=self.left(),
            on_improved=lambda values, bound: self.told(bound),
            should_stop=self._stopped,
        )
        self.told(outcome.bound)

    def _stopped(self) -> bool:
        return self.enough or self.left() <= 0 or self.should_stop()

    def _promise(self, values: Floats) -> None:
        """How much of each class the relaxation opens, its kind's share spread over the kind."""
        often = np.bincount(self.shape.of_class, minlength=self.shape.kinds)
        share = self.shape.openings(values) / np.maximum(often, 1)
        self.openings = share[self.shape.of_class]

    def _broken(self, values: Floats) -> Rows:
        links = broken_links(self.shape, values, SLACK)
        return stacked([links, residual_rows(self.shape, values)]) if self._whole_heads() else links

    def _whole_heads(self) -> bool:
        """The inequalities count heads: one behind a request, at least one seat for each."""
        single = self.problem.requests.count[self.choice.request].max(initial=0) <= 1
        return bool(single and self.choice.seats.min(initial=1.0) >= 1.0)
