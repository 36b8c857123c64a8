"""Flows: how many arrive at each stage and how many are lost, and how one number became another."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from caunoi.foundation.ui.components.tables import Column
from caunoi.foundation.ui.pictures.canvas import MAX_MARKS, Canvas, short
from caunoi.foundation.ui.pictures.framing import Picture, linked, picture, signed, written
from caunoi.foundation.ui.pictures.letters import widest

LABELS, BAR, AIR, GAP = 190, 22, 10, 12
SMALL_PART = 0.25


@dataclass(frozen=True)
class Stage:
    """One stage of a flow: how many arrive, and where those lost on the way stand."""

    label: str
    value: int | None
    url: str = ""
    lost_url: str = ""

    @property
    def written(self) -> str:
        return written(self.value)


@dataclass(frozen=True)
class Stages:
    """How people move from need to standard, with the loss at each step (dòng chảy)."""

    title: str
    stages: Sequence[Stage]


def stages(given: Stages) -> Picture:
    """Bars of one scale under each other, the loss hatched: readable in print, where a Sankey diagram is not."""
    shown = given.stages[: MAX_MARKS // 2]
    changes = _changes(shown)

    def draw(canvas: Canvas) -> None:
        columns = _Columns.of([stage.written for stage in shown], [signed(c) for c in changes if c])
        before: int | None = None
        for stage, change in zip(shown, changes, strict=True):
            top = max((each.value or 0 for each in shown), default=0) or 1
            canvas.height += _stage(canvas, stage, (change, before), columns, top)
            before = stage.value

    heads = [Column(_("Bước")), *(Column(c, "number") for c in (_("Số người"), _("So với bước trước")))]
    rows = [
        [stage.label, linked(stage.written, stage.url), linked(signed(change), stage.lost_url) if change else ""]
        for stage, change in zip(given.stages, _changes(given.stages), strict=True)
    ]  # fmt: skip
    return picture(given.title, draw, heads, rows, description=_kept(given.stages))


def _kept(given: Sequence[Stage]) -> str:
    known = [stage for stage in given if stage.value is not None]
    if len(known) < 2:
        return ""
    return " → ".join(f"{stage.label} {stage.written}" for stage in (known[0], known[-1]))


def _changes(given: Sequence[Stage]) -> list[int | None]:
    """Against the stage before; unknown where either is."""
    pairs = pairwise([None, *(stage.value for stage in given)])
    return [None if one is None or other is None else other - one for one, other in pairs]


@dataclass(frozen=True)
class _Columns:
    """Numbers stand in columns at the right edge, under each other, where no bar reaches."""

    numbers: float
    changes: float

    @classmethod
    def of(cls, values: list[str], changes: list[str]) -> "_Columns":
        return cls(widest(values, bold=True) + GAP, widest(changes) + GAP if changes else 0)

    @property
    def both(self) -> float:
        return self.numbers + self.changes


def _stage(
    canvas: Canvas, stage: Stage, earlier: tuple[int | None, int | None], columns: _Columns, top: float
) -> float:
    change, before = earlier
    start, left = canvas.height, 0.0 if canvas.narrow else LABELS + GAP
    scale = (canvas.width - left - columns.both) / top
    with canvas.link(stage.url, f"{stage.label}: {stage.written}"):
        high = _name(canvas, stage.label, start, stage.url)
        y = start + high
        if stage.value is None:
            canvas.rect(left, y, (canvas.width - left - columns.both), BAR, "t-unknown")
        canvas.rect(left, y, (stage.value or 0) * scale, BAR, "f1")
        canvas.text(canvas.width - columns.changes, y + 16, stage.written, "strong", "end")
    if change and before is not None:
        ends = left + (stage.value or 0) * scale
        _changed(canvas, stage, change, (ends, y, -change * scale), columns.changes)
    return high + BAR + AIR


def _name(canvas: Canvas, label: str, top: float, url: str) -> float:
    """The name above the bar on a telephone, beside it elsewhere; says where the bar begins."""
    if url:
        canvas.rect(0, top, canvas.width if canvas.narrow else LABELS, 26, "hit")
    if canvas.narrow:
        return canvas.paragraph(0, top + 15, label, canvas.width) + 5
    return max(canvas.paragraph(0, top + 18, label, LABELS) - 13, 2)


def _changed(
    canvas: Canvas, stage: Stage, change: int, place: tuple[float, float, float], room: float
) -> None:
    told = signed(change)
    words = _("Mất ở bước %(step)s: %(n)s") if change < 0 else _("Thêm ở bước %(step)s: %(n)s")
    x, y, width = place
    with canvas.link(stage.lost_url, words % {"step": stage.label, "n": told}):
        canvas.rect(canvas.width - room + 4, y - 2, room - 4, BAR + 4, "hit")
        canvas.rect(x, y, width, BAR, "lost")
        canvas.text(canvas.width, y + 16, told, "", "end")


@dataclass(frozen=True)
class Change:
    """One reason why a number changed (phần thay đổi): by how much, and the rows behind it."""

    label: str
    change: float | None
    url: str = ""
    text: str = ""

    @property
    def written(self) -> str:
        return self.text or signed(self.change)


@dataclass(frozen=True)
class Level:
    """The number before or after (số đầu, số cuối)."""

    label: str
    value: float
    url: str = ""
    text: str = ""

    @property
    def written(self) -> str:
        return written(self.value, self.text)


@dataclass(frozen=True)
class Waterfall:
    """From one number to another by the parts between (vì sao thay đổi)."""

    title: str
    opening: Level
    changes: Sequence[Change]
    closing: Level
    note: str = ""

    @property
    def unexplained(self) -> float:
        """What the parts leave over: shown as a part of its own, so that the picture cannot hide it."""
        known = sum(change.change or 0 for change in self.changes)
        return round(self.closing.value - self.opening.value - known, 9)

    @property
    def parts(self) -> list[Change]:
        rest = self.unexplained
        whole = int(rest) if float(rest).is_integer() else rest
        return [*self.changes, *([Change(_("Chưa giải thích được"), whole)] if rest else [])]


def waterfall(given: Waterfall) -> Picture:
    """A bridge from the first number to the last: each part begins where the one before it ended.

    Parts that are small against the whole could not be seen beside it: the bars of the whole are then cut short,
    drawn with a break, and the note says so. Parts keep one scale among themselves in any case.
    """
    parts = given.parts
    reached = [given.opening.value]
    for part in parts:
        reached.append(reached[-1] + (part.change or 0))
    base = _base(reached)

    def draw(canvas: Canvas) -> None:
        levels = [given.opening.written, given.closing.written]
        room = max(widest(levels, bold=True), widest([part.written for part in parts], bold=True)) + GAP
        scale = _Range.of(canvas, room, [base, *reached])
        _level(canvas, given.opening, scale, base)
        for part, (start, end) in zip(parts, pairwise(reached), strict=True):
            _part(canvas, part, scale, start, end)
        _level(canvas, given.closing, scale, base)

    told: list[Level | Change] = [given.opening, *parts, given.closing]
    rows = [[each.label, linked(each.written, each.url)] for each in told]
    words = f"{given.opening.label} {given.opening.written} → {given.closing.label} {given.closing.written}"
    heads = [Column(_("Phần")), Column(_("Số"), "number")]
    return picture(given.title, draw, heads, rows, note=_cut(given.note, base), description=words)


def _base(reached: Sequence[float]) -> float:
    """Where the bars begin: nought, or for small changes of a large number a little below the least of it."""
    low, high = min(reached), max(reached)
    if low <= 0 or high == low or high - low >= SMALL_PART * high:
        return 0
    return low - (high - low) / 2


def _cut(note: str, base: float) -> str:
    if not base:
        return note
    cut = _("Hai thanh đầu và cuối được cắt ngắn ở chỗ gạch chéo; các phần ở giữa vẽ cùng một tỷ lệ.")
    return f"{note} {cut}".strip()


@dataclass(frozen=True)
class _Range:
    """Numbers to units of width, the base of the bars among them."""

    left: float
    low: float
    scale: float

    @classmethod
    def of(cls, canvas: Canvas, room: float, values: Sequence[float]) -> "_Range":
        left = 0.0 if canvas.narrow else LABELS + GAP
        low, high = min(values), max(values)
        return cls(left, low, (canvas.width - left - room) / ((high - low) or 1))

    def at(self, value: float) -> float:
        return self.left + (value - self.low) * self.scale

    def bar(self, canvas: Canvas, one: float, other: float, y: float, css: str) -> None:
        canvas.rect(self.at(min(one, other)), y, abs(other - one) * self.scale, BAR, css)


def _level(canvas: Canvas, level: Level, scale: _Range, base: float) -> None:
    with canvas.link(level.url, f"{level.label}: {level.written}"):
        y = canvas.height + _name(canvas, level.label, canvas.height, level.url)
        scale.bar(canvas, base, level.value, y, "f1")
        if base:
            x = scale.left + 10
            canvas.path(
                "M{0} {3}L{1} {2}M{4} {3}L{5} {2}".format(
                    *short(x, x + 8, y - 2, y + BAR + 2, x + 6, x + 14)
                ),
                "cut",
            )
        canvas.text(canvas.width, y + 16, level.written, "strong", "end")
    canvas.height = y + BAR + AIR


def _part(canvas: Canvas, part: Change, scale: _Range, start: float, end: float) -> None:
    top = canvas.height
    with canvas.link(part.url, f"{part.label}: {part.written}"):
        y = top + _name(canvas, part.label, top, part.url)
        scale.bar(canvas, start, end, y, "gain" if end > start else "lost")
        canvas.line(scale.at(start), y - 3, scale.at(start), y + BAR + 3, "base")
        canvas.text(canvas.width, y + 16, part.written, "strong" if part.change else "faint", "end")
    canvas.height = y + BAR + AIR
