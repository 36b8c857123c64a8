"""One person's path: posts above, learning below, the years between."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from caunoi.foundation.ui import numbers
from caunoi.foundation.ui.components.tables import Column
from caunoi.foundation.ui.pictures.canvas import BROAD, MAX_MARKS, NARROW, WIDE, Canvas
from caunoi.foundation.ui.pictures.framing import Picture, linked, picture
from caunoi.foundation.ui.pictures.scales import BAR, Lanes, Scale, spots, words, years

MOMENT = 9


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


def life_line(given: LifeLine) -> Picture:
    """A time line of one life, after Priestley's charts of biography: length is duration."""
    posts = sorted((post for post in given.posts if post.start < given.end), key=lambda post: post.start)
    learning = sorted(given.learning, key=lambda moment: moment.day)[: MAX_MARKS // 2]

    def draw(canvas: Canvas) -> None:
        scale = Scale(given.start, given.end, canvas)
        _posts(canvas, posts[: MAX_MARKS // 2], scale)
        years(canvas, scale, canvas.height + 6)
        canvas.height += 36
        _learning(canvas, learning, scale)

    columns = [Column(_("Việc")), Column(_("Từ")), Column(_("Đến"))]
    rows = [[linked(p.label, p.url), numbers.day(p.start), numbers.day(p.end)] for p in given.posts]
    rows += [
        [linked(m.label, m.url), numbers.day(m.day), _("dự kiến") if m.planned else ""]
        for m in given.learning
    ]
    return picture(given.title, draw, columns, rows, widths=(NARROW, WIDE, BROAD))


def _heading(canvas: Canvas, told: str) -> None:
    canvas.text(0, canvas.height + (15 if canvas.narrow else 20), told, "strong")
    canvas.height += 24 if canvas.narrow else 0


def _posts(canvas: Canvas, posts: Sequence[Span], scale: Scale) -> None:
    _heading(canvas, _("Chức vụ"))
    marks = [(p.label, scale.at(p.start), scale.at(p.end or scale.end)) for p in posts]
    placed, row = spots(marks, canvas)
    lanes = Lanes()
    for post, spot in zip(posts, placed, strict=True):
        y = canvas.height + lanes.place(spot.low, spot.high) * row
        when = f"{numbers.day(post.start)} – {numbers.day(post.end) or _('nay')}"
        with canvas.link(post.url, f"{post.label}, {when}"):
            solid = spot.inside and not post.acting
            bar = y + row - BAR - 4
            canvas.rect(
                spot.left, bar, max(spot.right - spot.left - 2, 3), BAR, "soft" if post.acting else "f1"
            )
            css = "on-dark" if solid else "haloed" if spot.inside else ""
            words(canvas, spot, y, post.label, css)
    for start, stop in _gaps(posts):
        left = scale.at(start)
        canvas.rect(left, canvas.height + row - BAR - 2, scale.at(stop) - left, BAR - 4, "gap")
    canvas.height += lanes.count * row + 4


def _gaps(posts: Sequence[Span]) -> Iterator[tuple[date, date]]:
    """Days of no post between two posts; a month or less is only paperwork."""
    reached: date | None = None
    for post in posts:
        if reached and post.start - reached > timedelta(days=31):
            yield reached, post.start
        if post.end is None:
            return
        reached = max(reached or post.end, post.end)


def _learning(canvas: Canvas, learning: Sequence[Moment], scale: Scale) -> None:
    _heading(canvas, _("Học tập"))
    marks = [(m.label, scale.at(m.day) - MOMENT, scale.at(m.day) + MOMENT) for m in learning]
    placed, row = spots(marks, canvas, may_be_inside=False)
    lanes = Lanes()
    for moment, spot in zip(learning, placed, strict=True):
        y = canvas.height + lanes.place(spot.low, spot.high) * row
        with canvas.link(moment.url, f"{moment.label}, {numbers.day(moment.day)}"):
            canvas.rect(spot.low, y, spot.high - spot.low, row - 4, "hit")
            bar = words(canvas, spot, y, moment.label, "")
            canvas.diamond(scale.at(moment.day), bar + 12, 6, "open s1" if moment.planned else "f1")
    canvas.height += lanes.count * row + 4
