"""Demands that cannot hold together (yêu cầu mâu thuẫn): a smallest set, each in a sentence.

The set is irreducible: without any one of its demands there is a plan for the others. It is found by halving
(QuickXplain), each question answered by the exact solver; every plan met on the way answers the questions it can.
With the time that is left the set is shown to be of least number, or replaced by a smaller one: any conflict must
share a demand with every set of demands whose loss makes the rest possible, so a least set that meets all those
known, once it is a conflict itself, is a least conflict.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from caunoi.domain.allocation.demand_rows import DemandModel
from caunoi.domain.allocation.demands import Demand, sentence
from caunoi.domain.allocation.linear import INFEASIBLE, OPTIMAL, UNKNOWN, Outcome, Programme, rows
from caunoi.domain.allocation.problem import Ints, Problem
from caunoi.domain.allocation.solve import maximise

CONFLICT, POSSIBLE = "conflict", "possible"
WISHES = ("must", "quota_least", "floor", "floor_share", "opened", "placed", "mandatory")
"""Demands that ask for something; the others forbid."""
SHRINKING = 0.6
"""Share of the time in which the set is made irreducible; the rest goes to the least number."""

PATIENCE = 0.1
"""Share of the time that one question may take while the set is made irreducible."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Conflict:
    """Demands that cannot hold together (mâu thuẫn), with their sentences.

    `possible` says that all demands can hold, `unknown` that the time was too short to know. `irreducible` is proven:
    each demand let go of alone makes the others possible; `least` is proven: no conflict has fewer demands.
    """

    status: str
    demands: tuple[Demand, ...] = ()
    sentences: tuple[str, ...] = ()
    irreducible: bool = False
    least: bool = False
    seconds: float = 0.0


def smallest_conflict(problem: Problem, *, time_limit: float = 60.0, seed: int = 0) -> Conflict:
    """A smallest set of demands that cannot hold together, or word that there is none."""
    return _Inquiry(problem, time_limit, seed).run()


class _OutOfTime(Exception):
    """A question could not be answered in the time."""


class _Inquiry:
    """One search for a conflict, with all that was learnt from the questions asked."""

    def __init__(self, problem: Problem, time_limit: float, seed: int) -> None:
        self.problem, self.model = problem, DemandModel(problem)
        self.begun, self.time_limit = time.monotonic(), time_limit
        self.seed = seed
        self.size = len(self.model.demands)
        self.conflict = np.ones(self.size, dtype=bool)
        self._sure = True
        self.met: list[Mask] = []
        """Sets of demands that some plan is known to meet, all of one together."""

    def run(self) -> Conflict:
        try:
            if not self.size or (not self._plain() and self._possible(self.conflict, self.time_limit)):
                return Conflict(POSSIBLE, seconds=self.spent())
        except _OutOfTime:
            return Conflict(UNKNOWN, seconds=self.spent())
        irreducible = self._shrink()
        least = irreducible and self._least()
        demands = tuple(self.model.demands[n] for n in np.flatnonzero(self.conflict).tolist())
        words = tuple(sentence(self.problem, demand) for demand in demands)
        return Conflict(CONFLICT, demands, words, irreducible, least, self.spent())

    def spent(self) -> float:
        return time.monotonic() - self.begun

    def _plain(self) -> bool:
        """Whether the wishes and one kind of limit make a conflict already: questions that are easy to answer."""
        kinds = np.array([demand.kind for demand in self.model.demands])
        wishes = np.isin(kinds, WISHES)
        return any(self._still_a_conflict(wishes | (kinds == kind)) for kind in np.unique(kinds[~wishes]))

    # --- an irreducible set --------------------------------------------------------------------------------

    def _shrink(self) -> bool:
        """Leave out whole kinds first, which makes the questions easy, then halve until every demand is needed."""
        kinds = np.array([demand.kind for demand in self.model.demands])
        names, many = np.unique(kinds, return_counts=True)
        for kind in names[np.argsort(-many, kind="stable")]:
            self._still_a_conflict(self.conflict & (kinds != kind))
        self._sure = True
        none = np.zeros(self.size, dtype=bool)
        self.conflict = _with(none, self._needed(none, np.flatnonzero(self.conflict), known=True))
        return self._sure

    def _still_a_conflict(self, kept: Mask) -> bool:
        """Whether no plan meets those kept; if that cannot be told in time, more is kept than may be needed."""
        deadline = min(self.spent() + PATIENCE * self.time_limit, SHRINKING * self.time_limit)
        try:
            return not self._possible(kept, deadline)
        except _OutOfTime:
            self._sure = False
            return False

    def _needed(self, kept: Mask, among: Ints, *, known: bool) -> Ints:
        """The demands among these that, with those kept, make a conflict that needs each (QuickXplain).

        `known` says that those kept have not grown since they were last found possible.
        """
        if not known and self._still_a_conflict(kept):
            return among[:0]
        if len(among) == 1:
            return among
        first, second = among[: len(among) // 2], among[len(among) // 2 :]
        later = self._needed(_with(kept, first), second, known=False)
        earlier = self._needed(_with(kept, later), first, known=len(later) == 0)
        return np.concatenate([earlier, later])

    def _possible(self, kept: Mask, deadline: float) -> bool:
        """Whether some plan meets all demands kept."""
        if any((kept <= met).all() for met in self.met):
            return True
        outcome = self._solve(self.model.question(kept), deadline)
        if outcome.values is not None:
            self.met.append((self.model.broken(outcome.values) == 0) | kept)
        elif kept.sum() < self.conflict.sum():
            self.conflict = kept.copy()
        return outcome.values is not None

    def _solve(self, programme: Programme, deadline: float) -> Outcome:
        time_limit = deadline - self.spent()
        if time_limit <= 0:
            raise _OutOfTime
        outcome = maximise(programme, time_limit=time_limit, seed=self.seed)
        if outcome.status not in (OPTIMAL, INFEASIBLE) and outcome.values is None:
            raise _OutOfTime
        return outcome

    # --- of least number -----------------------------------------------------------------------------------

    def _least(self) -> bool:
        """Ask the least sets that could be conflicts, until one is or none is smaller than the one at hand."""
        try:
            while (guess := self._guess()).sum() < self.conflict.sum():
                if not self._possible(guess, self.time_limit):
                    return True
                self._meet_most(guess)
        except _OutOfTime:
            return False
        return True

    def _guess(self) -> Mask:
        """A least set that has a demand outside each set known to be met."""
        outside = ~np.array(self.met, dtype=bool).reshape(-1, self.size)
        row, column = np.nonzero(outside)
        body = rows((row, column, 1.0), 1.0, np.inf, len(outside))
        every = np.ones(self.size)
        outcome = self._solve(Programme(-every, 0 * every, every, body), self.time_limit)
        if outcome.status != OPTIMAL or outcome.values is None:
            raise _OutOfTime
        chosen: Mask = outcome.values > 0.5
        return chosen

    def _meet_most(self, kept: Mask) -> None:
        """A plan that meets those kept and as many others as can be: the more it meets, the more it teaches."""
        outcome = self._solve(self.model.dropping(kept), self.time_limit)
        if outcome.values is not None:
            values = outcome.values[: len(self.model.upper)]
            self.met.append((self.model.broken(values) == 0) | kept)


def _with(kept: Mask, more: Ints) -> Mask:
    grown = kept.copy()
    grown[more] = True
    return grown
