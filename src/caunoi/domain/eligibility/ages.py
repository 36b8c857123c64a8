"""Requirements on age and service (tuổi, thời gian công tác), exact to the day, with partial dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from caunoi.domain.eligibility import daycode
from caunoi.domain.eligibility.facts import Rowset
from caunoi.domain.eligibility.routes import Missing, Route
from caunoi.domain.eligibility.rules import Bounded, Bounds
from caunoi.domain.eligibility.terms import Terms
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.domain.vocabulary.vietnamese import format_date, format_number


@dataclass(frozen=True)
class YearsBySex:
    """A number of years, which may differ for women (số tuổi theo giới)."""

    man: int
    woman: int

    @property
    def sexes(self) -> tuple[str, ...]:
        """The facts that decide which number applies: none when it is the same for all."""
        return () if self.man == self.woman else ("sex",)

    def limits(self, rows: Rowset) -> tuple[daycode.Codes | int, daycode.Codes | int]:
        """Months: the lowest and the highest limit that may apply, given what is known of the sex."""
        if self.man == self.woman:
            return 12 * self.man, 12 * self.man
        sex = rows.column("sex")
        low = np.array([min(self.man, self.woman), self.man, self.woman], np.int32) * 12
        high = np.array([max(self.man, self.woman), self.man, self.woman], np.int32) * 12
        return low[sex], high[sex]

    def __str__(self) -> str:
        return (
            f"{self.man} tuổi"
            if self.man == self.woman
            else f"{self.man} tuổi với nam, {self.woman} tuổi với nữ"
        )


@dataclass(frozen=True)
class AgeAtLeast(Bounded):
    """At least this old on the day (đủ tuổi)."""

    years: YearsBySex

    def bounds(self, rows: Rowset, terms: Terms, on: date) -> Bounds:
        today = daycode.encode(on)
        first, last = rows.column("birth_earliest"), rows.column("birth_latest")
        low, high = self.years.limits(rows)
        surely = (last > 0) & (daycode.full_months(today, last) >= high)
        return surely, (first == 0) | (daycode.full_months(today, first) >= low)

    def sentence(self, terms: Terms) -> str:
        return f"Đủ {self.years} trở lên"

    def held(self, rows: Rowset, terms: Terms) -> str:
        return "sinh " + _day_held(rows, "birth")

    def routes(self, rows: Rowset, terms: Terms, on: date) -> list[Route]:
        unclear = self.evaluate(rows, terms, on)[0] == Verdict.UNKNOWN
        return learnable(rows, ("birth", *self.years.sexes), str(self.years)) if unclear else []


@dataclass(frozen=True)
class FirstElectedByAge(Bounded):
    """Not older than this at the first election to the post (tuổi tham gia lần đầu), in full years."""

    years: YearsBySex

    def bounds(self, rows: Rowset, terms: Terms, on: date) -> Bounds:
        low, high = self.years.limits(rows)
        elected = rows.column("first_elected_earliest"), rows.column("first_elected_latest")
        born = rows.column("birth_earliest"), rows.column("birth_latest")
        known = (elected[0] > 0) & (born[0] > 0)
        surely = known & (daycode.full_months(elected[1], born[0]) < low + 12)
        possibly = ~known | (daycode.full_months(elected[0], born[1]) < high + 12)
        return surely, possibly

    def sentence(self, terms: Terms) -> str:
        return f"Tham gia giữ chức vụ lần đầu không quá {self.years}"

    def held(self, rows: Rowset, terms: Terms) -> str:
        return f"sinh {_day_held(rows, 'birth')}, giữ chức vụ lần đầu {_day_held(rows, 'first_elected')}"

    def routes(self, rows: Rowset, terms: Terms, on: date) -> list[Route]:
        unclear = self.evaluate(rows, terms, on)[0] == Verdict.UNKNOWN
        names = ("birth", "first_elected", *self.years.sexes)
        return learnable(rows, names, str(self.years)) if unclear else []


@dataclass(frozen=True)
class ServiceLeftAtFirstElection(Bounded):
    """This many months of service still ahead at the first election (thời gian công tác còn lại)."""

    months: int

    def bounds(self, rows: Rowset, terms: Terms, on: date) -> Bounds:
        elected = rows.column("first_elected_earliest"), rows.column("first_elected_latest")
        ends = rows.column("retires_earliest"), rows.column("retires_latest")
        known = (elected[0] > 0) & (ends[0] > 0)
        surely = known & (daycode.full_months(ends[0], elected[1]) >= self.months)
        possibly = ~known | (daycode.full_months(ends[1], elected[0]) >= self.months)
        return surely, possibly

    def sentence(self, terms: Terms) -> str:
        return f"Khi giữ chức vụ lần đầu còn đủ thời gian công tác ít nhất {format_number(self.months)} tháng"

    def held(self, rows: Rowset, terms: Terms) -> str:
        return (
            f"giữ chức vụ lần đầu {_day_held(rows, 'first_elected')}, nghỉ hưu {_day_held(rows, 'retires')}"
        )

    def routes(self, rows: Rowset, terms: Terms, on: date) -> list[Route]:
        unclear = self.evaluate(rows, terms, on)[0] == Verdict.UNKNOWN
        return learnable(rows, ("first_elected", "retires"), f"{self.months} tháng") if unclear else []


def learnable(rows: Rowset, names: Sequence[str], value: str) -> list[Route]:
    """Dates are not earned: only those not known, or known in part, may still turn out to satisfy."""
    open_ = [name for name in names if _is_open(rows, name)]
    return [frozenset(Missing(name, value) for name in open_)] if open_ else []


def _is_open(rows: Rowset, name: str) -> bool:
    if name == "sex":
        return bool(rows.column("sex")[0] == 0)
    first, last = rows.column(f"{name}_earliest")[0], rows.column(f"{name}_latest")[0]
    return bool(first == 0 or first != last)


def _day_held(rows: Rowset, name: str) -> str:
    first, last = int(rows.column(f"{name}_earliest")[0]), int(rows.column(f"{name}_latest")[0])
    if not first:
        return "chưa có dữ liệu"
    if first == last:
        return format_date(daycode.decode(first))
    return f"trong khoảng {format_date(daycode.decode(first))} đến {format_date(daycode.decode(last))}"
