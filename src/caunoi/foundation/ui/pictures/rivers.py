"""What came from what: units as bars in columns of their days, joined by bands where one passed into another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from caunoi.foundation.ui.components.tables import Column
from caunoi.foundation.ui.components.words import link_or_text
from caunoi.foundation.ui.pictures.canvas import NARROW, WIDE, Canvas, leading, short
from caunoi.foundation.ui.pictures.framing import Picture, picture
from caunoi.foundation.ui.pictures.letters import SMALL, wrapped

GAP, COLUMN = 10, 100
"""Between bars; the least a column needs, so that a long history scrolls on a telephone."""


@dataclass(frozen=True)
class Reach:
    """One unit in one column (đoạn sông): who it is, and whether it is the one the page speaks of."""

    key: str
    name: str
    url: str = ""
    is_subject: bool = False


@dataclass(frozen=True)
class Stage:
    """A day from which the units below stood (cột): the first column has the oldest."""

    label: str
    reaches: Sequence[Reach]


@dataclass(frozen=True)
class Flow:
    """One unit passing into another of the next column; ``whole`` or only a part."""

    source: str
    target: str
    whole: bool = True
    words: str = ""


@dataclass(frozen=True)
class River:
    """How units came together and parted (dòng chảy đơn vị)."""

    title: str
    stages: Sequence[Stage]
    flows: Sequence[Flow]
    note: str = ""


def river(given: River) -> Picture:
    """Time runs to the right; a ribbon as high as its bar is a whole unit, a thin one a part of it."""
    count = max(len(given.stages), 1)
    narrow = max(NARROW, count * COLUMN)
    heads, rows = _columns(), _rows(given)
    widths = (narrow, WIDE) if narrow < WIDE else (narrow,)
    return picture(given.title, partial(_draw, given=given), heads, rows, widths=widths, note=given.note)


def _draw(canvas: Canvas, given: River) -> None:
    wide = _wide(canvas, given)
    names = [reach.name for stage in given.stages for reach in stage.reaches]
    lines = max((len(wrapped(name, wide - 12, bold=True)) for name in names), default=1)
    heads = max((len(wrapped(stage.label, wide, SMALL)) for stage in given.stages), default=1)
    bar = lines * leading() + 10
    tallest = max((len(stage.reaches) for stage in given.stages), default=1)
    top = heads * leading("faint") + 14
    canvas.height = top + tallest * (bar + GAP)
    places = _places(given.stages, canvas.width, (wide, bar, top + tallest * (bar + GAP) / 2))
    for flow in given.flows:
        if flow.source in places and flow.target in places:
            _band(canvas, places[flow.source], places[flow.target], flow.whole)
    for stage in given.stages:
        for reach in stage.reaches:
            _bar(canvas, reach, places[reach.key])
        if stage.reaches:
            canvas.paragraph(places[stage.reaches[0].key].left, 14, stage.label, wide, "faint")


@dataclass(frozen=True)
class _Place:
    left: float
    top: float
    wide: float
    high: float


def _wide(canvas: Canvas, given: River) -> float:
    """A bar leaves a third of its column to the ribbons, less where there is little room."""
    count = max(len(given.stages), 1)
    pitch = canvas.width / count
    return pitch * (0.5 if count == 1 else 0.62 if pitch > 150 else 0.8)


def _places(
    stages: Sequence[Stage], width: float, given: tuple[float, float, float]
) -> Mapping[str, _Place]:  # fmt: skip
    """A short column stands in the middle of its height."""
    wide, bar, middle = given
    found = {}
    for at, stage in enumerate(stages):
        first = middle - len(stage.reaches) * (bar + GAP) / 2
        left = at * (width - wide) / max(len(stages) - 1, 1)
        for row, reach in enumerate(stage.reaches):
            found[reach.key] = _Place(left, first + row * (bar + GAP), wide, bar)
    return found


def _band(canvas: Canvas, source: _Place, target: _Place, whole: bool) -> None:
    """A ribbon as high as the bar for the whole, a thin one for a part."""
    thick = source.high if whole else source.high / 3
    x1, x2 = source.left + source.wide, target.left
    y1, y2 = source.top + (source.high - thick) / 2, target.top + (target.high - thick) / 2
    middle = (x1 + x2) / 2
    a, b, m, top, bottom = short(x1, x2, middle, y1, y1 + thick)
    to_top, to_bottom = short(y2, y2 + thick)
    canvas.path(
        f"M{a} {top}C{m} {top} {m} {to_top} {b} {to_top}V{to_bottom}C{m} {to_bottom} {m} {bottom} {a} {bottom}Z",
        "water" if whole else "water part",
    )


def _bar(canvas: Canvas, reach: Reach, place: _Place) -> None:
    css = "strong" if reach.is_subject else ""
    lines = len(wrapped(reach.name, place.wide - 12, bold=reach.is_subject))
    first = place.top + (place.high - lines * leading()) / 2 + 13
    with canvas.link(reach.url, reach.name):
        canvas.rect(
            place.left, place.top, place.wide, place.high, "bank subject" if reach.is_subject else "bank"
        )
        canvas.paragraph(place.left + 6, first, reach.name, place.wide - 12, css, language="vi")


def _columns() -> list[Column]:
    return [Column(_("Đơn vị")), Column(_("Thành")), Column(_("Cách"))]


def _rows(given: River) -> list[list[object]]:
    reaches = {reach.key: reach for stage in given.stages for reach in stage.reaches}
    return [
        [
            link_or_text(reaches[flow.source].name, reaches[flow.source].url),
            link_or_text(reaches[flow.target].name, reaches[flow.target].url),
            flow.words or (_("toàn bộ") if flow.whole else _("một phần")),
        ]
        for flow in given.flows
        if flow.source in reaches and flow.target in reaches
    ]
