"""What somebody who subtracts can learn of an entry that is withheld (khoảng suy được).

Every row and every column of a table with totals is one equation, and an entry stands in one of each. So the withheld
entries are the lines of a network between rows and columns: the most an entry can be is its value and the largest flow
from its row back to its column through the other lines, the least its value less the largest flow the other way (Cox
1995; Gusfield 1988). Flows of whole numbers are whole, so the range is exact, not estimated.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from caunoi.domain.disclosure.table import Counts, Entry

Node = tuple[str, int]
Network = dict[Node, dict[Node, int]]


@dataclass(frozen=True)
class Range:
    """From the least to the most an entry may be, for whoever sees everything else that is published."""

    least: int
    most: int

    @property
    def width(self) -> int:
        return self.most - self.least


def range_of(entry: Entry, counts: Counts, withheld: Iterable[Entry], *, enough: int) -> Range:
    """The range of a withheld entry, looked for up to ``enough`` above and below its value."""
    others = [each for each in withheld if each != entry]
    row, column = _ends(entry, counts)
    value = counts.value(entry)
    up = _flow(_network(others, counts, enough), row, column, enough)
    down = _flow(_network(others, counts, enough), column, row, min(enough, value))
    return Range(value - down, value + up)


def _ends(entry: Entry, counts: Counts) -> tuple[Node, Node]:
    """A total counts against the others, so its line runs the other way round."""
    row, column = ("row", entry[0]), ("column", entry[1])
    return (column, row) if _is_against(entry, counts) else (row, column)


def _is_against(entry: Entry, counts: Counts) -> bool:
    """Totals of rows and of columns stand with the opposite sign; the total of both with none."""
    rows, columns = counts.shape
    return (entry[0] == rows - 1) != (entry[1] == columns - 1)


def _network(entries: Iterable[Entry], counts: Counts, enough: int) -> Network:
    """From row to column an entry gives up to its value; from column to row it takes as much as is asked."""
    network: Network = {}
    for entry in entries:
        gives, takes = _ends(entry, counts)
        network.setdefault(gives, {})[takes] = counts.value(entry)
        network.setdefault(takes, {})[gives] = enough
    return network


def _flow(network: Network, source: Node, target: Node, enough: int) -> int:
    """The largest flow, no more than ``enough``: the shortest way with room is filled until there is none."""
    total = 0
    while total < enough and (way := _way(network, source, target)):
        steps = list(pairwise(way))
        pushed = min(enough - total, *(network[here][there] for here, there in steps))
        for here, there in steps:
            network[here][there] -= pushed
            network[there][here] = network[there].get(here, 0) + pushed
        total += pushed
    return total


def _way(network: Network, source: Node, target: Node) -> list[Node]:
    came: dict[Node, Node] = {source: source}
    waiting = deque([source])
    while waiting and target not in came:
        here = waiting.popleft()
        for there, room in network.get(here, {}).items():
            if room > 0 and there not in came:
                came[there] = here
                waiting.append(there)
    if target not in came:
        return []
    way = [target]
    while way[-1] != source:
        way.append(came[way[-1]])
    return way[::-1]
