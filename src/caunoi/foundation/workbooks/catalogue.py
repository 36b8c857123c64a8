"""Drop-down lists (danh sách chọn): kept on a hidden sheet and called by name, so none is ever too long.

A list that depends on another (xã of a huyện) has one name per parent, numbered in the parent's order.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_range_abs

from caunoi.foundation.workbooks import limits
from caunoi.foundation.workbooks.schema import Choice, Column, Schema

SHEET = "DanhMuc"
LONGEST_MESSAGE = 255
LONGEST_TITLE = 32


class Catalogue:
    """The hidden sheet of a workbook being written, and the names that point into it."""

    def __init__(self, book: xlsxwriter.Workbook, schema: Schema) -> None:
        self._schema = schema
        self._lists = list(_lists_of(schema))
        self._book = book

    def write(self) -> None:
        """Add the hidden sheet; call it after the other sheets, so that it is not the first one seen."""
        if not self._lists:
            return
        sheet = self._book.add_worksheet(SHEET)
        columns = [[name, *labels] for name, labels in self._lists]
        for row, words in enumerate(zip_longest(*columns)):
            for column, word in enumerate(words):
                if word is not None:
                    sheet.write_string(row, column, word)
        for column, (name, labels) in enumerate(self._lists):
            area = xl_range_abs(1, column, max(1, len(labels)), column)
            self._book.define_name(name, f"={SHEET}!{area}")
        sheet.hide()

    def attach(
        self,
        sheet: Any,
        first_row: int,
        places: dict[str, int],
        last_row: int | None = None,
    ) -> None:
        """Put lists and hints on the columns; ``places`` says where in the sheet each key stands."""
        until = first_row + limits.ROWS - 1 if last_row is None else last_row
        for key, place in places.items():
            column = self._schema.column(key)
            rule = self._rule(column, places, first_row)
            if until >= first_row and (column.choices or column.note or column.example):
                sheet.data_validation(first_row, place, until, place, rule)

    def _rule(self, column: Column, places: dict[str, int], first_row: int) -> dict[str, Any]:
        hint = {
            "input_title": column.title_vi[:LONGEST_TITLE],
            "input_message": _hint(column)[:LONGEST_MESSAGE],
        }
        if not column.choices:
            return {"validate": "any", **hint}
        return {
            "validate": "list",
            "source": self._source(column, places, first_row),
            "error_title": column.title_vi[:LONGEST_TITLE],
            "error_message": "Chọn một mục trong danh sách.",
            **(hint if _hint(column) else {}),
        }

    def _source(self, column: Column, places: dict[str, int], first_row: int) -> str:
        if column.depends_on not in places:
            return f"={name_of(column)}"
        parent = f"${xl_col_to_name(places[column.depends_on])}{first_row + 1}"
        parent_list = name_of(self._schema.column(column.depends_on))
        return f'=INDIRECT("{name_of(column)}_"&MATCH({parent},{parent_list},0))'


def name_of(column: Column) -> str:
    """The defined name of the column's list."""
    return f"DM_{column.key}"


def _hint(column: Column) -> str:
    example = f"Ví dụ: {column.example}" if column.example else ""
    return "\n".join(line for line in (column.note, example) if line)


def _lists_of(schema: Schema) -> Iterator[tuple[str, list[str]]]:
    for column in schema.columns:
        if column.kind != "choice" or not column.choices:
            continue
        yield name_of(column), _labels(column.choices)
        if column.depends_on:
            for number, parent in enumerate(schema.column(column.depends_on).choices, start=1):
                children = tuple(choice for choice in column.choices if choice.parent == parent.value)
                yield f"{name_of(column)}_{number}", _labels(children)


def _labels(choices: tuple[Choice, ...]) -> list[str]:
    return [choice.label for choice in choices]
