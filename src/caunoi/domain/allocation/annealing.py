"""Better plans by many small moves (tôi luyện): warm at first, so that losses are taken, then ever colder."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy

import numpy as np

from caunoi.domain.allocation import kernel, trials
from caunoi.domain.allocation.board import asking, empty, ground_of, pairs_of, plan_of
from caunoi.domain.allocation.problem import Floats, Placement, Problem
from caunoi.domain.allocation.variables import Choices

WARM, COLD = 1.0, 0.05
"""First and last temperature, as shares of what a usual seat is worth."""
TURNS = 2000
ENOUGH = 330
"""Moves for each head after which a cooling is slow enough: on provinces a slower one ended no better."""
NOTHING = 1e-6
SHARES = np.cumsum([0.6, 0.25, 0.08, 0.05])
"""How often a head is pushed into a full class, a class changes its week, its kind, its programme; else one opens."""
LEAST_HINT = 0.02


class Annealing:
    """One board, and the best plan that was seen on it."""

    def __init__(self, problem: Problem, choice: Choices, seed: int) -> None:
        self.calm = ground_of(problem, choice)
        self.ground = self.urgent = asking(self.calm, shares=False)
        self.state = empty(self.ground)
        self.best = self.state.at.copy()
        self.value = kernel.worth(self.ground, self.state) + np.zeros(1)
        # Where every seat costs, as in problems of least cost, what it costs is the measure.
        gains = choice.worth[choice.worth > 0] if (choice.worth > 0).any() else np.abs(choice.worth)
        self.usual = float(gains.mean()) if gains.any() else 1.0
        self.hint = np.cumsum(np.ones(choice.offerings))
        self.seed = seed

    def construct(self) -> list[Placement]:
        """A first plan: the class that gives most for its money, again and again; the best seen so far."""
        before = float(self.value[0])
        self.state = empty(self.ground)
        trials.construct(self.ground, self.state, 0.0)
        self._keep()
        if self.state.lacking[0] > NOTHING:
            self._construct_for_shares()
        if self.value[0] <= before:
            self.begin_with(self.plan())
        return self.plan()

    def another(self, seed: int) -> Annealing:
        """A board of its own over the same ground, which has seen nothing yet."""
        made = copy(self)
        made.state, made.seed = empty(self.ground), seed
        made.best, made.value = made.state.at.copy(), kernel.worth(made.ground, made.state) + np.zeros(1)
        return made

    def promise(self, openings: Floats) -> None:
        """Draw classes the more often the more the relaxation opens them."""
        self.hint = np.cumsum(LEAST_HINT + np.clip(openings, 0.0, 1.0))

    def begin_with(self, plan: list[Placement]) -> list[Placement]:
        """Go on from a plan, without whoever the rules leave no seat; the best seen so far."""
        self.state = empty(self.ground)
        trials.begin(self.ground, self.state, pairs_of(self.ground, plan))
        self._keep()
        return self.plan()

    def run(self, *, share_done: Callable[[], float], warmth: float = 1.0) -> list[Placement]:
        """Move until the share of the time that is done reaches one, or moves enough are made; the best plan seen."""
        # The random numbers of the compiled code belong to the thread that draws them.
        trials.sow(self.seed % 2**31)
        moves = 0
        done = share_done()
        while done < 1.0:
            temperature = self.usual * WARM * warmth * (COLD / (WARM * warmth)) ** done
            # Whom sums ask for goes first only while they lack somebody: later it would cost those worth more.
            self.ground = self.urgent if self.state.lacking[0] > NOTHING else self.calm
            trials.anneal(
                self.ground, self.state, self.hint, SHARES, temperature, TURNS, self.best, self.value
            )
            moves += TURNS
            done = max(share_done(), moves / (ENOUGH * max(1, len(self.best))))
        return plan_of(self.ground, self.best)

    def plan(self) -> list[Placement]:
        """The best plan seen."""
        return plan_of(self.ground, self.best)

    def lacks_something(self) -> bool:
        """Whether the best plan seen leaves a sum below its least, or a class locked open without heads."""
        state = empty(self.ground)
        trials.begin(self.ground, state, pairs_of(self.ground, self.plan()))
        return bool(state.lacking[0] > NOTHING)

    def _construct_for_shares(self) -> None:
        """Once more with floors by share in view from the first head on; they often need no such care."""
        plain, before = self.urgent, float(self.value[0])
        self.ground = self.urgent = asking(self.calm, shares=True)
        self.state = empty(self.ground)
        trials.construct(self.ground, self.state, 0.0)
        self._keep()
        if self.value[0] <= before:
            self.urgent = plain
            self.begin_with(self.plan())

    def _keep(self) -> None:
        now = kernel.worth(self.ground, self.state)
        if now > self.value[0]:
            self.value[0] = now
            self.best[:] = self.state.at
