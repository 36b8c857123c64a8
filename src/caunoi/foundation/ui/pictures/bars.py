"""Bars lying down: value against plan, a flow with its losses, a thin share."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from caunoi.foundation.ui import numbers
from caunoi.foundation.ui.components.tables import Column
from caunoi.foundation.ui.components.words import Link
from caunoi.foundation.ui.pictures.canvas import MAX_MARKS, Canvas, framed, width_of

LABELS, BARS, ROW = 190, 430, 40
PHONE, BULLET_ROW = 300, 52
"""What a telephone shows without scrolling: the name stands above its bar."""


@dataclass(frozen=True)
class Bullet:
    """One bar: a value of at most ``top``, the plan as a tick, the year before as a dashed tick."""

    label: str
    value: float
    top: float
    text: str = ""
    plan: float | None = None
    before: float | None = None
    url: str = ""

    @property
    def written(self) -> str:
        return self.text or numbers.number(self.value)


@dataclass(frozen=True)
class Bullets:
    """Several values against their plans (so với kế hoạch)."""

    title: str
    bars: Sequence[Bullet]
    note: str = ""


def bullets(given: Bullets) -> SafeString:
    shown = given.bars[:MAX_MARKS]
    canvas = Canvas(PHONE, BULLET_ROW * len(shown) + 4)
    widest = max((width_of(bar.written) for bar in shown), default=0)
    room = PHONE - 12 - widest
    for index, bar in enumerate(shown):
        _bullet(canvas, bar, index * BULLET_ROW, room)
    columns = [
        Column(_("Chỉ tiêu")),
        *(Column(c, "number") for c in (_("Thực hiện"), _("Kế hoạch"), _("Năm trước"))),
    ]
    rows = [[Link(b.label, b.url) if b.url else b.label, b.written, b.plan, b.before] for b in given.bars]
    return framed(canvas, given.title, columns, rows, note=given.note)


def _bullet(canvas: Canvas, bar: Bullet, y: float, room: float) -> None:
    """``room`` is what the bar may take beside the longest number of the picture."""
    scale = room / bar.top if bar.top else 0
    with canvas.link(bar.url, f"{bar.label}: {bar.written}"):
        canvas.rect(0, y + 2, PHONE, BULLET_ROW - 6, "hit")
        canvas.text(0, y + 17, bar.label)
        canvas.rect(0, y + 24, room, 16, "track")
        canvas.rect(0, y + 24, min(bar.value, bar.top) * scale, 16, "f1")
        canvas.text(room + 8, y + 37, bar.written, "strong")
    if bar.before is not None:
        canvas.line(bar.before * scale, y + 20, bar.before * scale, y + 44, "before")
    if bar.plan is not None:
        canvas.line(bar.plan * scale, y + 20, bar.plan * scale, y + 44, "plan")


@dataclass(frozen=True)
class Stage:
    """One stage of a flow: how many arrive, and where those lost on the way stand."""

    label: str
    value: int
    url: str = ""
    lost_url: str = ""


@dataclass(frozen=True)
class Stages:
    """How people move from need to standard, with the loss at each step (dòng chảy)."""

    title: str
    stages: Sequence[Stage]


def stages(given: Stages) -> SafeString:
    shown = given.stages[: MAX_MARKS // 2]
    canvas = Canvas(760, ROW * len(shown) + 4)
    top = max((stage.value for stage in shown), default=0) or 1
    before: Stage | None = None
    for index, stage in enumerate(shown):
        _stage(canvas, stage, before, index * ROW, BARS / top)
        before = stage
    columns = [
        Column(_("Bước")),
        Column(_("Số người"), "number"),
        Column(_("Mất so với bước trước"), "number"),
    ]
    rows = [
        [s.label, Link(numbers.number(s.value), s.url) if s.url else s.value, lost]
        for s, lost in _losses(shown)
    ]
    return framed(canvas, given.title, columns, rows)


def _losses(shown: Sequence[Stage]) -> list[tuple[Stage, int | None]]:
    earlier: list[int | None] = [None, *(stage.value for stage in shown)]
    return [(s, None if b is None else b - s.value) for s, b in zip(shown, earlier, strict=False)]


def _stage(canvas: Canvas, stage: Stage, before: Stage | None, y: float, scale: float) -> None:
    written = numbers.number(stage.value)
    width = stage.value * scale
    with canvas.link(stage.url, f"{stage.label}: {written}"):
        canvas.rect(0, y + 2, LABELS + width, ROW - 6, "hit")
        canvas.text(0, y + 24, stage.label)
        canvas.rect(LABELS, y + 6, width, 26, "f1")
        inside = width > width_of(written) + 12
        canvas.text(
            LABELS + (8 if inside else width + 6), y + 24, written, "strong on-dark" if inside else "strong"
        )
    lost = before.value - stage.value if before else 0
    if lost > 0:
        _lost(canvas, stage, lost, LABELS + width, y, lost * scale)


def _lost(canvas: Canvas, stage: Stage, lost: int, x: float, y: float, width: float) -> None:
    written = f"−{numbers.number(lost)}"
    with canvas.link(stage.lost_url, _("Mất ở bước %(step)s: %(n)s") % {"step": stage.label, "n": written}):
        canvas.rect(x, y + 6, max(width, 24), 26, "lost")
        canvas.text(x + max(width, 24) + 8, y + 24, written)


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
