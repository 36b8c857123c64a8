"""Lines: two terms compared, and a solver closing in on its answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from caunoi.foundation.ui import numbers
from caunoi.foundation.ui.components.tables import Column
from caunoi.foundation.ui.components.words import Link
from caunoi.foundation.ui.pictures.canvas import MAX_MARKS, Canvas, framed, short, width_of

WIDTH, LEFT, RIGHT = 300, 62, 168
"""What a telephone shows without scrolling: room for a number on the left, for a name on the right."""


@dataclass(frozen=True)
class SlopeLine:
    """One measure at two times."""

    label: str
    left: float
    right: float
    left_text: str = ""
    right_text: str = ""
    url: str = ""

    @property
    def texts(self) -> tuple[str, str]:
        return self.left_text or numbers.number(self.left), self.right_text or numbers.number(self.right)


@dataclass(frozen=True)
class Slope:
    """Two terms side by side (hai nhiệm kỳ)."""

    title: str
    left_title: str
    right_title: str
    lines: Sequence[SlopeLine]
    note: str = ""


def slope(given: Slope) -> SafeString:
    shown = given.lines[:10]
    canvas = Canvas(WIDTH, 230)
    values = [value for line in shown for value in (line.left, line.right)] or [0.0]
    low, high = min(values), max(values)
    span = (high - low) or 1
    canvas.text(LEFT, 16, given.left_title, "faint", "middle")
    canvas.text(RIGHT, 16, given.right_title, "faint", "middle")
    canvas.line(LEFT, 26, LEFT, 220, "axis")
    canvas.line(RIGHT, 26, RIGHT, 220, "axis")
    taken: list[float] = []
    for index, line in enumerate(shown):
        left, right = (206 - 160 * (value - low) / span for value in (line.left, line.right))
        _slope_line(canvas, line, (left, right, _free(right, taken)), index % 5 + 1)
    columns = [Column(_("Chỉ tiêu")), Column(given.left_title, "number"), Column(given.right_title, "number")]
    rows = [[Link(line.label, line.url) if line.url else line.label, *line.texts] for line in given.lines]
    return framed(canvas, given.title, columns, rows, note=given.note)


def _free(y: float, taken: list[float]) -> float:
    """A height for a label that touches no label before it."""
    while any(abs(y - other) < 34 for other in taken):
        y -= 4
    taken.append(y)
    return y


def _slope_line(canvas: Canvas, line: SlopeLine, at: tuple[float, float, float], colour: int) -> None:
    left, right, label = at
    left_text, right_text = line.texts
    with canvas.link(line.url, f"{line.label}: {left_text} → {right_text}"):
        canvas.rect(RIGHT + 6, label - 16, WIDTH - RIGHT - 6, 32, "hit")
        canvas.path("M{} {}L{} {}".format(*short(LEFT, left, RIGHT, right)), f"line s{colour}")
        canvas.dot(LEFT, left, f"f{colour}")
        canvas.dot(RIGHT, right, f"f{colour}")
        canvas.text(LEFT - 10, left + 5, left_text, "", "end")
        canvas.text(RIGHT + 12, label - 1, right_text, "strong")
        canvas.text(RIGHT + 12, label + 14, line.label)


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


def convergence(given: Convergence) -> SafeString:
    points = _thinned(given.points)
    canvas = Canvas(760, 230)
    known = [value for p in points for value in (p.objective, p.bound) if value is not None]
    if known:
        _axes(canvas, points, known)
    columns = [Column(c, "number") for c in (_("Giây"), _("Phương án tốt nhất"), _("Cận"))]
    rows = [[numbers.number(p.seconds, 1), p.objective, p.bound] for p in points]
    note = _("Khoảng cách tới cận: %(gap)s") % {"gap": given.gap} if given.gap else ""
    return framed(canvas, given.title, columns, rows, note=note)


def _thinned(points: Sequence[Point]) -> list[Point]:
    """At most 60 points, the first and the last among them."""
    if len(points) <= MAX_MARKS:
        return list(points)
    step = (len(points) - 1) / (MAX_MARKS - 1)
    return [points[round(index * step)] for index in range(MAX_MARKS)]


def _axes(canvas: Canvas, points: Sequence[Point], known: Sequence[float]) -> None:
    low, high = min(known), max(known)
    span, last = (high - low) or 1, points[-1].seconds or 1
    canvas.line(10, 200, 560, 200, "base")
    canvas.text(10, 220, "0", "faint")
    canvas.text(560, 220, _("%(n)s giây") % {"n": numbers.number(points[-1].seconds, 0)}, "faint", "end")
    ends: list[float] = []
    for name, css, of in (
        (_("Cận"), "line dash s2", "bound"),
        (_("Tốt nhất"), "line s1", "objective"),
    ):
        series = [(10 + 550 * p.seconds / last, getattr(p, of)) for p in points]
        placed = [(x, 190 - 165 * (value - low) / span, value) for x, value in series if value is not None]
        if placed:
            _series(canvas, placed, css, name, ends)


def _series(
    canvas: Canvas, placed: Sequence[tuple[float, float, float]], css: str, name: str, ends: list[float]
) -> None:
    d = "M{} {}".format(*short(*placed[0][:2]))
    for x, y, _value in placed[1:]:
        d += "H{}V{}".format(*short(x, y))
    x, y, value = placed[-1]
    d += "H560" if x < 560 else ""
    canvas.path(d, css)
    at = y if all(abs(y - other) >= 18 for other in ends) else max(ends) + 18
    ends.append(at)
    written = f"{name} {numbers.number(value)}"
    canvas.text(min(568, 756 - width_of(written)), at + 4, written, "strong")
