"""Days on a line: where they fall, which bars share a row, and where a name stands beside its bar."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from caunoi.foundation.ui.pictures.canvas import Canvas, leading
from caunoi.foundation.ui.pictures.letters import SMALL, width_of, wrapped

MARGIN, BAR = 110, 26
"""Room for names on the left of a wide sheet; how high a bar is."""


class Scale:
    """Days to units of width."""

    def __init__(self, start: date, end: date, canvas: Canvas) -> None:
        self.start, self.end = start, end
        self.left = 2 if canvas.narrow else MARGIN
        self.width = canvas.width - self.left - 12
        self.days = max((end - start).days, 1)

    def at(self, day: date) -> float:
        inside = min(max(day, self.start), self.end)
        return self.left + self.width * (inside - self.start).days / self.days


class Lanes:
    """Rows filled from the top, so that nothing drawn in one touches its neighbour."""

    def __init__(self) -> None:
        self.ends: list[float] = []

    def place(self, start: float, end: float) -> int:
        for index, taken in enumerate(self.ends):
            if start >= taken:
                self.ends[index] = end
                return index
        self.ends.append(end)
        return len(self.ends) - 1

    @property
    def count(self) -> int:
        return max(len(self.ends), 1)


@dataclass(frozen=True)
class Spot:
    """Where the words of a bar stand (chỗ đặt tên): in it, beside it, or on lines of their own above it."""

    left: float
    right: float
    x: float
    anchor: str
    low: float
    high: float
    inside: bool = False
    lines: int = 0


def beside(
    words: str, left: float, right: float, canvas: Canvas, *, may_be_inside: bool = True
) -> Spot | None:
    """In the bar, to its right, or to its left; nothing where none of them has room."""
    wide = width_of(words, bold=False)
    if may_be_inside and right - left > wide + 12:
        return Spot(left, right, left + 6, "", left, right, inside=True)
    if right + wide + 10 <= canvas.width:
        return Spot(left, right, right + 6, "", left, right + wide + 14)
    if left - wide - 10 >= (0 if canvas.narrow else MARGIN):
        return Spot(left, right, left - 6, "end", left - wide - 10, right)
    return None


def above(words: str, left: float, right: float, canvas: Canvas) -> Spot:
    """Lines over the bar, as far left as they must begin to end on the sheet."""
    lines = wrapped(words, canvas.width)
    wide = max(width_of(line) for line in lines)
    x = max(min(left, canvas.width - wide), 0)
    return Spot(left, right, x, "", min(left, x), max(right, x + wide) + 8, lines=len(lines))


def spots(
    marks: list[tuple[str, float, float]], canvas: Canvas, *, may_be_inside: bool = True
) -> tuple[list[Spot], float]:
    """All of one kind in one way, and how high a row of them is."""
    near = [beside(*mark, canvas, may_be_inside=may_be_inside) for mark in marks]
    fitting = [spot for spot in near if spot]
    if not canvas.narrow and len(fitting) == len(marks):
        return fitting, BAR + 6
    over = [above(*mark, canvas) for mark in marks]
    return over, BAR + 8 + leading() * max((spot.lines for spot in over), default=0)


def words(canvas: Canvas, spot: Spot, y: float, told: str, css: str) -> float:
    """Writes the words of a bar in a row that begins at ``y``; where the bar itself begins."""
    if not spot.lines:
        canvas.text(spot.x, y + 20, told, css, spot.anchor)
        return y + 2
    return y + canvas.paragraph(spot.x, y + 14, told, canvas.width, css) + 4


def years(canvas: Canvas, scale: Scale, y: float) -> None:
    """A line with the years under it, as many as have room."""
    span = range(scale.start.year, scale.end.year + 1)
    pitch = scale.width / max(scale.days / 365, 1)
    step = next((step for step in (1, 2, 5, 10, 20) if step * pitch >= width_of("2000", SMALL) + 6), 50)
    canvas.line(scale.left, y, scale.left + scale.width, y, "base")
    for year in span:
        first = date(year, 1, 1)
        x = scale.at(first)
        if year % step == 0 and first >= scale.start and x + 16 <= canvas.width:
            canvas.line(x, y - 4, x, y + 4, "base")
            canvas.text(max(x, 16), y + 18, str(year), "faint", "middle")


def months(canvas: Canvas, scale: Scale, bottom: float, name: str) -> None:
    """The paper under the bars: weeks as small ticks, months by number; ``name`` says what the numbers are."""
    monday = scale.start + timedelta(days=-scale.start.weekday() % 7)
    while monday < scale.end:
        canvas.line(scale.at(monday), 20, scale.at(monday), 26, "base")
        monday += timedelta(weeks=1)
    pitch = scale.width * 30 / scale.days
    if not canvas.narrow:
        canvas.text(0, 14, name, "faint")
    step = ceil((width_of("12", SMALL) + 8) / pitch)
    month = date(scale.start.year, scale.start.month, 1)
    while month < scale.end:
        after = (month + timedelta(days=32)).replace(day=1)
        x = scale.at(month)
        canvas.line(x, 4, x, bottom, "axis")
        roomy = scale.at(min(after, scale.end)) - x >= min(pitch, 24) * 0.8
        if (month.month - 1) % step == 0 and roomy:
            canvas.text(x + 4, 14, str(month.month), "faint")
        month = after
