"""What a point of knowing is, and which one is being read at; stands on nothing, so that everything may ask."""

from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Point:
    """What was known (mốc biết) when record ``seq`` had been written; ``day`` where a whole day was asked for."""

    seq: int
    day: date | None = None

    def __str__(self) -> str:
        return self.day.isoformat() if self.day else f"#{self.seq}"


asked: ContextVar[Point | None] = ContextVar("known_point", default=None)


def known_point() -> Point | None:
    """The point at which the product is being read; None: as everything is known now."""
    return asked.get()
