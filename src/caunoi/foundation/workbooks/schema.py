"""What a table should hold (lược đồ bảng): its columns, their kinds, choices and words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from caunoi.foundation.workbooks.headings import heading_key

Kind = Literal["text", "person_name", "date", "count", "choice", "identity", "yes_no"]


@dataclass(frozen=True)
class Choice:
    """One value of a closed list (giá trị chọn); ``parent`` is a value of the column this one depends on."""

    value: str
    label: str
    aliases: tuple[str, ...] = ()
    parent: str = ""


@dataclass(frozen=True)
class Column:
    """One column of a schema (cột).

    ``depends_on`` names the column whose value narrows the choices (huyện before xã); ``prefixes`` are words
    that may stand before a choice's name; ``group_words`` begin the group rows that may stand for the column;
    ``pivot`` is the last two-digit year taken as 20xx.
    """

    key: str
    title_vi: str
    kind: Kind = "text"
    required: bool = False
    aliases: tuple[str, ...] = ()
    width: int = 16
    choices: tuple[Choice, ...] = ()
    depends_on: str = ""
    prefixes: tuple[str, ...] = ()
    group_words: tuple[str, ...] = ()
    number: int | None = None
    pivot: int | None = None
    noun_vi: str = ""
    example: str = ""
    note: str = ""

    def __hash__(self) -> int:
        """Of a few fields: a column of a thousand communes is asked for its words once a cell."""
        return hash((self.key, self.title_vi, self.kind, len(self.choices)))

    @cached_property
    def names(self) -> frozenset[str]:
        """Heading keys under which the column is known."""
        return frozenset(heading_key(name) for name in (self.title_vi, *self.aliases))

    @property
    def noun(self) -> str:
        """The column's name inside a sentence."""
        return self.noun_vi or self.title_vi[:1].lower() + self.title_vi[1:]


@dataclass(frozen=True)
class Schema:
    """A kind of table the product reads and writes (lược đồ)."""

    key: str
    title: str
    columns: tuple[Column, ...]

    @cached_property
    def by_key(self) -> dict[str, Column]:
        return {column.key: column for column in self.columns}

    def column(self, key: str) -> Column:
        return self.by_key[key]

    @cached_property
    def known_headings(self) -> frozenset[str]:
        return frozenset(name for column in self.columns for name in column.names)
