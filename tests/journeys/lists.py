"""Last year's list as an office sends it back: our export of key officials, changed, added to, and spoiled."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

HEADING_ROW = 4
KEY_TITLES = {
    "Bí thư Đảng ủy", "Phó Bí thư Đảng ủy", "Chủ tịch HĐND", "Phó Chủ tịch HĐND", "Chủ tịch UBND", "Phó Chủ tịch UBND",
}  # fmt: skip
PEOPLE, CHANGED, ADDED = 1368, 131, 24
GIVEN = ("Anh", "Đạt", "Hòa", "Linh", "Páo", "Vượng")
NEW_NAMES = [f"{middle} {given}" for middle in ("Quốc", "Ngọc", "Hải", "Bích") for given in GIVEN]

# Column, what stands in the cell, words of the note that comes back.
TWELVE_DEFECTS: tuple[tuple[str, Any, str], ...] = (
    ("Họ và tên", None, "Nhập họ và tên"),
    ("Họ và tên", "Nguyễn Văn 7uấn", "chữ số"),
    ("Ngày sinh", "31/02/1975", "không có trong lịch"),
    ("Ngày sinh", "khoảng 1970", "8/1985 hoặc 1985"),
    ("Giới tính", "Nàm", "Gần nhất: Nam"),
    ("Số định danh", 24075001234, "024075001234"),
    ("Số định danh", "02407500123X", "12 chữ số"),
    ("Xã", "Xuân Hưong", "Xuân Hương"),
    ("Huyện", "Lạng Dang", "Lạng Giang"),
    ("Lý luận chính trị", "Trung cấp hành chính", "lý luận chính trị"),
    ("Đảng viên", "có thể", "“x” hoặc “có”"),
    ("Chức danh", "Bí thư huyện đoàn", "Bí thư huyện đoàn"),
)


class OfficeList:
    """A workbook of people, one row each, by the headings of our export."""

    def __init__(self, content: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(content))
        self.sheet: Worksheet = self.book.worksheets[0]
        names = next(self.sheet.iter_rows(min_row=HEADING_ROW, max_row=HEADING_ROW, values_only=True))
        self.columns = {name: place for place, name in enumerate(names, start=1)}

    def keep_key_officials(self) -> None:
        """The first 1.368 people in key posts; everybody else leaves the list."""
        title = self.columns["Chức danh"] - 1
        rows = [row for row in self.rows() if row[title] in KEY_TITLES][:PEOPLE]
        assert len(rows) == PEOPLE
        self.sheet.delete_rows(HEADING_ROW + 1, self.sheet.max_row)
        for row in rows:
            self.sheet.append(row)

    def rows(self) -> list[Sequence[Any]]:
        return list(self.sheet.iter_rows(min_row=HEADING_ROW + 1, values_only=True))

    def change_some(self) -> None:
        """Every tenth person is of another people now."""
        for number in range(CHANGED):
            cell = self._cell(10 * number, "Dân tộc")
            cell.value = "Tày" if cell.value == "Sán Dìu" else "Sán Dìu"

    def add_some(self) -> None:
        """Newcomers in the last rows' places, as old as those they replace: other names, no number yet."""
        for number, row in enumerate(range(PEOPLE - ADDED, PEOPLE)):
            identity = str(self._cell(row, "Số định danh").value)
            self._cell(row, "Số hiệu").value = None
            self._cell(row, "Số định danh").value = f"{identity[:6]}{700_000 + number}"
            self._cell(row, "Họ và tên").value = f"Lâm {NEW_NAMES[number]}"

    def spoil_twelve(self) -> None:
        """Twelve rows of one defect each."""
        for number, (column, value, _words) in enumerate(TWELVE_DEFECTS):
            self._cell(100 * number + 57, column).value = value

    def _cell(self, row: int, column: str) -> Any:
        return self.sheet.cell(HEADING_ROW + 1 + row, self.columns[column])

    def save(self, path: Path) -> Path:
        self.book.save(path)
        return path


def changed_list(content: bytes) -> OfficeList:
    """Last year's list with 131 people changed and 24 new ones."""
    found = OfficeList(content)
    found.keep_key_officials()
    found.change_some()
    found.add_some()
    return found


def heading_row(sheet: Worksheet) -> int:
    """Where the headings stand; the rows of people begin below."""
    return next(row[0].row for row in sheet.iter_rows() if any(cell.value == "Họ và tên" for cell in row))


def mended(errors: Path, good: OfficeList, target: Path) -> Path:
    """The error workbook with every spoiled cell put right; people are known by the numbers in front."""
    book = openpyxl.load_workbook(errors)
    sheet = book.worksheets[0]
    top = heading_row(sheet)
    heading = {cell.value: cell.column for cell in sheet[top]}
    right = {row[good.columns["Số hiệu"] - 1]: row for row in good.rows()}
    for row in range(top + 1, sheet.max_row + 1):
        person = right[sheet.cell(row, heading["Số hiệu"]).value]
        for column in {name for name, *_rest in TWELVE_DEFECTS}:
            sheet.cell(row, heading[column]).value = person[good.columns[column] - 1]
    book.save(target)
    return target
