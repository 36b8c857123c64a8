"""Office rules a change by hand breaks (quy định cơ quan bị vi phạm khi chuyển người), from the counts of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from caunoi.domain.allocation.occupancy import Occupancy
from caunoi.domain.allocation.problem import TOLERANCE
from caunoi.domain.allocation.variables import serve_after_learning


@dataclass(frozen=True)
class Move:
    """A rule broken by a change (điều kiện bị vi phạm), by the checker's name, in words."""

    rule: str
    message: str


def barred_by_office(occupancy: Occupancy, request: int, offering: int) -> Iterator[Move]:
    """What keeps the request out of the class whatever else the plan does."""
    problem = occupancy.problem
    if not serve_after_learning(problem, np.array([request]), np.array([offering])).all():
        owed = problem.serve[int(problem.requests.programme[request])]
        yield Move("retirement", f"Học xong lớp {offering} thì không còn đủ {owed} tuần công tác phải có.")
    if occupancy.office.at_rest[offering]:
        yield Move("closed", f"Lớp {offering} rơi vào tuần nghỉ của địa điểm.")
    if problem.locks is not None and offering in problem.locks.closed:
        yield Move("lock", f"Lớp {offering} đã chốt không mở.")
    if problem.locks is not None and request in problem.locks.unplaced:
        yield Move("lock", f"Yêu cầu {request} đã chốt không xếp.")


def broken_in_office(
    occupancy: Occupancy, request: int, left: int | None, joined: int | None
) -> Iterator[Move]:
    """The office rules that are broken around a change once it is made; what it does not worsen is not told."""
    if joined is not None:
        yield from _lecturer_overbooked(occupancy, joined)
        yield from _too_many_of_a_unit(occupancy, request, joined)
    if left is not None:
        yield from _locks_undone(occupancy, request, left)
    yield from _items_overspent(occupancy)
    if left is None:
        yield from _quota_exceeded(occupancy, request)
        yield from _shares_missed(occupancy, request, inside=False)
    if joined is None:
        yield from _quota_missed(occupancy, request)
        yield from _shares_missed(occupancy, request, inside=True)
        yield from _too_few_served(occupancy, request)


def _lecturer_overbooked(occupancy: Occupancy, offering: int) -> Iterator[Move]:
    office, lecturer = occupancy.office, occupancy.office.lecturer[offering]
    if office.spare_lessons(offering, occupancy.span(offering)) < 0:
        yield Move(
            "lecturer", f"Giảng viên {lecturer} dạy quá nhiều lớp trong những tuần của lớp {offering}."
        )
    if office.spare_teaching_weeks(offering) < 0:
        yield Move("lecturer_weeks", f"Mở lớp {offering} thì giảng viên {lecturer} dạy quá số tuần cho phép.")


def _too_many_of_a_unit(occupancy: Occupancy, request: int, offering: int) -> Iterator[Move]:
    problem, office = occupancy.problem, occupancy.office
    if office.spare_of_key(request, occupancy.span(offering)) < 0 and problem.key_away_limit is not None:
        most = problem.key_away_limit[office.key[request]]
        yield Move(
            "key_away", f"Đơn vị sẽ vắng quá {most} cán bộ chủ chốt trong một tuần của lớp {offering}."
        )


def _quota_exceeded(occupancy: Occupancy, request: int) -> Iterator[Move]:
    for number in occupancy.office.quotas_of.get(request, ()):
        quota, heads = occupancy.problem.quotas[number], occupancy.office.in_quota[number]
        if quota.most is not None and heads > quota.most:
            yield Move("quota", f"Đơn vị {quota.unit} sẽ có {heads} suất, chỉ tiêu nhiều nhất {quota.most}.")


def _quota_missed(occupancy: Occupancy, request: int) -> Iterator[Move]:
    for number in occupancy.office.quotas_of.get(request, ()):
        quota, heads = occupancy.problem.quotas[number], occupancy.office.in_quota[number]
        if quota.least is not None and heads < quota.least:
            yield Move("quota", f"Đơn vị {quota.unit} sẽ còn {heads} suất, chỉ tiêu ít nhất {quota.least}.")


def _items_overspent(occupancy: Occupancy) -> Iterator[Move]:
    for number in np.flatnonzero(occupancy.office.spare_money() < -TOLERANCE).tolist():
        item, spent = occupancy.problem.items[number], occupancy.office.spent[number]
        yield Move("item", f"Mục chi “{item.name}” sẽ tốn {spent:g}, chỉ có {item.limit:g}.")


def _shares_missed(occupancy: Occupancy, request: int, *, inside: bool) -> Iterator[Move]:
    """Floors whose share falls when the request comes (to another group) or goes (from this one)."""
    office, mine = occupancy.office, occupancy.office.floors_of.get(request, ())
    for number, floor in enumerate(occupancy.problem.floors):
        heads, every = office.on_floor[number], office.all_heads
        if (number in mine) == inside and floor.share is not None and heads < floor.share * every - TOLERANCE:
            told = f"{heads} trong {every} suất, cần ít nhất {floor.share:.0%}"
            yield Move("floor", f"Nhóm “{floor.name}” sẽ có {told}.")


def _too_few_served(occupancy: Occupancy, request: int) -> Iterator[Move]:
    """Floors in heads, and mandatory needs, that the request leaves unmet as it goes."""
    office, problem = occupancy.office, occupancy.problem
    for number in office.floors_of.get(request, ()):
        floor, heads = problem.floors[number], office.on_floor[number]
        if floor.heads is not None and heads < floor.heads:
            yield Move("floor", f"Nhóm “{floor.name}” sẽ còn {heads} suất, cần ít nhất {floor.heads}.")
    if office.mandatory[request] and office.mandatory_heads < problem.mandatory_least:
        told = f"{office.mandatory_heads} nhu cầu bắt buộc được xếp, cần {problem.mandatory_least}"
        yield Move("mandatory", f"Chỉ còn {told}.")


def _locks_undone(occupancy: Occupancy, request: int, left: int) -> Iterator[Move]:
    locks = occupancy.problem.locks
    if locks is None:
        return
    if left in locks.opened and occupancy.sitting[left] == 0:
        yield Move("lock", f"Lớp {left} đã chốt mở nhưng sẽ không còn ai.")
    for locked, offering, heads in locks.placed:
        if (locked, offering) == (request, left) and occupancy.heads.get((request, left), 0) < heads:
            yield Move("lock", f"Yêu cầu {request} đã chốt {heads} người vào lớp {left}.")
