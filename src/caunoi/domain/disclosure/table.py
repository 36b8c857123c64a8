"""A table of counts with its totals (bảng số đếm), and which of its entries are withheld (ô che)."""

from collections.abc import Sequence
from dataclasses import dataclass

Entry = tuple[int, int]
"""Row and column; the last row and the last column hold the totals."""


@dataclass(frozen=True)
class Counts:
    """People counted by unit and by outcome: every person in exactly one cell, every total published or withheld."""

    cells: tuple[tuple[int, ...], ...]

    def __post_init__(self) -> None:
        if not self.cells or not self.cells[0] or len({len(row) for row in self.cells}) != 1:
            raise ValueError("a table has rows of one length, at least one")
        if any(value < 0 for row in self.cells for value in row):
            raise ValueError("a count is never negative")

    @property
    def whole(self) -> tuple[tuple[int, ...], ...]:
        """The cells with a total behind every row and below every column."""
        rows = [(*row, sum(row)) for row in self.cells]
        return (*rows, tuple(sum(column) for column in zip(*rows, strict=True)))

    @property
    def shape(self) -> Entry:
        return len(self.cells) + 1, len(self.cells[0]) + 1

    def value(self, entry: Entry) -> int:
        return self.whole[entry[0]][entry[1]]

    def small(self, fewest: int) -> frozenset[Entry]:
        """Entries of so few people that they point at somebody; of nobody they point at nobody."""
        return frozenset(entry for entry in self.entries if 0 < self.value(entry) < fewest)

    @property
    def entries(self) -> tuple[Entry, ...]:
        rows, columns = self.shape
        return tuple((row, column) for row in range(rows) for column in range(columns))


def shown(counts: Counts, withheld: frozenset[Entry]) -> Sequence[Sequence[int | None]]:
    """The table as it is published; None where an entry is withheld."""
    whole = counts.whole
    return [
        [None if (row, column) in withheld else value for column, value in enumerate(values)]
        for row, values in enumerate(whole)
    ]
