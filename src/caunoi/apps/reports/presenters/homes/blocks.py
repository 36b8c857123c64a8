"""What a home is made of: statements on top, blocks below, in the order they matter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from caunoi.apps.accounts.selectors import Person
from caunoi.foundation.ui.components import Heading, Link, Upload


@dataclass(frozen=True)
class Statement:
    """One sentence with its figures (câu tổng hợp): words and figures in the order they are read."""

    parts: Sequence[Any]
    lead: bool = False


@dataclass(frozen=True)
class Block:
    """A box of a home (khối): a title, what it shows, a remark, and where to go on."""

    title: str
    body: Sequence[Any] = ()
    note: str = ""
    links: Sequence[Link] = ()
    wide: bool = False


@dataclass(frozen=True)
class Home:
    """The first page after signing in (trang chính)."""

    head: Heading
    statements: Sequence[Statement] = ()
    blocks: Sequence[Block] = ()
    drop: Upload | None = None
    on: date | None = None

    @property
    def stacks(self) -> tuple[list[Block], list[Block]]:
        """The narrow blocks in two columns, read from left to right: each as high as what stands in it."""
        narrow = [block for block in self.blocks if not block.wide]
        return narrow[::2], narrow[1::2]

    @property
    def wide(self) -> list[Block]:
        return [block for block in self.blocks if block.wide]


Present = Callable[[Person, date], Home]
