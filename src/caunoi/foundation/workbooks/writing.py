"""How a workbook is opened for writing (ghi sổ tính), and how a value becomes a cell: the same in every file.

Text is written as text: nothing in these files is ever a formula or a link, so an export does nothing when
opened and comes back as it went.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, Any, Protocol

import xlsxwriter

from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.workbooks.cells import Value
from caunoi.foundation.workbooks.choices import choice_labels
from caunoi.foundation.workbooks.schema import Column

Target = str | Path | IO[bytes]
Written = str | int | float | bool | date | None

FONT = "Times New Roman"
HEADING_FILL = "#DCE6F1"
BAD_FILL = "#FFC7CE"
BAD_INK = "#9C0006"
DAY_FORMAT = "dd/mm/yyyy"
TEXT_FORMAT = "@"
SHEET_NAME_LENGTH = 31
FORBIDDEN_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


class Sheet(Protocol):
    """What is used of a worksheet being written."""

    def write_string(self, row: int, column: int, text: str, style: Any = None) -> int: ...
    def write_number(self, row: int, column: int, number: float, style: Any = None) -> int: ...
    def write_datetime(self, row: int, column: int, day: datetime, style: Any = None) -> int: ...
    def write_blank(self, row: int, column: int, blank: None, style: Any = None) -> int: ...


class Styles:
    """The few looks a cell may have, by name; made on first use."""

    LOOKS: dict[str, dict[str, Any]] = {
        "title": {"bold": True, "font_size": 14},
        "centred_title": {"bold": True, "font_size": 14, "align": "center"},
        "centred": {"align": "center"},
        "note": {"italic": True},
        "wrapped": {"text_wrap": True, "valign": "top"},
        "heading": {
            "bold": True,
            "text_wrap": True,
            "border": 1,
            "align": "center",
            "valign": "vcenter",
            "bg_color": HEADING_FILL,
        },
        "number_row": {"italic": True, "border": 1, "align": "center"},
        "text": {"border": 1, "num_format": TEXT_FORMAT, "valign": "top", "text_wrap": True},
        "number": {"border": 1, "valign": "top"},
        "day": {"border": 1, "num_format": DAY_FORMAT, "align": "center", "valign": "top"},
        "group": {"bold": True, "border": 1},
        "open_text": {"num_format": TEXT_FORMAT},
    }

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            base, _, bad = name.partition(" ")
            red = {"bg_color": BAD_FILL, "font_color": BAD_INK} if bad else {}
            self._made[name] = self._book.add_format({"font_name": FONT, **self.LOOKS[base], **red})
        return self._made[name]


def open_book(target: Target, *, as_of: date | None = None, in_order: bool = True) -> xlsxwriter.Workbook:
    """A workbook whose texts stay texts; the day it speaks of is also the day it says it was made.

    Written ``in_order``, row after row, it needs little memory; cells merged over rows need it otherwise.
    """
    options = {
        "constant_memory": in_order,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    book = xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, options)
    made = datetime.combine(as_of or date(2020, 1, 1), time())
    book.set_properties({"created": made, "author": "Cầu Nối"})
    return book


def sheet_name(name: str) -> str:
    """The name as a sheet may bear it."""
    return name.translate(FORBIDDEN_IN_SHEET_NAMES).strip()[:SHEET_NAME_LENGTH] or "Trang 1"


def written(column: Column, value: Value | date) -> Written:
    """The cell for a value: whole days as days, partial ones as text, a choice by its label."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "x" if value else "không"
    if column.kind == "choice":
        return choice_labels(column).get(str(value), str(value))
    if isinstance(value, PartialDate):
        return value.as_date() if value.precision == "day" else str(value)
    return value


def put(sheet: Sheet, row: int, column: int, value: Written, styles: Styles, bad: str = "") -> None:
    """Write one cell in the look of its type; ``bad`` marks it red."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, styles["text" + bad])
    elif isinstance(value, date):
        moment = value if isinstance(value, datetime) else datetime.combine(value, time())
        sheet.write_datetime(row, column, moment, styles["day" + bad])
    elif isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(row, column, value, styles["number" + bad])
    else:
        sheet.write_string(row, column, str(value), styles["text" + bad])


def put_row(sheet: Sheet, row: int, values: Sequence[Written], styles: Styles) -> None:
    for column, value in enumerate(values):
        put(sheet, row, column, value, styles)
