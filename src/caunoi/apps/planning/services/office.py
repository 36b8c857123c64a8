"""The rules an office adds (quy định của cơ quan) as fields of the plan's problem: one function a rule.

A rule that is not asked for leaves no field, so a plan without it is the problem it was before.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from caunoi.apps.classes.models import ItemCost, Programme
from caunoi.apps.planning.selectors.norms import TRAVEL, item_names
from caunoi.apps.planning.selectors.options import DAYS_A_WEEK, PlanOptions
from caunoi.apps.planning.selectors.standing import GROUPS, Standing
from caunoi.apps.planning.selectors.weeks import closed_weeks
from caunoi.apps.planning.services.setting import MILLION, Setting

Fields = dict[str, Any]


def office_fields(setting: Setting) -> Fields:
    """Every rule of its own field; those that sit beside older fields are told by ``persons_of`` and its sisters."""
    return {
        **_rests(setting),
        **_lecturers(setting),
        **_items(setting),
        **_floors(setting),
        **_quotas(setting),
    }


def _rests(setting: Setting) -> Fields:
    closed = closed_weeks(setting.begins, setting.weeks, setting.options)
    return {"closed_weeks": [closed for _venue in setting.venues]} if closed else {}


def _lecturers(setting: Setting) -> Fields:
    """Pools with their limits, and their names for the sentences."""
    if not setting.lecturers:
        return {}
    return {
        "lecturers": {
            "at_once": [pool.at_once for pool in setting.lecturers],
            "weeks": [pool.weeks for pool in setting.lecturers],
            "names": [pool.name for pool in setting.lecturers],
        }
    }


def offerings_of(setting: Setting) -> Fields:
    """Who teaches each class."""
    return {"lecturer": [setting.pool_of(line) for line in setting.lines]} if setting.lecturers else {}


def _items(setting: Setting) -> Fields:
    """Money by cost item: what the sheets of the programmes say for opening and for a head, and the ways.

    The way of a head is what its seat costs in all without what the sheets say, so the items add up to the plan's cost.
    """
    if not setting.lines:
        return {}
    parts = {line.programme.code: line.programme.cost_by_item() for line in setting.lines}
    names = {code: part.name for costs in parts.values() for code, part in costs.items()}
    rows = [_item(setting, code, names[code], parts) for code in sorted(names, key=_place)]
    way = [-line.programme.head_cost / MILLION for line in setting.lines]
    limit = _limit(setting, TRAVEL)
    travel = {"code": TRAVEL, "name": item_names()[TRAVEL], "limit": limit, "head": way, "travel": 1}
    return {"items": [*rows, travel]}


def _item(setting: Setting, code: str, name: str, parts: Mapping[str, Mapping[str, ItemCost]]) -> Fields:
    none = ItemCost(name, 0, 0)
    costs = [parts[line.programme.code].get(code, none) for line in setting.lines]
    return {
        "code": code,
        "name": name,
        "limit": _limit(setting, code),
        "open": [cost.opening / MILLION for cost in costs],
        "head": [cost.head / MILLION for cost in costs],
        "travel": 0,
    }


def _limit(setting: Setting, code: str) -> float | None:
    limit = setting.options.item_limits.get(code)
    return None if limit is None else limit / MILLION


def _place(code: str) -> tuple[int, str]:
    """In the order of the norms; an item the norms do not name comes after."""
    known = list(item_names())
    return (known.index(code) if code in known else len(known), code)


def _floors(setting: Setting) -> Fields:
    """Heads or a share for the people of a group, as their files tell on the day."""
    rows = [_floor(setting, floor) for floor in setting.options.floors]
    return {"floors": rows} if rows else {}


def _floor(setting: Setting, floor: Mapping[str, Any]) -> Fields:
    group = floor["group"]
    inside = [n for n, person in enumerate(setting.people) if group in setting.of(person).groups]
    told = {name: floor.get(name) for name in ("heads", "share")}
    return {"name": GROUPS[group], "group": group, "people": inside, **told}


def _quotas(setting: Setting) -> Fields:
    """Seats of a unit in a programme or in all; a unit that needs nothing of it has nothing to limit."""
    units = {str(unit): number for number, unit in enumerate(setting.units)}
    programmes = {each.code: number for number, each in enumerate(setting.programmes)}
    rows = [
        {
            "unit": units[row["unit"]],
            "programme": programmes[row["programme"]] if row["programme"] else None,
            "most": row["most"],
            "least": row["least"],
        }
        for row in setting.options.quotas
        if row["unit"] in units and (not row["programme"] or row["programme"] in programmes)
    ]
    return {"quotas": rows} if rows else {}


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


def floors_with(floors: Sequence[Fields], came: Sequence[Standing], first: int) -> list[Fields]:
    """The floors with the newcomers of each group; ``first`` is the number of the first of them."""
    return [
        {
            **floor,
            "people": [
                *floor["people"],
                *(first + n for n, standing in enumerate(came) if floor.get("group") in standing.groups),
            ],
        }
        for floor in floors
    ]
