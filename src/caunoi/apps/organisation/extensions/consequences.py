"""What a reorganisation means for the rows of other modules (hệ quả).

Registered in ``AppConfig.ready()``: ``slots.register(CONSEQUENCES, MyRule())``. A contributor only looks. The rows it
names are what will be written on signing, no more and no less, so the laboratory cannot promise something else.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol
from uuid import UUID

from caunoi.apps.organisation.choices import Weight
from caunoi.apps.organisation.tree import Node, Tree
from caunoi.foundation.actors import Actor
from caunoi.foundation.db.rows import RowChange
from caunoi.foundation.ui import slots

CONSEQUENCES = "reorganisation.consequences"


@dataclass(frozen=True)
class Heir:
    """A unit that takes over from one that ends (đơn vị kế thừa); ``whole`` when it takes all of it."""

    unit_id: UUID
    name: str
    whole: bool


@dataclass(frozen=True)
class UnitChange:
    """What happens to units, as rows of other modules see it (đơn vị thay đổi).

    ``heirs`` holds every unit that ends, with those that follow it; ``renamed`` those that go on otherwise.
    ``before`` is the tree of the eve, ``after`` the one the draft would make of it.
    """

    reorganisation_id: UUID
    on: date
    heirs: Mapping[UUID, Sequence[Heir]]
    before: Tree = field(repr=False)
    after: Tree = field(repr=False)
    renamed: frozenset[UUID] = frozenset()
    names: Mapping[UUID, str] = field(default_factory=dict, repr=False)

    @property
    def eve(self) -> date:
        """The last day on which everything is as it was."""
        return self.on - timedelta(days=1)

    @property
    def ended(self) -> frozenset[UUID]:
        return frozenset(self.heirs)

    def heir_of(self, unit_id: UUID) -> Heir | None:
        """The one unit that takes the whole; None where it was divided or nobody follows."""
        whole = [heir for heir in self.heirs.get(unit_id, ()) if heir.whole]
        return whole[0] if len(whole) == 1 else None

    def answering(self, unit_id: UUID) -> list[Node]:
        """Who answers for the unit from the day on: itself, its heirs, or what stood above it."""
        return self.after.standing_for(unit_id)

    def name(self, unit_id: UUID) -> str:
        return self.names.get(unit_id, "")


@dataclass(frozen=True)
class Consequence:
    """One thing that follows (một hệ quả): a sentence, where to look, and the rows it writes if any."""

    sentence: str
    weight: Weight = Weight.WRITTEN
    unit_id: UUID | None = None
    url: str = ""
    changes: Sequence[RowChange] = ()


class Contributor(Protocol):
    """What one module says of a reorganisation; ``title`` heads its part of the laboratory."""

    key: str
    title: str
    order: int = 100

    def foresee(self, actor: Actor, change: UnitChange) -> Iterable[Consequence]: ...


def contributors() -> tuple[Contributor, ...]:
    return slots.of(CONSEQUENCES)
