"""The planning problem of the database (bài toán của kế hoạch) in the exchange format ``plan-instance/1``.

Money is in million đồng there, as in the published provinces; here it is in whole đồng.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from caunoi.apps.classes.models import Programme, Venue
from caunoi.apps.planning.selectors.needs import Gap
from caunoi.apps.planning.selectors.options import PlanOptions
from caunoi.apps.planning.selectors.places import distances

MILLION = 1_000_000
PRICE_OF_MONEY = -0.01
"""One weight point is worth a hundred million đồng, as in the published provinces."""


@dataclass(frozen=True)
class Line:
    """A class the plan may open (dòng có thể mở)."""

    code: str
    programme: Programme
    venue: Venue
    week: int
    capacity: int

    @property
    def weeks(self) -> int:
        return self.programme.away_weeks


@dataclass(frozen=True)
class Setting:
    """What the problem is made of: the lines, the gaps, and the calendar they stand in."""

    lines: Sequence[Line]
    gaps: Sequence[Gap]
    begins: date
    options: PlanOptions
    at_work: Mapping[UUID, int]
    budget: int


def lines_for(
    programmes: Sequence[Programme], venues: Sequence[Venue], *, weeks: int, options: PlanOptions
) -> list[Line]:
    """Every programme at every fitting venue, begun at a few weeks spread over the year."""
    lines = []
    for programme in programmes:
        number = 0
        for venue in venues:
            capacity = min(programme.max_size, venue.seats)
            if venue.kind not in programme.venue_kinds or capacity < programme.min_size:
                continue
            for week in starts(weeks, programme.away_weeks, options.most_starts):
                number += 1
                lines.append(Line(f"{programme.code}-{number:02d}", programme, venue, week, capacity))
    return lines


def starts(weeks: int, length: int, most: int) -> list[int]:
    """At most so many first weeks, evenly spread, the first and the last possible among them."""
    room = weeks - length
    if room < 0:
        return []
    many = min(most, room + 1)
    return [0] if many == 1 else sorted({round(index * room / (many - 1)) for index in range(many)})


def instance_of(setting: Setting, name: str) -> dict[str, Any]:
    """The problem as the solver and the checker read it; people and units by number only."""
    units = list(dict.fromkeys(gap.unit_id for gap in setting.gaps))
    people = list(dict.fromkeys(gap.cadre_id for gap in setting.gaps))
    programmes = _programmes(setting)
    venues = list({line.venue.pk: line.venue for line in setting.lines}.values())
    unit_of = {gap.cadre_id: units.index(gap.unit_id) for gap in reversed(setting.gaps)}
    options = setting.options
    return {
        "format": "plan-instance/1",
        "name": name,
        "source": "kế hoạch trong cơ sở dữ liệu",
        "offerings": _offerings(setting.lines, programmes, venues),
        "requests": _requests(setting.gaps, programmes, people),
        "programmes": _prerequisites(programmes),
        "persons": {"unit": [unit_of[person] for person in people]},
        "units": {"away_limit": [_away(setting.at_work.get(unit, 1), options) for unit in units]},
        "rooms": [venue.rooms for venue in venues],
        "km": distances(units, venues, setting.begins, options.road_factor) if units else [],
        "max_km": float(options.max_km),
        "cost_per_km": options.cost_per_km / MILLION,
        "budget": setting.budget / MILLION,
        "pair_cost": _head_costs(setting),
        "objective": {"sense": "max", "weight": 1, "open_cost": PRICE_OF_MONEY, "pair_cost": PRICE_OF_MONEY},
    }


def _programmes(setting: Setting) -> list[Programme]:
    mine = [gap.programme for gap in setting.gaps if gap.programme is not None]
    found = {programme.code: programme for programme in [*(line.programme for line in setting.lines), *mine]}
    return [found[code] for code in sorted(found)]


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


def _prerequisites(programmes: Sequence[Programme]) -> list[dict[str, Any]]:
    number = {programme.code: place for place, programme in enumerate(programmes)}
    return [
        {"id": place, "prerequisite": number.get(programme.prerequisite_code)}
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
