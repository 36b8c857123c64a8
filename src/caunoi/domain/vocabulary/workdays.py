"""Working days (ngày làm việc): Monday to Friday, without public holidays, with the Saturdays worked instead."""

from collections.abc import Set
from dataclasses import dataclass, field
from datetime import date, timedelta

SATURDAY = 5
ONE = timedelta(days=1)


@dataclass(frozen=True)
class WorkCalendar:
    """Days on which offices are shut though it is no weekend, and weekends on which they work (lịch làm việc)."""

    off: Set[date] = field(default_factory=frozenset)
    worked: Set[date] = field(default_factory=frozenset)

    def works(self, day: date) -> bool:
        return day in self.worked or (day.weekday() < SATURDAY and day not in self.off)

    def after(self, day: date, working_days: int) -> date:
        """The last day of so many working days; the day it begins from does not count."""
        while working_days > 0:
            day += ONE
            working_days -= self.works(day)
        return day

    def not_before(self, day: date) -> date:
        """The day itself, or the first working day after it."""
        while not self.works(day):
            day += ONE
        return day
