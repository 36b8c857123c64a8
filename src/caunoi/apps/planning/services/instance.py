"""The planning problem of the database (bài toán của kế hoạch) in the exchange format ``plan-instance/1``.

Money is in million đồng there, as in the published provinces; here it is in whole đồng.
"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from caunoi.apps.classes.models import Programme, Venue
from caunoi.apps.planning.selectors.needs import Gap
from caunoi.apps.planning.selectors.options import PlanOptions
from caunoi.apps.planning.selectors.places import distances
from caunoi.apps.planning.services import office
from caunoi.apps.planning.services.setting import MILLION, Line, Setting

PRICE_OF_MONEY = -0.01
"""One weight point is worth a hundred million đồng, as in the published provinces."""


def lines_for(
    programmes: Sequence[Programme],
    venues: Sequence[Venue],
    *,
    weeks: int,
    options: PlanOptions,
    closed: Collection[int] = (),
) -> list[Line]:
    """Every programme at every fitting venue, begun at a few weeks spread over the year."""
    lines = []
    for programme in programmes:
        number = 0
        for venue in venues:
            capacity = min(programme.max_size, venue.seats)
            if venue.kind not in programme.venue_kinds or capacity < programme.min_size:
                continue
            for week in starts(weeks, programme.away_weeks, options.most_starts, closed):
                number += 1
                lines.append(Line(f"{programme.code}-{number:02d}", programme, venue, week, capacity))
    return lines


def starts(weeks: int, length: int, most: int, closed: Collection[int] = ()) -> list[int]:
    """At most so many first weeks, evenly spread, the first and the last possible among them.

    None runs into a closed week, unless all would: then they stay, so that the reason can be told.
    """
    every = list(range(weeks - length + 1))
    free = [week for week in every if not any(week <= rest < week + length for rest in closed)] or every
    many = min(most, len(free))
    if many <= 1:
        return [free[0]] if many else []
    return sorted({free[round(index * (len(free) - 1) / (many - 1))] for index in range(many)})


def instance_of(setting: Setting, name: str) -> dict[str, Any]:
    """The problem as the solver and the checker read it; people and units by number only."""
    units, people, programmes, venues = setting.units, setting.people, setting.programmes, setting.venues
    unit_of = {gap.cadre_id: units.index(gap.unit_id) for gap in reversed(setting.gaps)}
    options = setting.options
    prices = {"sense": "max", "weight": 1, "open_cost": PRICE_OF_MONEY, "pair_cost": PRICE_OF_MONEY}
    away = [_away(setting.at_work.get(unit, 1), options) for unit in units]
    return {
        "format": "plan-instance/1",
        "name": name,
        "source": "kế hoạch trong cơ sở dữ liệu",
        "offerings": {**_offerings(setting.lines, programmes, venues), **office.offerings_of(setting)},
        "requests": _requests(setting.gaps, programmes, people),
        "programmes": _programmes(programmes, options),
        "persons": {"unit": [unit_of[person] for person in people], **office.persons_of(setting)},
        "units": {"away_limit": away, **office.units_of(setting)},
        "rooms": [venue.rooms for venue in venues],
        "km": distances(units, venues, setting.begins, options.road_factor) if units else [],
        "max_km": float(options.max_km),
        "cost_per_km": options.cost_per_km / MILLION,
        "budget": setting.budget / MILLION,
        "pair_cost": _head_costs(setting),
        "objective": {**prices, **office.objective_of(options)},
        **office.office_fields(setting),
    }


def _offerings(
    lines: Sequence[Line], programmes: Sequence[Programme], venues: Sequence[Venue]
) -> dict[str, Any]:
    number = {programme.code: place for place, programme in enumerate(programmes)}
    place = {venue.pk: index for index, venue in enumerate(venues)}
    return {
        "programme": [number[line.programme.code] for line in lines],
        "venue": [place[line.venue.pk] for line in lines],
        "start": [line.week for line in lines],
        "weeks": [line.weeks for line in lines],
        "min_size": [line.programme.min_size for line in lines],
        "capacity": [line.capacity for line in lines],
        "open_cost": [line.programme.open_cost / MILLION for line in lines],
    }


def _requests(gaps: Sequence[Gap], programmes: Sequence[Programme], people: Sequence[UUID]) -> dict[str, Any]:
    number = {programme.code: place for place, programme in enumerate(programmes)}
    place = {person: index for index, person in enumerate(people)}
    taught = [gap.programme for gap in gaps]
    return {
        "person": [place[gap.cadre_id] for gap in gaps],
        # A gap nothing closes asks for a programme that does not exist, and has nobody behind it.
        "programme": [number[each.code] if each else len(programmes) for each in taught],
        "count": [0 if gap.studying or gap.programme is None else 1 for gap in gaps],
        "seats": [1] * len(gaps),
        "weight": [gap.weight for gap in gaps],
        "must": [0] * len(gaps),
        "mandatory": [int(gap.counts) for gap in gaps],
    }


def _programmes(programmes: Sequence[Programme], options: PlanOptions) -> list[dict[str, Any]]:
    """What each asks to be learned before, and what somebody owes after it."""
    number = {programme.code: place for place, programme in enumerate(programmes)}
    return [
        {
            "id": place,
            "prerequisite": number.get(programme.prerequisite_code),
            **office.service_of(programme, options),
        }
        for place, programme in enumerate(programmes)
    ]


def _away(people: int, options: PlanOptions) -> int:
    """How many of a unit's people may be away at once: a share of them, but always one."""
    return max(1, people * options.away_percent // 100)


def _head_costs(setting: Setting) -> list[list[float]]:
    """What one head costs besides the way; nothing in classes of other programmes."""
    price = {line.programme.code: line.programme.head_cost / MILLION for line in setting.lines}
    rows: dict[str, list[float]] = {
        code: [price[code] if line.programme.code == code else 0 for line in setting.lines] for code in price
    }
    nothing: list[float] = [0] * len(setting.lines)
    return [rows.get(gap.programme.code if gap.programme else "", nothing) for gap in setting.gaps]


def days_of(line: Line, begins: date) -> tuple[date, date]:
    """First and last day of a class: Monday of its first week, Friday of its last."""
    first = begins + timedelta(weeks=line.week)
    return first, first + timedelta(weeks=line.weeks) - timedelta(days=3)
