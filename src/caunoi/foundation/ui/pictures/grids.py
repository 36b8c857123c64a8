"""Numbers in cells: where is what missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from caunoi.foundation.ui.components.tables import Column
from caunoi.foundation.ui.pictures.bands import key, on_step, step_css
from caunoi.foundation.ui.pictures.canvas import Canvas, leading
from caunoi.foundation.ui.pictures.framing import Picture, linked, picture, written
from caunoi.foundation.ui.pictures.letters import TINY, widest, wrapped

LABELS, CELL, GAP, AIR = 180, 34, 2, 6
NARROWEST = 46


@dataclass(frozen=True)
class Count:
    """One cell: its number, or that nobody has it, and the way to the people behind it."""

    value: float | None
    url: str = ""
    text: str = ""

    @property
    def written(self) -> str:
        return written(self.value, self.text)


@dataclass(frozen=True)
class Line:
    """One row of cells, in the order of the columns."""

    label: str
    cells: Sequence[Count]
    url: str = ""


@dataclass(frozen=True)
class Matrix:
    """Rows by columns (ma trận); ``limits`` are four, the numbers at which a cell grows darker."""

    title: str
    row_title: str
    columns: Sequence[str]
    lines: Sequence[Line]
    limits: Sequence[float]
    note: str = ""


def matrix(given: Matrix) -> Picture:
    """The number stands in every cell, its colour and texture only lead the eye (a heat map that prints)."""

    def draw(canvas: Canvas) -> None:
        for chosen in _blocks(canvas, given):
            _block(canvas, given, chosen)
        if given.lines:
            key(canvas, _values(given), given.limits)

    heads = [Column(given.row_title), *(Column(title, "number") for title in given.columns)]
    rows = [
        [linked(line.label, line.url), *(linked(c.written, c.url) for c in line.cells)]
        for line in given.lines
    ]
    return picture(given.title, draw, heads, rows, note=given.note, description=_largest(given))


def _values(given: Matrix) -> list[float | None]:
    return [cell.value for line in given.lines for cell in line.cells]


def _largest(given: Matrix) -> str:
    cells = [
        (cell.value, f"{line.label}, {title} {cell.written}")
        for line in given.lines
        for title, cell in zip(given.columns, line.cells, strict=True)
        if cell.value is not None
    ]
    if not cells:
        return ""
    return _("Nhiều nhất: %(where)s.") % {"where": max(cells, key=lambda cell: cell[0])[1]}


def _side(canvas: Canvas) -> float:
    return 0.0 if canvas.narrow else LABELS


def _blocks(canvas: Canvas, given: Matrix) -> list[range]:
    """Columns side by side as many as fit; the rest stand in a block of their own below."""
    words = [word for title in given.columns for word in title.split()]
    least = max(NARROWEST, widest(words, TINY) + 4, widest([_told(c) for c in _cells(given)], bold=True) + 8)
    each = max(int((canvas.width - _side(canvas)) // (least + GAP)), 1)
    return [range(at, min(at + each, len(given.columns))) for at in range(0, len(given.columns), each)]


def _cells(given: Matrix) -> list[Count]:
    return [cell for line in given.lines for cell in line.cells]


def _told(cell: Count) -> str:
    """What of a cell must stand on one line: "chưa có số" may break."""
    return cell.written if cell.value is not None else ""


def _block(canvas: Canvas, given: Matrix, chosen: range) -> None:
    left = _side(canvas)
    pitch = min((canvas.width - left) / len(chosen), 96)
    lines = max(len(wrapped(given.columns[at], pitch - 4, TINY)) for at in chosen)
    top = canvas.height + 12
    for place, at in enumerate(chosen):
        x = left + place * pitch + pitch / 2
        canvas.paragraph(x, top, given.columns[at], pitch - 4, "tile", "middle")
    canvas.height = top + (lines - 1) * leading("tile") + 8
    for line in given.lines:
        _line(canvas, given, line, (chosen, left, pitch))
    canvas.height += AIR


def _line(canvas: Canvas, given: Matrix, line: Line, block: tuple[range, float, float]) -> None:
    chosen, left, pitch = block
    top = canvas.height
    with canvas.link(line.url, line.label):
        if line.url:
            canvas.rect(0, top, LABELS - 8, 24, "hit")
        if canvas.narrow:
            top += canvas.paragraph(0, top + 16, line.label, canvas.width) + 6
            high = 0.0
        else:
            high = canvas.paragraph(0, top + 22, line.label, LABELS - 8) + 10
    for place, at in enumerate(chosen):
        title = f"{line.label}, {given.columns[at]}"
        _cell(canvas, line.cells[at], (left + place * pitch, top, pitch), given.limits, title)
    canvas.height = top + max(CELL + GAP, high)


def _cell(
    canvas: Canvas, cell: Count, place: tuple[float, float, float], limits: Sequence[float], title: str
) -> None:
    x, y, pitch = place
    with canvas.link(cell.url, f"{title}: {cell.written}"):
        canvas.rect(x, y, pitch - GAP, CELL, step_css(cell.value, limits))
        middle = x + (pitch - GAP) / 2
        if cell.value is None:
            lines = len(wrapped(cell.written, pitch - GAP - 2, TINY))
            first = y + (CELL - (lines - 1) * leading("tile")) / 2 + 4
            canvas.paragraph(middle, first, cell.written, pitch - GAP - 2, "tile", "middle")
        else:
            css = on_step(cell.value, limits, "faint" if not cell.value else "strong")
            canvas.text(middle, y + 22, cell.written, css, "middle")
