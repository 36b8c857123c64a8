"""A map without borders: one square per unit, about where it lies, coloured by its number."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from caunoi.foundation.ui import numbers
from caunoi.foundation.ui.components.tables import Column, heat
from caunoi.foundation.ui.components.words import Link
from caunoi.foundation.ui.pictures.canvas import Canvas, framed
from caunoi.foundation.ui.pictures.tiling import Point, Square, squares

LEFT, TOP, LEGEND = 8, 8, 44
WIDTHS = (360, 560, 760)
LARGEST = 44.0
STEPS = 5


@dataclass(frozen=True)
class Tile:
    """One unit: where it lies, its number, and the list behind it; no number: nothing is known."""

    name: str
    longitude: float
    latitude: float
    value: float | None
    url: str = ""
    text: str = ""

    @property
    def written(self) -> str:
        if self.value is None:
            return _("chưa có số")
        return self.text or numbers.number(self.value)


@dataclass(frozen=True)
class TileMap:
    """Units of a day as squares (bản đồ ô); ``limits`` are four, the numbers at which the colour deepens."""

    title: str
    tiles: Sequence[Tile]
    limits: Sequence[float]
    unit_column: str
    value_column: str
    note: str = ""


def tile_map(given: TileMap) -> SafeString:
    board = _board(tuple((tile.longitude, tile.latitude) for tile in given.tiles))
    columns = 1 + max((square[0] for square in board), default=0)
    rows = 1 + max((square[1] for square in board), default=0)
    width = next((each for each in WIDTHS if columns * 34 <= each), WIDTHS[-1])
    side = min((width - 2 * LEFT) / columns, LARGEST)
    canvas = Canvas(width, TOP + rows * side + LEGEND)
    for tile, square in zip(given.tiles, board, strict=True):
        _tile(canvas, tile, LEFT + square[0] * side, TOP + square[1] * side, side, given.limits)
    _legend(canvas, TOP + rows * side + 14, given)
    heads = [Column(given.unit_column), Column(given.value_column, "number")]
    told = sorted(given.tiles, key=lambda tile: -(tile.value or 0))
    table = [[tile.name, Link(tile.written, tile.url) if tile.url else tile.written] for tile in told]
    return framed(canvas, given.title, heads, table, note=given.note)


@lru_cache(maxsize=16)
def _board(places: tuple[Point, ...]) -> tuple[Square, ...]:
    return tuple(squares(places))


def _tile(canvas: Canvas, tile: Tile, x: float, y: float, side: float, limits: Sequence[float]) -> None:
    with canvas.link(tile.url, f"{tile.name}: {tile.written}"):
        canvas.rect(x + 1, y + 1, side - 2, side - 2, _css(tile.value, limits))
        name = _on(tile.value, limits, "tile")
        canvas.text(x + side / 2, y + side * 0.44, initials(tile.name), name, "middle", language="vi")
        if tile.value is not None:
            canvas.text(
                x + side / 2, y + side * 0.82, tile.written, _on(tile.value, limits, "tile strong"), "middle"
            )


def _css(value: float | None, limits: Sequence[float]) -> str:
    """Unknown is drawn as a frame, so that it is never taken for nothing."""
    return "t-unknown" if value is None else f"t{heat(value, limits)}"


def _on(value: float | None, limits: Sequence[float], css: str) -> str:
    dark = value is not None and heat(value, limits) == STEPS
    return f"{css} on-dark" if dark else css


def _legend(canvas: Canvas, y: float, given: TileMap) -> None:
    x = float(LEFT)
    for step, words in enumerate(_steps(given)):
        canvas.rect(x, y, 14, 14, f"t{step}")
        canvas.text(x + 19, y + 12, words, "faint")
        x += 30 + 7.2 * len(words)
    if any(tile.value is None for tile in given.tiles):
        canvas.rect(x, y, 14, 14, "t-unknown")
        canvas.text(x + 19, y + 12, _("chưa có số"), "faint")


def _steps(given: TileMap) -> list[str]:
    """What each colour stands for; people are counted whole, so two or three of them are "2 – 3"."""
    marks = [numbers.number(limit) for limit in given.limits]
    if all(float(value).is_integer() for value in (*given.limits, *_known(given))):
        firsts = [0, *(int(limit) for limit in given.limits[:-1])]
        steps = [_span(first + 1, int(last)) for first, last in zip(firsts, given.limits, strict=True)]
    else:
        steps = [f"≤ {marks[0]}", *(f"> {a} – {b}" for a, b in pairwise(marks))]
    return ["0", *steps, f"> {marks[-1]}"]


def _known(given: TileMap) -> list[float]:
    return [tile.value for tile in given.tiles if tile.value is not None]


def _span(first: int, last: int) -> str:
    return numbers.number(last) if first == last else f"{numbers.number(first)} – {numbers.number(last)}"


def initials(name: str) -> str:
    """ "Xã Xuân Hương" → "XH": the kind of unit is in the full name beside."""
    words = name.split()
    own = [word for word in words if word[:1].isupper()][1:] or words
    return "".join(word[0] for word in own)[:3].upper()
