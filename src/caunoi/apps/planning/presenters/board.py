"""The calendar of a plan by venue (lịch theo cơ sở): rooms down, weeks across, a bar for each open class."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caunoi.apps.planning.models import Offering
from caunoi.apps.planning.presenters.plan_page import line_cost, line_url, may_move, period
from caunoi.apps.planning.selectors import PlanRows
from caunoi.apps.planning.selectors.pins import Pins, pins_of
from caunoi.apps.planning.selectors.weeks import Week, weeks_in
from caunoi.apps.planning.services.hand import Preview
from caunoi.apps.planning.services.lines import weeks_long
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui.numbers import day, dong, number

TINTS = 5
MILLION = 1_000_000
SHORT = 5
"""Up to so many weeks the words stand beside the bar, and take so many weeks there."""


@dataclass(frozen=True)
class Sign:
    """What is pinned about an open class (dấu chốt), in words, and how many people are pinned into it."""

    words: str = ""
    people: int = 0


@dataclass(frozen=True)
class Bar:
    """One open class on the calendar (thanh lớp)."""

    line: Offering
    week: int
    weeks: int
    tint: int
    seats: str
    money: str
    url: str
    move_url: str
    said: str
    sign: Sign

    @property
    def short(self) -> bool:
        return self.weeks <= SHORT

    late: bool = False
    """So near to the end that the words stand before the bar."""

    @property
    def last(self) -> int:
        return self.week + self.weeks

    @property
    def room(self) -> range:
        """The weeks the bar and its words cover."""
        if not self.short:
            return range(self.week, self.last)
        return range(self.week - SHORT, self.last) if self.late else range(self.week, self.last + SHORT)


@dataclass(frozen=True)
class VenueRows:
    """A venue with its rooms (cơ sở và các phòng): lanes of cells, each a bar or an empty week."""

    code: str
    name: str
    rooms: str
    bars: Sequence[Bar]
    lanes: Sequence[Sequence[Bar | Week]]


@dataclass(frozen=True)
class Drawing:
    """What every bar of one calendar is drawn from (cách vẽ lịch)."""

    rows: PlanRows
    weeks: Sequence[Week]
    moving: bool

    @cached_property
    def pins(self) -> Pins:
        return pins_of(self.rows.plan)

    @cached_property
    def tints(self) -> dict[str, int]:
        """The same colour for the classes of one programme; its name stands in the bar or is said."""
        codes = sorted({line.programme.code for line in self.rows.offerings})
        return {code: number % TINTS + 1 for number, code in enumerate(codes)}


def present_board(rows: PlanRows, may: bool) -> dict[str, Any]:
    weeks, moving = weeks_in(rows.plan), may_move(rows.plan, may)
    drawing = Drawing(rows, weeks, moving)
    venues = [_venue(drawing, lines) for lines in _by_venue(rows)]
    return {
        "weeks": [(week, _week_note(week)) for week in weeks],
        "months": [
            _month(month, len(list(found)))
            for month, found in groupby(weeks, key=lambda week: week.monday.month)
        ],
        "venues": venues,
        "pinned": any(bar.sign.words for venue in venues for bar in venue.bars),
        "moving": moving,
        "shut": [week for week in weeks if week.off],
    }


def _month(month: int, weeks: int) -> tuple[str, int]:
    words = _("Tháng %(m)s") if weeks > 2 else _("Th. %(m)s")
    return words % {"m": month}, weeks


def _week_note(week: Week) -> str:
    told = {"n": week.number + 1, "day": day(week.monday)}
    words = _("Tuần %(n)s, từ %(day)s") % told
    if not week.off:
        return words
    off = ", ".join(f"{each:%d/%m}" for each in week.off)
    return _("%(week)s; nghỉ lễ %(off)s") % {"week": words, "off": off}


def _by_venue(rows: PlanRows) -> list[list[Offering]]:
    """Places where a class is open first, each group by name."""
    ordered = sorted(rows.offerings, key=lambda line: (line.venue.name, line.venue.code))
    found = [list(lines) for _code, lines in groupby(ordered, key=lambda line: line.venue.code)]
    return sorted(found, key=lambda lines: not any(line.opened for line in lines))


def _venue(drawing: Drawing, lines: Sequence[Offering]) -> VenueRows:
    venue = lines[0].venue
    bars = sorted((_bar(drawing, line) for line in lines if line.opened), key=lambda bar: bar.week)
    told = ngettext("%(n)s phòng", "%(n)s phòng", venue.rooms) % {"n": venue.rooms}
    lanes = [_cells(lane, drawing.weeks) for lane in _lanes(bars)]
    return VenueRows(venue.code, venue.name, told, bars, lanes)


def _bar(drawing: Drawing, line: Offering) -> Bar:
    rows, long = drawing.rows, len(drawing.weeks)
    week = (line.starts_on - drawing.weeks[0].monday).days // 7
    seats, cost = f"{len(rows.in_line(line))}/{line.capacity}", line_cost(rows, line)
    sign = _sign(drawing, line)
    return Bar(
        line,
        week,
        min(weeks_long(line), long - week),
        drawing.tints[line.programme.code],
        seats,
        _("%(n)s tr") % {"n": number(round(cost / MILLION))},
        line_url(rows.plan, line),
        move_url(rows, line) if drawing.moving else "",
        _said(line, seats, cost, sign),
        sign,
        late=week + weeks_long(line) + SHORT > long,
    )


def _said(line: Offering, seats: str, cost: int, sign: Sign) -> str:
    """The whole bar in one sentence, for whoever cannot see it or points at it."""
    told = {
        "line": line.code, "name": line.programme.name, "venue": line.venue.name, "when": period(line),
        "seats": seats, "money": dong(cost),
    }  # fmt: skip
    words = _("%(line)s, %(name)s, %(venue)s, %(when)s, %(seats)s người, %(money)s") % told
    return f"{words}, {sign.words}" if sign.words else words


def _sign(drawing: Drawing, line: Offering) -> Sign:
    """Of the people in the class only those the reader may see are counted."""
    pins = drawing.pins
    people = sum((need.index, line.index) in pins.placed for need in drawing.rows.in_line(line))
    said = [
        _("chốt mở") if line.index in pins.opened else "",
        _("chốt không mở, chờ tính lại") if line.index in pins.closed else "",
        ngettext("%(n)s người chốt ở lớp này", "%(n)s người chốt ở lớp này", people) % {"n": number(people)}
        if people
        else "",
    ]
    return Sign(", ".join(filter(None, said)), people)


def move_url(rows: PlanRows, line: Offering) -> str:
    return reverse("planning:move_class", args=[rows.plan.pk, line.code])


def _lanes(bars: Sequence[Bar]) -> list[list[Bar]]:
    """As few lanes as the classes need to stand side by side with their words."""
    lanes: list[list[Bar]] = [[]]
    for bar in bars:
        lane = next((lane for lane in lanes if not any(_meet(bar, other) for other in lane)), None)
        if lane is None:
            lanes.append(lane := [])
        lane.append(bar)
    return lanes


def _meet(bar: Bar, other: Bar) -> bool:
    return bar.room.start < other.room.stop and other.room.start < bar.room.stop


def _cells(lane: Sequence[Bar], weeks: Sequence[Week]) -> list[Bar | Week]:
    starts = {bar.week: bar for bar in lane}
    taken = {week for bar in lane for week in range(bar.week, bar.last)}
    return [starts.get(w.number, w) for w in weeks if w.number in starts or w.number not in taken]


# ---- moving a class


def present_class_move(rows: PlanRows, line: Offering, form: Any, chosen: Preview | None) -> dict[str, Any]:
    title = _("Chuyển lớp %(line)s") % {"line": line.code}
    crumbs = [ui.Link(rows.plan.name, reverse("planning:plan", args=[rows.plan.pk]))]
    told = {"venue": line.venue.name, "when": period(line), "n": len(rows.in_line(line))}
    return {
        "title": title,
        "head": ui.Heading(title, line.programme.name, crumbs),
        "now": _("Đang ở %(venue)s, %(when)s, %(n)s người.") % told,
        "form": form,
        "errors": ui.ErrorSummary.of(form),
        "url": move_url(rows, line),
        "plan": rows.plan,
        "chosen": chosen,
        "target": _target(rows, chosen),
    }


def _target(rows: PlanRows, chosen: Preview | None) -> str:
    if chosen is None:
        return ""
    place = next(iter(chosen.wanted.values()))
    target = chosen.board.rows.offering(place) if place else None
    if target is None:
        return ""
    told = {"line": target.code, "venue": target.venue.name, "when": period(target)}
    return _("%(line)s: %(venue)s, %(when)s") % told
