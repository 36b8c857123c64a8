"""Pins that cannot be kept (chốt không giữ được), named before any solver starts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from caunoi.domain.allocation.moves import Change
from caunoi.domain.allocation.occupancy import Occupancy
from caunoi.domain.allocation.office import Locks
from caunoi.domain.allocation.problem import NO_LIMIT, TOLERANCE, Problem
from caunoi.domain.allocation.variables import within_reach
from caunoi.domain.vocabulary.finding import Finding

LATER = frozenset({"min_size", "prerequisite", "floor", "mandatory", "must"})
"""Rules that seating others can still mend: they say nothing against a pin."""


@dataclass(frozen=True)
class Unkept(Finding):
    """A pin that cannot be kept (chốt không giữ được), with the request it is about where it is about one."""

    request: int | None = None


def impossible_pins(problem: Problem) -> list[Unkept]:
    """Pins that contradict each other or a rule; whoever they name can be seen in the message.

    What is told is a proof, what is not told may still be impossible together with everything else: the solver says so.
    """
    locks = problem.locks
    if locks is None:
        return []
    crossed = list(_contradictions(locks))
    return crossed or [*_seats_that_break(problem, locks), *_classes_that_cannot_open(problem, locks)]


def _contradictions(locks: Locks) -> Iterator[Unkept]:
    """Two pins about the same thing that say different things."""
    for offering in sorted({*locks.opened} & {*locks.closed}):
        yield _found("lock", f"Lớp {offering} vừa chốt mở vừa chốt không mở.")
    for request, offering, heads in locks.placed:
        if heads > 0 and offering in locks.closed:
            yield _found("lock", f"Yêu cầu {request} chốt vào lớp {offering}, mà lớp ấy chốt không mở.")
        if heads > 0 and request in locks.unplaced:
            yield _found("lock", f"Yêu cầu {request} vừa chốt vào lớp {offering} vừa chốt không xếp.")


def _seats_that_break(problem: Problem, locks: Locks) -> Iterator[Unkept]:
    """Seats pinned, one after the other: the first that no longer fits beside those before it is told."""
    occupancy = Occupancy(replace(problem, locks=None))
    for request, offering, heads in locks.placed:
        if heads <= 0:
            continue  # "at least nobody" asks for nothing: even a seat that cannot be keeps it
        broken = Change(request, to_offering=offering, heads=heads).broken(occupancy)
        told = [move for move in broken if move.rule not in LATER]
        if told:
            yield from (_found(move.rule, move.message, request) for move in told)
        else:
            occupancy.add(request, offering, heads)


def _classes_that_cannot_open(problem: Problem, locks: Locks) -> Iterator[Unkept]:
    """Classes pinned open that too few can reach, that have no room together, or that cost more than there is."""
    for offering in locks.opened:
        able, least = _able(problem, locks, offering), int(problem.offerings.least_heads[offering])
        if able < least:
            yield _found(
                "lock", f"Lớp {offering} chốt mở cần ít nhất {least} người, chỉ có {able} người học được."
            )
    yield from _without_a_room(problem, locks)
    money = float(problem.offerings.open_cost[list(locks.opened)].sum()) if locks.opened else 0.0
    if problem.budget is not None and money > problem.budget + TOLERANCE:
        yield _found("budget", f"Kế hoạch sẽ tốn {money:g}, kinh phí chỉ có {problem.budget:g}.")


def _able(problem: Problem, locks: Locks, offering: int) -> int:
    """Heads of the programme who are near enough and not pinned out or into another class."""
    asked = problem.requests
    free = asked.count.copy()
    free[list(locks.unplaced)] = 0
    for request, other, heads in locks.placed:
        free[request] -= heads if other != offering else 0
    rows = np.flatnonzero(asked.programme == problem.offerings.programme[offering])
    near = within_reach(problem, rows, np.full(len(rows), offering))
    return int(np.maximum(free[rows][near], 0).sum())


def _without_a_room(problem: Problem, locks: Locks) -> Iterator[Unkept]:
    if problem.rooms is None:
        return
    offered = problem.offerings
    for offering in locks.opened:
        venue, week = int(offered.venue[offering]), int(offered.start[offering])
        there = [
            o for o in locks.opened if offered.venue[o] == venue and offered.start[o] <= week < offered.end[o]
        ]
        rooms = int(problem.rooms[venue])
        if rooms != NO_LIMIT and len(there) > rooms:
            text = f"Địa điểm {venue} có {len(there)} lớp trong tuần {week}, chỉ đủ {rooms} phòng."
            yield _found("rooms", text)


def _found(rule: str, text: str, request: int | None = None) -> Unkept:
    return Unkept(f"allocation.{rule}", text, severity="error", request=request)
