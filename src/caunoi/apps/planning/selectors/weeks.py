"""The weeks of a plan (tuần của kế hoạch), with the public holidays in them: what a calendar is drawn over."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files

from caunoi.apps.planning.models import Plan
from caunoi.apps.planning.selectors.options import PlanOptions, first_week, options_on, weeks_of

WORKING_DAYS = 5


@dataclass(frozen=True)
class Week:
    """One week of the plan (một tuần): its number from 0, its Monday, the working days that are off.

    ``shut`` says that so many are off that nothing is held.
    """

    number: int
    monday: date
    off: tuple[date, ...]
    shut: bool


def weeks_in(plan: Plan) -> Sequence[Week]:
    """A plan from before the rule is drawn with the shut weeks of its day, which bound nobody then."""
    options = PlanOptions.of(plan.options)
    shut = options.closed_days or options_on(plan.on).closed_days
    return weeks_from(first_week(plan.year, plan.on, options), weeks_of(plan.year, plan.on, options), shut)


def weeks_from(begins: date, weeks: int, shut: int) -> list[Week]:
    """So many weeks from a Monday on; with ``shut`` days off a week is one in which nothing is held, 0 for never."""
    mondays = [begins + timedelta(weeks=number) for number in range(weeks)]
    return [_week(number, monday, days_off(monday), shut) for number, monday in enumerate(mondays)]


def _week(number: int, monday: date, off: tuple[date, ...], shut: int) -> Week:
    return Week(number, monday, off, bool(shut) and len(off) >= shut)


def closed_weeks(begins: date, weeks: int, options: PlanOptions) -> list[int]:
    """The numbers of the weeks in which nothing is held."""
    return [week.number for week in weeks_from(begins, weeks, options.closed_days) if week.shut]


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
