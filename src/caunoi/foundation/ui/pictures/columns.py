"""Columns standing up: how many per year of birth, and where the limit runs."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from caunoi.foundation.ui import numbers
from caunoi.foundation.ui.components.tables import Column
from caunoi.foundation.ui.components.words import Link
from caunoi.foundation.ui.pictures.canvas import MAX_MARKS, Canvas, framed

LEFT, TOP, HEIGHT = 8, 34, 170


@dataclass(frozen=True)
class Bin:
    """One column: its name under it, its number on it."""

    label: str
    count: int
    url: str = ""


@dataclass(frozen=True)
class Histogram:
    """How many of each (phân bố); the limit line stands after bin number ``limit_after``."""

    title: str
    bins: Sequence[Bin]
    axis: str
    limit_after: int | None = None
    limit_label: str = ""


def histogram(given: Histogram) -> SafeString:
    shown = given.bins[:MAX_MARKS]
    canvas = Canvas(760 if len(shown) <= 27 else 1100, TOP + HEIGHT + 44)
    pitch = (canvas.width - 2 * LEFT) / max(len(shown), 1)
    top = max((bar.count for bar in shown), default=0) or 1
    for index, bar in enumerate(shown):
        _column(canvas, bar, LEFT + index * pitch, pitch, HEIGHT * bar.count / top)
    canvas.line(LEFT, TOP + HEIGHT, canvas.width - LEFT, TOP + HEIGHT, "base")
    canvas.text(LEFT, TOP + HEIGHT + 38, given.axis, "faint")
    if given.limit_after is not None:
        _limit(canvas, LEFT + given.limit_after * pitch, given.limit_label)
    columns = [Column(given.axis), Column(_("Số người"), "number")]
    rows = [[b.label, Link(numbers.number(b.count), b.url) if b.url else b.count] for b in given.bins]
    return framed(canvas, given.title, columns, rows)


def _column(canvas: Canvas, bar: Bin, x: float, pitch: float, height: float) -> None:
    middle = x + pitch / 2
    with canvas.link(bar.url, f"{bar.label}: {numbers.number(bar.count)}"):
        canvas.rect(x, TOP - 14, pitch, HEIGHT + 34, "hit")
        canvas.rect(x + 2, TOP + HEIGHT - height, pitch - 4, height, "f1")
        canvas.text(middle, TOP + HEIGHT - height - 5, numbers.number(bar.count), "faint", "middle")
        canvas.text(middle, TOP + HEIGHT + 16, bar.label, "faint", "middle")


def _limit(canvas: Canvas, x: float, label: str) -> None:
    canvas.line(x, 6, x, TOP + HEIGHT, "limit")
    right = x > canvas.width / 2
    canvas.text(x - 6 if right else x + 6, 14, label, "strong", "end" if right else "")
