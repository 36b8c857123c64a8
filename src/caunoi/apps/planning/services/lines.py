"""Moving a whole class (chuyển cả lớp): its people go to the line of the same programme there and then.

Where the problem has no such line, one is added to it by hand; the bound was proven without it and is given up.
"""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.classes.models import Venue
from caunoi.apps.planning.choices import ChangeKind
from caunoi.apps.planning.models import Offering, Plan, PlanChange
from caunoi.apps.planning.selectors.board import Board
from caunoi.apps.planning.selectors.options import PlanOptions, first_week, weeks_of
from caunoi.apps.planning.selectors.plans import PlanRows, rows_of
from caunoi.apps.planning.services.hand import Preview, draft_to_change, keep_change, preview_of
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused

DAYS_TO_FRIDAY = timedelta(days=3)


@dataclass(frozen=True)
class Spot:
    """Where and when (nơi và tuần khai giảng): a venue of the plan's problem, a week counted from its first."""

    venue: Venue
    week: int


def preview_class_move(*, actor: Actor, plan: Plan, line: Offering, spot: Spot) -> Preview:
    """What moving the class would do to everybody in it and to the plan; nothing is written."""
    policy.check(actor, "change", plan)
    rows = rows_of(actor, plan)
    line = rows.offering(line.pk)
    rows, target = _with_line(rows, line, spot)
    wanted = {need.pk: target.pk for need in rows.in_line(line)}
    if not wanted:
        raise Refused(_("Lớp %(line)s chưa có ai nên không có gì để chuyển.") % {"line": line.code})
    preview = preview_of(Board(rows), wanted)
    return replace(preview, added=target if target._state.adding else None)


@transaction.atomic
def move_class(
    *, actor: Actor, plan: Plan, line: Offering, spot: Spot, seen: int | None = None
) -> PlanChange:
    """Everybody in the class goes to the other line, or nobody; refused with what breaks."""
    policy.check(actor, "change", plan)
    plan = draft_to_change(actor, plan.pk, seen)
    preview = preview_class_move(actor=actor, plan=plan, line=line, spot=spot)
    if preview.outcome.valid and preview.added is not None:
        preview.added.save(force_insert=True)
    return keep_change(actor, preview, ChangeKind.CLASS)


def _with_line(rows: PlanRows, line: Offering, spot: Spot) -> tuple[PlanRows, Offering]:
    _refuse_impossible(rows, line, spot)
    begins = first_week(rows.plan.year, rows.plan.on, PlanOptions.of(rows.plan.options))
    starts_on = begins + timedelta(weeks=spot.week)
    found = next((each for each in rows.offerings if _is_there(each, line, spot, starts_on)), None)
    if found is not None:
        if found.pk == line.pk:
            raise Refused(_("Lớp %(line)s đang ở đúng chỗ đó.") % {"line": line.code})
        return rows, found
    added = _new_line(rows, line, spot)
    rows.plan.instance = _extended(rows, line, added, spot)
    widened = PlanRows(rows.plan, [*rows.offerings, added], rows.needs, rows.people, rows.nominated)
    return widened, added


def _is_there(each: Offering, line: Offering, spot: Spot, starts_on: Any) -> bool:
    return (each.programme_id, each.venue_id, each.starts_on) == (
        line.programme_id,
        spot.venue.pk,
        starts_on,
    )


def _refuse_impossible(rows: PlanRows, line: Offering, spot: Spot) -> None:
    """Before any rule of the problem: a place or a week in which the class cannot be at all."""
    told = {"line": line.code, "venue": spot.venue.name, "programme": line.programme.name}
    if spot.venue.kind not in line.programme.venue_kinds:
        raise Refused(_("%(venue)s không thuộc loại nơi mở được “%(programme)s”.") % told)
    if min(line.programme.max_size, spot.venue.seats) < line.min_size:
        raise Refused(_("Phòng ở %(venue)s không đủ chỗ cho sĩ số ít nhất của lớp %(line)s.") % told)
    last = last_week(rows.plan, line)
    if not 0 <= spot.week <= last:
        raise Refused(
            _("Lớp %(line)s phải khai giảng từ tuần 1 đến tuần %(last)s của kế hoạch.")
            % {**told, "last": last + 1}
        )


def last_week(plan: Plan, line: Offering) -> int:
    """The latest week the class may begin in so that it ends within the plan's year."""
    return weeks_of(plan.year, plan.on, PlanOptions.of(plan.options)) - weeks_long(line)


def weeks_long(line: Offering) -> int:
    return ((line.ends_on - line.starts_on).days + 6) // 7


def _new_line(rows: PlanRows, line: Offering, spot: Spot) -> Offering:
    begins = first_week(rows.plan.year, rows.plan.on, PlanOptions.of(rows.plan.options))
    added = copy(line)
    added.pk, added._state = uuid4(), copy(line._state)
    added._state.adding = True
    added.index, added.code, added.venue = len(rows.offerings), _next_code(rows, line), spot.venue
    added.starts_on = begins + timedelta(weeks=spot.week)
    added.ends_on = added.starts_on + timedelta(weeks=weeks_long(line)) - DAYS_TO_FRIDAY
    added.capacity, added.opened = min(line.programme.max_size, spot.venue.seats), False
    return added


def _next_code(rows: PlanRows, line: Offering) -> str:
    mine = [each.code for each in rows.offerings if each.programme_id == line.programme_id]
    numbers = [int(code.rpartition("-")[2]) for code in mine if code.rpartition("-")[2].isdigit()]
    return f"{line.programme.code}-{max(numbers, default=0) + 1:02d}"


def _extended(rows: PlanRows, line: Offering, added: Offering, spot: Spot) -> dict[str, Any]:
    """One column more in every table that has one for each class; what is not said otherwise is as for the old line."""
    instance, old = rows.plan.instance, line.index
    offerings = {name: [*column, column[old]] for name, column in instance["offerings"].items() if column}
    offerings["venue"][-1] = venue_numbers(rows)[spot.venue.pk]
    offerings["start"][-1] = spot.week
    offerings["capacity"][-1] = added.capacity
    wider = {name: [[*row, row[old]] for row in instance[name]] for name in PER_PAIR if instance.get(name)}
    items = [_wider_item(item, old) for item in instance.get("items") or []]
    return {**instance, "offerings": offerings, **wider, **({"items": items} if items else {})}


PER_PAIR = ("pair_cost", "pair_cost_total", "pair_seats", "pair_weight")


def _wider_item(item: Mapping[str, Any], old: int) -> dict[str, Any]:
    return {
        **item,
        **{name: [*item[name], item[name][old]] for name in ("open", "head") if item.get(name)},
    }


def venue_numbers(rows: PlanRows) -> dict[Any, int]:
    """The problem's number of every venue in it."""
    places: Sequence[int] = rows.plan.instance["offerings"]["venue"]
    return {offering.venue_id: places[offering.index] for offering in rows.offerings}
