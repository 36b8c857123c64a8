"""The model with its demands turned into rewards (nới lỏng đòi hỏi), so that a start that misses some can be mended."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from caunoi.domain.allocation.linear import Programme, Rows
from caunoi.domain.allocation.problem import TOLERANCE, Floats, Problem
from caunoi.domain.allocation.variables import Choices


class Softened:
    """What is asked for at least, and missed, costs more than any other gain could bring."""

    def __init__(self, problem: Problem, choice: Choices, model: Programme) -> None:
        self.model = model
        self.price = 1.0 + 4.0 * float(np.abs(model.cost).max(initial=0.0))
        self.must = problem.requests.must[choice.request]

    @cached_property
    def eager(self) -> Floats:
        """Worth of every column, with the reward for heads that must be served: what a first plan is built by."""
        cost = self.model.cost.copy()
        cost[: len(self.must)] += np.where(self.must, self.price, 0.0)
        return cost

    def lacking(self, values: Floats) -> Floats:
        """How far each row is below its lower side."""
        body = self.model.rows
        return np.maximum(0.0, body.lower - self._used(values) - TOLERANCE)

    def worth(self, values: Floats) -> float:
        """The value of the columns, less the price of what is lacking."""
        return self.model.worth(values) - self.price * float(self.lacking(values).sum())

    def around(self, values: Floats) -> Programme:
        """The model as it stands from here: rows that lack something may not lack more, and pay for what is added."""
        missed = self.lacking(values) > 0
        if not missed.any():
            return self.model
        body = self.model.rows
        lower = np.where(missed, self._used(values), body.lower)
        entry = missed[body.row]
        reward = np.bincount(body.column[entry], weights=body.value[entry], minlength=len(self.model))
        eased = Rows(body.row, body.column, body.value, lower, body.upper)
        model = self.model
        cost = model.cost + self.price * reward
        return Programme(cost, model.lower, model.upper, eased, model.constant, model.real)

    def keeps_every_rule(self, values: Floats) -> bool:
        """Whether the values satisfy every row of the hard model."""
        rows, used = self.model.rows, self._used(values)
        return bool(np.all(used >= rows.lower - TOLERANCE) and np.all(used <= rows.upper + TOLERANCE))

    def _used(self, values: Floats) -> Floats:
        body = self.model.rows
        used = np.bincount(body.row, weights=body.value * values[body.column], minlength=len(body))
        return used.astype(np.float64)
