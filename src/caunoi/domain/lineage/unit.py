"""What is known of units: their dated versions and the changes between them."""

from dataclasses import dataclass, field
from datetime import date

from caunoi.domain.lineage.kinds import ChangeKind, Confidence, Level, Share, UnitType
from caunoi.domain.vocabulary.period import Period


@dataclass(frozen=True)
class Version:
    """A unit as it stood during a period (phiên bản đơn vị).

    `unit` is the identity and never changes; code, name, type and parent may. An empty code is one that is
    not known. A period open at the start says only: it was so already when the record begins.
    """

    unit: str
    name: str
    type: UnitType
    code: str = ""
    parent: str | None = None
    period: Period = field(default_factory=Period)
    act: str = ""
    source: str = ""
    confidence: Confidence = Confidence.UNKNOWN
    note: str = ""

    @property
    def full_name(self) -> str:
        """Kind and name, as it is written: "Xã Xuân Hương"."""
        label = self.type.label
        return f"{label[0].upper()}{label[1:]} {self.name}"

    @property
    def called(self) -> str:
        """Name and code, so that two of the same name are told apart; the lasting key where no code is known."""
        return f"{self.full_name} ({self.code or self.unit})"

    @property
    def level(self) -> Level:
        return self.type.level


@dataclass(frozen=True)
class Succession:
    """One unit followed by another, or by itself under a new name (biến động), on a day, by an act.

    No successor means: the level was abolished if the kind says so, otherwise that it is not known.
    """

    predecessor: str
    successor: str | None
    on: date
    kind: ChangeKind
    share: Share = Share.WHOLE
    act: str = ""
    source: str = ""
    confidence: Confidence = Confidence.UNKNOWN
    note: str = ""

    @property
    def keeps_identity(self) -> bool:
        return self.predecessor == self.successor


@dataclass(frozen=True)
class Branch:
    """A unit and the units under it on one day (nhánh cây đơn vị)."""

    version: Version
    children: tuple["Branch", ...] = ()

    @property
    def size(self) -> int:
        """How many units the branch holds, itself included."""
        return 1 + sum(child.size for child in self.children)


@dataclass(frozen=True)
class Relation:
    """Where a walk through the changes arrived (đơn vị kế thừa hoặc tiền thân), and the steps it took.

    `version` is the unit on the day asked for. It is None, as is `unit`, where the walk ends in a unit that
    was abolished or whose successor nobody recorded: `kind` tells which.
    """

    unit: str | None
    version: Version | None
    day: date | None
    act: str
    kind: ChangeKind | None
    share: Share
    confidence: Confidence
    steps: tuple[Succession, ...]

    @property
    def is_known(self) -> bool:
        return self.kind is not ChangeKind.UNKNOWN
