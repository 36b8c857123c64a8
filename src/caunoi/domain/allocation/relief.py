"""The cheapest way out (cách gỡ rẻ nhất): which demands to ease, and by how much, so that all others hold.

Every demand has a price: for one unit of it (a seat, a person, a đồng), or for letting it go where it knows no
amounts. The exact solver finds the least total and proves it. The usual prices are counted in the cost of one seat,
so that money, seats and people can be weighed; whoever asks may give others.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from caunoi.domain.allocation.demand_rows import DemandModel
from caunoi.domain.allocation.demands import KINDS, Demand, loosened, sentence
from caunoi.domain.allocation.linear import Outcome
from caunoi.domain.allocation.problem import Floats, Placement, Problem
from caunoi.domain.allocation.solve import maximise

SEATS_WORTH: dict[str, float] = {
    "seats": 1, "min_size": 1, "quota_least": 2, "quota_most": 2, "away": 2, "key_away": 4, "floor": 4, "lecturer": 5,
    "lecturer_weeks": 5, "rooms": 5, "mandatory": 10, "distance": 10, "placed": 10, "unplaced": 10, "opened": 10,
    "shut": 10, "must": 20, "closed": 20, "floor_share": 20, "prerequisite": 20, "retirement": 20,
}  # fmt: skip
"""Usual price of one unit of a demand, in the cost of one seat; money costs what it is."""


@dataclass(frozen=True)
class Step:
    """One demand eased (một bước gỡ): by how much in the unit of its kind, and what that costs at the prices."""

    demand: Demand
    amount: float
    price: float
    message: str


@dataclass(frozen=True)
class Relief:
    """The cheapest way out (cách gỡ rẻ nhất) and a plan that it makes possible.

    No way out costs less than `bound`; `optimal` says that this one costs no more. No steps and `optimal`: nothing
    stands in the way. `eased` is the problem with the steps taken, which the plan keeps.
    """

    status: str
    steps: tuple[Step, ...]
    price: float | None
    bound: float
    placements: tuple[Placement, ...]
    eased: Problem | None
    seconds: float


def cheapest_relief(
    problem: Problem,
    *,
    prices: Mapping[str | Demand, float] | None = None,
    time_limit: float = 60.0,
    seed: int = 0,
) -> Relief:
    """Ease the demands at least total price. `prices` are for single demands or whole kinds, instead of the usual."""
    begun = time.monotonic()
    model = DemandModel(problem)
    price = np.array([_price(problem, prices or {}, demand) for demand in model.demands])
    programme = model.elastic(price)
    outcome = maximise(programme, time_limit=time_limit, seed=seed)
    if outcome.values is None:
        return Relief(outcome.status, (), None, max(0.0, -outcome.bound), (), None, time.monotonic() - begun)
    return _relief(problem, model, price, outcome, begun)


def usual_price(problem: Problem, demand: Demand) -> float:
    """The price of one unit of a demand if nobody says otherwise."""
    if demand.kind in ("budget", "item"):
        return 1.0
    return SEATS_WORTH[demand.kind] * _cost_of_a_seat(problem)


def _price(problem: Problem, prices: Mapping[str | Demand, float], demand: Demand) -> float:
    given = prices.get(demand, prices.get(demand.kind))
    return usual_price(problem, demand) if given is None else given


def _cost_of_a_seat(problem: Problem) -> float:
    """What opening all classes costs, over all their seats; 1 where that is nothing."""
    seats, money = problem.offerings.capacity.sum(), np.abs(problem.offerings.open_cost).sum()
    return float(money / seats) if seats > 0 and money > 0 else 1.0


def _relief(problem: Problem, model: DemandModel, price: Floats, outcome: Outcome, begun: float) -> Relief:
    assert outcome.values is not None
    values = outcome.values[: len(model.upper)]
    far = model.broken(values)
    amounts = [(model.demands[n], _amount(model.demands[n], far[n])) for n in np.flatnonzero(far).tolist()]
    cost = dict(zip(model.demands, price.tolist(), strict=True))
    steps = tuple(
        Step(demand, amount, amount * cost[demand], _words(problem, demand, amount))
        for demand, amount in amounts
    )
    total = sum(step.price for step in steps)
    return Relief(
        outcome.status,
        steps,
        total,
        min(total, max(0.0, -outcome.bound)),
        tuple(model.choice.plan(values)),
        loosened(problem, amounts),
        time.monotonic() - begun,
    )


def _amount(demand: Demand, far: float) -> float:
    """Whole units as whole numbers, and 1 for a demand let go of altogether."""
    kind = KINDS[demand.kind]
    if kind.whole_only:
        return 1.0
    return float(far) if kind.real or demand.kind == "seats" else float(round(far))


def _words(problem: Problem, demand: Demand, amount: float) -> str:
    kind, said = KINDS[demand.kind], sentence(problem, demand)
    if kind.whole_only:
        return f"Bỏ: {said}"
    return f"Nới {f'{amount:.10g} {kind.unit}'.strip()}: {said}"
