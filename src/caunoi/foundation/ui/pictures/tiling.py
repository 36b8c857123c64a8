"""Places on the ground to squares of a board: every place its own square, as near as can be to where it lies."""

from collections.abc import Sequence
from itertools import combinations
from math import ceil, cos, radians, sqrt

Point = tuple[float, float]
Square = tuple[int, int]
ROOM = 1.25  # squares per place: some stay empty, so that the outline of the land is seen
PASSES = 4


def squares(places: Sequence[Point], *, widest: int = 1000) -> list[Square]:
    """(longitude, latitude) of each place → (column, row), rows from the north; the same for the same places.

    Land wider than ``widest`` columns becomes higher instead: who lies west and who north is still true.
    """
    if not places:
        return []
    wanted, columns, rows = _wanted(places, widest)
    taken: dict[Square, int] = {}
    found: dict[int, Square] = {}
    middle = (columns / 2, rows / 2)
    # Outer places first: they have fewest squares to choose from, and those in the middle give way easily.
    for index in sorted(range(len(places)), key=lambda at: (-_apart(wanted[at], middle), at)):
        free = ((c, r) for c in range(columns) for r in range(rows) if (c, r) not in taken)
        found[index] = min(free, key=lambda square: (_apart(square, wanted[index]), square))
        taken[found[index]] = index
    return _untangled([found[index] for index in range(len(places))], wanted)


def _wanted(places: Sequence[Point], widest: int) -> tuple[list[Point], int, int]:
    """Where each place would lie on a board shaped like the land."""
    west, east = min(x for x, _y in places), max(x for x, _y in places)
    south, north = min(y for _x, y in places), max(y for _x, y in places)
    wide = max((east - west) * cos(radians((south + north) / 2)), 1e-6)
    high = max(north - south, 1e-6)
    columns = min(widest, max(1, ceil(sqrt(len(places) * ROOM * wide / high))))
    rows = max(1, ceil(len(places) * ROOM / columns))
    across, down = (columns - 1) / max(east - west, 1e-6), (rows - 1) / high
    return [((x - west) * across, (north - y) * down) for x, y in places], columns, rows


def _untangled(board: list[Square], wanted: Sequence[Point]) -> list[Square]:
    """Two places change squares wherever both together then lie nearer to where they belong."""
    for _ in range(PASSES):
        swapped = False
        for a, b in combinations(range(len(board)), 2):
            now = _apart(board[a], wanted[a]) + _apart(board[b], wanted[b])
            if _apart(board[b], wanted[a]) + _apart(board[a], wanted[b]) < now - 1e-9:
                board[a], board[b] = board[b], board[a]
                swapped = True
        if not swapped:
            break
    return board


def _apart(a: Point | Square, b: Point | Square) -> float:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2
