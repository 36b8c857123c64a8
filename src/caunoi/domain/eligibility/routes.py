"""Routes (đường đạt chuẩn): sets of missing facts, kept minimal, bounded and in a fixed order."""

from collections.abc import Sequence
from dataclasses import dataclass

MAX_ROUTES = 64
"""Most ways out kept for one requirement: more than any text of law has, and a bound on the work."""


@dataclass(frozen=True, order=True)
class Missing:
    """One fact a person lacks (điều còn thiếu): a level, a training, a field or a state."""

    what: str
    value: str
    rank: int = 0

    def implies(self, other: "Missing") -> bool:
        """Whether who has this has the other too: a higher level of the same scale."""
        same_scale = self.rank and other.rank and self.what == other.what
        return bool(self.rank >= other.rank) if same_scale else self == other


Route = frozenset[Missing]


def merged(routes: Sequence[Route]) -> Route:
    """Everything the routes ask for, each thing once and at the highest level asked for."""
    asked = frozenset[Missing]().union(*routes)
    return frozenset(one for one in asked if not any(other != one and other.implies(one) for other in asked))


def covers(larger: Route, smaller: Route) -> bool:
    return all(any(one.implies(other) for one in larger) for other in smaller)


def minimal(routes: Sequence[Route]) -> list[Route]:
    """The routes none of which asks for more than another; shortest first, in a fixed order, bounded."""
    kept: list[Route] = []
    for route in sorted(set(routes), key=lambda route: (sum(one.rank or 1 for one in route), sorted(route))):
        if not any(covers(route, other) for other in kept):
            kept = [other for other in kept if not covers(other, route)] + [route]
    return sorted(kept, key=lambda route: (len(route), sorted(route)))[:MAX_ROUTES]
