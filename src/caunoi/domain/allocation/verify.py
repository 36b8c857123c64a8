"""Checks any plan against its instance (kiểm tra kế hoạch), from the JSON alone.

This file, with `sheet.py` and `verify_office.py`, shares nothing with the model or the solver: they read the
decoded JSON themselves, with the standard library only, so that a plan made by the solver, by hand or by another
program is judged alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from caunoi.domain.allocation.sheet import Sheet, Violation
from caunoi.domain.allocation.verify_office import office_violations

TOLERANCE = 1e-6


@dataclass(frozen=True)
class Verification:
    """The verdict on a plan (kết quả kiểm tra); `mandatory_heads` are the mandatory needs it meets."""

    valid: bool
    objective: float
    violations: tuple[Violation, ...]
    mandatory_heads: int = 0


class UnreadableInstance(ValueError):
    """The instance itself cannot be read, so no plan can be judged."""


def verify(instance: dict[str, Any], plan: list[Any]) -> Verification:
    """Judge a plan: list of [request, offering] or [request, offering, count]."""
    try:
        sheet = _Verdict(instance)
        broken = [*sheet.take(plan), *sheet.violations(), *office_violations(sheet)]
        return Verification(not broken, sheet.objective(), tuple(broken), sheet.mandatory_heads())
    except (KeyError, TypeError, IndexError, AttributeError, ValueError, ArithmeticError) as error:
        raise UnreadableInstance(f"Bài toán thiếu hoặc sai dữ liệu: {error}.") from error


class _Verdict(Sheet):
    """The rules of the published format, each judged on the counts of the sheet."""

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

    def rooms_overfull(self) -> Iterator[Violation]:
        rooms = self.data.get("rooms")
        if rooms is None:
            return
        for (venue, week), many in self.running(lambda offering: int(self.class_("venue", offering))).items():
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
