"""Reliefs (điều khoản chuyển tiếp, miễn trừ): when what is not satisfied is not held against a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from caunoi.domain.eligibility import daycode
from caunoi.domain.eligibility.facts import Rowset
from caunoi.domain.eligibility.reading import CONFIDENCES
from caunoi.domain.eligibility.routes import Route
from caunoi.domain.eligibility.rules import Bounded, Bounds, Rule
from caunoi.domain.eligibility.terms import Terms
from caunoi.domain.eligibility.verdict import U8, Verdict, at_least, constant
from caunoi.domain.vocabulary.vietnamese import format_date

Gives = Literal["exempt", "in_transition"]
DAY_NAMES = {"appointed": "Bổ nhiệm, tuyển dụng", "first_elected": "Giữ chức vụ lần đầu", "birth": "Sinh"}


@dataclass(frozen=True)
class Condition(Bounded):
    """What every condition of a relief shares: it is a fact of the person, not something to be earned."""

    def routes(self, rows: Rowset, terms: Terms, on: date) -> list[Route]:
        return []

    def held(self, rows: Rowset, terms: Terms) -> str:
        return ""


@dataclass(frozen=True)
class Before(Condition):
    """A date of the person lies before this day (trước ngày)."""

    what: str
    day: date

    def bounds(self, rows: Rowset, terms: Terms, on: date) -> Bounds:
        limit = daycode.encode(self.day)
        first, last = rows.column(f"{self.what}_earliest"), rows.column(f"{self.what}_latest")
        return (last > 0) & (last < limit), (first == 0) | (first < limit)

    def sentence(self, terms: Terms) -> str:
        return f"{DAY_NAMES[self.what]} trước ngày {format_date(self.day)}"


@dataclass(frozen=True)
class NotBefore(Condition):
    """A date of the person lies on this day or later (từ ngày)."""

    what: str
    day: date

    def bounds(self, rows: Rowset, terms: Terms, on: date) -> Bounds:
        limit = daycode.encode(self.day)
        first, last = rows.column(f"{self.what}_earliest"), rows.column(f"{self.what}_latest")
        return (first > 0) & (first >= limit), (last == 0) | (last >= limit)

    def sentence(self, terms: Terms) -> str:
        return f"{DAY_NAMES[self.what]} từ ngày {format_date(self.day)}"


@dataclass(frozen=True)
class WithinMonthsOfAppointment(Condition):
    """Less than so many months since the appointment (trong thời hạn kể từ khi tuyển dụng)."""

    months: int

    def bounds(self, rows: Rowset, terms: Terms, on: date) -> Bounds:
        today = daycode.encode(on)
        first, last = rows.column("appointed_earliest"), rows.column("appointed_latest")
        surely = (first > 0) & (daycode.full_months(today, first) < self.months)
        return surely, (last == 0) | (daycode.full_months(today, last) < self.months)

    def sentence(self, terms: Terms) -> str:
        return f"Chưa quá {self.months} tháng kể từ khi bổ nhiệm, tuyển dụng"


@dataclass(frozen=True)
class Studying(Condition):
    """Now on a course that leads to this level or a higher one (đang học)."""

    what: str
    level: str

    def bounds(self, rows: Rowset, terms: Terms, on: date) -> Bounds:
        aim = rows.lane("studying", list(terms.scales).index(self.what))
        until = rows.column("studying_until")
        enough = aim >= terms.scales[self.what].ranks[self.level]
        return enough & ((until == 0) | (until >= daycode.encode(on))), np.zeros(rows.size, np.bool_)

    def sentence(self, terms: Terms) -> str:
        scale = terms.scales[self.what]
        return (
            f"Đang học {scale.name.lower()} trình độ {scale.label(scale.ranks[self.level]).lower()} trở lên"
        )


@dataclass(frozen=True)
class InArea(Condition):
    """The unit lies in one of these areas (khu vực)."""

    areas: tuple[str, ...]

    def bounds(self, rows: Rowset, terms: Terms, on: date) -> Bounds:
        area = rows.column("area")
        return np.isin(area, [terms.area_numbers[code] for code in self.areas]), area == 0

    def sentence(self, terms: Terms) -> str:
        return "Công tác ở " + ", ".join(terms.areas[code].name for code in self.areas)


@dataclass(frozen=True)
class Relief:
    """One clause that softens a requirement: all its conditions hold, in its own time."""

    gives: Gives
    conditions: tuple[Rule, ...]
    reason: str
    clause: str
    begins: date | None = None
    until: date | None = None
    confidence: str = ""

    def in_time(self, on: date) -> bool:
        return (self.begins is None or self.begins <= on) and (self.until is None or on < self.until)

    def holds(self, rows: Rowset, terms: Terms, on: date) -> U8:
        if not self.in_time(on):
            return constant(Verdict.NOT_MET, rows.size)
        if not self.conditions:
            return constant(Verdict.MET, rows.size)
        return at_least(len(self.conditions), [one.evaluate(rows, terms, on) for one in self.conditions])

    def sentence(self, terms: Terms) -> str:
        when = "; ".join(condition.sentence(terms) for condition in self.conditions)
        effect = "được miễn" if self.gives == "exempt" else "trong thời hạn chuyển tiếp"
        limit = f", đến trước ngày {format_date(self.until)}" if self.until else ""
        doubt = f"; {CONFIDENCES[self.confidence]}" if self.confidence else ""
        return f"{when or 'Mọi trường hợp'}: {effect}{limit} ({self.clause}{doubt})"


def soften(base: U8, reliefs: Sequence[Relief], rows: Rowset, terms: Terms, on: date) -> U8:
    """The verdict after the reliefs: exemption before transition, and what is not sure stays unknown."""
    exempt = _any(reliefs, "exempt", rows, terms, on)
    moving = _any(reliefs, "in_transition", rows, terms, on)
    place = (base * _KINDS + exempt) * _KINDS + moving
    return np.take(_SOFTENED, place)


def _any(reliefs: Sequence[Relief], gives: Gives, rows: Rowset, terms: Terms, on: date) -> U8:
    parts = [relief.holds(rows, terms, on) for relief in reliefs if relief.gives == gives]
    return at_least(1, parts) if parts else constant(Verdict.NOT_MET, rows.size)


def _softened(base: Verdict, exempt: Verdict, moving: Verdict) -> Verdict:
    if base in (Verdict.NOT_ASKED, Verdict.MET, Verdict.EXEMPT):
        return base
    if exempt == Verdict.MET:
        return Verdict.EXEMPT
    if Verdict.UNKNOWN in (base, exempt):
        return Verdict.UNKNOWN
    if base == Verdict.IN_TRANSITION or moving == Verdict.MET:
        return Verdict.IN_TRANSITION
    return Verdict.UNKNOWN if moving == Verdict.UNKNOWN else Verdict.NOT_MET


_KINDS = np.uint8(len(Verdict))
_SOFTENED = np.array(
    [_softened(base, exempt, moving) for base in Verdict for exempt in Verdict for moving in Verdict],
    np.uint8,
)
