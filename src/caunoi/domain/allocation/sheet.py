"""An instance and a plan on it as plain lists (tờ tính của bộ kiểm tra), read with the standard library only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Violation:
    """One broken rule (vi phạm): which rule, what is wrong in words, and where."""

    rule: str
    message: str
    where: dict[str, int] = field(default_factory=dict)


class Sheet:
    """The instance as plain lists, and the heads of the plan counted on it."""

    def __init__(self, instance: dict[str, Any]) -> None:
        self.data = instance
        self.classes, self.wishes = instance["offerings"], instance["requests"]
        self.number_of_classes = len(self.classes["programme"])
        self.number_of_wishes = len(self.wishes["programme"])
        self.heads: dict[tuple[int, int], int] = defaultdict(int)

    # --- reading -----------------------------------------------------------------------------------------

    def class_(self, key: str, offering: int, usual: float | None = 0) -> Any:
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

    # --- counting ----------------------------------------------------------------------------------------

    def opened(self) -> list[int]:
        return sorted({offering for _, offering in self.heads})

    def opening(self) -> float:
        return float(sum(self.class_("open_cost", offering) for offering in self.opened()))

    def travelled(self) -> float:
        return sum(n * self.travel(r, o) for (r, o), n in self.heads.items())

    def mandatory_heads(self) -> int:
        return sum(heads for (request, _), heads in self.heads.items() if self.wish("mandatory", request))

    def by_week(self, group_of: Callable[[int], Any]) -> dict[tuple[Any, int], int]:
        """Heads away in each week, by what `group_of` says of the request; those it calls None are left out."""
        away: dict[tuple[Any, int], int] = defaultdict(int)
        for (request, offering), heads in self.heads.items():
            for week in self.weeks(offering) if group_of(request) is not None else ():
                away[group_of(request), week] += heads
        return dict(sorted(away.items()))

    def running(self, group_of: Callable[[int], Any]) -> dict[tuple[Any, int], int]:
        """Open classes that run in each week, by what `group_of` says of the class."""
        classes: dict[tuple[Any, int], int] = defaultdict(int)
        for offering in self.opened():
            for week in self.weeks(offering) if group_of(offering) is not None else ():
                classes[group_of(offering), week] += 1
        return dict(sorted(classes.items()))


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
