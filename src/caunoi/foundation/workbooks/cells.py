"""From a cell to a value (đọc ô): one converter per column, made once, each text read once.

A converter returns the value, None for a blank cell, or a ``Question``: nothing doubtful is taken in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from caunoi.domain.vocabulary.unreadable import Unreadable
from caunoi.domain.vocabulary.vietnamese import (
    PartialDate,
    check_person_name,
    fold,
    normalise,
    parse_count,
    parse_date,
)
from caunoi.domain.vocabulary.vietnamese.dates import PEOPLE_PIVOT, date_of_excel_serial
from caunoi.foundation.workbooks.choices import ChoiceList, Question
from caunoi.foundation.workbooks.reading import Cell
from caunoi.foundation.workbooks.schema import Column, Schema

__all__ = ["CellProblem", "Convert", "Question", "Value", "converter", "shown"]

Value = str | int | bool | PartialDate | None
Convert = Callable[[Cell], Value | Question]

YES = frozenset({"x", "co", "v", "1", "true", "yes", "dung", "roi", "da co", "✓", "√", "✔", "+"})
NO = frozenset({"khong", "ko", "k", "0", "false", "no", "chua", "chua co", "-", "sai"})
FIRST_SERIAL, LAST_SERIAL = 3_654, 73_050
"""1 January 1910 and 31 December 2099 as day numbers of a workbook."""
IDENTITY_LENGTHS = (9, 12)
SPACING = re.compile(r"[\s.\u00a0-]+")


@dataclass(frozen=True)
class CellProblem:
    """A cell to be mended (ô lỗi): where, what stands there, what is wrong, what may be meant."""

    row: int
    column: str
    title_vi: str
    value: str
    message_vi: str
    suggestion: str = ""

    @property
    def sentence(self) -> str:
        return f"Dòng {self.row}: {self.message_vi}"


def converter(column: Column, schema: Schema | None = None) -> Convert:
    """The function that reads this column's cells; ``schema`` lets a choice name what it depends on."""
    if column.kind == "choice":
        return _choice_converter(ChoiceList.of(column, schema))
    read = {
        "text": _read_text,
        "person_name": _read_name,
        "date": _read_date,
        "count": _read_count,
        "identity": _read_identity,
        "yes_no": _read_yes_no,
    }[column.kind]
    return lambda cell: _asked(read, cell, column)


def _asked(read: Callable[[Cell, Column], Value | Question], cell: Cell, column: Column) -> Value | Question:
    try:
        return read(cell, column)
    except Unreadable as error:
        return Question(f"{column.title_vi} {error}", error.suggestion)


def shown(cell: Cell) -> str:
    """The cell as the person sees it in the file."""
    if isinstance(cell, bool):
        return "có" if cell else "không"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell).replace(".", ",")
    if isinstance(cell, datetime):
        return cell.strftime("%d/%m/%Y") if cell.time() == time() else cell.strftime("%d/%m/%Y %H:%M")
    if isinstance(cell, date):
        return str(PartialDate.of(cell))
    return cell.isoformat("minutes") if isinstance(cell, time) else str(cell)


def _read_text(cell: Cell, column: Column) -> Value:
    return normalise(shown(cell)) or None


def _read_name(cell: Cell, column: Column) -> Value:
    """A name all in capitals, as lists like it, is written as names are."""
    text = normalise(shown(cell))
    if not text:
        return None
    name = check_person_name(text)
    return " ".join(word[:1] + word[1:].lower() for word in name.split(" ")) if name.isupper() else name


def _read_date(cell: Cell, column: Column) -> Value | Question:
    if isinstance(cell, date):
        return PartialDate.of(cell)
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _date_of_number(float(cell), column)
    text = normalise(shown(cell))
    if not text or not text.strip("-./ "):
        return None
    if text.isdigit() and len(text) == 5 and FIRST_SERIAL <= int(text) <= LAST_SERIAL:
        return PartialDate.of(date_of_excel_serial(int(text)))
    return parse_date(text, pivot=PEOPLE_PIVOT if column.pivot is None else column.pivot)


def _date_of_number(number: float, column: Column) -> Value | Question:
    """A year, a workbook's day number, or a month and year that the workbook took for a decimal: 8.1985."""
    if number.is_integer() and 1900 <= number <= 2100:
        return PartialDate(int(number))
    if FIRST_SERIAL <= number <= LAST_SERIAL:
        return PartialDate.of(date_of_excel_serial(number))
    digits = str(number)
    if re.fullmatch(r"(1[0-2]|[1-9])\.(19|20)\d\d", digits):
        return parse_date(digits)
    if re.fullmatch(r"(1[0-2]|[1-9])\.(19[1-9]|20[0-9])", digits):
        guess = digits.replace(".", "/") + "0"
        return Question(f"{column.title_vi} là số {shown(number)}. Có phải {guess}?", guess)
    return parse_date(shown(number))


def _read_count(cell: Cell, column: Column) -> Value:
    if isinstance(cell, bool):
        return parse_count(shown(cell))
    if isinstance(cell, float) and cell.is_integer() and 0 <= cell < 1e15:
        return int(cell)
    text = str(cell) if isinstance(cell, float) else normalise(shown(cell))
    return parse_count(text) if text else None


def _read_identity(cell: Cell, column: Column) -> Value | Question:
    text = SPACING.sub("", shown(cell)).lstrip("'")
    if not text:
        return None
    if not (text.isascii() and text.isdigit()):
        return Question(f"{column.title_vi} phải gồm 12 chữ số (hoặc 9 chữ số của CMND)")
    if len(text) in IDENTITY_LENGTHS:
        return text
    whole = next((length for length in IDENTITY_LENGTHS if length - 3 < len(text) < length), None)
    if whole:
        guess = text.rjust(whole, "0")
        return Question(
            f"{column.title_vi} có {len(text)} chữ số, có thể Excel đã bỏ số 0 ở đầu. Có phải {guess}?", guess
        )
    return Question(f"{column.title_vi} có {len(text)} chữ số; phải có 12 (hoặc 9 của CMND)")


def _read_yes_no(cell: Cell, column: Column) -> Value | Question:
    if isinstance(cell, bool):
        return cell
    typed = fold(shown(cell))
    if not typed:
        return None
    if typed in YES or typed in NO:
        return typed in YES
    return Question(f"{column.title_vi} ghi “x” hoặc “có”; không thì để trống hoặc ghi “không”")


def _choice_converter(choices: ChoiceList) -> Convert:
    def read(cell: Cell) -> Value | Question:
        if isinstance(cell, date):
            return _choice_of_date(cell, choices)
        text = shown(cell).strip()
        return choices.find(text) if text else None

    return read


def _choice_of_date(cell: date, choices: ChoiceList) -> Value | Question:
    """A spreadsheet takes 12/12 and 10/10 (schooling) for days of the year; the list knows better."""
    readings = {f"{cell.day}/{cell.month}", f"{cell.month}/{cell.day}", f"{cell.month}/{cell.year % 100}"}
    found = {value for text in readings if isinstance(value := choices.find(text), str)}
    return found.pop() if len(found) == 1 else choices.find(shown(cell))
