"""People the plan had not been asked about (bổ sung nhu cầu): their gaps become new requests of its problem."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.classes.selectors import closes
from caunoi.apps.planning.models import Need, Offering
from caunoi.apps.planning.selectors.needs import Gap, needs_of
from caunoi.apps.planning.selectors.nominated import nominated_for
from caunoi.apps.planning.selectors.options import PlanOptions, first_week
from caunoi.apps.planning.selectors.places import distances
from caunoi.apps.planning.selectors.plans import PlanRows
from caunoi.apps.planning.selectors.standing import Standing
from caunoi.apps.planning.services import office
from caunoi.apps.planning.services.drafting import need_for, standing_of
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import visible


def with_new_needs(
    actor: Actor, rows: PlanRows, cadre_ids: Sequence[UUID], offering: Offering, on: date
) -> PlanRows:
    """The plan with a request for each of these people whose gap the line closes; nothing is written yet."""
    options = PlanOptions.of({**rows.plan.options, "group": "", "transition": True})
    nominated = nominated_for(actor, rows.plan.year)
    found = needs_of(actor, on=on, options=options, cadre_ids=cadre_ids, nominated=nominated)
    gaps = [gap for gap in found.gaps if closes(offering.programme, gap.missing)]
    if not gaps:
        return rows
    added = [_need(rows, gap, offering, len(rows.needs) + place) for place, gap in enumerate(gaps)]
    rows.plan.instance = _extended(rows, gaps, offering, standing_of(actor, found, on, options))
    people = visible(actor, Cadre).filter(pk__in=[gap.cadre_id for gap in gaps])
    names = {**rows.people, **{cadre.pk: cadre for cadre in people}}
    return PlanRows(rows.plan, rows.offerings, [*rows.needs, *added], names, nominated)


def _need(rows: PlanRows, gap: Gap, offering: Offering, index: int) -> Need:
    need = need_for(rows.plan, gap, index)
    need.programme = offering.programme
    return need


def _extended(
    rows: PlanRows, gaps: Sequence[Gap], offering: Offering, standing: Mapping[UUID, Standing]
) -> dict[str, Any]:
    instance = {**rows.plan.instance}
    requests = {name: list(column) for name, column in instance["requests"].items()}
    persons, limits = list(instance["persons"]["unit"]), list(instance["units"]["away_limit"])
    km, prices, came = [*instance["km"]], [*instance["pair_cost"]], list[Standing]()
    people = {need.cadre_id: requests["person"][need.index] for need in rows.needs}
    units = {need.unit_id: persons[requests["person"][need.index]] for need in rows.needs}
    for gap in gaps:
        if gap.unit_id not in units:
            units[gap.unit_id] = len(limits)
            limits.append(1)
            km.append(_way_from(rows, gap.unit_id))
        if gap.cadre_id not in people:
            people[gap.cadre_id] = len(persons)
            persons.append(units[gap.unit_id])
            came.append(standing.get(gap.cadre_id, Standing()))
        _append(requests, gap, people[gap.cadre_id], instance["offerings"]["programme"][offering.index])
        prices.append(_prices(rows, offering))
    return {
        **instance,
        "requests": requests,
        "persons": {**office.with_people(instance["persons"], came, _begins(rows)), "unit": persons},
        "units": {**office.with_units(instance["units"], len(limits)), "away_limit": limits},
        "km": km,
        "pair_cost": prices,
        **_with_floors(instance, came, len(persons)),
    }


def _with_floors(instance: Mapping[str, Any], came: Sequence[Standing], people: int) -> dict[str, Any]:
    floors = instance.get("floors")
    return {"floors": office.floors_with(floors, came, people - len(came))} if floors else {}


def _begins(rows: PlanRows) -> date:
    return first_week(rows.plan.year, rows.plan.on, PlanOptions.of(rows.plan.options))


def _append(requests: dict[str, list[Any]], gap: Gap, person: int, programme: int) -> None:
    """With nobody behind it: whoever is placed by hand asks for the seat (``Board.with_heads``)."""
    row = {
        "person": person, "programme": programme, "count": 0, "seats": 1, "weight": gap.weight, "must": 0,
        "mandatory": int(gap.counts),
    }  # fmt: skip
    for name, column in requests.items():
        column.append(row[name])


def _way_from(rows: PlanRows, unit_id: UUID) -> list[float]:
    places = rows.plan.instance["offerings"]["venue"]
    venues = {places[offering.index]: offering.venue for offering in rows.offerings}
    options = PlanOptions.of(rows.plan.options)
    return distances([unit_id], [venues[n] for n in sorted(venues)], rows.plan.on, options.road_factor)[0]


def _prices(rows: PlanRows, offering: Offering) -> list[float]:
    same = {each.index for each in rows.offerings if each.programme_id == offering.programme_id}
    return [offering.head_cost / 1_000_000 if each.index in same else 0 for each in rows.offerings]
