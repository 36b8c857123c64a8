"""What an upper module may add to the ratings (phần mở rộng).

Registered in ``AppConfig.ready()``: ``slots.register(UNIT_SLOT, MyUnits())``.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from caunoi.foundation.actors import Actor

UNIT_SLOT = "ratings.unit"


class UnitExtension(Protocol):
    """A column beside the levels of each unit, such as what its head leaves open; ``title`` names it."""

    key: str

    @property
    def title(self) -> str: ...

    def cells(self, actor: Actor, on: date, year: int, unit_ids: Sequence[UUID]) -> Mapping[UUID, Any]: ...


HEAD_SLOT = "ratings.head"


class HeadExtension(Protocol):
    """What somebody leaves open (việc còn để ngỏ), told beside the sheet of a head; ``title`` names it.

    Each problem is a link or words; none at all is said as such.
    """

    key: str

    @property
    def title(self) -> str: ...

    def problems(self, actor: Actor, on: date, year: int, cadre_id: UUID, unit_id: UUID) -> Sequence[Any]: ...
