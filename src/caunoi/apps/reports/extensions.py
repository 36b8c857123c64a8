"""What a storey above may add to the homes (phần mở rộng).

Registered once while the roof is put together: ``slots.register(HEALTH_SLOT, MyHealth())``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

HEALTH_SLOT = "home.health"


@dataclass(frozen=True)
class Part:
    """One part of the system looked at (bộ phận): how it is, in words that say how to mend it."""

    name: str
    health: Literal["green", "yellow", "red"]
    told: str


class HealthExtension(Protocol):
    """Who can say how the system is."""

    key: str
    order: int = 100

    def parts(self) -> Sequence[Part]: ...
