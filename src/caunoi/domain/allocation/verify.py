"""Checks any plan against its instance (kiểm tra kế hoạch), from the JSON alone.

This file shares nothing with the model or the solver: it reads the decoded JSON itself, with the standard
library only, so that a plan made by the solver, by hand or by another program is judged alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

TOLERANCE = 1e-6


@dataclass(frozen=True)
class Violation:
    """One broken rule (vi phạm): which rule, what is wrong in words, and where."""

    rule: str
    message: str
    where: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Verification:
    """The verdict on a plan (kết quả kiểm tra)."""

    valid: bool
    objective: float
    violations: tuple[Violation, ...]


class UnreadableInstance(ValueError):
    """The instance itself cannot be read, so no plan can be judged."""


def verify(instance: dict[str, Any], plan: list[Any]) -> Verification:
    """Judge a plan: list of [request, offering] or [request, offering, count]."""
    try:
        sheet = _Sheet(instance)
        broken = [*sheet.take(plan), *sheet.violations()]
        return Verification(not broken, sheet.objective(), tuple(broken))
    except (KeyError, TypeError, IndexError, AttributeError, ValueError, ArithmeticError) as error:
        raise UnreadableInstance(f"Bài toán thiếu hoặc sai dữ liệu: {error}.") from error


class _Sheet:
    """The instance as plain lists, and the heads of the plan counted on it."""

    def __init__(self, instance: dict[str, Any]) -> None:
        self.data = instance
        self.classes, self.wishes = instance["offerings"], instance["requests"]
        self.number_of_classes = len(self.classes["programme"])
        self.number_of_wishes = len(self.wishes["programme"])
        self.heads: dict[tuple[int, int], int] = defaultdict(int)

    # --- reading -----------------------------------------------------------------------------------------

    def class_(self, key: str, offering: int, usual: float = 0) -> Any:
        column = self.classes.get(key)
        return usual if column is None else column[offering]

    def wish(self, key: str, request: int, usual: float = 0) -> Any:
        column = self.wishes.get(key)
        return usual if column is None else column[request]

    def cell(self, name: str, request: int, offering: int) -> Any:
        table = self.data.get(name)
        return None if table is None else table[request][offering]

    def weeks(self, offering: int) -> range:
        start = int(self.class_("start", offering))
        return range(start, start + int(self.class_("weeks", offering, 1)))

    def unit(self, request: int) -> int | None:
        column = (self.data.get("persons") or {}).get("unit")
        return None if column is None else column[self.wishes["person"][request]]

    def kilometres(self, request: int, offering: int) -> Any:
        unit = self.unit(request)
        if self.data.get("km") is None or unit is None:
            return 0
        return self.data["km"][unit][self.class_("venue", offering)]

    def travel(self, request: int, offering: int) -> float:
        """One head's travel cost; a head in a forbidden pair is counted as costing nothing."""
        cost = (self.kilometres(request, offering) or 0) * (self.data.get("cost_per_km") or 0)
        cost += self.cell("pair_cost", request, offering) or 0
        whole = self.cell("pair_cost_total", request, offering) or 0
        return float(cost + whole / max(1, self.wish("count", request, 1)))

    def seats(self, request: int, offering: int) -> float:
        if self.data.get("pair_seats") is not None:
            return float(self.cell("pair_seats", request, offering) or 0)
        return float(self.wish("seats", request, 1))

    def weight(self, request: int, offering: int) -> float:
        if self.data.get("pair_weight") is not None:
            return float(self.cell("pair_weight", request, offering) or 0)
        return float(self.wish("weight", request))

    def take(self, plan: Any) -> Iterator[Violation]:
        """Count the heads of every readable line, and name the others."""
        if not isinstance(plan, list):
            yield Violation("plan", "Kế hoạch không phải một danh sách các dòng [yêu cầu, lớp, số người].")
            return
        for row, line in enumerate(plan):
            where = {"line": row}
            if not isinstance(line, list | tuple) or len(line) not in (2, 3) or not all(map(_is_whole, line)):
                yield Violation(
                    "plan", f"Dòng {row} không có dạng [yêu cầu, lớp] hay [yêu cầu, lớp, số].", where
                )
                continue
            request, offering, heads = [*line, 1][:3]
            if not (0 <= request < self.number_of_wishes and 0 <= offering < self.number_of_classes):
                yield Violation("plan", f"Dòng {row}: yêu cầu hoặc lớp không có trong bài toán.", where)
            elif heads < 0:
                yield Violation("plan", f"Dòng {row}: số người là {heads}, không thể âm.", where)
            elif heads > 0:
                self.heads[request, offering] += heads

    # --- judging -----------------------------------------------------------------------------------------

    def violations(self) -> Iterator[Violation]:
        yield from self.wrong_pairs()
        yield from self.wrong_counts()
        yield from self.wrong_classes()
        yield from self.clashes()
        yield from self.units_left_empty()
        yield from self.rooms_overfull()
        yield from self.overspent()
        yield from self.prerequisites_unmet()

    def objective(self) -> float:
        prices = self.data["objective"]
        served = sum(n * self.weight(r, o) for (r, o), n in self.heads.items())
        return float(
            (prices.get("weight") or 0) * served
            + (prices.get("open_cost") or 0) * self.opening()
            + (prices.get("pair_cost") or 0) * self.travelled()
        )

    def opened(self) -> list[int]:
        return sorted({offering for _, offering in self.heads})

    def opening(self) -> float:
        return float(sum(self.class_("open_cost", offering) for offering in self.opened()))

    def travelled(self) -> float:
        return sum(n * self.travel(r, o) for (r, o), n in self.heads.items())

    def wrong_pairs(self) -> Iterator[Violation]:
        furthest = self.data.get("max_km")
        for request, offering in self.heads:
            where = {"request": request, "offering": offering}
            if self.wishes["programme"][request] != self.classes["programme"][offering]:
                yield Violation(
                    "programme", f"Yêu cầu {request} không xin học chương trình của lớp {offering}.", where
                )
            if self.pair_is_barred(request, offering):
                yield Violation("pair", f"Bài toán không cho yêu cầu {request} vào lớp {offering}.", where)
            elif furthest is not None and self.kilometres(request, offering) > furthest + TOLERANCE:
                far = self.kilometres(request, offering)
                yield Violation("distance", f"Lớp {offering} cách {far:g} km, quá {furthest:g} km.", where)

    def pair_is_barred(self, request: int, offering: int) -> bool:
        names = ("pair_cost", "pair_cost_total", "pair_seats", "pair_weight")
        tables = [name for name in names if self.data.get(name) is not None]
        return self.kilometres(request, offering) is None or any(
            self.cell(name, request, offering) is None for name in tables
        )

    def wrong_counts(self) -> Iterator[Violation]:
        served: dict[int, int] = defaultdict(int)
        for (request, _), heads in self.heads.items():
            served[request] += heads
        for request in range(self.number_of_wishes):
            count, where = self.wish("count", request, 1), {"request": request}
            if served[request] > count:
                text = f"Yêu cầu {request} có {count} người nhưng kế hoạch xếp {served[request]}."
                yield Violation("count", text, where)
            if self.wish("must", request) and served[request] < count:
                text = f"Yêu cầu {request} bắt buộc đủ {count} người, mới xếp {served[request]}."
                yield Violation("must", text, where)

    def wrong_classes(self) -> Iterator[Violation]:
        sitting: dict[int, int] = defaultdict(int)
        taken: dict[int, float] = defaultdict(float)
        for (request, offering), heads in self.heads.items():
            sitting[offering] += heads
            taken[offering] += heads * self.seats(request, offering)
        for offering in self.opened():
            where, least = {"offering": offering}, self.class_("min_size", offering)
            if sitting[offering] < least:
                text = f"Lớp {offering} có {sitting[offering]} người, cần ít nhất {least}."
                yield Violation("min_size", text, where)
            if taken[offering] > self.class_("capacity", offering) + TOLERANCE:
                room = self.class_("capacity", offering)
                text = f"Lớp {offering} dùng {taken[offering]:g} chỗ, chỉ có {room:g}."
                yield Violation("capacity", text, where)

    def clashes(self) -> Iterator[Violation]:
        behind: dict[int, int] = defaultdict(int)
        for request in range(self.number_of_wishes):
            person = self.wishes["person"][request]
            behind[person] = max(behind[person], self.wish("count", request, 1))
        for (person, week), heads in self.by_week(lambda request: self.wishes["person"][request]).items():
            if heads > behind[person]:
                text = f"Người {person} học nhiều lớp cùng lúc trong tuần {week}."
                yield Violation("clash", text, {"person": person, "week": week})

    def units_left_empty(self) -> Iterator[Violation]:
        limits = (self.data.get("units") or {}).get("away_limit")
        if limits is None or (self.data.get("persons") or {}).get("unit") is None:
            return
        for (unit, week), heads in self.by_week(self.unit).items():
            if limits[unit] is not None and heads > limits[unit]:
                text = f"Đơn vị {unit} vắng {heads} người trong tuần {week}, chỉ được {limits[unit]}."
                yield Violation("away", text, {"unit": unit, "week": week})

    def by_week(self, group_of: Any) -> dict[tuple[int, int], int]:
        away: dict[tuple[int, int], int] = defaultdict(int)
        for (request, offering), heads in self.heads.items():
            for week in self.weeks(offering):
                away[group_of(request), week] += heads
        return dict(sorted(away.items()))

    def rooms_overfull(self) -> Iterator[Violation]:
        rooms = self.data.get("rooms")
        if rooms is None:
            return
        running: dict[tuple[int, int], int] = defaultdict(int)
        for offering in self.opened():
            for week in self.weeks(offering):
                running[int(self.class_("venue", offering)), week] += 1
        for (venue, week), many in sorted(running.items()):
            if rooms[venue] is not None and many > rooms[venue]:
                text = f"Địa điểm {venue} có {many} lớp trong tuần {week}, chỉ đủ {rooms[venue]} phòng."
                yield Violation("rooms", text, {"venue": venue, "week": week})

    def overspent(self) -> Iterator[Violation]:
        budget = self.data.get("budget")
        spent = self.opening() + self.travelled()
        if budget is not None and spent > budget + TOLERANCE:
            yield Violation("budget", f"Kế hoạch tốn {spent:.10g}, kinh phí chỉ có {budget:.10g}.")

    def prerequisites_unmet(self) -> Iterator[Violation]:
        programmes = self.data.get("programmes") or []
        needs = {p.get("id", row): p.get("prerequisite") for row, p in enumerate(programmes)}
        wishes_of: dict[tuple[int, int], list[int]] = defaultdict(list)
        for request in range(self.number_of_wishes):
            if self.wish("count", request, 1) > 0:
                wishes_of[self.wishes["person"][request], self.wishes["programme"][request]].append(request)
        for request in sorted({request for request, _ in self.heads}):
            earlier = needs.get(self.wishes["programme"][request])
            first = wishes_of.get((self.wishes["person"][request], earlier)) if earlier is not None else None
            if first:
                yield from self.started_too_early(request, first)

    def started_too_early(self, request: int, first: list[int]) -> Iterator[Violation]:
        """Heads that began a class by some week need as many that had finished the earlier one by then."""
        spare = max(0, self.wish("count", request, 1) - max(self.wish("count", r, 1) for r in first))
        mine = {offering: heads for (r, offering), heads in self.heads.items() if r == request}
        for offering in sorted(mine):
            week = self.weeks(offering).start
            begun = sum(heads for o, heads in mine.items() if self.weeks(o).start <= week)
            done = sum(h for (r, o), h in self.heads.items() if r in first and self.weeks(o).stop <= week)
            if begun > done + spare:
                text = f"Yêu cầu {request} vào lớp {offering} khi chưa học xong chương trình phải học trước."
                yield Violation("prerequisite", text, {"request": request, "offering": offering})


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
