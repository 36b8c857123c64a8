"""The printed form of an authority (biểu mẫu): merged headings, (1) (2) (3), groups, total, signatures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from caunoi.foundation.workbooks.cells import Value
from caunoi.foundation.workbooks.schema import Schema
from caunoi.foundation.workbooks.writing import (
    Styles,
    Target,
    Written,
    open_book,
    put_row,
    sheet_name,
    written,
)

ORDER = "#"
ROMAN_DIGITS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True)
class FormColumn:
    """One column of the form (cột của biểu): headings from the top, and what to print.

    ``key`` is a column of the schema, or ``ORDER`` for running numbers. With ``only_if`` the value is printed
    when another column has that value (birth dates of men); with ``mark`` an x is printed instead of a value.
    """

    path: tuple[str, ...]
    key: str
    width: int = 14
    only_if: tuple[str, str] | None = None
    mark: str = ""


@dataclass(frozen=True)
class FormSection:
    """Rows under one heading of their own (nhóm): "I. Huyện Lạng Giang", then "Xã Xuân Hương"."""

    groups: tuple[str, ...]
    rows: Sequence[Mapping[str, Value | date]]


@dataclass(frozen=True)
class OfficialForm:
    """How the form looks (mẫu biểu)."""

    number: str
    title: str
    columns: tuple[FormColumn, ...]
    authority: tuple[str, ...] = ()
    motto: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ("NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ")
    total_label: str = "Tổng số"

    @property
    def depth(self) -> int:
        return max(len(column.path) for column in self.columns)


def write_official_form(
    target: Target,
    form: OfficialForm,
    schema: Schema,
    sections: Iterable[FormSection],
    *,
    as_of: date,
    demo_mark: str = "",
) -> int:
    """Write the filled form; returns how many rows of data it holds."""
    with open_book(target, as_of=as_of, in_order=False) as book:
        page = _Page(book.add_worksheet(sheet_name(form.number)), form, schema, Styles(book))
        page.title_block(as_of, demo_mark)
        page.headings()
        for section in sections:
            page.section(section)
        page.total()
        page.signatures()
    return page.count


def roman(number: int) -> str:
    digits = ""
    for value, letters in ROMAN_DIGITS:
        digits += letters * (number // value)
        number %= value
    return digits


class _Page:
    """The sheet, filled from the top down."""

    def __init__(self, sheet: Any, form: OfficialForm, schema: Schema, styles: Styles) -> None:
        self.sheet, self.form, self.schema, self.styles = sheet, form, schema, styles
        self.row = self.count = self.top_groups = 0
        self.open_groups: tuple[str, ...] = ()
        self.last = len(form.columns) - 1
        for place, column in enumerate(form.columns):
            sheet.set_column(place, place, column.width)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def _across(self, first: int, last: int, text: str, style: str) -> None:
        if first < last:
            self.sheet.merge_range(self.row, first, self.row, last, text, self.styles[style])
        else:
            self.sheet.write_string(self.row, first, text, self.styles[style])

    def title_block(self, as_of: date, demo_mark: str) -> None:
        middle = self.last // 2
        for left, right in _pairs(self.form.authority, self.form.motto):
            self._across(0, middle, left, "centred")
            if right:
                self._across(middle + 1, self.last, right, "centred")
            self.row += 1
        self.sheet.write_string(self.row, self.last, self.form.number, self.styles["note"])
        self.row += 1
        self._across(0, self.last, self.form.title, "centred_title")
        self.row += 1
        self._across(0, self.last, f"(Tính đến ngày {as_of:%d/%m/%Y})", "centred")
        if demo_mark:
            self.row += 1
            self._across(0, self.last, demo_mark, "centred")
        self.row += 2

    def headings(self) -> None:
        depth, top = self.form.depth, self.row
        for level in range(depth):
            self._heading_row(top, level, depth)
        self.row = top + depth
        for place in range(len(self.form.columns)):
            self.sheet.write_string(self.row, place, f"({place + 1})", self.styles["number_row"])
        self.row += 1
        self.sheet.freeze_panes(self.row, 0)
        self.sheet.repeat_rows(top, self.row - 1)

    def _heading_row(self, top: int, level: int, depth: int) -> None:
        paths = [column.path for column in self.form.columns]
        place = 0
        while place <= self.last:
            end = _same_until(paths, place, level)
            if level < len(paths[place]):
                bottom = depth - 1 if level == len(paths[place]) - 1 else level
                self._area(top + level, place, top + bottom, end, paths[place][level])
            place = end + 1

    def _area(self, top: int, left: int, bottom: int, right: int, text: str) -> None:
        style = self.styles["heading"]
        if (top, left) == (bottom, right):
            self.sheet.write_string(top, left, text, style)
        else:
            self.sheet.merge_range(top, left, bottom, right, text, style)

    def section(self, section: FormSection) -> None:
        self._open(section.groups)
        for number, row in enumerate(section.rows, start=1):
            self.count += 1
            put_row(
                self.sheet, self.row, [self._cell(c, row, number) for c in self.form.columns], self.styles
            )
            self.row += 1

    def _open(self, groups: tuple[str, ...]) -> None:
        """Write the group rows that are not open yet; those of the top level are numbered I, II, III."""
        shared = 0
        while shared < min(len(groups), len(self.open_groups)) and groups[shared] == self.open_groups[shared]:
            shared += 1
        for level in range(shared, len(groups)):
            self.top_groups += level == 0
            numbering = f"{roman(self.top_groups)}. " if level == 0 else ""
            self._across(0, self.last, numbering + groups[level], "group")
            self.row += 1
        self.open_groups = groups

    def _cell(self, column: FormColumn, row: Mapping[str, Value | date], number: int) -> Written:
        if column.key == ORDER:
            return number
        value = row.get(column.key)
        if column.mark:
            return "x" if value == column.mark else None
        if column.only_if and row.get(column.only_if[0]) != column.only_if[1]:
            return None
        return written(self.schema.column(column.key), value)

    def total(self) -> None:
        self.sheet.write_string(self.row, 0, "", self.styles["group"])
        self.sheet.write_string(self.row, 1, f"{self.form.total_label}: {self.count}", self.styles["group"])
        self.row += 2

    def signatures(self) -> None:
        step = max(1, (self.last + 1) // max(1, len(self.form.signatures)))
        for place, words in enumerate(self.form.signatures):
            self.sheet.write_string(self.row, place * step, words, self.styles["centred"])
        self.row += 1
        for place in range(len(self.form.signatures)):
            self.sheet.write_string(self.row, place * step, "(Ký, ghi rõ họ tên)", self.styles["note"])


def _pairs(left: Sequence[str], right: Sequence[str]) -> Iterable[tuple[str, str]]:
    for at in range(max(len(left), len(right))):
        yield (left[at] if at < len(left) else "", right[at] if at < len(right) else "")


def _same_until(paths: list[tuple[str, ...]], place: int, level: int) -> int:
    """The last neighbour that shares this heading and all above it."""
    end = place
    shared = paths[place][: level + 1]
    is_group = level < len(paths[place]) - 1
    while is_group and end + 1 < len(paths) and paths[end + 1][: level + 1] == shared:
        end += 1
    return end
