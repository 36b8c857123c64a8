"""Input that cannot be meant (dữ liệu vào sai): named by rows and in words before any solver starts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from caunoi.domain.allocation.constraints import prerequisite_requests
from caunoi.domain.allocation.pins import impossible_pins
from caunoi.domain.allocation.problem import TOLERANCE, Floats, Problem
from caunoi.domain.vocabulary.finding import Finding, Severity

SHOWN = 10
"""Rows named in a sentence; the finding itself holds them all."""


@dataclass(frozen=True)
class Spotted(Finding):
    """A finding with the rows it is about (chỗ sai): of `requests`, `offerings` or `programmes`."""

    column: str = ""
    rows: tuple[int, ...] = ()


def bad_input(problem: Problem) -> list[Finding]:
    """What somebody typed that cannot be meant. An error means that no plan exists or no number can be trusted."""
    return [
        *_no_numbers(problem),
        *_needs_without_a_class(problem),
        *_classes_without_a_need(problem),
        *_programmes_without_a_venue(problem),
        *_more_wanted_than_seats(problem),
        *_cycles(problem),
        *impossible_pins(problem),
    ]


def _no_numbers(problem: Problem) -> Iterator[Finding]:
    """Columns that must hold finite numbers; files are read with the same rule, problems built in code may differ."""
    asked, offered = problem.requests, problem.offerings
    weight: Floats = asked.weight if problem.pair_weight is None else np.zeros(len(asked))
    for name, part, column in (
        ("trọng số", "requests", weight),
        ("số chỗ mỗi người", "requests", asked.seats),
        ("số chỗ", "offerings", offered.capacity),
        ("chi phí mở lớp", "offerings", offered.open_cost),
    ):
        wrong = np.flatnonzero(~np.isfinite(column))
        if len(wrong):
            noun = "yêu cầu" if part == "requests" else "lớp"
            text = f"Cột {name} không phải số hữu hạn ở {noun} {_listed(wrong)}; hãy nhập lại."
            yield _spotted("number", text, part, wrong)


def _needs_without_a_class(problem: Problem) -> Iterator[Finding]:
    """Programmes that people ask for and no class teaches."""
    asked = problem.requests
    wanted = asked.count > 0
    for programme in np.setdiff1d(asked.programme[wanted], problem.offerings.programme).tolist():
        rows = np.flatnonzero(wanted & (asked.programme == programme))
        heads = int(asked.count[rows].sum())
        text = (
            f"Chương trình {programme} có {heads} người cần (yêu cầu {_listed(rows)}) nhưng không có lớp nào."
        )
        yield _spotted("no_class", text, "requests", rows, _severity(asked.must[rows]))


def _classes_without_a_need(problem: Problem) -> Iterator[Finding]:
    """Programmes that are taught and nobody asks for."""
    offered = problem.offerings.programme
    for programme in np.setdiff1d(offered, problem.requests.programme).tolist():
        rows = np.flatnonzero(offered == programme)
        text = f"Chương trình {programme} có lớp ({_listed(rows)}) nhưng không ai có nhu cầu học."
        yield _spotted("no_need", text, "offerings", rows, "warning")


def _programmes_without_a_venue(problem: Problem) -> Iterator[Finding]:
    """Programmes whose classes all stand at venues without a room."""
    if problem.rooms is None:
        return
    offered, asked = problem.offerings, problem.requests
    roomless = problem.rooms[offered.venue] <= 0
    for programme in np.unique(offered.programme[roomless]).tolist():
        rows = np.flatnonzero(offered.programme == programme)
        if roomless[rows].all():
            must = asked.must[(asked.programme == programme) & (asked.count > 0)]
            text = (
                f"Chương trình {programme} không có địa điểm: mọi lớp ({_listed(rows)}) ở nơi không có phòng."
            )
            yield _spotted("no_venue", text, "offerings", rows, _severity(must))


def _more_wanted_than_seats(problem: Problem) -> Iterator[Finding]:
    """Programmes that more seats are wanted of than all their classes have, if all were opened."""
    asked, offered = problem.requests, problem.offerings
    if problem.pair_seats is not None:
        return
    for programme in np.intersect1d(asked.programme, offered.programme).tolist():
        rows = np.flatnonzero(asked.programme == programme)
        wanted = float((asked.seats[rows] * asked.count[rows]).sum())
        seats = float(offered.capacity[offered.programme == programme].sum())
        if wanted > seats + TOLERANCE:
            text = f"Chương trình {programme}: cần {wanted:g} chỗ, mọi lớp cộng lại chỉ có {seats:g} chỗ."
            yield _spotted("too_many", text, "requests", rows, "warning")


def _cycles(problem: Problem) -> Iterator[Finding]:
    """Circles of programmes that each ask for another first: whoever wishes them all can begin none."""
    blocked = _never_begun(problem)
    for circle in circles(problem.prerequisite):
        rows = np.flatnonzero(blocked & np.isin(problem.requests.programme, circle))
        way = " → ".join(map(str, [*circle, circle[0]]))
        text = f"Điều kiện học trước đi vòng: chương trình {way}; hãy bỏ một điều kiện."
        if len(rows):
            text += f" Không ai bắt đầu được ở yêu cầu {_listed(rows)}."
        yield _spotted("cycle", text, "requests", rows, _severity(problem.requests.must[rows]))


def circles(prerequisite: dict[int, int]) -> list[list[int]]:
    """Each circle once, begun at its smallest programme, in the order “asks for”."""
    found: set[tuple[int, ...]] = set()
    for first in prerequisite:
        way = [first]
        while way[-1] in prerequisite and prerequisite[way[-1]] not in way:
            way.append(prerequisite[way[-1]])
        if way[-1] in prerequisite:
            circle = way[way.index(prerequisite[way[-1]]) :]
            turn = circle.index(min(circle))
            found.add((*circle[turn:], *circle[:turn]))
    return [list(circle) for circle in sorted(found)]


def _never_begun(problem: Problem) -> NDArray[np.bool_]:
    """Requests nobody can ever begin: all heads wait for requests that wait in the same way.

    The largest such set: the first of its heads to begin would need one that ended before.
    """
    earlier, count = prerequisite_requests(problem), problem.requests.count
    waiting = {r for r, first in earlier.items() if 0 < count[r] <= count[first].max()}
    while free := {r for r in waiting if not waiting.issuperset(earlier[r].tolist())}:
        waiting -= free
    blocked = np.zeros(len(count), dtype=bool)
    blocked[sorted(waiting)] = True
    return blocked


def _severity(must: NDArray[np.bool_]) -> Severity:
    return "error" if must.any() else "warning"


def _listed(rows: NDArray[np.int64]) -> str:
    named = ", ".join(map(str, rows[:SHOWN].tolist()))
    return named if len(rows) <= SHOWN else f"{named} và {len(rows) - SHOWN} dòng khác"


def _spotted(
    code: str, text: str, column: str, rows: NDArray[np.int64], severity: Severity = "error"
) -> Spotted:
    return Spotted(f"allocation.{code}", text, "", severity, column, tuple(rows.tolist()))
