"""What an act does to units, as a plan that can be looked at before anything happens (phương án sắp xếp đơn vị)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain

from caunoi.domain.lineage.kinds import ChangeKind, Confidence, Level, Share, UnitType
from caunoi.domain.lineage.lineage import Lineage
from caunoi.domain.lineage.unit import Succession, Version
from caunoi.domain.vocabulary.finding import Finding

ENDING = frozenset({ChangeKind.MERGE, ChangeKind.ABSORB, ChangeKind.ABOLISH})
KEEPING = frozenset({ChangeKind.RENAME, ChangeKind.RETYPE, ChangeKind.REPARENT})
PARTING = frozenset({ChangeKind.SPLIT, ChangeKind.PART})


@dataclass(frozen=True)
class NewUnit:
    """A unit that the act founds (đơn vị thành lập mới)."""

    unit: str
    name: str
    type: UnitType
    parent: str | None
    code: str = ""


@dataclass(frozen=True)
class Move:
    """What the act does to one unit (biến động của một đơn vị); an empty change keeps what the unit had.

    ``below`` names the units below that go along when only a part passes. ``dissolves`` says that the unit ends
    when its parts have gone. ``parent`` is the new unit above: of the unit itself, or, when the unit is
    abolished, of those below it. ``households`` is how many go along, where a list says so.
    """

    unit: str
    kind: ChangeKind
    into: str | None = None
    share: Share = Share.WHOLE
    name: str = ""
    type: UnitType | None = None
    code: str = ""
    parent: str = ""
    below: tuple[str, ...] = ()
    dissolves: bool = False
    confidence: Confidence | None = None
    note: str = ""
    households: int | None = None

    @property
    def ends_unit(self) -> bool:
        whole = self.kind in ENDING and self.share is Share.WHOLE
        return whole or (self.kind in PARTING and self.dissolves)

    @property
    def keeps_unit(self) -> bool:
        return self.kind in KEEPING

    @property
    def heir(self) -> str | None:
        """Who follows the unit by this step; itself when it only changes."""
        return self.unit if self.keeps_unit else self.into


@dataclass(frozen=True)
class Reorganisation:
    """All that one act does on its day (sắp xếp đơn vị hành chính); ``households`` counts units before it."""

    act: str
    on: date
    moves: tuple[Move, ...]
    new_units: tuple[NewUnit, ...] = ()
    source: str = ""
    confidence: Confidence = Confidence.HIGH
    households: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What the register loses and gains (kết quả sắp xếp): nothing is written by looking at it.

    ``closed`` are versions of before that end on the day; ``opened`` begin on it; ``steps`` tell what became
    of what. With an error among the findings nothing may be carried out; the rest is then empty, or shows what
    would have been.
    """

    after: Lineage
    closed: tuple[Version, ...] = ()
    opened: tuple[Version, ...] = ()
    steps: tuple[Succession, ...] = ()
    findings: tuple[Finding, ...] = field(default=())

    @property
    def is_sound(self) -> bool:
        return not any(finding.severity == "error" for finding in self.findings)

    @property
    def ended(self) -> tuple[str, ...]:
        """The units that are no more after the day, in the order of their keys."""
        living = {version.unit for version in self.opened}
        return tuple(sorted({version.unit for version in self.closed} - living))

    @property
    def touched(self) -> frozenset[str]:
        """Every unit that ends, begins or changes."""
        return frozenset(version.unit for version in chain(self.closed, self.opened))


def abolish_level(lineage: Lineage, level: Level, *, on: date, under: str | None = None) -> tuple[Move, ...]:
    """Every unit of the level ends; what stood below comes under what stood above (kết thúc một cấp)."""
    return tuple(
        Move(version.unit, ChangeKind.ABOLISH, parent=version.parent or "")
        for version in lineage.units_on(on, level=level, under=under)
    )


def moves_told(steps: Iterable[Succession], after: Lineage, *, on: date) -> tuple[Move, ...]:
    """The moves that lead to a record kept elsewhere, from its steps of the day and the units after it."""
    return tuple(_told(step, after) for step in steps if step.on == on)


def _told(step: Succession, after: Lineage) -> Move:
    into = None if step.keeps_identity else step.successor
    move = Move(step.predecessor, step.kind, into, step.share, confidence=step.confidence, note=step.note)
    now = after.version(step.predecessor, on=step.on) if step.keeps_identity else None
    if now is None:
        return move
    return replace(move, name=now.name, type=now.type, code=now.code, parent=now.parent or "")
