"""Until when a request is answered and done: dated data, ``regulations/privacy``."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from caunoi.domain.tenure.months import add_months
from caunoi.domain.vocabulary.workdays import WorkCalendar


@dataclass(frozen=True)
class Term:
    """A time limit (hạn): so many days, how they are counted, and where that stands."""

    days: int
    counting: str
    clause: str
    confidence: str
    extension: int = 0

    def ends(self, day: date) -> date:
        """The last day, counted from the day after."""
        return _counted(day, self.days, self.counting)

    def extended(self, day: date) -> date:
        return _counted(day, self.extension, self.counting)


def _counted(day: date, days: int, counting: str) -> date:
    calendar = work_calendar()
    if counting == "working":
        return calendar.after(day, days)
    return calendar.not_before(day + timedelta(days=days))


def answer_term(on: date) -> Term:
    """How soon somebody who asks on the day must be answered."""
    return _term([*_told("deadlines")["answer"]], on)


def finish_term(kind: str, on: date) -> Term:
    """How soon what is asked for on the day must be done."""
    return _term([each for each in _told("deadlines")["finish"] if kind in each["kinds"]], on)


def _term(dated: list[dict[str, Any]], on: date) -> Term:
    told = in_force(dated, on)
    return Term(told["days"], told["counting"], told["clause"], told["confidence"], told.get("extension", 0))


def in_force(dated: list[dict[str, Any]], on: date) -> dict[str, Any]:
    """What holds on the day; before the first day, what came first."""
    dated = sorted(dated, key=lambda each: each["from"])
    return next((each for each in reversed(dated) if each["from"] <= on), dated[0])


@cache
def work_calendar() -> WorkCalendar:
    told = _told("holidays")
    years = {each["year"]: each for each in told["year"]}
    known = {day for each in years.values() for day in each["off"]}
    fixed = {
        date.fromisoformat(f"{year}-{day}")
        for year in range(2015, 2100)
        if year not in years
        for day in told["every_year"]
    }
    worked = {day for each in years.values() for day in each.get("working", ())}
    return WorkCalendar(frozenset(known | fixed), frozenset(worked))


def calendar_is_known(year: int) -> bool:
    """Has the calendar of the year been entered, with the holidays of the moon?"""
    return any(each["year"] == year for each in _told("holidays")["year"])


@cache
def _told(name: str) -> dict[str, Any]:
    file = files("caunoi.regulations") / "privacy" / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Notice:
    """How soon an incident is notified (hạn báo sự cố), counted in hours from when it was noticed."""

    hours: int
    clause: str
    confidence: str

    def ends(self, noticed_at: datetime) -> datetime:
        return noticed_at + timedelta(hours=self.hours)


def notice_term(on: date) -> Notice:
    told = in_force(_told("incidents")["notify"], on)
    return Notice(told["hours"], told["clause"], told["confidence"])


@dataclass(frozen=True)
class Rhythm:
    """How often a file about processing is looked at again (nhịp xem lại), in months."""

    months: int
    clause: str
    confidence: str

    def next_after(self, day: date) -> date:
        return add_months(day, self.months)


def review_rhythm(kind: str, on: date) -> Rhythm:
    told = in_force([each for each in _told("incidents")["review"] if each["kind"] == kind], on)
    return Rhythm(told["months"], told["clause"], told["confidence"])
