"""Pencil and paper: the few SVG marks the pictures use, always escaped, coloured and textured by class."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from caunoi.foundation.ui.pictures.letters import Box, size_of, wrapped
from caunoi.foundation.ui.pictures.textures import TEXTURES, texture

NARROW, WIDE, BROAD = 300, 640, 1100
"""Sheets a picture is drawn on: what a telephone shows without scrolling, a panel or printed page, a whole screen."""

MAX_MARKS = 60
LEADING = 1.25


class Canvas:
    """An SVG being written; ``name`` begins its ids, ``sheet`` is its class in the style sheet."""

    def __init__(self, width: int, name: str = "", sheet: str = "narrow") -> None:
        self.width, self.name, self.sheet = width, name, sheet
        self.height = 0.0
        self.parts: list[SafeString] = []
        self.boxes: list[Box] = []
        self.links = 0
        self._textures: list[str] = []

    @property
    def narrow(self) -> bool:
        return self.width < WIDE

    def rect(self, x: float, y: float, width: float, height: float, css: str) -> None:
        """``css`` that has a texture is filled with it: dark enough to be told apart without colour."""
        places = short(x, y, max(width, 0), height)
        if css not in TEXTURES:
            mark = '<rect x="{}" y="{}" width="{}" height="{}" class="{}"/>'
            self.parts.append(format_html(mark, *places, css))
            return
        if css not in self._textures:
            self._textures.append(css)
        mark = '<rect x="{}" y="{}" width="{}" height="{}" class="textured" fill="url(#{})"/>'
        self.parts.append(format_html(mark, *places, self._id(css)))

    def line(self, x1: float, y1: float, x2: float, y2: float, css: str) -> None:
        mark = '<line x1="{}" y1="{}" x2="{}" y2="{}" class="{}"/>'
        self.parts.append(format_html(mark, *short(x1, y1, x2, y2), css))

    def path(self, d: str, css: str) -> None:
        self.parts.append(format_html('<path d="{}" class="{}"/>', d, css))

    def diamond(self, x: float, y: float, size: float, css: str) -> None:
        left, top, right, bottom = short(x - size, y - size, x + size, y + size)
        middle, level = short(x, y)
        self.path(f"M{middle} {top}L{right} {level}L{middle} {bottom}L{left} {level}Z", css)

    def dot(self, x: float, y: float, css: str, radius: float = 5) -> None:
        mark = '<circle cx="{}" cy="{}" r="{}" class="{}"/>'
        self.parts.append(format_html(mark, *short(x, y, radius), css))

    def text(
        self, x: float, y: float, words: str, css: str = "", anchor: str = "", *, language: str = ""
    ) -> None:
        """One line; ``language`` for words that stay as they are whatever the reader reads in."""
        self._lines(x, y, [words], css, anchor, language)

    def paragraph(
        self,
        x: float,
        y: float,
        words: str,
        room: float,
        css: str = "",
        anchor: str = "",
        *,
        language: str = "",
    ) -> float:
        """Words in as many lines as they need; the height they take."""
        lines = wrapped(words, room, size_of(css), bold="strong" in css.split())
        self._lines(x, y, lines, css, anchor, language)
        return leading(css) * len(lines)

    def _lines(
        self, x: float, y: float, lines: list[str], css: str, anchor: str, language: str
    ) -> None:  # fmt: skip
        step = leading(css)
        self.boxes += [Box.of(x, y + n * step, words, css, anchor) for n, words in enumerate(lines) if words]
        extra = format_html(' class="{}"', css) if css else ""
        at = format_html(' text-anchor="{}"', anchor) if anchor else ""
        spoken = format_html(' lang="{}"', language) if language else ""
        words: SafeString | str = lines[0]
        if len(lines) > 1:
            places = ((*short(x, 0 if n == 0 else step), line) for n, line in enumerate(lines))
            words = format_html_join(" ", '<tspan x="{}" dy="{}">{}</tspan>', places)
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
            '<svg class="{0}" viewBox="0 0 {1} {2}" role="{3}" aria-labelledby="{4}" aria-describedby="{5}"{6}>'
            '<title id="{4}">{7}</title><desc id="{5}">{8}</desc>{9}{10}</svg>',
            self.sheet, self.width, *short(self.height), "group" if self.links else "img",
            self._id("ten"), self._id("mo-ta"), self._fixed(), title, description, self._patterns(),
            format_html_join("\n", "{}", ((part,) for part in self.parts)),
        )  # fmt: skip

    def _fixed(self) -> SafeString | str:
        """A narrow sheet that could not be narrow enough keeps its size and is moved sideways."""
        return (
            format_html(' width="{}"', self.width) if self.sheet == "narrow" and self.width > NARROW else ""
        )

    def _patterns(self) -> SafeString | str:
        if not self._textures:
            return ""
        drawn = format_html_join("", "{}", ((texture(css, self._id(css)),) for css in self._textures))
        return format_html("<defs>{}</defs>", drawn)

    def _id(self, part: str) -> str:
        return f"{self.sheet}-{self.name}-{part}".replace(" ", "-")


def leading(css: str = "") -> float:
    return round(size_of(css) * LEADING)


def short(*values: float) -> tuple[str, ...]:
    """Coordinates to a tenth of a unit, without a locale's comma."""
    return tuple(f"{value:.1f}".removesuffix(".0") for value in values)
