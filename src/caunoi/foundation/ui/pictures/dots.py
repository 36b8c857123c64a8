"""Dots on one line each: which are worst, which improved most."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from caunoi.foundation.ui import numbers
from caunoi.foundation.ui.components.tables import Column
from caunoi.foundation.ui.pictures.canvas import Canvas
from caunoi.foundation.ui.pictures.framing import Picture, linked, picture, written
from caunoi.foundation.ui.pictures.letters import widest

LABELS, ROW, AIR = 200, 26, 14
SHOWN = 15


@dataclass(frozen=True)
class Dots:
    """One row: a number now and, where there is one, the number before."""

    label: str
    value: float | None
    before: float | None = None
    url: str = ""
    text: str = ""
    before_text: str = ""
    before_url: str = ""

    @property
    def written(self) -> str:
        return written(self.value, self.text)

    @property
    def written_before(self) -> str:
        return written(self.before, self.before_text)


@dataclass(frozen=True)
class DotPlot:
    """Numbers of many on one scale, the largest first (biểu đồ chấm); ``before_title`` empty: one dot a row."""

    title: str
    rows: Sequence[Dots]
    row_title: str
    value_title: str
    before_title: str = ""
    shown: int = SHOWN
    note: str = ""


def dot_plot(given: DotPlot) -> Picture:
    """Cleveland's dot plot: position on a common scale, which the eye judges best, for more rows than bars bear."""
    ordered = sorted(given.rows, key=lambda row: (row.value is None, -(row.value or 0)))
    shown = ordered[: given.shown]

    def draw(canvas: Canvas) -> None:
        scale = _Scale.of(canvas, given, shown)
        _heads(canvas, given)
        for row in shown:
            _row(canvas, row, scale, both=bool(given.before_title))

    heads = [Column(given.row_title), Column(given.value_title, "number")]
    heads += [Column(given.before_title, "number")] if given.before_title else []
    rows = [_told(row, both=bool(given.before_title)) for row in ordered]
    return picture(given.title, draw, heads, rows, note=_note(given), description=_ends(ordered))


def _told(row: Dots, *, both: bool) -> list[object]:
    cells: list[object] = [row.label, linked(row.written, row.url)]
    return [*cells, linked(row.written_before, row.before_url)] if both else cells


def _note(given: DotPlot) -> str:
    if len(given.rows) <= given.shown:
        return given.note
    told = {"shown": numbers.number(given.shown), "all": numbers.number(len(given.rows))}
    rest = _("Tranh vẽ %(shown)s dòng lớn nhất; bảng có đủ %(all)s dòng.") % told
    return f"{given.note} {rest}".strip()


def _ends(ordered: Sequence[Dots]) -> str:
    known = [row for row in ordered if row.value is not None]
    if not known:
        return ""
    told = {"most": f"{known[0].label} {known[0].written}", "least": f"{known[-1].label} {known[-1].written}"}
    return _("Cao nhất: %(most)s. Thấp nhất: %(least)s.") % told


@dataclass(frozen=True)
class _Scale:
    """Numbers to units of width; both sides keep room for the words beside the outermost dots."""

    left: float
    low: float
    scale: float
    middle: float

    @classmethod
    def of(cls, canvas: Canvas, given: DotPlot, rows: Sequence[Dots]) -> "_Scale":
        values = [value for row in rows for value in (row.value, row.before) if value is not None]
        low, high = min(values, default=0.0), max(values, default=0.0)
        told = [row.written for row in rows]
        told += [row.written_before for row in rows] if given.before_title else []
        beside = widest(told, bold=True) + 12
        left = beside if canvas.narrow else LABELS + 12 + beside
        room = canvas.width - left - beside
        return cls(left, low, room / (high - low) if high > low else 0, left + room / 2)

    def at(self, value: float) -> float:
        return self.left + (value - self.low) * self.scale if self.scale else self.middle


def _heads(canvas: Canvas, given: DotPlot) -> None:
    """What a full and an open dot stand for."""
    x, y = (0.0 if canvas.narrow else float(LABELS + 12)), 14.0
    for words, css in ((given.value_title, "f1"), (given.before_title, "open s5")):
        if words:
            canvas.dot(x + 6, y - 4, css)
            y += canvas.paragraph(x + 18, y, words, canvas.width - x - 18, "faint")
    canvas.height = y + 2


def _row(canvas: Canvas, row: Dots, scale: _Scale, *, both: bool) -> None:
    top = canvas.height
    room = canvas.width if canvas.narrow else LABELS
    with canvas.link(row.url, f"{row.label}: {row.written}"):
        canvas.rect(0, top, room, ROW, "hit")
        name = canvas.paragraph(0, top + 17, row.label, room)
        y = top + name + 16 if canvas.narrow else top + 13
        canvas.line(scale.left - 6, y, canvas.width - 8, y, "axis")
        _marks(canvas, row, scale, y, both=both)
    canvas.height = (y + AIR) if canvas.narrow else top + max(ROW, name + 10)


def _marks(canvas: Canvas, row: Dots, scale: _Scale, y: float, *, both: bool) -> None:
    """The smaller number stands left of its dot and the larger right of its own, so they never meet."""
    now = scale.at(row.value) if row.value is not None else None
    then = scale.at(row.before) if both and row.before is not None else None
    known = [x for x in (now, then) if x is not None] or [scale.middle]
    low, high = min(known), max(known)
    if now is not None and then is not None:
        canvas.line(low, y, high, y, "step")
    if then is not None:
        canvas.dot(then, y, "open s5")
    if now is not None:
        canvas.dot(now, y, "f1", 4)
    now_left = both and now is not None and then is not None and now < then
    _beside(canvas, (low, high), y, row.written, "strong rim", left=now_left)
    if both:
        _beside(canvas, (low, high), y, row.written_before, "faint rim", left=not now_left)


def _beside(
    canvas: Canvas, ends: tuple[float, float], y: float, words: str, css: str, *, left: bool
) -> None:  # fmt: skip
    if left:
        canvas.text(ends[0] - 9, y + 4, words, css, "end")
    else:
        canvas.text(ends[1] + 9, y + 4, words, css)
