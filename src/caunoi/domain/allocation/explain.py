"""Why a request was not met (vì sao chưa được xếp): the rule in the way, which the checker can confirm."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from caunoi.domain.allocation.moves import Change, Move
from caunoi.domain.allocation.occupancy import Occupancy
from caunoi.domain.allocation.problem import TOLERANCE, Ints, Placement, Problem

NEVER = frozenset({"distance", "pair", "retirement", "closed", "lock"})
"""Rules that keep a request out of a class whatever else the plan does."""


@dataclass(frozen=True)
class Reason:
    """Why one more head of a request has no seat (lý do), after the nearest way to seat it.

    `rule` is the checker's name of the rule that seating one head in `offering` breaks; `no_class` if there is
    no class of the programme at all; `worth` if it breaks nothing but would not make the plan better;
    `possible` if it would. `cost` is what it takes to open and reach that class.
    """

    rule: str
    message: str
    offering: int | None = None
    cost: float | None = None


def explain(problem: Problem, plan: Iterable[Placement]) -> dict[int, Reason]:
    """A reason for every request with a head left out."""
    occupancy = Occupancy(problem, plan)
    left_out = np.flatnonzero(occupancy.served < problem.requests.count).tolist()
    return {request: _reason(problem, occupancy, request) for request in left_out}


def _reason(problem: Problem, occupancy: Occupancy, request: int) -> Reason:
    offerings = np.flatnonzero(problem.offerings.programme == problem.requests.programme[request])
    if len(offerings) == 0:
        return Reason("no_class", "Không có lớp nào của chương trình này trong kỳ kế hoạch.")
    offering, broken = _nearest(problem, occupancy, request, offerings)
    cost = _cost(occupancy, request, offering)
    if broken:
        return Reason(broken[0].rule, _sentence(occupancy, offering, broken[0].message, cost), offering, cost)
    if _gain(problem, occupancy, request, offering) > TOLERANCE:
        return Reason("possible", f"Còn xếp thêm được vào lớp {offering}.", offering, cost)
    return Reason("worth", f"Vào được lớp {offering}, nhưng phần thêm không bù được chi phí.", offering, cost)


def _nearest(problem: Problem, occupancy: Occupancy, request: int, offerings: Ints) -> tuple[int, list[Move]]:
    """The nearest class with the rules it breaks; closed ones are looked at only where every open one is barred."""
    opened = occupancy.sitting[offerings] > 0
    tried: list[tuple[int, list[Move]]] = []
    for some in (offerings[opened], offerings[~opened]):
        tried += [(offering, _broken(occupancy, request, offering)) for offering in some.tolist()]
        if any(not _barred(broken) for _, broken in tried):
            break
    return min(tried, key=lambda item: _nearness(problem, occupancy, request, *item))


def _barred(broken: list[Move]) -> bool:
    return any(move.rule in NEVER for move in broken)


def _broken(occupancy: Occupancy, request: int, offering: int) -> list[Move]:
    return Change(request, to_offering=offering).broken(occupancy)


def _nearness(
    problem: Problem, occupancy: Occupancy, request: int, offering: int, broken: list[Move]
) -> tuple[bool, bool, int, float, int]:
    """Reachable before unreachable, open before closed, few rules before many, cheap before dear."""
    barred = _barred(broken)
    closed = bool(occupancy.sitting[offering] == 0)
    return barred, closed, len(broken), _cost(occupancy, request, offering) or 0.0, offering


def _sentence(occupancy: Occupancy, offering: int, broken: str, cost: float | None) -> str:
    if occupancy.sitting[offering] > 0 or cost is None:
        return broken
    return f"Chưa mở lớp nào đến được; mở lớp rẻ nhất (lớp {offering}) tốn {cost:g}. {broken}"


def _cost(occupancy: Occupancy, request: int, offering: int) -> float | None:
    travel = occupancy.travel(request, offering)
    if not np.isfinite(travel):
        return None
    opening = 0.0 if occupancy.sitting[offering] else float(occupancy.problem.offerings.open_cost[offering])
    return opening + travel


def _gain(problem: Problem, occupancy: Occupancy, request: int, offering: int) -> float:
    one = np.array([request]), np.array([offering])
    opening = 0.0 if occupancy.sitting[offering] else float(problem.offerings.open_cost[offering])
    return float(problem.worth(*one)[0]) + problem.prices.open_cost * opening
