"""The classes of a period by school: when are they, do they clash."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from caunoi.foundation.ui import numbers
from caunoi.foundation.ui.components.tables import Column
from caunoi.foundation.ui.pictures.canvas import BROAD, MAX_MARKS, NARROW, WIDE, Canvas
from caunoi.foundation.ui.pictures.framing import Picture, linked, picture
from caunoi.foundation.ui.pictures.scales import BAR, MARGIN, Lanes, Scale, months, spots, words

SHORTEST = 24


@dataclass(frozen=True)
class ClassBar:
    """One class; ``clash`` when it takes a room or a teacher that another has."""

    label: str
    start: date
    end: date
    url: str = ""
    note: str = ""
    clash: bool = False

    @property
    def remark(self) -> str:
        return ", ".join(part for part in (self.note, _("trùng lịch") if self.clash else "") if part)

    @property
    def marked(self) -> str:
        return f"{self.label} ▲" if self.clash else self.label


@dataclass(frozen=True)
class Lane:
    """One school or room."""

    label: str
    bars: Sequence[ClassBar]


@dataclass(frozen=True)
class Calendar:
    """The classes of a period by school (lịch lớp), weeks along the top."""

    title: str
    start: date
    end: date
    lanes: Sequence[Lane]


def calendar(given: Calendar) -> Picture:
    """Gantt's chart without its arrows: classes of one school in one lane, a clash in another texture and a sign."""

    def draw(canvas: Canvas) -> None:
        scale, room = Scale(given.start, given.end, canvas), MAX_MARKS
        canvas.height = 30
        for lane in given.lanes:
            _lane(canvas, lane.label, lane.bars[:room], scale)
            room -= len(lane.bars[:room])
        drawn, canvas.parts = canvas.parts, []
        months(canvas, scale, canvas.height, _("Tháng"))
        canvas.parts += drawn

    headings = [_("Lớp"), _("Nơi học"), _("Khai giảng"), _("Bế giảng"), _("Ghi chú")]
    columns = [Column(title, "date" if index in (2, 3) else "text") for index, title in enumerate(headings)]
    rows = [
        [linked(b.label, b.url), lane.label, b.start, b.end, b.remark]
        for lane in given.lanes
        for b in lane.bars
    ]
    widths = (NARROW, WIDE, BROAD)
    return picture(given.title, draw, columns, rows, widths=widths, note=_overflow(len(rows)))


def _overflow(count: int) -> str:
    if count <= MAX_MARKS:
        return ""
    return _("Tranh vẽ 60 lớp đầu; bảng có đủ %(n)s lớp.") % {"n": numbers.number(count)}


def _lane(canvas: Canvas, label: str, bars: Sequence[ClassBar], scale: Scale) -> None:
    top = canvas.height
    room = canvas.width if canvas.narrow else MARGIN - 10
    name = canvas.paragraph(0, top + 19, label, room, "strong")
    first = top + name + 8 if canvas.narrow else top
    ordered = sorted(bars, key=lambda bar: bar.start)
    marks = [(bar.marked, *_ends(bar, scale)) for bar in ordered]
    placed, row = spots(marks, canvas)
    lanes = Lanes()
    for bar, spot in zip(ordered, placed, strict=True):
        y = first + lanes.place(spot.low, spot.high + 3) * row
        when = f"{numbers.day(bar.start)} – {numbers.day(bar.end)}"
        with canvas.link(bar.url, ", ".join(part for part in (bar.label, when, bar.remark) if part)):
            css = "over" if bar.clash else "f1"
            canvas.rect(spot.left, y + row - BAR - 4, spot.right - spot.left, BAR, css)
            inked = "haloed" if bar.clash else "on-dark"
            words(canvas, spot, y, bar.marked, inked if spot.inside else "")
    rows = lanes.count * row if bars else 0
    canvas.height = max(first + rows, top + name + 8) + 8
    canvas.line(0, canvas.height - 4, canvas.width, canvas.height - 4, "axis")


def _ends(bar: ClassBar, scale: Scale) -> tuple[float, float]:
    left = min(scale.at(bar.start), scale.left + scale.width - SHORTEST + 12)
    return left, max(scale.at(bar.end + timedelta(days=1)), left + SHORTEST)
