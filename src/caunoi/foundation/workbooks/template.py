"""Our own form to fill in (tệp mẫu): one row of headings, drop-down lists, notes on headings, no clutter.

Day columns are text here, so that 03/04/1975 stays as typed whatever an American Excel would make of it.
"""

from __future__ import annotations

from typing import Any

from caunoi.foundation.workbooks import limits
from caunoi.foundation.workbooks.catalogue import Catalogue
from caunoi.foundation.workbooks.schema import Column, Schema
from caunoi.foundation.workbooks.tables import write_csv, write_table
from caunoi.foundation.workbooks.writing import Styles, Target, open_book, sheet_name

__all__ = ["READ_FIRST", "write_csv", "write_table", "write_template"]

READ_FIRST_SHEET = "Đọc trước"
READ_FIRST = (
    "Mỗi người một dòng, ghi từ dòng 2 của trang đầu. Không cần ghi số thứ tự.",
    "Cột có dấu * phải ghi; cột khác chưa biết thì để trống.",
    "Ngày ghi ngày/tháng/năm: 31/08/1985. Chỉ biết tháng hoặc năm thì ghi 8/1985 hoặc 1985.",
    "Cột có mũi tên: chọn trong danh sách. Chọn huyện trước, danh sách xã sẽ theo huyện.",
    "Được thêm, bớt, đổi chỗ cột; giữ nguyên tên cột ở dòng 1.",
    "Nạp tệp lên chưa ghi gì: hệ thống cho xem trước, báo dòng sai, và hoàn tác được sau khi ghi.",
)
TEXT_KINDS = frozenset({"identity", "date", "text", "person_name", "choice"})


def write_template(target: Target, schema: Schema, *, demo_mark: str = "") -> None:
    """Write an empty form for the schema."""
    with open_book(target) as book:
        styles = Styles(book)
        catalogue = Catalogue(book, schema)
        sheet = book.add_worksheet(sheet_name(schema.title))
        for place, column in enumerate(schema.columns):
            _set_column(sheet, place, column, styles)
            write_heading(sheet, 0, place, column, styles)
        sheet.freeze_panes(1, 0)
        catalogue.attach(sheet, 1, {column.key: place for place, column in enumerate(schema.columns)})
        _write_read_first(book.add_worksheet(READ_FIRST_SHEET), styles, demo_mark)
        catalogue.write()


def _set_column(sheet: Any, place: int, column: Column, styles: Styles) -> None:
    style = styles["open_text"] if column.kind in TEXT_KINDS else None
    sheet.set_column(place, place, column.width, style)


def write_heading(sheet: Any, row: int, place: int, column: Column, styles: Styles) -> None:
    """The heading of a column, with a star when it must be filled and a note on what to write."""
    title = f"{column.title_vi} *" if column.required else column.title_vi
    sheet.write_string(row, place, title, styles["heading"])
    lines = [column.note, f"Ví dụ: {column.example}" if column.example else ""]
    note = "\n".join(line for line in lines if line)
    if note:
        sheet.write_comment(row, place, note[: limits.CELL_CHARACTERS], {"author": "Cầu Nối"})


def _write_read_first(sheet: Any, styles: Styles, demo_mark: str) -> None:
    sheet.set_column(0, 0, 100)
    for row, line in enumerate(READ_FIRST):
        sheet.write_string(row, 0, f"{row + 1}. {line}", styles["wrapped"])
    if demo_mark:
        sheet.write_string(len(READ_FIRST) + 1, 0, demo_mark, styles["note"])
