"""Plans torn down in part and built anew (phá bớt rồi dựng lại), guided by the prices of the relaxation."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from caunoi.domain.allocation.constraints import send_no_more_of_a_unit_to_one_class, sit_only_in_open_classes
from caunoi.domain.allocation.construction import construct
from caunoi.domain.allocation.linear import Programme, reduced_worth
from caunoi.domain.allocation.occupancy import Occupancy
from caunoi.domain.allocation.problem import Floats, Placement, Problem
from caunoi.domain.allocation.variables import Choices


class Recreation:
    """Builds plans from worths between the true ones and those that already pay for what they take from others."""

    def __init__(
        self, problem: Problem, choice: Choices, model: Programme, prices: Floats, rng: np.random.Generator
    ) -> None:
        self.problem, self.choice, self.rng = problem, choice, rng
        self.worth = model.cost[: choice.pairs]
        self.net = reduced_worth(model, self._shared_prices(prices))[: choice.pairs]

    def fresh(self, out_of_time: Callable[[], bool]) -> list[Placement]:
        """A whole new plan."""
        return construct(self.problem, self.choice, self._blend(), out_of_time=out_of_time)

    def renewed(self, plan: list[Placement], out_of_time: Callable[[], bool]) -> list[Placement]:
        """The plan with some of its classes closed and others opened in their place."""
        opened = sorted({offering for _, offering, _ in plan})
        many = int(self.rng.integers(1, max(2, len(opened) // 3)))
        closed = set(self.rng.choice(opened, size=many, replace=False).tolist()) if opened else set()
        kept = self._still_sound([line for line in plan if line[1] not in closed])
        return construct(self.problem, self.choice, self._blend(), kept=kept, out_of_time=out_of_time)

    def _shared_prices(self, prices: Floats) -> Floats:
        """Prices of what classes compete for; the rows inside one class are the builder's own business."""
        shared = prices.copy()
        first = len(self.problem.requests)
        inside = 2 * self.choice.offerings
        for rule in (sit_only_in_open_classes, send_no_more_of_a_unit_to_one_class):
            inside += len(rule(self.problem, self.choice))
        shared[first : first + inside] = 0.0
        return shared

    def _blend(self) -> Floats:
        share = self.rng.uniform(0.2, 0.75)
        noise = self.rng.uniform(0.97, 1.03, size=self.choice.offerings)[self.choice.offering]
        return ((1 - share) * self.worth + share * self.net) * noise

    def _still_sound(self, plan: Iterable[Placement]) -> list[Placement]:
        """Without heads whose prerequisite went, nor classes that fell below their minimum."""
        lines = list(plan)
        while True:
            counts = Occupancy(self.problem, lines)
            least = self.problem.offerings.least_heads
            sound = [
                (request, offering, heads)
                for request, offering, heads in lines
                if counts.sitting[offering] >= least[offering] and counts.prepared_at(request, offering) >= 0
            ]
            if len(sound) == len(lines):
                return sound
            lines = sound
