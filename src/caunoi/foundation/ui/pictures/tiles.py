"""A map without borders: one square per unit, about where it lies, coloured by its number."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from caunoi.foundation.ui.components.tables import Column
from caunoi.foundation.ui.pictures.bands import key, on_step, step_css
from caunoi.foundation.ui.pictures.canvas import Canvas
from caunoi.foundation.ui.pictures.framing import Picture, linked, picture, written
from caunoi.foundation.ui.pictures.letters import TINY, widest
from caunoi.foundation.ui.pictures.tiling import Point, Square, squares

EDGE, LEAST, LARGEST = 4, 30.0, 48.0


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
        return written(self.value, self.text if self.value is not None else "")


@dataclass(frozen=True)
class TileMap:
    """Units of a day as squares (bản đồ ô); ``limits`` are four, the numbers at which the colour deepens."""

    title: str
    tiles: Sequence[Tile]
    limits: Sequence[float]
    unit_column: str
    value_column: str
    note: str = ""


def tile_map(given: TileMap) -> Picture:
    """Equal squares, so that a small commune weighs as much to the eye as a wide one in the hills."""

    def draw(canvas: Canvas) -> None:
        _draw(canvas, given)

    heads = [Column(given.unit_column), Column(given.value_column, "number")]
    told = sorted(given.tiles, key=lambda tile: (tile.value is None, -(tile.value or 0)))
    rows = [[tile.name, linked(tile.written, tile.url)] for tile in told]
    known = [tile for tile in told if tile.value is not None]
    words = _("Nhiều nhất: %(where)s.") % {"where": f"{known[0].name} {known[0].written}"} if known else ""
    return picture(given.title, draw, heads, rows, note=given.note, description=words)


def _draw(canvas: Canvas, given: TileMap) -> None:
    room = canvas.width - 2 * EDGE
    least = max(
        LEAST, *(widest([t.written], TINY, bold=True) + 4 for t in given.tiles if t.value is not None), 0
    )
    places = tuple((tile.longitude, tile.latitude) for tile in given.tiles)
    board = _board(places, max(int(room // least), 1))
    columns = 1 + max((square[0] for square in board), default=0)
    rows = 1 + max((square[1] for square in board), default=0)
    side = min(room / columns, LARGEST)
    for tile, square in zip(given.tiles, board, strict=True):
        _tile(canvas, tile, (EDGE + square[0] * side, EDGE + square[1] * side, side), given.limits)
    canvas.height = EDGE + rows * side
    key(canvas, (tile.value for tile in given.tiles), given.limits)


@lru_cache(maxsize=32)
def _board(places: tuple[Point, ...], widest_row: int) -> tuple[Square, ...]:
    return tuple(squares(places, widest=widest_row))


def _tile(canvas: Canvas, tile: Tile, place: tuple[float, float, float], limits: Sequence[float]) -> None:
    x, y, side = place
    with canvas.link(tile.url, f"{tile.name}: {tile.written}"):
        canvas.rect(x + 1, y + 1, side - 2, side - 2, step_css(tile.value, limits))
        middle, css = x + side / 2, on_step(tile.value, limits, "tile")
        if tile.value is None:
            canvas.text(middle, y + side / 2 + 4, initials(tile.name), css, "middle", language="vi")
            return
        canvas.text(middle, y + side / 2 - 3, initials(tile.name), css, "middle", language="vi")
        canvas.text(middle, y + side / 2 + 11, tile.written, f"{css} strong", "middle")


def initials(name: str) -> str:
    """ "Xã Xuân Hương" → "XH": the kind of unit is in the full name beside."""
    words = name.split()
    own = [word for word in words if word[:1].isupper()][1:] or words
    return "".join(word[0] for word in own)[:3].upper()
