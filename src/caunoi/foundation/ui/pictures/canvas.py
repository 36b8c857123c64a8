"""Pencil and paper: the few SVG marks the pictures use, always escaped, coloured by class."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from caunoi.foundation.ui.components.tables import Column, Row, Table

MAX_MARKS = 60
LETTER = 7.2  # width of an average letter at 13 px, a little generous


class Canvas:
    """An SVG being written; ``width`` names its size class in the style sheet."""

    def __init__(self, width: int, height: float) -> None:
        self.width, self.height = width, height
        self.parts: list[SafeString] = []
        self.links = 0

    def rect(self, x: float, y: float, width: float, height: float, css: str) -> None:
        self.parts.append(
            format_html(
                '<rect x="{}" y="{}" width="{}" height="{}" class="{}"/>',
                *short(x, y, max(width, 0), height), css,
            )
        )  # fmt: skip

    def line(self, x1: float, y1: float, x2: float, y2: float, css: str) -> None:
        self.parts.append(
            format_html('<line x1="{}" y1="{}" x2="{}" y2="{}" class="{}"/>', *short(x1, y1, x2, y2), css)
        )

    def path(self, d: str, css: str) -> None:
        self.parts.append(format_html('<path d="{}" class="{}"/>', d, css))

    def diamond(self, x: float, y: float, size: float, css: str) -> None:
        left, top, right, bottom = short(x - size, y - size, x + size, y + size)
        middle, level = short(x, y)
        self.path(f"M{middle} {top}L{right} {level}L{middle} {bottom}L{left} {level}Z", css)

    def dot(self, x: float, y: float, css: str, radius: float = 5) -> None:
        self.parts.append(
            format_html('<circle cx="{}" cy="{}" r="{}" class="{}"/>', *short(x, y, radius), css)
        )

    def text(
        self, x: float, y: float, words: str, css: str = "", anchor: str = "", *, language: str = ""
    ) -> None:
        """``language`` for words that stay as they are whatever the reader reads in."""
        extra = format_html(' class="{}"', css) if css else ""
        at = format_html(' text-anchor="{}"', anchor) if anchor else ""
        spoken = format_html(' lang="{}"', language) if language else ""
        self.parts.append(
            format_html('<text x="{}" y="{}"{}{}{}>{}</text>', *short(x, y), extra, at, spoken, words)
        )

    @contextmanager
    def link(self, url: str, label: str) -> Iterator[None]:
        """Everything drawn inside is one link; without an address it is drawn all the same."""
        if url:
            self.links += 1
            self.parts.append(format_html('<a href="{}"><title>{}</title>', url, label))
        yield
        if url:
            self.parts.append(format_html("</{}>", "a"))

    def svg(self, title: str, description: str = "") -> SafeString:
        # A picture whose marks are links is a group; role img would hide the links from a screen reader.
        return format_html(
            '<svg class="w{}" viewBox="0 0 {} {}" role="{}" aria-label="{}"><desc>{}</desc>{}</svg>',
            self.width, self.width, *short(self.height), "group" if self.links else "img", title,
            description, format_html_join("\n", "{}", ((part,) for part in self.parts)),
        )  # fmt: skip


def framed(
    canvas: Canvas,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Any]],
    *,
    note: str = "",
    description: str = "",
) -> SafeString:
    """The picture with its title and, folded, the table of the same numbers."""
    table = Table(columns, [Row(row) for row in rows], title, cards=False, id="so-lieu-" + slug(title))
    remark = format_html('<p class="muted small">{}</p>', note) if note else ""
    # Without links inside, the keyboard could not scroll a wide picture on a narrow screen.
    reachable = "" if canvas.links else format_html(' tabindex="0" role="group" aria-label="{}"', title)
    return format_html(
        '<figure class="picture"><figcaption>{}</figcaption><div class="picture-scroll"{}>{}</div>{}'
        "<details><summary>{}</summary>{}</details></figure>",
        title, reachable, canvas.svg(title, description), remark, _("Bảng số liệu"), table.render(),
    )  # fmt: skip


def slug(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())[:40]


def short(*values: float) -> tuple[str, ...]:
    """Coordinates to a tenth of a unit, without a locale's comma."""
    return tuple(f"{value:.1f}".removesuffix(".0") for value in values)


def width_of(words: str) -> float:
    return len(words) * LETTER


def nice_steps(top: float, wanted: int = 4) -> list[float]:
    """Round marks from 0 to just above ``top``."""
    if top <= 0:
        return [0, 1]
    rough = top / wanted
    power = 10.0 ** (len(str(int(rough))) - 1) if rough >= 1 else 1.0
    step = next(power * unit for unit in (1, 2, 5, 10) if power * unit >= rough)
    marks = [0.0]
    while marks[-1] < top:
        marks.append(marks[-1] + step)
    return marks
