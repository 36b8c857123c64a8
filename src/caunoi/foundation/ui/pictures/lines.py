"""A line over time: a solver closing in on its answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from caunoi.foundation.ui import numbers
from caunoi.foundation.ui.components.tables import Column
from caunoi.foundation.ui.pictures.canvas import MAX_MARKS, Canvas, short
from caunoi.foundation.ui.pictures.framing import Picture, picture

HIGH, KEY = 200, 40


@dataclass(frozen=True)
class Point:
    """What the solver knew after some seconds; either may still be missing."""

    seconds: float
    objective: float | None
    bound: float | None


@dataclass(frozen=True)
class Convergence:
    """Best plan so far and the bound no plan can pass, over time (quá trình giải)."""

    title: str
    points: Sequence[Point]
    gap: str = ""


def convergence(given: Convergence) -> Picture:
    points = _thinned(given.points)
    known = [value for p in points for value in (p.objective, p.bound) if value is not None]

    def draw(canvas: Canvas) -> None:
        canvas.height = KEY + HIGH
        if known:
            _axes(canvas, points, known)

    columns = [Column(c, "number") for c in (_("Giây"), _("Phương án tốt nhất"), _("Cận"))]
    rows = [[numbers.number(p.seconds, 1), p.objective, p.bound] for p in points]
    note = _("Khoảng cách tới cận: %(gap)s") % {"gap": given.gap} if given.gap else ""
    return picture(given.title, draw, columns, rows, note=note)


def _thinned(points: Sequence[Point]) -> list[Point]:
    """At most 60 points, the first and the last among them."""
    if len(points) <= MAX_MARKS:
        return list(points)
    step = (len(points) - 1) / (MAX_MARKS - 1)
    return [points[round(index * step)] for index in range(MAX_MARKS)]


def _axes(canvas: Canvas, points: Sequence[Point], known: Sequence[float]) -> None:
    low, high = min(known), max(known)
    last, right, foot = points[-1].seconds or 1, canvas.width - 10, KEY + HIGH - 26
    canvas.line(10, foot, right, foot, "base")
    canvas.text(10, foot + 20, "0", "faint")
    canvas.text(
        right, foot + 20, _("%(n)s giây") % {"n": numbers.number(points[-1].seconds, 0)}, "faint", "end"
    )
    for row, (name, css, of) in enumerate(
        ((_("Cận"), "line dash s2", "bound"), (_("Tốt nhất"), "line s1", "objective"))
    ):
        series = [(10 + (right - 10) * p.seconds / last, getattr(p, of)) for p in points]
        rise = (foot - KEY - 8) / ((high - low) or 1)
        placed = [(x, foot - 4 - (value - low) * rise, value) for x, value in series if value is not None]
        if placed:
            _series(canvas, placed, css, name, row)


def _series(
    canvas: Canvas, placed: Sequence[tuple[float, float, float]], css: str, name: str, row: int
) -> None:
    """The steps, and on top the key: a piece of the line, its name and where it ended."""
    d = "M{} {}".format(*short(*placed[0][:2]))
    for x, y, _value in placed[1:]:
        d += "H{}V{}".format(*short(x, y))
    if placed[-1][0] < canvas.width - 10:
        d += "H{}".format(*short(canvas.width - 10))
    canvas.path(d, css)
    top = 10 + row * 18
    canvas.path("M{} {}H{}".format(*short(10, top, 40)), css)
    canvas.text(48, top + 4, f"{name} {numbers.number(placed[-1][2])}", "strong")
