"""Several plans of one year side by side (so sánh phương án), and who sits elsewhere in two of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, Q, Sum

from caunoi.apps.planning.models import Need, Offering, Plan
from caunoi.apps.planning.selectors.plans import PlanRows, plans, rows_of
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import visible

MOST_BESIDE = 6


@dataclass(frozen=True)
class Scenario:
    """One plan in numbers (một phương án): of the people the reader may see."""

    plan: Plan
    lines: int = 0
    people: int = 0
    served: int = 0
    mandatory: int = 0
    mandatory_served: int = 0
    cost: int = 0

    @property
    def share(self) -> float | None:
        """Of the needs that count for the standard, those with a class."""
        return self.mandatory_served / self.mandatory if self.mandatory else None


def scenarios_of(actor: Actor, year: int, unit_id: UUID | None = None) -> list[Scenario]:
    """Every plan of the year that stands, the newest first; three questions however many there are."""
    found = plans(actor).filter(year=year).order_by("-created_at")
    if unit_id is not None:
        found = found.filter(unit_id=unit_id)
    kept = list(found[:MOST_BESIDE])
    keys = [plan.pk for plan in kept]
    needs = {row["plan"]: row for row in _needs(actor, keys)}
    lines = {row["plan"]: row for row in _lines(actor, keys)}
    return [_scenario(plan, needs.get(plan.pk, {}), lines.get(plan.pk, {})) for plan in kept]


def _needs(actor: Actor, keys: Sequence[UUID]) -> Iterable[dict]:
    placed = Q(offering__isnull=False)
    return (
        visible(actor, Need)
        .filter(plan__in=keys)
        .order_by()
        .values("plan")
        .annotate(
            people=Count("cadre", distinct=True, filter=placed),
            served=Count("pk", filter=placed),
            asked=Count("pk", filter=Q(mandatory=True)),
            answered=Count("pk", filter=placed & Q(mandatory=True)),
            travel=Sum("travel_cost"),
            heads=Sum("offering__head_cost", filter=placed),
        )
    )


def _lines(actor: Actor, keys: Sequence[UUID]) -> Iterable[dict]:
    found = visible(actor, Offering).filter(plan__in=keys, opened=True).order_by().values("plan")
    return found.annotate(lines=Count("pk"), opening=Sum("open_cost"))


def _scenario(plan: Plan, needs: dict, lines: dict) -> Scenario:
    money = [needs.get("travel"), needs.get("heads"), lines.get("opening")]
    return Scenario(
        plan,
        lines=lines.get("lines", 0),
        people=needs.get("people", 0),
        served=needs.get("served", 0),
        mandatory=needs.get("asked", 0),
        mandatory_served=needs.get("answered", 0),
        cost=sum(each or 0 for each in money),
    )


# ---- two of them, person by person


@dataclass(frozen=True)
class Elsewhere:
    """One need that is met elsewhere in the other plan, or only in one of the two (khác chỗ)."""

    need: Need
    name: str
    url: str
    here: Offering | None
    there: Offering | None


@dataclass(frozen=True)
class Difference:
    """Two plans held together (khác nhau): what differs, and how many are alike."""

    one: PlanRows
    other: PlanRows
    rows: Sequence[Elsewhere] = field(default=())
    alike: int = 0

    @property
    def only_here(self) -> int:
        return sum(row.there is None for row in self.rows)

    @property
    def only_there(self) -> int:
        return sum(row.here is None for row in self.rows)


def difference_of(actor: Actor, one: Plan, other: Plan) -> Difference:
    """By person and what they lack; two lines are the same when programme, place and first day are."""
    here, there = rows_of(actor, one), rows_of(actor, other)
    mine, theirs = _by_key(here), _by_key(there)
    rows, alike = [], 0
    for key in [*mine, *(key for key in theirs if key not in mine)]:
        first, second = _seat(here, mine.get(key)), _seat(there, theirs.get(key))
        if first is None and second is None:
            continue
        if first and second and _spot(first) == _spot(second):
            alike += 1
            continue
        source, need = (here, mine[key]) if key in mine else (there, theirs[key])
        rows.append(Elsewhere(need, source.name(need), source.person_url(need), first, second))
    return Difference(here, there, rows, alike)


def _by_key(rows: PlanRows) -> dict[tuple[object, ...], Need]:
    """One requirement may ask for several things: the words of what is missing tell them apart."""
    return {
        (need.cadre_id, need.requirement, need.programme_id, need.reason.get("missing")): need
        for need in rows.needs
    }


def _seat(rows: PlanRows, need: Need | None) -> Offering | None:
    return rows.offering(need.offering_id) if need is not None and need.offering_id else None


def _spot(line: Offering) -> tuple[object, ...]:
    return line.programme_id, line.venue_id, line.starts_on
