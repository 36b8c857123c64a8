"""Lists of people as offices send them, for the tests of the import."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

HEADINGS = (
    "TT", "Số hiệu", "Họ tên", "Năm sinh", "Giới tính", "CCCD", "Chức vụ", "Huyện", "Xã", "Ngày bổ nhiệm", "Văn hóa", "Chuyên môn",
    "LLCT", "Xếp loại năm 2019",
)  # fmt: skip
GIVEN = ("An", "Bình", "Cường", "Dũng", "Giang", "Hải", "Khánh", "Lâm", "Mai", "Nga")
FAMILIES = ("Nguyễn Văn", "Trần Đức", "Lê Quang", "Thân Văn", "Giáp Thị", "Hoàng Minh", "Đỗ Xuân")


def good_row(number: int, **cells: Any) -> list[Any]:
    """Row ``number`` of a list in Xuân Hương; no two are one person."""
    name = f"{FAMILIES[number % 7]} {GIVEN[number // 7 % 10]}"
    said = {
        "TT": number,
        "Số hiệu": f"BG{number:05d}",
        "Họ tên": name,
        "Năm sinh": date(1960 + number % 40, 1 + number % 12, 1 + number % 28),
        "Giới tính": "Nam",
        "CCCD": None,
        "Chức vụ": "Chủ tịch UBND",
        "Huyện": "Lạng Giang",
        "Xã": "Xuân Hương",
        "Ngày bổ nhiệm": "15/06/2015",
        "Văn hóa": "12/12",
        "Chuyên môn": "Đại học Luật",
        "LLCT": "Trung cấp",
        "Xếp loại năm 2019": "HTT",
    }
    said.update({name.replace("_", " "): value for name, value in cells.items()})
    return [said[heading] for heading in HEADINGS]


def workbook(rows: Sequence[Sequence[Any]], headings: Sequence[str] = HEADINGS) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_urls": False, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Sheet1")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for at, cells in enumerate([headings, *rows]):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(at, column, datetime(cell.year, cell.month, cell.day), day)
                elif cell is not None:
                    sheet.write(at, column, cell)
    return out.getvalue()


def good_workbook(count: int) -> bytes:
    return workbook([good_row(number) for number in range(1, count + 1)])
