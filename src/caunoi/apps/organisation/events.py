"""What other modules may want to hear of."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class RegisterChanged:
    """The register of units was written (danh mục đơn vị vừa đổi): trees asked from now on are new ones."""

    what: str


@dataclass(frozen=True)
class UnitsReorganised:
    """An act took effect (đã sắp xếp đơn vị): whoever keeps work lists by unit looks again from ``on``."""

    act: str
    on: date
    predecessors: tuple[str, ...]
