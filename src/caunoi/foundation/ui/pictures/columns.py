"""How many of each: columns standing up where their names fit, lying down where they do not."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from caunoi.foundation.ui.components.tables import Column
from caunoi.foundation.ui.pictures.canvas import BROAD, MAX_MARKS, NARROW, WIDE, Canvas, leading
from caunoi.foundation.ui.pictures.framing import Picture, linked, picture, written
from caunoi.foundation.ui.pictures.letters import SMALL, widest

LEFT, HEIGHT, ROW = 4, 170, 26


@dataclass(frozen=True)
class Bin:
    """One column: its name under it, its number on it."""

    label: str
    count: int | None
    url: str = ""

    @property
    def written(self) -> str:
        return written(self.count)


@dataclass(frozen=True)
class Histogram:
    """How many of each (phân bố); the limit line stands after bin number ``limit_after``."""

    title: str
    bins: Sequence[Bin]
    axis: str
    limit_after: int | None = None
    limit_label: str = ""


def histogram(given: Histogram) -> Picture:
    """Counts on one scale from nought; the number stands on each, so that no axis is needed beside them."""
    shown = given.bins[:MAX_MARKS]
    top = max((bar.count or 0 for bar in shown), default=0) or 1

    def draw(canvas: Canvas) -> None:
        pitch = (canvas.width - 2 * LEFT) / max(len(shown), 1)
        if not canvas.narrow and pitch >= _needed(shown):
            _standing(canvas, given, shown, (min(pitch, 72), top))
        else:
            _lying(canvas, given, shown, top)

    columns = [Column(given.axis), Column(_("Số người"), "number")]
    rows = [[bar.label, linked(bar.written, bar.url)] for bar in given.bins]
    widths = (NARROW, WIDE, BROAD) if len(shown) > 16 else (NARROW, WIDE)
    return picture(given.title, draw, columns, rows, widths=widths, description=_most(given.bins))


def _most(bins: Sequence[Bin]) -> str:
    known = [bar for bar in bins if bar.count is not None]
    if not known:
        return ""
    most = max(known, key=lambda bar: bar.count or 0)
    return _("Nhiều nhất: %(where)s.") % {"where": f"{most.label}, {most.written}"}


def _needed(bins: Sequence[Bin]) -> float:
    words = [bar.label for bar in bins] + [bar.written for bar in bins]
    return max(widest(words, SMALL) + 4, 24)


def _standing(
    canvas: Canvas, given: Histogram, bins: Sequence[Bin], scale: tuple[float, int]
) -> None:  # fmt: skip
    pitch, most = scale
    top = _head(canvas, given, pitch) + 22
    for index, bar in enumerate(bins):
        _column(canvas, bar, (LEFT + index * pitch, top, pitch), HEIGHT * (bar.count or 0) / most)
    canvas.line(LEFT, top + HEIGHT, LEFT + pitch * len(bins), top + HEIGHT, "base")
    canvas.text(LEFT, top + HEIGHT + 38, given.axis, "faint")
    canvas.height = top + HEIGHT + 46
    if given.limit_after is not None:
        x = LEFT + given.limit_after * pitch
        canvas.line(x, 4, x, top + HEIGHT, "limit")


def _head(canvas: Canvas, given: Histogram, pitch: float) -> float:
    """The words of the limit line, on the side of it that has more room; how high they became."""
    if given.limit_after is None or not given.limit_label:
        return 0
    x = LEFT + given.limit_after * pitch
    right = x > canvas.width / 2
    room = (x if right else canvas.width - x) - 8
    anchor = "end" if right else ""
    return canvas.paragraph(x - 6 if right else x + 6, 14, given.limit_label, room, "strong", anchor)


def _column(canvas: Canvas, bar: Bin, place: tuple[float, float, float], height: float) -> None:
    x, top, pitch = place
    middle, foot = x + pitch / 2, top + HEIGHT
    with canvas.link(bar.url, f"{bar.label}: {bar.written}"):
        canvas.rect(x, top - 14, pitch, HEIGHT + 34, "hit")
        canvas.rect(x + 2, foot - height, pitch - 4, height, "f1")
        canvas.text(middle, foot - height - 5, bar.written, "faint", "middle")
        canvas.text(middle, foot + 16, bar.label, "faint", "middle")


def _lying(canvas: Canvas, given: Histogram, bins: Sequence[Bin], most: int) -> None:
    """One row for each, the axis named on top, the limit between two rows."""
    side = min(widest([bar.label for bar in bins], SMALL), canvas.width * 0.4) + 8
    room = canvas.width - side - widest([bar.written for bar in bins], SMALL) - 10
    canvas.height = 16 + canvas.paragraph(0, 12, given.axis, canvas.width, "faint") - leading("faint") + 4
    for index, bar in enumerate(bins):
        if index == given.limit_after:
            _between(canvas, given.limit_label)
        _row(canvas, bar, side, room * (bar.count or 0) / most)
    if given.limit_after == len(bins) and bins:
        _between(canvas, given.limit_label)


def _between(canvas: Canvas, label: str) -> None:
    y = canvas.height + 5
    canvas.line(0, y, canvas.width, y, "limit")
    canvas.height = y + 6
    if label:
        canvas.height += canvas.paragraph(0, y + 16, label, canvas.width, "strong") + 2


def _row(canvas: Canvas, bar: Bin, side: float, length: float) -> None:
    top = canvas.height
    with canvas.link(bar.url, f"{bar.label}: {bar.written}"):
        canvas.rect(0, top, canvas.width, ROW - 1, "hit")
        name = canvas.paragraph(side - 8, top + 17, bar.label, side - 8, "faint", "end")
        canvas.rect(side, top + 4, length, 17, "f1")
        canvas.text(side + length + 6, top + 17, bar.written, "faint")
    canvas.height = top + max(ROW, name + 8)
