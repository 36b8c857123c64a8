"""Which entries of tables to withhold so that no small one is told by subtraction (che bù).

The small entries are withheld first. As long as one of them can be told too closely, the cheapest rectangle of entries
around it is withheld with it: what is taken from one is given to the next, and nobody outside can say how much.
"""

from collections.abc import Iterator, Sequence
from itertools import product

from caunoi.domain.disclosure.ranges import Range, range_of
from caunoi.domain.disclosure.table import Counts, Entry


def withheld(
    tables: Sequence[Counts], *, fewest: int, open_entries: Sequence[frozenset[Entry]] = ()
) -> frozenset[Entry]:
    """The entries to withhold in every one of the tables, which speak of the same units on several days.

    One pattern for all days: what is withheld on one is published on none, so that no difference between days tells it.
    ``open_entries`` are known anyhow on each day, from what else is published; withholding them would protect nothing.
    """
    known = open_entries or [frozenset()] * len(tables)
    hidden = frozenset(entry for counts in tables for entry in counts.small(fewest))
    while exposed := next(_exposed(tables, hidden, known, fewest), None):
        more = _cheapest(tables, exposed, hidden, known, fewest)
        if more <= hidden:
            return frozenset(tables[0].entries)
        hidden |= more
    return hidden


def is_safe(found: Range, fewest: int) -> bool:
    """Nobody can say the entry to within fewer than the fewest people."""
    return found.width >= fewest


def _exposed(
    tables: Sequence[Counts], hidden: frozenset[Entry], known: Sequence[frozenset[Entry]], fewest: int
) -> Iterator[Entry]:
    """Small entries that can be told too closely on their day."""
    for counts, there in zip(tables, known, strict=True):
        for entry in sorted(counts.small(fewest)):
            if entry not in there and not is_safe(_range(entry, counts, hidden - there, fewest), fewest):
                yield entry


def _range(entry: Entry, counts: Counts, hidden: frozenset[Entry], fewest: int) -> Range:
    return range_of(entry, counts, hidden, enough=fewest)


def _cheapest(
    tables: Sequence[Counts],
    entry: Entry,
    hidden: frozenset[Entry],
    known: Sequence[frozenset[Entry]],
    fewest: int,
) -> frozenset[Entry]:
    """The rectangle through the entry that protects it at the cost of the fewest people not told of."""
    rows, columns = tables[0].shape
    corners = [
        frozenset({(row, entry[1]), (entry[0], column), (row, column)})
        for row, column in product(range(rows), range(columns))
        if row != entry[0] and column != entry[1]
    ]
    helping = [each for each in corners if not each <= hidden and not any(each & there for there in known)]
    return min(helping, key=lambda each: _cost(tables, each, hidden, fewest), default=frozenset())


def _cost(
    tables: Sequence[Counts], corners: frozenset[Entry], hidden: frozenset[Entry], fewest: int
) -> tuple[bool, int, int, list[Entry]]:
    """First whether every corner has something to give, then how much is told less; ties by place."""
    values = [[counts.value(entry) for entry in corners - hidden] for counts in tables]
    poor = any(value < fewest for counts in tables for value in map(counts.value, corners))
    return poor, sum(map(sum, values)), len(corners - hidden), sorted(corners)
