"""The weeks of a plan (tuần của kế hoạch), with the public holidays in them: what a calendar is drawn over."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files

from caunoi.apps.planning.models import Plan
from caunoi.apps.planning.selectors.options import PlanOptions, first_week, weeks_of

WORKING_DAYS = 5
MOST_OFF = 3
"""A week with so many days off is one in which nothing is held."""


@dataclass(frozen=True)
class Week:
    """One week of the plan (một tuần): its number from 0, its Monday, the working days that are off."""

    number: int
    monday: date
    off: tuple[date, ...]

    @property
    def shut(self) -> bool:
        return len(self.off) >= MOST_OFF


def weeks_in(plan: Plan) -> Sequence[Week]:
    options = PlanOptions.of(plan.options)
    begins = first_week(plan.year, plan.on, options)
    mondays = [begins + timedelta(weeks=number) for number in range(weeks_of(plan.year, plan.on, options))]
    return [Week(number, monday, days_off(monday)) for number, monday in enumerate(mondays)]


def days_off(monday: date) -> tuple[date, ...]:
    days = [monday + timedelta(days=day) for day in range(WORKING_DAYS)]
    return tuple(day for day in days if is_off(day))


def is_off(day: date) -> bool:
    """By the calendar of the year; in a year whose calendar is not known yet the holidays of the sun."""
    known, fixed = _holidays()
    return day in known.get(day.year, ()) if day.year in known else f"{day:%m-%d}" in fixed


@lru_cache(maxsize=1)
def _holidays() -> tuple[dict[int, frozenset[date]], frozenset[str]]:
    file = files("caunoi.regulations") / "privacy" / "holidays.toml"
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    return {each["year"]: frozenset(each["off"]) for each in told["year"]}, frozenset(told["every_year"])
