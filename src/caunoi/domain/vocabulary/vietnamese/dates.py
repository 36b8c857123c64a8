"""Dates as people write them: day first, and sometimes only a month or a year."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from caunoi.domain.vocabulary.unreadable import Unreadable

Precision = Literal["day", "month", "year"]

PEOPLE_PIVOT = 30
"""Two-digit years up to this one are 20xx, later ones 19xx: 27 is 2027, and 50–69 stay in the 1900s.

Where a future date makes no sense (births), the caller passes the two digits of its own day's year instead.
"""

FIRST_YEAR, LAST_YEAR = 1900, 2100


class UnreadableDate(Unreadable):
    """A date that cannot be read (ngày chưa đọc được)."""


@dataclass(frozen=True)
class PartialDate:
    """A date known to the day, the month or the year (ngày khuyết): old files often hold no day."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise ValueError("có ngày mà không có tháng")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def of(cls, day: date, precision: Precision = "day") -> "PartialDate":
        """The day as it is stored: a date column and how much of it is known."""
        return cls(
            day.year,
            day.month if precision != "year" else None,
            day.day if precision == "day" else None,
        )

    @property
    def precision(self) -> Precision:
        if self.month is None:
            return "year"
        return "month" if self.day is None else "day"

    def earliest(self) -> date:
        """The first day it may be."""
        return date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date:
        """The last day it may be."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def as_date(self) -> date:
        """The day to keep in a date column beside the precision: the earliest one."""
        return self.earliest()

    def __lt__(self, other: "PartialDate") -> bool:
        return self._order() < other._order()

    def _order(self) -> tuple[int, int, int]:
        return self.year, self.month or 0, self.day or 0

    def __str__(self) -> str:
        if self.month is None:
            return f"{self.year:04d}"
        if self.day is None:
            return f"{self.month}/{self.year:04d}"
        return f"{self.day:02d}/{self.month:02d}/{self.year:04d}"


def format_date(day: date | PartialDate | None, precision: Precision = "day") -> str:
    """31/08/1985, 8/1985 or 1985; nothing for no date."""
    if day is None:
        return ""
    return str(day if isinstance(day, PartialDate) else PartialDate.of(day, precision))


def date_of_excel_serial(serial: float) -> date:
    """The day behind a number of a workbook's 1900 calendar, whose 29 February 1900 never was."""
    if not 1 <= serial < 73_416:
        raise UnreadableDate(_SHAPE)
    return date(1899, 12, 30 if serial >= 61 else 31) + timedelta(days=int(serial))


def parse_date(text: str, *, pivot: int = PEOPLE_PIVOT) -> PartialDate:
    """The date that was typed, day first, never in American order; see `PEOPLE_PIVOT` for two-digit years.

    00 for an unknown day or month, as old files write it, leaves that part out.
    """
    typed = " ".join(text.split())
    for form in _FORMS:
        match = form.fullmatch(typed)
        if match is not None:
            return _assemble(typed, match.groupdict(), pivot)
    raise UnreadableDate(_SHAPE)


_SHAPE = "phải có dạng 31/08/1985, 8/1985 hoặc 1985"
_MIDNIGHT = r"(?:[ T]00?:00(?::00(?:\.0+)?)?)?"
_FORMS = tuple(
    re.compile(form, re.ASCII | re.IGNORECASE)
    for form in (
        r"(?P<d>\d{1,2}) ?(?P<sep>[/.-]) ?(?P<m>\d{1,2}) ?(?P=sep) ?(?P<y>\d{4}|\d\d)" + _MIDNIGHT,
        r"(?P<y>\d{4})(?P<sep>[/.-])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})" + _MIDNIGHT,
        r"(?P<m>\d{1,2}) ?[/.-] ?(?P<y>\d{4})",
        r"(?P<y>\d{4})-(?P<m>\d\d)",
        r"(?:năm )?(?P<y>\d{4})",
        r"(?:ngày )?(?P<d>\d{1,2}) tháng (?P<m>\d{1,2}) năm (?P<y>\d{4})",
        r"tháng (?P<m>\d{1,2}) năm (?P<y>\d{4})",
    )
)


def _assemble(typed: str, parts: dict[str, str | None], pivot: int) -> PartialDate:
    year = _full_year(parts["y"] or "", pivot)
    month, day = int(parts.get("m") or 0), int(parts.get("d") or 0)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UnreadableDate(
            "{typed} có năm ngoài khoảng {first}–{last}", typed=typed, first=FIRST_YEAR, last=LAST_YEAR
        )
    try:
        return PartialDate(year, month or None, day or None)
    except ValueError:
        raise _impossible(typed, year, month, day) from None


def _full_year(digits: str, pivot: int) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return 1900 + year if year > pivot else 2000 + year


def _impossible(typed: str, year: int, month: int, day: int) -> UnreadableDate:
    if month > 12 and 1 <= day <= 12 and month <= 31:
        swapped = f"{month:02d}/{day:02d}/{year}"
        return UnreadableDate(
            "{typed} không có trong lịch; có phải {suggestion}?", typed=typed, suggestion=swapped
        )
    return UnreadableDate("{typed} không có trong lịch", typed=typed)
