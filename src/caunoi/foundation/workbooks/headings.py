"""Where the headings of a table stand (hàng tiêu đề): one row, or two to four merged ones above (1) (2) (3).

Official forms carry a row of column numbers under their headings; it is the surest sign. Without it the
row that looks most like headings is taken, and the block grows up and down from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from caunoi.domain.vocabulary.vietnamese import fold
from caunoi.domain.vocabulary.vietnamese.text import tidy
from caunoi.foundation.workbooks.reading import Cell, RawSheet

LOOK_AT_ROWS = 60
HIGHEST_BLOCK = 4
LONGEST_HEADING = 200
WIDEST_MERGE_CELLS = 2_000
ROWS_BELOW_TO_SEE = 30
COLUMN_NUMBER = re.compile(r"[(\[]?\s*(\d{1,3})\s*[)\]]?(?:\s*=.*)?")
COLUMN_LETTER = re.compile(r"[(\[]?\s*[A-ZĐa-zđ]\s*[)\]]?")
NUMERIC = re.compile(r"[\d\s.,/:%()+-]+")


@dataclass(frozen=True)
class Heading:
    """One column's headings from the top one down (tiêu đề cột), with its number in the official form."""

    index: int
    path: tuple[str, ...]
    number: int | None = None

    @property
    def title(self) -> str:
        return " – ".join(self.path) or f"Cột {column_letters(self.index)}"


@dataclass(frozen=True)
class HeadingBlock:
    """The heading rows of a table (khối tiêu đề), counted from 0, both ends inside."""

    first_row: int
    last_row: int
    number_row: int | None
    headings: tuple[Heading, ...]

    @property
    def first_data_row(self) -> int:
        return max(self.last_row, self.number_row or 0) + 1


def column_letters(index: int) -> str:
    """The name of a column as a spreadsheet shows it: A, B, … AA."""
    letters, rest = "", index + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return letters


def heading_key(text: str) -> str:
    """A heading without marks, signs or case, so that two spellings of it meet."""
    return " ".join(re.findall(r"[a-z0-9]+", fold(text)))


def find_headings(sheet: RawSheet, known: frozenset[str]) -> HeadingBlock | None:
    """The heading block of the sheet, or None; ``known`` holds heading keys that somebody expects."""
    grid = _Grid(sheet, known)
    number_row = grid.number_row()
    bottom = grid.last_filled_before(number_row) if number_row is not None else grid.best_row()
    if bottom is None:
        return None
    last = bottom if number_row is not None else grid.grown_down(bottom)
    first = grid.grown_up(bottom, last)
    headings = tuple(grid.headings(first, last, number_row))
    return HeadingBlock(first, last, number_row, headings) if len(headings) > 1 or known else None


class _Grid:
    """The upper left of a sheet, as text, with its merged areas."""

    def __init__(self, sheet: RawSheet, known: frozenset[str]) -> None:
        self.rows = sheet.rows
        self.known = known
        self.width = max((len(row) for row in sheet.rows[: LOOK_AT_ROWS + ROWS_BELOW_TO_SEE]), default=0)
        self.owner: dict[tuple[int, int], tuple[int, int]] = {}
        for top, left, bottom, right in sheet.merges:
            if (bottom - top + 1) * (right - left + 1) <= WIDEST_MERGE_CELLS:
                for row in range(top, bottom + 1):
                    for column in range(left, right + 1):
                        self.owner[row, column] = (top, left)

    def raw(self, row: int, column: int) -> Cell:
        cells = self.rows[row] if 0 <= row < len(self.rows) else []
        return cells[column] if column < len(cells) else ""

    def text(self, row: int, column: int) -> str:
        raw = self.raw(row, column)
        if isinstance(raw, float) and raw == int(raw):
            return str(int(raw))
        return tidy(str(raw)) if len(str(raw)) <= LONGEST_HEADING else ""

    def filled(self, row: int) -> dict[int, str]:
        cells = ((column, self.text(row, column)) for column in range(self.width))
        return {column: text for column, text in cells if text}

    def number_row(self) -> int | None:
        return next((row for row in range(1, min(LOOK_AT_ROWS, len(self.rows))) if self._numbers(row)), None)

    def _numbers(self, row: int) -> dict[int, int]:
        """The official column numbers of the row; nothing if it is another kind of row."""
        numbers: dict[int, int] = {}
        for column, text in self.filled(row).items():
            match = COLUMN_NUMBER.fullmatch(text)
            if match:
                numbers[column] = int(match[1])
            elif not COLUMN_LETTER.fullmatch(text) or numbers:
                return {}
        values = list(numbers.values())
        starts_well = len(values) >= 3 and values[0] in (1, 2)
        in_order = all(0 < after - before <= 2 for before, after in pairwise(values))
        return numbers if starts_well and in_order and self._is_under_headings(row) else {}

    def _is_under_headings(self, row: int) -> bool:
        above = self.last_filled_before(row)
        if above is None:
            return False
        cells = [text for near in range(max(0, above - 2), above + 1) for text in self.filled(near).values()]
        return sum(not NUMERIC.fullmatch(text) for text in cells) * 2 > len(cells)

    def last_filled_before(self, row: int) -> int | None:
        return next((above for above in range(row - 1, max(-1, row - 4), -1) if self.filled(above)), None)

    def best_row(self) -> int | None:
        scores = {row: self._likeness(row) for row in range(min(LOOK_AT_ROWS, len(self.rows)))}
        best = max(scores, key=lambda row: (scores[row], -row), default=None)
        return best if best is not None and scores[best] >= 2 else None

    def _likeness(self, row: int) -> int:
        """How much the row looks like headings: expected words first, then any words, never numbers."""
        score = 0
        for column, text in self.filled(row).items():
            if isinstance(self.raw(row, column), date) or NUMERIC.fullmatch(text):
                score -= 2
            else:
                score += 5 if heading_key(text) in self.known else 1
        return score

    def grown_up(self, bottom: int, last: int) -> int:
        first = bottom
        while last - first + 1 < HIGHEST_BLOCK and self._is_heading_above(first - 1, first):
            first -= 1
        return first

    def _is_heading_above(self, above: int, row: int) -> bool:
        cells = self.filled(above) if above >= 0 else {}
        if not cells or any(NUMERIC.fullmatch(text) for text in cells.values()):
            return False
        if any(self.owner.get((row, column), (row, 0))[0] <= above for column in range(self.width)):
            return True
        stands_alone = [c for c in cells if not self.text(row, c) and self._has_values_below(row, c)]
        known = sum(heading_key(text) in self.known for text in cells.values())
        return bool(stands_alone and len(cells) > 1) or (known > 0 and known * 3 >= len(cells))

    def _has_values_below(self, row: int, column: int) -> bool:
        return any(self.text(below, column) for below in range(row + 1, row + ROWS_BELOW_TO_SEE))

    def grown_down(self, bottom: int) -> int:
        last = bottom
        while last - bottom + 1 < HIGHEST_BLOCK - 1 and self._is_heading_below(last, last + 1):
            last += 1
        return last

    def _is_heading_below(self, row: int, below: int) -> bool:
        cells = self.filled(below)
        if any(self.owner.get((below, column), (below, 0))[0] <= row for column in range(self.width)):
            return bool(cells)
        if len(cells) < 2 or any(NUMERIC.fullmatch(text) for text in cells.values()):
            return False
        fills_gap = any(not self.text(row, column) for column in cells)
        left_open = [column for column in self.filled(row) if column not in cells]
        is_part = all(not self.text(row, c) or (not self.text(row, c + 1) and c + 1 in cells) for c in cells)
        return fills_gap and is_part and len(left_open) >= 1

    def headings(self, first: int, last: int, number_row: int | None) -> Iterator[Heading]:
        numbers = self._numbers(number_row) if number_row is not None else {}
        for column in range(self.width):
            path = tuple(self._path(first, last, column))
            if path or self._has_values_below(max(last, number_row or 0), column):
                yield Heading(column, path, numbers.get(column))

    def _path(self, first: int, last: int, column: int) -> list[str]:
        path: list[str] = []
        for row in range(first, last + 1):
            text = self._spanned(row, column, last)
            if text and text not in path[-1:]:
                path.append(text)
        return path

    def _spanned(self, row: int, column: int, last: int) -> str:
        """The heading over this cell: its own, its merged area's, or else its left neighbour's."""
        if (row, column) in self.owner:
            return self.text(*self.owner[row, column])
        own = self.text(row, column)
        if own or row == last or not self._has_part(row, column, last):
            return own
        left = next((c for c in range(column - 1, -1, -1) if self.text(row, c)), None)
        is_group = left is not None and (row, left) not in self.owner and self._has_part(row, left, last)
        return self.text(row, left) if left is not None and is_group else ""

    def _has_part(self, row: int, column: int, last: int) -> bool:
        return any(self.text(below, column) for below in range(row + 1, last + 1))
