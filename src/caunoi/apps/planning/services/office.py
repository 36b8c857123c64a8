"""The rules an office adds (quy định của cơ quan) as fields of the plan's problem: one function a rule.

A rule that is not asked for leaves no field, so a plan without it is the problem it was before.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from caunoi.apps.classes.models import Programme
from caunoi.apps.planning.selectors.options import DAYS_A_WEEK, PlanOptions
from caunoi.apps.planning.selectors.standing import Standing
from caunoi.apps.planning.selectors.weeks import closed_weeks
from caunoi.apps.planning.services.setting import Setting

Fields = dict[str, Any]


def office_fields(setting: Setting) -> Fields:
    """Every rule of its own field; those that sit beside older fields are told by ``persons_of`` and its sisters."""
    return {**_rests(setting)}


def _rests(setting: Setting) -> Fields:
    closed = closed_weeks(setting.begins, setting.weeks, setting.options)
    return {"closed_weeks": [closed for _venue in setting.venues]} if closed else {}


def persons_of(setting: Setting) -> Fields:
    """Whom the rules on key officials and on leaving office speak of, one cell a person."""
    people, told = [setting.of(person) for person in setting.people], Fields()
    if setting.options.key_away:
        told["key"] = [_key(standing) for standing in people]
    if setting.options.serve_after:
        told["leaves"] = [week_of_leaving(standing, setting.begins) for standing in people]
    return told


def _key(standing: Standing) -> int:
    return int(standing.key)


def week_of_leaving(standing: Standing, begins: date) -> int | None:
    """The first week of the plan in which the person is no longer in office all week; None where nobody knows."""
    return None if standing.leaves is None else (standing.leaves - begins).days // DAYS_A_WEEK


def units_of(setting: Setting) -> Fields:
    """How many key officials of each unit may be away in a week."""
    if not setting.options.key_away:
        return {}
    return {"key_away_limit": [setting.options.key_away for _unit in setting.units]}


def service_of(programme: Programme, options: PlanOptions) -> Fields:
    """Weeks in office owed once a class has ended: what the programme still takes, then its length so many times."""
    if not options.serve_after:
        return {}
    times = next((row["times"] for row in options.service if row["form"] == programme.form), 0)
    return {"serve": programme.weeks - programme.away_weeks + round(times * programme.weeks)}


def objective_of(options: PlanOptions) -> Fields:
    return {"mandatory_first": 1} if options.mandatory_first else {}


# ---- people and units that came after the plan was drawn up


def with_people(persons: Fields, came: Sequence[Standing], begins: date) -> Fields:
    """The columns of ``persons`` that are there, with the newcomers at the end; ``unit`` is left to the caller."""
    told: dict[str, Callable[[Standing], int | None]] = {
        "key": _key,
        "leaves": lambda standing: week_of_leaving(standing, begins),
    }
    return {
        name: [*column, *(told[name](standing) for standing in came)]
        for name, column in persons.items()
        if name in told
    }


def with_units(units: Fields, many: int) -> Fields:
    """A unit that comes may send as many key officials as the others."""
    limits = units.get("key_away_limit")
    if not limits:
        return {}
    return {"key_away_limit": [*limits, *limits[:1] * (many - len(limits))]}
