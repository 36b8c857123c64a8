"""Moving people by hand (chuyển người bằng tay): which rules break, told at once from the counts of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from caunoi.domain.allocation.occupancy import Occupancy
from caunoi.domain.allocation.office_moves import Move, barred_by_office, broken_in_office
from caunoi.domain.allocation.problem import TOLERANCE, Placement, Problem
from caunoi.domain.vocabulary.finding import Finding


@dataclass(frozen=True)
class Change:
    """Heads of a request leave one class for another (chuyển lớp); None means unplaced."""

    request: int
    from_offering: int | None = None
    to_offering: int | None = None
    heads: int = 1

    def broken(self, occupancy: Occupancy) -> list[Move]:
        """Rules broken around the change once it is made; the occupancy is left as it was."""
        barred = [] if self.to_offering is None else list(_barred(occupancy, self.request, self.to_offering))
        if any(move.rule == "pair" for move in barred):
            return barred
        self._apply(occupancy, 1)
        try:
            return [*barred, *self._touched(occupancy)]
        finally:
            self._apply(occupancy, -1)

    def _apply(self, occupancy: Occupancy, sign: int) -> None:
        if self.from_offering is not None:
            occupancy.add(self.request, self.from_offering, -sign * self.heads)
        if self.to_offering is not None:
            occupancy.add(self.request, self.to_offering, sign * self.heads)

    def _touched(self, occupancy: Occupancy) -> Iterator[Move]:
        if self.to_offering is not None:
            yield from _class_joined(occupancy, self.request, self.to_offering)
        classes = {self.from_offering, self.to_offering} - {None}
        yield from _too_few(occupancy, sorted(o for o in classes if o is not None))
        yield from _counts(occupancy, self.request, self.from_offering)
        yield from _order_of_programmes(occupancy, self.request)
        if occupancy.spare_money() < -TOLERANCE:
            spent, budget = occupancy.spent, occupancy.problem.budget
            yield Move("budget", f"Kế hoạch sẽ tốn {spent:g}, kinh phí chỉ có {budget:g}.")
        yield from broken_in_office(occupancy, self.request, self.from_offering, self.to_offering)


def what_breaks(
    problem: Problem, plan: Iterable[Placement], change: Change, *, occupancy: Occupancy | None = None
) -> list[Finding]:
    """The rules a change by hand would break; pass the occupancy of the plan to ask many times cheaply."""
    counts = occupancy or Occupancy(problem, plan)
    return [Finding(code=f"allocation.{move.rule}", message=move.message) for move in change.broken(counts)]


def _barred(occupancy: Occupancy, request: int, offering: int) -> Iterator[Move]:
    problem = occupancy.problem
    if problem.requests.programme[request] != problem.offerings.programme[offering]:
        yield Move("programme", f"Yêu cầu {request} không xin học chương trình của lớp {offering}.")
    here = np.array([request]), np.array([offering])
    values = [problem.travel(*here), problem.seats(*here), problem.weight(*here)]
    if not np.isfinite(np.concatenate([np.asarray(value, dtype=np.float64) for value in values])).all():
        yield Move("pair", f"Bài toán không cho yêu cầu {request} vào lớp {offering}.")
    kilometres = float(problem.distance(*here)[0])
    if problem.km is not None and problem.max_km is not None and kilometres > problem.max_km + TOLERANCE:
        yield Move("distance", f"Lớp {offering} cách {kilometres:g} km, quá {problem.max_km:g} km.")
    yield from barred_by_office(occupancy, request, offering)


def _class_joined(occupancy: Occupancy, request: int, offering: int) -> Iterator[Move]:
    problem = occupancy.problem
    if occupancy.spare_seats(offering) < -TOLERANCE:
        used, seats = occupancy.taken[offering], problem.offerings.capacity[offering]
        yield Move("capacity", f"Lớp {offering} sẽ dùng {used:g} chỗ, chỉ có {seats:g} chỗ.")
    if occupancy.free_people(request, offering) < 0:
        yield Move("clash", f"Trùng tuần với lớp khác của cùng người khi vào lớp {offering}.")
    if occupancy.spare_of_unit(request, offering) < 0:
        limit = problem.away_limit[occupancy.unit(request)] if problem.away_limit is not None else 0
        yield Move("away", f"Đơn vị sẽ vắng quá {limit} người trong một tuần của lớp {offering}.")
    if _rooms_short(occupancy, offering):
        yield Move("rooms", f"Địa điểm của lớp {offering} không đủ phòng trong những tuần ấy.")


def _rooms_short(occupancy: Occupancy, offering: int) -> bool:
    rooms, venue = occupancy.problem.rooms, occupancy.problem.offerings.venue[offering]
    if rooms is None or occupancy.sitting[offering] == 0:
        return False
    return bool(occupancy.running[venue, occupancy.span(offering)].max(initial=0) > rooms[venue])


def _too_few(occupancy: Occupancy, offerings: list[int]) -> Iterator[Move]:
    for offering in offerings:
        sitting, least = occupancy.sitting[offering], occupancy.problem.offerings.min_size[offering]
        if 0 < sitting < least:
            yield Move("min_size", f"Lớp {offering} sẽ có {sitting} người, cần ít nhất {least}.")


def _counts(occupancy: Occupancy, request: int, left: int | None) -> Iterator[Move]:
    requests = occupancy.problem.requests
    if occupancy.served[request] > requests.count[request]:
        yield Move("count", f"Yêu cầu {request} chỉ có {requests.count[request]} người.")
    if left is not None and requests.must[request] and occupancy.unserved(request) > 0:
        yield Move("must", f"Yêu cầu {request} bắt buộc phải được xếp đủ.")


def _order_of_programmes(occupancy: Occupancy, request: int) -> Iterator[Move]:
    for later in sorted({request, *occupancy.later.get(request, ())}):
        for offering in sorted(occupancy.classes_of[later]):
            if occupancy.prepared_at(later, offering) < 0:
                text = f"Yêu cầu {later} vào lớp {offering} khi chưa học xong chương trình phải học trước."
                yield Move("prerequisite", text)
                break
