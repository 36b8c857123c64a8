"""Pins of a plan in words, with the buttons that set them and let them go."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from caunoi.apps.planning.choices import PinKind, PlanState, Why
from caunoi.apps.planning.models import Need, Offering, Plan
from caunoi.apps.planning.presenters.deciding import VERSION
from caunoi.apps.planning.selectors import PlanRows
from caunoi.apps.planning.selectors.pins import Pins, pins_of
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui.numbers import day

KIND, LINE, NEED, FREE, HERE = "loai", "dong", "nhu-cau", "go", "o-day"


@dataclass(frozen=True)
class Pinned:
    """One choice somebody fixed (một chốt), and whether the plan keeps it as it stands."""

    kind: PinKind
    line: Offering | None
    need: Need | None
    held: bool


def pinned_in(rows: PlanRows) -> list[Pinned]:
    """Lines first, then people; a role that does not see everybody sees the pins of its own."""
    held = Pins.of(rows.plan.instance)
    lines = {line.index: line for line in rows.offerings}
    needs = {need.index: need for need in rows.needs}
    return list(_pinned(pins_of(rows.plan), held, lines, needs))


def _pinned(pins: Pins, held: Pins, lines: dict[int, Offering], needs: dict[int, Need]) -> Iterator[Pinned]:
    for index in sorted(pins.opened & lines.keys()):
        yield Pinned(PinKind.OPEN, lines[index], None, index in held.opened)
    for index in sorted(pins.closed & lines.keys()):
        yield Pinned(PinKind.SHUT, lines[index], None, index in held.closed)
    for need, line in sorted(pins.placed):
        if need in needs and line in lines:
            yield Pinned(PinKind.SEAT, lines[line], needs[need], (need, line) in held.placed)
    for need in sorted(pins.unplaced & needs.keys()):
        yield Pinned(PinKind.OUT, None, needs[need], need in held.unplaced)


def present_pins(rows: PlanRows, may: bool) -> dict[str, Any]:
    """What stands on the page of the plan: all pins, and a short form for any class of the problem."""
    pinned, moving = pinned_in(rows), may and rows.plan.state == PlanState.DRAFT
    return {
        "table": pins_table(rows, pinned, moving) if pinned else None,
        "waiting": any(not each.held for each in pinned),
        "moving": moving,
        "lines": [(line.code, _line_text(line)) for line in rows.offerings] if moving else [],
        "url": reverse("planning:pin", args=[rows.plan.pk]),
        "bounded": bool(pinned) and rows.plan.bound is not None,
    }


def _line_text(line: Offering) -> str:
    return f"{line.code} – {line.venue.name}, {day(line.starts_on)}"


def pins_table(rows: PlanRows, pinned: list[Pinned], moving: bool) -> ui.Table:
    columns = [
        ui.Column(_("Lựa chọn đã chốt")),
        ui.Column(_("Tình trạng")),
        *([ui.Column(_("Việc"))] if moving else []),
    ]
    return ui.Table(
        columns,
        [_row(rows, each, moving) for each in pinned],
        caption=_("Lựa chọn đã chốt"),
        count=len(pinned),
        id="chot",
    )


def _row(rows: PlanRows, each: Pinned, moving: bool) -> ui.Row:
    held = ui.Chip(_("Đang giữ"), "dat") if each.held else ui.Chip(_("Chờ tính lại"), "chu-y")
    cells: list[Any] = [words_of(rows, each), held]
    if moving:
        cells.append(pin_button(rows.plan, each.kind, _("Gỡ chốt"), each.line, each.need, free=True))
    return ui.Row(cells, name=words_of(rows, each))


def words_of(rows: PlanRows, each: Pinned) -> str:
    told = {
        "line": each.line.code if each.line else "",
        "name": rows.name(each.need) if each.need else "",
        "missing": each.need.reason.get("missing", "") if each.need else "",
    }
    if each.kind == PinKind.OPEN:
        return _("Lớp %(line)s mở") % told
    if each.kind == PinKind.SHUT:
        return _("Lớp %(line)s không mở") % told
    if each.kind == PinKind.SEAT:
        return _("%(name)s học lớp %(line)s") % told
    return _("%(name)s lần này không xếp (%(missing)s)") % told


def pin_button(
    plan: Plan,
    kind: PinKind,
    text: str,
    line: Offering | None = None,
    need: Need | None = None,
    *,
    free: bool = False,
    here: bool = False,
) -> ui.Button:
    """``here`` comes back to the page of the class instead of the page of the plan."""
    hidden = [(VERSION, str(plan.version)), (KIND, str(kind.value))]
    hidden += [(LINE, line.code)] if line else []
    hidden += [(NEED, str(need.pk))] if need else []
    hidden += [(name, "1") for name, wanted in ((FREE, free), (HERE, here)) if wanted]
    address = reverse("planning:pin", args=[plan.pk])
    return ui.Button(text, url=address, post=True, kind="quiet", hidden=tuple(hidden))


def line_buttons(rows: PlanRows, line: Offering) -> list[ui.Button]:
    """On the page of a class: fix that it opens or stays shut, or let that go."""
    pins, plan = pins_of(rows.plan), rows.plan
    if line.index in pins.opened:
        return [pin_button(plan, PinKind.OPEN, _("Gỡ chốt: lớp này mở"), line, free=True, here=True)]
    if line.index in pins.closed:
        return [pin_button(plan, PinKind.SHUT, _("Gỡ chốt: lớp này không mở"), line, free=True, here=True)]
    return [
        pin_button(plan, PinKind.OPEN, _("Chốt lớp này mở"), line, here=True),
        pin_button(plan, PinKind.SHUT, _("Chốt lớp này không mở"), line, here=True),
    ]


def seat_button(rows: PlanRows, need: Need, line: Offering) -> ui.Button:
    """Beside somebody in a class."""
    if (need.index, line.index) in pins_of(rows.plan).placed:
        return pin_button(rows.plan, PinKind.SEAT, _("Gỡ chốt"), line, need, free=True, here=True)
    return pin_button(rows.plan, PinKind.SEAT, _("Chốt ở lớp này"), line, need, here=True)


def out_buttons(rows: PlanRows, need: Need) -> list[ui.Button]:
    """Beside somebody left out who asks for a seat."""
    if need.reason.get("rule") in (Why.STUDYING, Why.NO_PROGRAMME):
        return []
    if need.index in pins_of(rows.plan).unplaced:
        return [pin_button(rows.plan, PinKind.OUT, _("Gỡ chốt"), need=need, free=True)]
    return [pin_button(rows.plan, PinKind.OUT, _("Để lần sau"), need=need)]
