"""Who changes between two plans, and why (ai đổi chỗ, vì sao): a line for each request and way."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np

from caunoi.domain.allocation.changes import Heads, heads_of
from caunoi.domain.allocation.moves import Change
from caunoi.domain.allocation.occupancy import Occupancy
from caunoi.domain.allocation.problem import Placement, Problem


@dataclass(frozen=True)
class Shift:
    """Heads of one request whose place changes (thay đổi chỗ học), and why.

    None stands for no class. `rule` is the checker's name of the rule that staying would break; `lost` where the old
    seat is gone; `together` where staying breaks nothing by itself, but the changes hang together.
    """

    request: int
    from_offering: int | None
    to_offering: int | None
    heads: int
    rule: str
    message: str


def shifts(problem: Problem, old: Heads, plan: list[Placement]) -> list[Shift]:
    """Who changes from where to where between two plans, and what staying would break."""
    before, after = _by_request(old), _by_request(heads_of(plan))
    occupancy = Occupancy(problem, plan)
    moved: list[Shift] = []
    for request in sorted({*before, *after}):
        leaving = _surplus(before[request], after[request])
        coming = _surplus(after[request], before[request])
        for source, target, heads in _matched(leaving, coming):
            rule, message = _why(occupancy, request, source, target, heads)
            moved.append(Shift(request, source, target, heads, rule, message))
    return moved


def _by_request(heads: Heads) -> defaultdict[int, dict[int, int]]:
    """Of each request the heads in each class; requests without any are asked for as well."""
    found: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for (request, offering), number in heads.items():
        found[request][offering] = number
    return found


def _surplus(here: dict[int, int], there: dict[int, int]) -> list[tuple[int, int]]:
    """Classes in which a request has more heads here than there, with how many more."""
    more = ((offering, heads - there.get(offering, 0)) for offering, heads in sorted(here.items()))
    return [(offering, heads) for offering, heads in more if heads > 0]


def _matched(
    leaving: list[tuple[int, int]], coming: list[tuple[int, int]]
) -> list[tuple[int | None, int | None, int]]:
    """Those who leave take the places of those who come, in order; the rest leaves for, or comes from, nowhere."""
    sources: list[int | None] = [o for o, heads in leaving for _ in range(heads)]
    targets: list[int | None] = [o for o, heads in coming for _ in range(heads)]
    size = max(len(sources), len(targets))
    sources += [None] * (size - len(sources))
    targets += [None] * (size - len(targets))
    ways = Counter(zip(sources, targets, strict=True))
    return [(source, target, heads) for (source, target), heads in ways.items()]


def _why(
    occupancy: Occupancy, request: int, source: int | None, target: int | None, heads: int
) -> tuple[str, str]:
    """The rule that staying breaks: ask what happens if only these heads went back."""
    if occupancy.problem.requests.count[request] == 0:
        return "lost", "Người này không còn đi học được trong kỳ kế hoạch."
    if source is not None and not _possible(occupancy.problem, request, source):
        return "lost", f"Lớp {source} không còn tổ chức được cho người này."
    broken = Change(request, from_offering=target, to_offering=source, heads=heads).broken(occupancy)
    if broken:
        staying = "Nếu giữ chỗ cũ" if source is not None else "Nếu không thêm người này"
        return broken[0].rule, f"{staying}: {broken[0].message}"
    return "together", "Đổi cùng với những người khác trong danh sách này."


def _possible(problem: Problem, request: int, offering: int) -> bool:
    fits = problem.offerings.capacity[offering] > 0
    one = np.array([request]), np.array([offering])
    return bool(fits and np.isfinite(problem.travel(*one)).all())
