"""Which part of a plan to open up again (vùng lân cận): classes near each other in one of several senses."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from caunoi.domain.allocation.problem import Floats, Ints, Problem
from caunoi.domain.allocation.variables import Choices

HOPELESS = 1e-3
"""A class the relaxation opens by less is seldom worth looking at."""
CORE_ONLY = 0.8
"""Share of draws that leave the hopeless classes closed."""


class Neighbourhoods:
    """Draws sets of columns to free, so that the rest of the plan stays as it is."""

    def __init__(
        self, problem: Problem, choice: Choices, rng: np.random.Generator, hint: Floats | None
    ) -> None:
        self.problem, self.choice, self.rng = problem, choice, rng
        self.relaxed = hint
        self.hint = np.zeros(choice.offerings) if hint is None else hint[choice.pairs :]
        self.hopeless = self.hint < HOPELESS if hint is not None else np.zeros(choice.offerings, dtype=bool)
        self.size = np.bincount(choice.offering, minlength=choice.offerings)
        self.kinds = [self.by_programme, self.by_season, self.by_promise, self.by_chance, self.by_people]
        if len(np.unique(problem.offerings.programme)) == 1:
            self.kinds = [self.by_promise, self.by_chance, self.by_people]
        if hint is not None:
            self.kinds = [*self.kinds, *[self.by_difference] * len(self.kinds)]

    def draw(self, values: Floats, target: int) -> NDArray[np.bool_]:
        """Free columns: the classes drawn, the heads they hold, and heads that could come to them."""
        kind = self.kinds[int(self.rng.integers(len(self.kinds)))]
        order = kind(values)
        chosen = np.zeros(self.choice.offerings, dtype=bool)
        loose = self._loose(values, chosen)
        columns = 0
        if self.rng.random() < CORE_ONLY:
            order = order[~self.hopeless[order] | (values[self.choice.pairs :] > 0.5)[order]]
        for offering in order:
            chosen[offering] = True
            columns += 1 + int(self.size[offering])
            if columns >= target:
                loose = self._loose(values, chosen)
                columns = int((chosen[self.choice.offering] & loose[self.choice.request]).sum())
                if columns >= target:
                    break
        return self._columns(values, chosen, self._loose(values, chosen))

    def placement(self, values: Floats) -> NDArray[np.bool_]:
        """All seats in the classes that are open; the classes stay."""
        opened = values[self.choice.pairs :] > 0.5
        free = np.zeros(self.choice.columns, dtype=bool)
        free[: self.choice.pairs] = opened[self.choice.offering]
        return free

    def by_difference(self, values: Floats) -> Ints:
        """Classes the relaxation would open or fill otherwise, the likelier the more it would."""
        assert self.relaxed is not None
        change = np.abs(self.relaxed - values)
        pairs = self.choice.pairs
        heads = np.bincount(self.choice.offering, weights=change[:pairs], minlength=self.choice.offerings)
        share = heads / np.maximum(self.problem.offerings.capacity, 1.0)
        return np.argsort(np.log(self.rng.random(len(share))) / (0.02 + change[pairs:] + share))[::-1]

    def by_programme(self, values: Floats) -> Ints:
        """Whole programmes, one after the other."""
        del values
        programmes = self.problem.offerings.programme
        rank = self.rng.permutation(int(programmes.max()) + 1)
        return np.argsort(rank[programmes], kind="stable")

    def by_season(self, values: Floats) -> Ints:
        """Classes that begin around one week."""
        del values
        start = self.problem.offerings.start
        week = start[int(self.rng.integers(len(start)))]
        return np.lexsort((self.rng.random(len(start)), np.abs(start - week)))

    def by_promise(self, values: Floats) -> Ints:
        """A few open classes, and closed ones that the relaxation would open."""
        opened = values[self.choice.pairs :] > 0.5
        score = self.rng.random(self.choice.offerings)
        return np.argsort(score - np.where(opened, 0.2, self.hint), kind="stable")

    def by_chance(self, values: Floats) -> Ints:
        """Any classes, open ones twice as likely."""
        opened = values[self.choice.pairs :] > 0.5
        return np.argsort(self.rng.random(self.choice.offerings) / np.where(opened, 2.0, 1.0), kind="stable")

    def by_people(self, values: Floats) -> Ints:
        """Classes that suit the same requests as one class drawn."""
        del values
        seed = int(self.rng.integers(self.choice.offerings))
        suited = self.choice.request[self.choice.offering == seed]
        people = np.unique(self.problem.requests.person[suited])
        shared = np.isin(self.problem.requests.person[self.choice.request], people)
        worth = self.choice.worth[shared] - self.choice.worth.min(initial=0.0)
        pull = np.bincount(self.choice.offering[shared], weights=worth, minlength=self.choice.offerings)
        return np.argsort(
            -pull / np.maximum(self.size, 1) * self.rng.uniform(0.5, 1.0, len(pull)), kind="stable"
        )

    def _loose(self, values: Floats, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Requests with a head that is not held by a class outside the chosen ones."""
        choice = self.choice
        outside = np.where(chosen[choice.offering], 0.0, values[: choice.pairs])
        held = np.bincount(choice.request, weights=outside, minlength=len(self.problem.requests))
        return held < self.problem.requests.count

    def _columns(
        self, values: Floats, chosen: NDArray[np.bool_], loose: NDArray[np.bool_]
    ) -> NDArray[np.bool_]:
        choice = self.choice
        opened = values[choice.pairs :] > 0.5
        inside = chosen[choice.offering]
        leaving = np.zeros(len(self.problem.requests), dtype=bool)
        leaving[choice.request[inside & (values[: choice.pairs] > 0.5)]] = True
        elsewhere = ~inside & opened[choice.offering] & leaving[choice.request]
        return np.concatenate([(inside & loose[choice.request]) | elsewhere, chosen])
