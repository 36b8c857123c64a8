"""Find the table in a workbook (tìm bảng): our template, a plain list, or a printed official form."""

from __future__ import annotations

from dataclasses import dataclass, field

from caunoi.domain.vocabulary.vietnamese.text import tidy
from caunoi.foundation.workbooks import limits
from caunoi.foundation.workbooks.headings import Heading, HeadingBlock, find_headings, heading_key
from caunoi.foundation.workbooks.reading import RawBook, RawSheet
from caunoi.foundation.workbooks.refusals import SPLIT_FILE, RefusedFile
from caunoi.foundation.workbooks.row_kinds import RowKind, TableRow, classify

__all__ = ["Heading", "RowKind", "SheetNote", "Table", "TableRow", "find_table"]

SIDE_SHEETS = frozenset({"danhmuc", "danh muc", "doc truoc", "huong dan", "loi can sua"})
NO_TABLE = RefusedFile(
    "Không tìm thấy bảng có hàng tiêu đề và dữ liệu trong tệp.",
    "Tải mẫu có danh sách chọn, chép danh sách vào đó rồi nạp lại.",
)


@dataclass(frozen=True)
class SheetNote:
    """A sheet that was not chosen (trang tính khác), and how many rows of data it holds."""

    name: str
    data_rows: int


@dataclass(frozen=True)
class Table:
    """The table found in one sheet (bảng): headings, rows with their kinds, and the words above it."""

    sheet: RawSheet
    block: HeadingBlock
    rows: list[TableRow]
    others: tuple[SheetNote, ...] = ()
    title_lines: tuple[str, ...] = field(default=())

    @property
    def headings(self) -> tuple[Heading, ...]:
        return self.block.headings

    @property
    def data(self) -> list[TableRow]:
        return [row for row in self.rows if row.kind == "data"]


def find_table(book: RawBook, *, known: frozenset[str] = frozenset(), sheet: str | None = None) -> Table:
    """The table with the most data, or the one of the named sheet.

    ``known`` holds the heading keys of the schema one looks for (``Schema.known_headings``).
    """
    tables = [table for raw in _candidates(book, sheet) if (table := _table_in(raw, known))]
    if not tables:
        raise NO_TABLE
    best = max(tables, key=lambda table: _weight(table, known))
    if len(best.data) > limits.ROWS:
        raise RefusedFile(
            f'Trang "{best.sheet.name}" có {len(best.data)} dòng dữ liệu, tối đa {limits.ROWS}.', SPLIT_FILE
        )
    others = tuple(SheetNote(table.sheet.name, len(table.data)) for table in tables if table is not best)
    return Table(best.sheet, best.block, best.rows, others, best.title_lines)


def _candidates(book: RawBook, sheet: str | None) -> list[RawSheet]:
    if sheet is not None:
        return [raw for raw in book.sheets if raw.name == sheet]
    plain = [raw for raw in book.sheets if heading_key(raw.name) not in SIDE_SHEETS]
    return [raw for raw in plain if raw.visible] or plain


def _table_in(sheet: RawSheet, known: frozenset[str]) -> Table | None:
    block = find_headings(sheet, known)
    if block is None:
        return None
    rows = classify(sheet.rows, block)
    if not any(row.kind == "data" for row in rows):
        return None
    return Table(sheet, block, rows, title_lines=tuple(_lines_above(sheet, block)))


def _lines_above(sheet: RawSheet, block: HeadingBlock) -> list[str]:
    cells = (cell for row in sheet.rows[: block.first_row] for cell in row)
    return [text for cell in cells if isinstance(cell, str) and (text := tidy(cell))]


def _weight(table: Table, known: frozenset[str]) -> tuple[int, int]:
    words = {heading_key(word) for heading in table.headings for word in heading.path}
    recognised = min(3, len(words & known))
    return recognised, len(table.data)
