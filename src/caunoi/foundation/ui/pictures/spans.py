"""Spans of time: one person's path, and the classes of the year by school."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from caunoi.foundation.ui import numbers
from caunoi.foundation.ui.components.tables import Column
from caunoi.foundation.ui.components.words import Link
from caunoi.foundation.ui.pictures.canvas import MAX_MARKS, Canvas, framed, width_of

LEFT, LANE = 110, 32


@dataclass(frozen=True)
class Span:
    """One post: half-open period, ``None`` at the end while it lasts."""

    label: str
    start: date
    end: date | None
    url: str = ""
    acting: bool = False


@dataclass(frozen=True)
class Moment:
    """One thing learnt, or planned to be."""

    label: str
    day: date
    url: str = ""
    planned: bool = False


@dataclass(frozen=True)
class LifeLine:
    """One person's path (đường đi): posts above, learning below, gaps between posts marked."""

    title: str
    start: date
    end: date
    posts: Sequence[Span]
    learning: Sequence[Moment]


class Scale:
    """Days to units of width."""

    def __init__(self, start: date, end: date, width: float) -> None:
        self.start, self.end, self.width = start, end, width
        self.days = max((end - start).days, 1)

    def at(self, day: date) -> float:
        inside = min(max(day, self.start), self.end)
        return LEFT + self.width * (inside - self.start).days / self.days


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


def life_line(given: LifeLine) -> SafeString:
    canvas = Canvas(1100, 0)
    scale = Scale(given.start, given.end, canvas.width - LEFT - 20)
    posts = [post for post in given.posts if post.start < given.end][: MAX_MARKS // 2]
    learning = [m for m in given.learning if m.day <= given.end or m.planned][: MAX_MARKS // 2]
    axis = _posts(canvas, posts, scale, given.end)
    _years(canvas, scale, axis)
    canvas.height = _learning(canvas, learning, scale, axis + 30)
    columns = [Column(_("Việc")), Column(_("Từ")), Column(_("Đến"))]
    rows = [[_named(p), numbers.day(p.start), numbers.day(p.end)] for p in given.posts]
    rows += [[_named(m), numbers.day(m.day), _("dự kiến") if m.planned else ""] for m in given.learning]
    return framed(canvas, given.title, columns, rows)


def _named(item: "Span | Moment | ClassBar") -> Link | str:
    return Link(item.label, item.url) if item.url else item.label


def _posts(canvas: Canvas, posts: Sequence[Span], scale: Scale, end: date) -> float:
    lanes = Lanes()
    for post in sorted(posts, key=lambda p: p.start):
        left, right = scale.at(post.start), scale.at(post.end or end)
        needed = _reach(post.label, left, right)
        y = lanes.place(left, needed) * LANE
        when = f"{numbers.day(post.start)} – {numbers.day(post.end) or _('nay')}"
        with canvas.link(post.url, f"{post.label}, {when}"):
            canvas.rect(left, y + 2, max(right - left - 1, 3), 26, "soft" if post.acting else "f1")
            inside = right - left > width_of(post.label) + 12
            css = "on-dark" if inside and not post.acting else ""
            canvas.text(left + 6 if inside else right + 6, y + 20, post.label, css)
    for start, stop in _gaps(posts):
        _gap(canvas, scale.at(start), scale.at(stop))
    canvas.text(0, 20, _("Chức vụ"), "strong")
    return max(len(lanes.ends), 1) * LANE + 10


def _reach(label: str, left: float, right: float) -> float:
    """Where a bar ends, or its label when that does not fit inside."""
    return right if right - left > width_of(label) + 12 else right + width_of(label) + 14


def _gap(canvas: Canvas, left: float, right: float) -> None:
    canvas.rect(left, 4, right - left, 22, "gap")


def _gaps(posts: Sequence[Span]) -> Iterator[tuple[date, date]]:
    """Days of no post between two posts; a month or less is only paperwork."""
    reached: date | None = None
    for post in sorted(posts, key=lambda p: p.start):
        if reached and post.start - reached > timedelta(days=31):
            yield reached, post.start
        if post.end is None:
            return
        reached = max(reached or post.end, post.end)


def _years(canvas: Canvas, scale: Scale, y: float) -> None:
    years = range(scale.start.year, scale.end.year + 1)
    step = 1 if len(years) <= 15 else 5
    canvas.line(LEFT, y, LEFT + scale.width, y, "base")
    for year in years:
        first = date(year, 1, 1)
        if year % step == 0 and first >= scale.start:
            canvas.line(scale.at(first), y - 4, scale.at(first), y + 4, "base")
            canvas.text(scale.at(first), y + 18, str(year), "faint", "middle")


def _learning(canvas: Canvas, learning: Sequence[Moment], scale: Scale, top: float) -> float:
    canvas.text(0, top + 17, _("Học tập"), "strong")
    lanes = Lanes()
    for moment in sorted(learning, key=lambda m: m.day):
        x = scale.at(moment.day)
        length = 22 + width_of(moment.label)
        before = x + length > canvas.width
        left = x - length + 8 if before else x - 8
        y = top + lanes.place(left, left + length + 10) * 28
        with canvas.link(moment.url, f"{moment.label}, {numbers.day(moment.day)}"):
            canvas.rect(left, y, length, 24, "hit")
            canvas.diamond(x, y + 12, 6, "open s1" if moment.planned else "f1")
            canvas.text(x - 12 if before else x + 12, y + 17, moment.label, "", "end" if before else "")
    return top + max(len(lanes.ends), 1) * 28 + 4


@dataclass(frozen=True)
class ClassBar:
    """One class; ``clash`` when it takes a room or a teacher that another has."""

    label: str
    start: date
    end: date
    url: str = ""
    note: str = ""
    clash: bool = False


@dataclass(frozen=True)
class Lane:
    """One school or room."""

    label: str
    bars: Sequence[ClassBar]


@dataclass(frozen=True)
class Calendar:
    """The classes of a period by school (lịch lớp), weeks along the top."""

    title: str
    start: date
    end: date
    lanes: Sequence[Lane]


def calendar(given: Calendar) -> SafeString:
    canvas, paper = Canvas(1100, 0), Canvas(1100, 0)
    scale = Scale(given.start, given.end, canvas.width - LEFT - 20)
    room, y = MAX_MARKS, 30.0
    for lane in given.lanes:
        shown = lane.bars[:room]
        room -= len(shown)
        y = _lane(canvas, lane.label, shown, scale, y)
    canvas.height = y
    _months(paper, scale, y)
    canvas.parts = paper.parts + canvas.parts
    headings = [_("Lớp"), _("Nơi học"), _("Khai giảng"), _("Bế giảng"), _("Ghi chú")]
    columns = [Column(title, "date" if index in (2, 3) else "text") for index, title in enumerate(headings)]
    rows = [[_named(b), lane.label, b.start, b.end, _remark(b)] for lane in given.lanes for b in lane.bars]
    return framed(canvas, given.title, columns, rows, note=_overflow(len(rows)))


def _overflow(count: int) -> str:
    if count <= MAX_MARKS:
        return ""
    return _("Tranh vẽ 60 lớp đầu; bảng có đủ %(n)s lớp.") % {"n": numbers.number(count)}


def _remark(bar: ClassBar) -> str:
    return ", ".join(part for part in (bar.note, _("trùng lịch") if bar.clash else "") if part)


def _lane(canvas: Canvas, label: str, bars: Sequence[ClassBar], scale: Scale, top: float) -> float:
    lanes = Lanes()
    for bar in sorted(bars, key=lambda b: b.start):
        box = _Box.of(bar, scale, canvas.width)
        y = top + lanes.place(box.low, box.high + 3) * LANE
        when = f"{numbers.day(bar.start)} – {numbers.day(bar.end)}"
        with canvas.link(bar.url, ", ".join(part for part in (bar.label, when, _remark(bar)) if part)):
            canvas.rect(box.left, y + 3, box.right - box.left, 26, "over" if bar.clash else "f1")
            canvas.text(box.words_at, y + 21, box.words, "on-dark" if box.inside else "", box.anchor)
    bottom = top + max(len(lanes.ends), 1) * LANE + 8
    canvas.text(0, top + 21, label, "strong")
    canvas.line(0, bottom - 4, canvas.width, bottom - 4, "axis")
    return bottom


@dataclass(frozen=True)
class _Box:
    """Where a class is drawn and where its name fits: inside, to the right, or to the left at the edge."""

    words: str
    left: float
    right: float
    inside: bool
    before: bool

    @classmethod
    def of(cls, bar: ClassBar, scale: Scale, edge: float) -> "_Box":
        words = f"{bar.label} ▲" if bar.clash else bar.label
        left = scale.at(bar.start)
        right = max(scale.at(bar.end + timedelta(days=1)), left + 24)
        inside = right - left > width_of(words) + 12
        return cls(words, left, right, inside, not inside and right + width_of(words) + 8 > edge)

    @property
    def words_at(self) -> float:
        if self.before:
            return self.left - 6
        return self.left + 6 if self.inside else self.right + 6

    @property
    def anchor(self) -> str:
        return "end" if self.before else ""

    @property
    def low(self) -> float:
        return self.left - width_of(self.words) - 10 if self.before else self.left

    @property
    def high(self) -> float:
        return self.right if self.inside or self.before else self.right + width_of(self.words) + 10


def _months(canvas: Canvas, scale: Scale, bottom: float) -> None:
    """The paper under the bars: weeks as small ticks, months with their names."""
    monday = scale.start + timedelta(days=-scale.start.weekday() % 7)
    while monday < scale.end:
        canvas.line(scale.at(monday), 20, scale.at(monday), 26, "base")
        monday += timedelta(weeks=1)
    month = date(scale.start.year, scale.start.month, 1)
    while month < scale.end:
        x = scale.at(month)
        canvas.line(x, 4, x, bottom, "axis")
        canvas.text(x + 4, 14, _("Tháng %(n)s") % {"n": month.month}, "faint")
        month = (month + timedelta(days=32)).replace(day=1)
