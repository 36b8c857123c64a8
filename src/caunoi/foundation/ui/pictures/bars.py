"""Bars lying down: values against their plans, and a thin share."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from caunoi.foundation.ui import numbers
from caunoi.foundation.ui.components.tables import Column
from caunoi.foundation.ui.pictures.canvas import MAX_MARKS, Canvas
from caunoi.foundation.ui.pictures.framing import Picture, linked, picture, written
from caunoi.foundation.ui.pictures.letters import widest

LABELS, BAR, AIR = 200, 16, 14
"""Room for names beside the bars on a wide sheet; how high a bar is; what stays free under a row."""


@dataclass(frozen=True)
class Band:
    """A range of quality behind a bar (mức), up to and with ``upto``."""

    name: str
    upto: float


@dataclass(frozen=True)
class Bullet:
    """One bar: a value of at most ``top``, the plan as a tick, the year before as a dashed tick.

    No value: an empty frame that says so. ``bands`` are given from the lowest up.
    """

    label: str
    value: float | None
    top: float
    text: str = ""
    plan: float | None = None
    before: float | None = None
    url: str = ""
    plan_text: str = ""
    before_text: str = ""
    bands: Sequence[Band] = ()

    @property
    def written(self) -> str:
        return written(self.value, self.text)

    @property
    def reach(self) -> float:
        """What the whole length stands for: never less than anything drawn on it."""
        bands = (band.upto for band in self.bands)
        return max(self.top, self.value or 0, self.plan or 0, self.before or 0, *bands) or 1

    @property
    def remarks(self) -> list[str]:
        return [part for part in (self._planned(), self._earlier(), self.levels) if part]

    def _planned(self) -> str:
        told = written(self.plan, self.plan_text)
        return "" if self.plan is None else _("Kế hoạch %(n)s") % {"n": told}

    def _earlier(self) -> str:
        told = written(self.before, self.before_text)
        return "" if self.before is None else _("Năm trước %(n)s") % {"n": told}

    @property
    def levels(self) -> str:
        told = [{"band": band.name, "n": numbers.number(band.upto)} for band in self.bands]
        return ", ".join(_("%(band)s đến %(n)s") % each for each in told)


@dataclass(frozen=True)
class Bullets:
    """Several values against their plans (so với kế hoạch)."""

    title: str
    bars: Sequence[Bullet]
    note: str = ""


def bullets(given: Bullets) -> Picture:
    """Stephen Few's bullet graph: the value as a bar, the plan as a tick across it, ranges as greys behind."""
    shown = given.bars[:MAX_MARKS]

    def draw(canvas: Canvas) -> None:
        room = widest([bar.written for bar in shown], bold=True) + 10
        for bar in shown:
            canvas.height += _bullet(canvas, bar, canvas.height, room)

    behind = [bar for bar in shown if bar.plan is not None and bar.value is not None and bar.value < bar.plan]
    told = {"all": numbers.number(len(given.bars)), "behind": numbers.number(len(behind))}
    words = _("%(all)s chỉ tiêu, %(behind)s chưa tới kế hoạch.") % told
    rows = _rows(given.bars)
    return picture(given.title, draw, _columns(given.bars), rows, note=given.note, description=words)


def _columns(bars: Sequence[Bullet]) -> list[Column]:
    heads = [Column(_("Chỉ tiêu"))]
    heads += [Column(title, "number") for title in (_("Thực hiện"), _("Kế hoạch"), _("Năm trước"))]
    return [*heads, Column(_("Mức"))] if any(bar.bands for bar in bars) else heads


def _rows(bars: Sequence[Bullet]) -> list[list[object]]:
    levels = any(bar.bands for bar in bars)
    return [
        [
            bar.label,
            linked(bar.written, bar.url),
            "" if bar.plan is None else written(bar.plan, bar.plan_text),
            "" if bar.before is None else written(bar.before, bar.before_text),
            *([bar.levels] if levels else []),
        ]
        for bar in bars
    ]


def _bullet(canvas: Canvas, bar: Bullet, top: float, room: float) -> float:
    """Draws one row and says how high it became; ``room`` is kept for the longest number of the picture."""
    left = 0.0 if canvas.narrow else LABELS + 12
    with canvas.link(bar.url, f"{bar.label}: {bar.written}"):
        first = len(canvas.parts)
        name = canvas.paragraph(0, top + 17, bar.label, canvas.width if canvas.narrow else LABELS)
        y = top + name + 8 if canvas.narrow else top + 5
        _bar(canvas, bar, left, y, canvas.width - left - room)
        canvas.text(canvas.width, y + 13, bar.written, "strong", "end")
        below = y + BAR + 14
        if bar.remarks:
            below += canvas.paragraph(left, below, " · ".join(bar.remarks), canvas.width - left, "faint")
        high = max(below - 6, top + name + 6) - top
        canvas.rect(0, top, canvas.width, high, "hit")
        canvas.parts.insert(first, canvas.parts.pop())
    return high + AIR


def _bar(canvas: Canvas, bar: Bullet, x: float, y: float, room: float) -> None:
    scale = room / bar.reach
    canvas.rect(x, y, room, BAR, "track" if bar.value is not None else "t-unknown")
    for index, band in reversed(list(enumerate(bar.bands))):
        canvas.rect(x, y, band.upto * scale, BAR, f"band{min(index, 2)}")
    if bar.value is not None:
        inset = 4 if bar.bands else 0
        canvas.rect(x, y + inset, bar.value * scale, BAR - 2 * inset, "f1")
    for value, css in ((bar.before, "before"), (bar.plan, "plan")):
        if value is not None:
            canvas.line(x + value * scale, y - 4, x + value * scale, y + BAR + 4, css)


@dataclass(frozen=True)
class Share:
    """A part of a whole between 0 and 1 (tỷ lệ)."""

    value: float
    label: str


def share(given: Share) -> SafeString:
    """A thin bar under a figure: how sure we are."""
    return format_html(
        '<svg class="share" viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label="{}: {}">'
        '<rect width="100" height="6" class="track"/><rect width="{}" height="6" class="f1"/></svg>',
        given.label, numbers.percent(given.value, 0), f"{100 * min(max(given.value, 0), 1):.0f}",
    )  # fmt: skip
