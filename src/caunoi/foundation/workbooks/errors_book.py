"""The rows to mend, given back (tệp lỗi): the user's own headings, only the bad rows, bad cells red.

It is written from what was read, not from the file: whatever else the file held stays behind. The headings,
their merged cells and the group rows are kept, so the mended file goes in again as the first one did.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time
from typing import Any

from caunoi.foundation.workbooks.catalogue import Catalogue
from caunoi.foundation.workbooks.cells import CellProblem
from caunoi.foundation.workbooks.columns import ColumnMapping
from caunoi.foundation.workbooks.reading import Cell
from caunoi.foundation.workbooks.sheets import Table, TableRow
from caunoi.foundation.workbooks.writing import Styles, Target, Written, open_book, put, sheet_name

__all__ = ["LIST_SHEET", "write_errors_book"]

LIST_SHEET = "Lỗi cần sửa"
LIST_HEADINGS = ("Dòng trong tệp gốc", "Cột", "Trong tệp", "Cần sửa")
NOTES_AT_MOST = 3_000
"""Beyond this a workbook opens slowly; the sheet of problems tells them all."""
NARROWEST, WIDEST = 8, 40


def write_errors_book(
    target: Target, table: Table, mapping: ColumnMapping, problems: Iterable[CellProblem], *, as_of: date
) -> int:
    """Write the rows that have a problem; returns how many."""
    found = sorted(problems, key=lambda problem: problem.row)
    with open_book(target, as_of=as_of, in_order=False) as book:
        catalogue = Catalogue(book, mapping.schema)
        page = _ErrorPage(book.add_worksheet(sheet_name(table.sheet.name)), table, mapping, Styles(book))
        page.heading_rows()
        page.bad_rows(found)
        places = {key: source.indexes[0] for key, source in mapping.sources.items() if source.take == "one"}
        catalogue.attach(page.sheet, table.block.first_data_row, places, page.row - 1)
        _write_list(book.add_worksheet(LIST_SHEET), found, page.styles)
        catalogue.write()
    return page.count


class _ErrorPage:
    def __init__(self, sheet: Any, table: Table, mapping: ColumnMapping, styles: Styles) -> None:
        self.sheet, self.table, self.mapping, self.styles = sheet, table, mapping, styles
        self.row = self.count = self.notes = 0
        self.places = [heading.index for heading in table.headings]
        for place in self.places:
            sheet.set_column(place, place, _width(table, place))

    def heading_rows(self) -> None:
        """Everything above the data as it stood, with its merged cells."""
        block = self.table.block
        merges = {(m[0], m[1]): m for m in self.table.sheet.merges if m[2] < block.first_data_row}
        for row in range(block.first_data_row):
            cells = self.table.sheet.rows[row]
            style = self.styles["heading" if row >= block.first_row else "centred"]
            for column, cell in enumerate(cells):
                self._heading(row, column, cell, merges.get((row, column)), style)
        self.row = block.first_data_row
        self.sheet.freeze_panes(self.row, 0)

    def _heading(self, row: int, column: int, cell: Cell, merge: Any, style: Any) -> None:
        text = str(_as_written(cell) or "")
        if isinstance(cell, float) and cell.is_integer():
            text = str(int(cell))
        if merge and merge[:2] != merge[2:]:
            self.sheet.merge_range(*merge, text, style)
        elif text:
            self.sheet.write_string(row, column, text, style)

    def bad_rows(self, problems: list[CellProblem]) -> None:
        by_row: dict[int, list[CellProblem]] = {}
        for problem in problems:
            by_row.setdefault(problem.row, []).append(problem)
        for row in _with_groups(self.table.rows, set(by_row)):
            self._write(row, by_row.get(row.number, []))

    def _write(self, row: TableRow, problems: list[CellProblem]) -> None:
        notes: dict[int, list[str]] = {}
        for problem in problems:
            index = self.mapping.index_of(problem.column)
            notes.setdefault(self.places[0] if index is None else index, []).append(problem.message_vi)
        for column in sorted({*range(len(row.cells)), *notes}):
            cell = row.cells[column] if column < len(row.cells) else ""
            put(
                self.sheet,
                self.row,
                column,
                _as_written(cell),
                self.styles,
                " bad" if column in notes else "",
            )
        for column, words in notes.items():
            self._note(column, ". ".join(words))
        self.row += 1
        self.count += bool(problems)

    def _note(self, column: int, words: str) -> None:
        self.notes += 1
        if self.notes <= NOTES_AT_MOST:
            self.sheet.write_comment(self.row, column, words, {"author": "Cầu Nối", "x_scale": 2})


def _with_groups(rows: list[TableRow], bad: set[int]) -> Iterator[TableRow]:
    """The bad rows, each after the group rows it stands under."""
    group_rows: dict[str, TableRow] = {}
    shown: tuple[str, ...] = ()
    for row in rows:
        if row.kind == "group" and row.groups:
            group_rows[row.groups[-1]] = row
        if row.number not in bad:
            continue
        shared = _shared(shown, row.groups)
        yield from (group_rows[label] for label in row.groups[shared:] if label in group_rows)
        shown = row.groups
        yield row


def _shared(before: tuple[str, ...], after: tuple[str, ...]) -> int:
    same = 0
    while same < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    return same


def _as_written(cell: Cell) -> Written:
    if isinstance(cell, bool):
        return "x" if cell else "không"
    if isinstance(cell, time):
        return cell.isoformat("minutes")
    return cell if cell != "" else None


def _width(table: Table, place: int) -> float:
    sample = [row.cells[place] for row in table.rows[:50] if place < len(row.cells)]
    longest = max((len(str(cell)) for cell in sample), default=NARROWEST)
    return min(WIDEST, max(NARROWEST, longest + 2))


def _write_list(sheet: Any, problems: list[CellProblem], styles: Styles) -> None:
    for column, (title, width) in enumerate(zip(LIST_HEADINGS, (12, 24, 30, 70), strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, styles["heading"])
    for row, problem in enumerate(problems, start=1):
        sheet.write_number(row, 0, problem.row, styles["number"])
        for column, text in enumerate((problem.title_vi, problem.value, problem.message_vi), start=1):
            sheet.write_string(row, column, text, styles["text"])
    sheet.freeze_panes(1, 0)
