"""Periods of days, half-open: the first day belongs to them, the end day no longer does."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from caunoi.domain.vocabulary.vietnamese import format_date


@dataclass(frozen=True)
class Period:
    """A stretch of days [start, end) (thời kỳ); None leaves that side open. It is never empty."""

    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise ValueError(
                f"ngày kết thúc ({format_date(self.end)}) phải sau ngày bắt đầu ({format_date(self.start)})"
            )

    @classmethod
    def between(cls, first: date | None, last: date | None) -> "Period":
        """From the first day to the last day, both included, as papers write it."""
        return cls(first, None if last is None else last + timedelta(days=1))

    @classmethod
    def of_year(cls, year: int) -> "Period":
        return cls(date(year, 1, 1), date(year + 1, 1, 1))

    @property
    def last_day(self) -> date | None:
        return None if self.end is None else self.end - timedelta(days=1)

    @property
    def days(self) -> int | None:
        """How many days it has; None if a side is open."""
        return (self.end - self.start).days if self.start and self.end else None

    def contains(self, day: date) -> bool:
        return self._from <= day and not self._is_over(day)

    def covers(self, other: "Period") -> bool:
        """Whether every day of the other is a day of this one."""
        return self.intersection(other) == other

    def overlaps(self, other: "Period") -> bool:
        """Whether they have a day in common."""
        return not self._is_over(other._from) and not other._is_over(self._from)

    def meets(self, other: "Period") -> bool:
        """Whether one begins on the day the other ends."""
        return (self.end is not None and self.end == other.start) or (
            other.end is not None and other.end == self.start
        )

    def intersection(self, other: "Period") -> "Period | None":
        """The days they have in common."""
        if not self.overlaps(other):
            return None
        starts = [start for start in (self.start, other.start) if start is not None]
        ends = [end for end in (self.end, other.end) if end is not None]
        return Period(max(starts, default=None), min(ends, default=None))

    def gaps(self, periods: Iterable["Period"]) -> tuple["Period", ...]:
        """The stretches of this period that none of the others covers, in order."""
        found, cursor = [], self.start
        for taken in merged(periods):
            inside = self.intersection(taken)
            if inside is None:
                continue
            if inside.start is not None and (cursor is None or cursor < inside.start):
                found.append(Period(cursor, inside.start))
            if inside.end is None:
                return tuple(found)
            cursor = inside.end
        if self.end is None or cursor is None or cursor < self.end:
            found.append(Period(cursor, self.end))
        return tuple(found)

    def __lt__(self, other: "Period") -> bool:
        return self._order() < other._order()

    def __str__(self) -> str:
        """Both days as people say them: the last one is the last day that counts."""
        if self.start is None and self.end is None:
            return "không thời hạn"
        if self.start is None:
            return f"đến {format_date(self.last_day)}"
        if self.end is None:
            return f"từ {format_date(self.start)}"
        return f"{format_date(self.start)} – {format_date(self.last_day)}"

    @property
    def _from(self) -> date:
        return date.min if self.start is None else self.start

    def _is_over(self, day: date) -> bool:
        return self.end is not None and self.end <= day

    def _order(self) -> tuple[date, bool, date]:
        return self._from, self.end is None, self.end or date.max


def merged(periods: Iterable[Period]) -> tuple[Period, ...]:
    """The same days in as few periods as possible, in order."""
    runs: list[Period] = []
    for period in sorted(periods):
        if runs and (runs[-1].overlaps(period) or runs[-1].meets(period)):
            ends = (runs[-1].end, period.end)
            runs[-1] = Period(runs[-1].start, None if None in ends else max(end for end in ends if end))
        else:
            runs.append(period)
    return tuple(runs)
