"""The limit of the highest level (tỷ lệ tối đa của mức cao nhất), one unit at a time."""

from collections.abc import Mapping
from dataclasses import dataclass

from caunoi.domain.rating.schemes import Scheme

WHOLE = 100


@dataclass(frozen=True)
class Limit:
    """How many a unit gave the highest level, and how many it may (mức trần); None where no number is known."""

    given: int
    allowed: int | None

    @property
    def excess(self) -> int:
        return max(0, self.given - self.allowed) if self.allowed is not None else 0


def limit_of(scheme: Scheme, counts: Mapping[str, int]) -> Limit:
    """Of those rated the second level or better, so many in a hundred, rounded down: a part of a person is none."""
    given = counts.get(scheme.top, 0)
    if scheme.top_percent is None:
        return Limit(given, None)
    return Limit(given, (given + counts.get(scheme.second, 0)) * scheme.top_percent // WHOLE)
