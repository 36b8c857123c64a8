"""How much room words take, without asking a browser: measured generously, so that nothing is ever clipped."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

SIZE, SMALL, TINY = 13, 12, 11
"""Letters of a name or number, of what is said beside it, of a square of the map; as in the style sheet."""

BOLD = 1.08
# Parts of the letter height, by the widest of the faces the style sheet names (Segoe UI, Roboto, Noto Sans, Arial);
# digits by DejaVu Sans, which an old machine falls back to.
_NARROW, _SLIM, _LOWER, _DIGIT, _UPPER, _WIDE = 0.34, 0.44, 0.62, 0.64, 0.8, 0.96
_BY_LETTER = {
    **dict.fromkeys(" \N{NO-BREAK SPACE}.,:;'|!ijlI()[]·", _NARROW),
    **dict.fromkeys("rtfJ/-*", _SLIM),
    **dict.fromkeys("0123456789–−+<>≤≥", _DIGIT),
    **dict.fromkeys("EFLSTPBKRXYZCV", 0.68),
    **dict.fromkeys("mwMW%@→▲…—", _WIDE),
}


def width_of(words: str, size: float = SIZE, *, bold: bool = False) -> float:
    """A line of words in units of the picture, marks of Vietnamese taken with the letter they stand on."""
    plain = (unicodedata.normalize("NFD", letter)[0] for letter in words)
    return sum(map(_width, plain)) * size * (BOLD if bold else 1)


def _width(letter: str) -> float:
    known = _BY_LETTER.get(letter)
    if known is not None:
        return known
    return _UPPER if letter.isupper() else _LOWER


def wrapped(words: str, room: float, size: float = SIZE, *, bold: bool = False) -> list[str]:
    """Lines no wider than ``room``; a single word that is wider stays whole on a line of its own."""
    lines: list[str] = []
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def widest(words: Iterator[str] | list[str], size: float = SIZE, *, bold: bool = False) -> float:
    return max((width_of(each, size, bold=bold) for each in words), default=0.0)


@dataclass(frozen=True)
class Box:
    """Where words stand (khung chữ), accents and tails included."""

    left: float
    top: float
    right: float
    bottom: float
    words: str

    @classmethod
    def of(cls, x: float, baseline: float, words: str, css: str, anchor: str) -> "Box":
        size = size_of(css)
        width = width_of(words, size, bold="strong" in css.split())
        left = x - {"middle": width / 2, "end": width}.get(anchor, 0)
        return cls(left, baseline - size, left + width, baseline + size * 0.22, words)

    def touches(self, other: "Box") -> bool:
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)


def size_of(css: str) -> int:
    names = css.split()
    return TINY if "tile" in names else SMALL if "faint" in names else SIZE
