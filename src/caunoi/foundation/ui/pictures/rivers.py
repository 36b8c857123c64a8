"""What came from what: units as bars in columns of their days, joined by bands where one passed into another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from caunoi.foundation.ui.components.tables import Column
from caunoi.foundation.ui.components.words import link_or_text
from caunoi.foundation.ui.pictures.canvas import Canvas, framed, short, width_of

WIDTH, TOP, BAR, GAP, PITCH = 760, 30, 26, 10, 36
LONGEST = 24


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


Place = tuple[float, float, float]


def river(given: River) -> SafeString:
    tallest = max((len(stage.reaches) for stage in given.stages), default=1)
    canvas = Canvas(WIDTH, TOP + tallest * PITCH + 6)
    places = _places(given.stages, tallest)
    for flow in given.flows:
        if flow.source in places and flow.target in places:
            _band(canvas, places[flow.source], places[flow.target], flow.whole)
    for stage in given.stages:
        for reach in stage.reaches:
            _bar(canvas, reach, places[reach.key])
        if stage.reaches:
            canvas.text(places[stage.reaches[0].key][0], 16, stage.label, "faint")
    return framed(canvas, given.title, _columns(), _rows(given), note=given.note)


def _places(stages: Sequence[Stage], tallest: int) -> Mapping[str, Place]:
    """Left edge, top and width of each bar; a short column stands in the middle of its height."""
    count = max(len(stages), 1)
    pitch = WIDTH / count
    wide = pitch * (0.62 if count > 1 else 0.5)
    found = {}
    for at, stage in enumerate(stages):
        first = TOP + (tallest - len(stage.reaches)) * PITCH / 2
        left = at * (WIDTH - wide) / max(count - 1, 1)
        for row, reach in enumerate(stage.reaches):
            found[reach.key] = (left, first + row * PITCH, wide)
    return found


def _band(canvas: Canvas, source: Place, target: Place, whole: bool) -> None:
    """A ribbon as high as the bar for the whole, a thin one for a part."""
    thick = BAR if whole else BAR / 3
    x1, x2 = source[0] + source[2], target[0]
    y1, y2 = source[1] + (BAR - thick) / 2, target[1] + (BAR - thick) / 2
    middle = (x1 + x2) / 2
    a, b, m, top, bottom = short(x1, x2, middle, y1, y1 + thick)
    to_top, to_bottom = short(y2, y2 + thick)
    canvas.path(
        f"M{a} {top}C{m} {top} {m} {to_top} {b} {to_top}V{to_bottom}C{m} {to_bottom} {m} {bottom} {a} {bottom}Z",
        "water" if whole else "water part",
    )


def _bar(canvas: Canvas, reach: Reach, place: Place) -> None:
    left, top, wide = place
    with canvas.link(reach.url, reach.name):
        canvas.rect(left, top, wide, BAR, "bank subject" if reach.is_subject else "bank")
        canvas.text(left + 8, top + 17, _fitting(reach.name, wide - 16), "strong" if reach.is_subject else "")


def _fitting(name: str, room: float) -> str:
    letters = max(int(room / width_of("o")), 3)
    return name if len(name) <= letters else name[: letters - 1].rstrip() + "…"


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
