"""Two times side by side: what rose, what fell, and how steeply."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from caunoi.foundation.ui.components.tables import Column
from caunoi.foundation.ui.pictures.canvas import NARROW, Canvas, leading, short
from caunoi.foundation.ui.pictures.framing import Picture, linked, picture, written
from caunoi.foundation.ui.pictures.letters import widest, wrapped

SHOWN, HIGH, AIR, GAP = 10, 150, 6, 12
STYLES = ("line s1", "line s2 dash", "line s3 dots", "line s4 long", "line s5 both")


@dataclass(frozen=True)
class SlopeLine:
    """One measure at two times; a time without a number is said, and no line drawn to it."""

    label: str
    left: float | None
    right: float | None
    left_text: str = ""
    right_text: str = ""
    url: str = ""
    left_url: str = ""

    @property
    def texts(self) -> tuple[str, str]:
        return written(self.left, self.left_text), written(self.right, self.right_text)


@dataclass(frozen=True)
class Slope:
    """Two terms side by side (hai nhiệm kỳ)."""

    title: str
    left_title: str
    right_title: str
    lines: Sequence[SlopeLine]
    note: str = ""


def slope(given: Slope) -> Picture:
    """Tufte's slope graph: the numbers at both ends, the name at the right one, the steepness between."""
    shown = given.lines[:SHOWN]

    def draw(canvas: Canvas) -> None:
        frame = _Frame.of(canvas, given, shown)
        _titles(canvas, given, frame)
        lefts = _spread([(frame.at(line.left), leading()) for line in shown], frame)
        rights = _spread([(frame.at(line.right), frame.taken(line)) for line in shown], frame)
        for index, line in enumerate(shown):
            _line(canvas, line, frame, (lefts[index], rights[index]), index)
        bottom = [y + frame.taken(line) for line, y in zip(shown, rights, strict=True)]
        canvas.height = max([frame.bottom, *bottom, *(y + leading() for y in lefts)]) + 4
        _axes(canvas, frame)

    heads = [Column(_("Chỉ tiêu")), Column(given.left_title, "number"), Column(given.right_title, "number")]
    rows = [
        [line.label, linked(line.texts[0], line.left_url), linked(line.texts[1], line.url)]
        for line in given.lines
    ]
    words = "; ".join(f"{line.label} {' → '.join(line.texts)}" for line in shown)
    return picture(given.title, draw, heads, rows, note=given.note, description=words)


@dataclass(frozen=True)
class _Frame:
    """Where the two times stand, and numbers to heights."""

    left: float
    right: float
    room: float
    top: float
    low: float
    span: float

    @classmethod
    def of(cls, canvas: Canvas, given: Slope, lines: Sequence[SlopeLine]) -> "_Frame":
        values = [value for line in lines for value in (line.left, line.right) if value is not None]
        low, high = min(values, default=0.0), max(values, default=0.0)
        left = max(widest([line.texts[0] for line in lines]) + GAP, 40)
        right = left + (canvas.width - left) * (0.36 if canvas.width == NARROW else 0.5)
        titles = (
            wrapped(given.left_title, right),
            wrapped(given.right_title, canvas.width - right - GAP),
        )
        top = 14 + max(map(len, titles)) * leading() + 8
        return cls(left, right, canvas.width - right - GAP, top, low, high - low)

    @property
    def bottom(self) -> float:
        return self.top + HIGH

    def at(self, value: float | None) -> float:
        """Height of a number; one nobody has stands at the foot. Equal numbers stand in the middle."""
        if value is None:
            return self.bottom
        if not self.span:
            return self.top + HIGH / 2
        return self.top + HIGH - 16 - (HIGH - 32) * (value - self.low) / self.span

    def taken(self, line: SlopeLine) -> float:
        """What the words at the right end need: the number and under it the name."""
        return leading() * (1 + len(wrapped(line.label, self.room)))


def _spread(wanted: Sequence[tuple[float, float]], frame: _Frame) -> list[float]:
    """Tops of labels ``(middle of the first line, height)``, moved down as little as keeps them apart."""
    found = [0.0] * len(wanted)
    free = frame.top - 8
    for index in sorted(range(len(wanted)), key=lambda at: (wanted[at][0], at)):
        middle, high = wanted[index]
        found[index] = max(middle - leading() / 2, free)
        free = found[index] + high + AIR
    return found


def _titles(canvas: Canvas, given: Slope, frame: _Frame) -> None:
    canvas.paragraph(0, 14, given.left_title, frame.right)
    canvas.paragraph(frame.right + GAP, 14, given.right_title, frame.room)


def _axes(canvas: Canvas, frame: _Frame) -> None:
    """Under what is drawn already: only now is it known how far down the words reach."""
    drawn, canvas.parts = canvas.parts, []
    for x in (frame.left, frame.right):
        canvas.line(x, frame.top - 8, x, canvas.height, "axis")
    canvas.parts += drawn


def _line(canvas: Canvas, line: SlopeLine, frame: _Frame, tops: tuple[float, float], index: int) -> None:
    left, right = frame.at(line.left), frame.at(line.right)
    left_text, right_text = line.texts
    colour = index % len(STYLES) + 1
    with canvas.link(line.url, f"{line.label}: {left_text} → {right_text}"):
        canvas.rect(frame.right + 6, tops[1], frame.room + 6, frame.taken(line), "hit")
        if line.left is not None and line.right is not None:
            ends = short(frame.left, left, frame.right, right)
            canvas.path("M{} {}L{} {}".format(*ends), STYLES[index % len(STYLES)])
        for x, y, value in ((frame.left, left, line.left), (frame.right, right, line.right)):
            if value is not None:
                canvas.dot(x, y, f"f{colour}")
        _leads(canvas, frame, (left, right), tops)
        canvas.text(frame.left - GAP, tops[0] + 13, left_text, "", "end")
        canvas.text(frame.right + GAP, tops[1] + 13, right_text, "strong")
        canvas.paragraph(frame.right + GAP, tops[1] + 13 + leading(), line.label, frame.room)


def _leads(canvas: Canvas, frame: _Frame, marks: tuple[float, float], tops: tuple[float, float]) -> None:
    """A thin line from a dot to words that had to move."""
    for x, mark, top, way in ((frame.left, marks[0], tops[0], -1), (frame.right, marks[1], tops[1], 1)):
        middle = top + leading() / 2
        if abs(middle - mark) > 4 and mark < frame.bottom:
            canvas.line(x, mark, x + way * (GAP - 2), middle, "axis")
