"""Price tags (thẻ giá): what a little more money, a room, a lecturer's week, a person away would bring.

Each is found by solving the changed problem again with the same effort, and told as an interval that is certain. The
price of a rule, such as a fairness floor, is what the plan would gain without it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from caunoi.domain.allocation.answer import Effort
from caunoi.domain.allocation.comparison import Comparison, Known, compare
from caunoi.domain.allocation.demands import Demand, loosened, sentence, without
from caunoi.domain.allocation.problem import NO_LIMIT, Problem


@dataclass(frozen=True)
class Offer:
    """Something that could be added or let go of (đề nghị), and the problem with it."""

    code: str
    message: str
    problem: Problem


@dataclass(frozen=True)
class Tag:
    """What an offer brings (thẻ giá): the gain of the best objective, with certainty."""

    offer: Offer
    found: Comparison


def more_money(problem: Problem, amount: float) -> Offer:
    """The budget with so much more."""
    return Offer("budget", f"Thêm {amount:.10g} kinh phí.", loosened(problem, [(Demand("budget"), amount)]))


def one_more_room(problem: Problem, venue: int) -> Offer:
    """One more class at the venue in every week."""
    return _one_more(problem, "rooms", venue, f"Thêm 1 phòng ở địa điểm {venue}.")


def one_more_lecturer_week(problem: Problem, lecturer: int) -> Offer:
    """One more week of teaching for the lecturer."""
    return _one_more(problem, "lecturer_weeks", lecturer, f"Thêm 1 tuần dạy của giảng viên {lecturer}.")


def one_more_away(problem: Problem, unit: int | None = None) -> Offer:
    """One more person of the unit away in any week; without a unit, of every unit."""
    if unit is not None:
        return _one_more(problem, "away", unit, f"Đơn vị {unit} được vắng thêm 1 người mỗi tuần.")
    limits = problem.away_limit
    more = None if limits is None else np.where(limits == NO_LIMIT, limits, limits + 1)
    return Offer("away", "Mỗi đơn vị được vắng thêm 1 người mỗi tuần.", replace(problem, away_limit=more))


def let_go(problem: Problem, demand: Demand) -> Offer:
    """The problem without one demand: its gain is the price of that demand."""
    return Offer(demand.kind, f"Bỏ: {sentence(problem, demand)}", without(problem, [demand]))


def floors_let_go(problem: Problem) -> list[Offer]:
    """Each fairness floor let go of (giá của từng sàn công bằng)."""
    numbered = list(enumerate(problem.floors))
    heads = [Demand("floor", number) for number, floor in numbered if floor.heads is not None]
    shares = [Demand("floor_share", number) for number, floor in numbered if floor.share is not None]
    return [let_go(problem, demand) for demand in [*heads, *shares]]


def usual_offers(problem: Problem, money: float) -> list[Offer]:
    """What an officer asks first: money, rooms, lecturers' weeks, one more away, each floor; only limits there are."""
    rooms = [] if problem.rooms is None else np.flatnonzero(problem.rooms != NO_LIMIT).tolist()
    weeks = [] if problem.lecturers is None else np.flatnonzero(problem.lecturers.weeks != NO_LIMIT).tolist()
    return [
        *([] if problem.budget is None else [more_money(problem, money)]),
        *(one_more_room(problem, venue) for venue in rooms),
        *(one_more_lecturer_week(problem, lecturer) for lecturer in weeks),
        *([] if problem.away_limit is None else [one_more_away(problem)]),
        *floors_let_go(problem),
    ]


def price_tags(problem: Problem, base: Known, offers: Iterable[Offer], effort: Effort) -> list[Tag]:
    """Solve each offer with this effort. An offer only allows more, so no gain is below zero."""
    return [Tag(offer, compare(problem, base, offer.problem, effort, direction=1)) for offer in offers]


def _one_more(problem: Problem, kind: str, index: int, message: str) -> Offer:
    return Offer(kind, message, loosened(problem, [(Demand(kind, index), 1.0)]))
