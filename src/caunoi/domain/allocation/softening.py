"""The model with `must` turned into a reward (nới lỏng bắt buộc), so that any start can be improved."""

from __future__ import annotations

import numpy as np

from caunoi.domain.allocation.linear import Programme, Rows
from caunoi.domain.allocation.problem import TOLERANCE, Floats, Problem
from caunoi.domain.allocation.variables import Choices


class Softened:
    """Serving a head that must be served earns more than any other gain could cost."""

    def __init__(self, problem: Problem, choice: Choices, model: Programme) -> None:
        self.model = model
        must = problem.requests.must[choice.request]
        self.programme = model if not must.any() else self._reward(problem, choice, model)

    def keeps_every_rule(self, values: Floats) -> bool:
        """Whether the values satisfy every row of the hard model."""
        rows = self.model.rows
        used = np.bincount(rows.row, weights=rows.value * values[rows.column], minlength=len(rows))
        slack = TOLERANCE
        return bool(np.all(used >= rows.lower - slack) and np.all(used <= rows.upper + slack))

    @staticmethod
    def _reward(problem: Problem, choice: Choices, model: Programme) -> Programme:
        reward = 1.0 + 4.0 * float(np.abs(model.cost).max(initial=0.0))
        cost = model.cost.copy()
        cost[: choice.pairs] += np.where(problem.requests.must[choice.request], reward, 0.0)
        lower = model.rows.lower.copy()
        lower[: len(problem.requests)] = -np.inf
        rows = model.rows
        softer = Rows(rows.row, rows.column, rows.value, lower, rows.upper)
        return Programme(cost, model.lower, model.upper, softer, model.constant)
