"""Counting in months and years as the law does, and answers known only between two bounds."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Span:
    """A number known to lie between two bounds, both possible (khoảng); a certain number has them equal."""

    least: int
    most: int

    @property
    def certain(self) -> bool:
        return self.least == self.most

    def is_at_least(self, number: int) -> bool | None:
        """True or False where it is certain, None where it depends on what isn't known."""
        if self.least >= number:
            return True
        return None if self.most >= number else False

    def __str__(self) -> str:
        return str(self.least) if self.certain else f"{self.least}–{self.most}"


@dataclass(frozen=True)
class DayRange:
    """A day known to lie between two days, both possible (khoảng ngày)."""

    first: date
    last: date

    @property
    def certain(self) -> bool:
        return self.first == self.last


def add_months(day: date, months: int) -> date:
    """The same day some months on; the last day of the month where it has no such day."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month0 + 1, min(day.day, monthrange(year, month0 + 1)[1]))


def whole_months(start: date, end: date) -> int:
    """How many full months lie in [start, end); 0 if it ends before it starts."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return max(0, months if add_months(start, months) <= end else months - 1)
