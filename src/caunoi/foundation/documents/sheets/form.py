"""What a filled form is: columns with merged headings, rows of values, and the words around them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from caunoi.domain.vocabulary.vietnamese import PartialDate, format_date
from caunoi.foundation.ui import numbers

Value = str | int | float | date | PartialDate | None
Kind = Literal["text", "number", "middle"]


@dataclass(frozen=True)
class SheetColumn:
    """A column (cột): its headings from the top, what it holds, its share of the width in millimetres."""

    key: str
    path: tuple[str, ...]
    kind: Kind = "text"
    width: int = 20


@dataclass(frozen=True)
class SheetCell:
    """One value (ô); a number that is a figure carries its code and the way to its list."""

    value: Value = None
    code: str = ""
    url: str = ""

    @property
    def words(self) -> str:
        """As people read it: a number with its thousands, a day as 31/08/2020."""
        if self.value is None:
            return ""
        if isinstance(self.value, int | float):
            return numbers.number(self.value)
        return format_date(self.value) if isinstance(self.value, date | PartialDate) else str(self.value)


@dataclass(frozen=True)
class SheetRow:
    """A row (dòng): of people or of numbers; ``group`` is one title across, ``strong`` a total."""

    cells: Sequence[SheetCell]
    kind: Literal["plain", "strong", "group"] = "plain"


@dataclass(frozen=True)
class Sheet:
    """A filled form (tờ biểu đã điền); every way of printing it reads these rows and asks nothing again."""

    key: str
    number: str
    title: str
    office: str
    on: date
    columns: tuple[SheetColumn, ...]
    rows: Sequence[SheetRow]
    above: str = ""
    system: Literal["state", "party"] = "state"
    wide: bool = True
    notes: Sequence[str] = ()
    signers: tuple[str, ...] = ("Người lập biểu", "Thủ trưởng đơn vị")
    mark: str = ""
    total: str = ""
    day: str = ""

    @property
    def day_words(self) -> str:
        """The day of the data as it is printed; a template has its field there."""
        return self.day or format_date(self.on)

    @property
    def depth(self) -> int:
        return max(len(column.path) for column in self.columns)


@dataclass(frozen=True)
class Head:
    """One cell of the headings (ô tiêu đề), with how far it reaches."""

    row: int
    column: int
    text: str
    across: int
    down: int

    def as_data(self) -> dict[str, Any]:
        return {"text": self.text, "across": self.across, "down": self.down}


def heads_of(sheet: Sheet) -> list[list[Head]]:
    """The headings row by row: neighbours with the same words above share a cell, a short path reaches down."""
    return [_row_of_heads(sheet, level) for level in range(sheet.depth)]


def _row_of_heads(sheet: Sheet, level: int) -> list[Head]:
    paths = [column.path for column in sheet.columns]
    found, place = [], 0
    while place < len(paths):
        end = place + 1
        path = paths[place]
        while end < len(paths) and level < len(path) - 1 and paths[end][: level + 1] == path[: level + 1]:
            end += 1
        if level < len(path):
            down = sheet.depth - level if level == len(path) - 1 else 1
            found.append(Head(level, place, path[level], end - place, down))
        place = end
    return found
