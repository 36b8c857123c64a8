"""The form as a workbook: headings merged as on paper, numbers as numbers, days as days."""

from datetime import date
from io import BytesIO
from typing import Any

from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.documents.sheets.form import Sheet, SheetCell, SheetRow, heads_of
from caunoi.foundation.workbooks.writing import Styles, Written, open_book, put, sheet_name

STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
PARTY = ("ĐẢNG CỘNG SẢN VIỆT NAM", "")
MILLIMETRES = 1.9
"""One letter of the usual type is about as wide as this."""


def sheet_workbook(sheet: Sheet) -> bytes:
    target = BytesIO()
    with open_book(target, as_of=sheet.on, in_order=False) as book:
        page = _Page(book.add_worksheet(sheet_name(sheet.key)), sheet, Styles(book))
        page.above()
        page.headings()
        for row in sheet.rows:
            page.line(row)
        page.below()
    return target.getvalue()


class _Page:
    """The sheet of the workbook, written from the top down."""

    def __init__(self, page: Any, sheet: Sheet, styles: Styles) -> None:
        self.page, self.sheet, self.styles, self.row = page, sheet, styles, 0
        self.last = len(sheet.columns) - 1
        for place, column in enumerate(sheet.columns):
            page.set_column(place, place, column.width / MILLIMETRES)
        if sheet.wide:
            page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_footer("&RTrang &P/&N")

    def across(self, first: int, last: int, text: str, style: str) -> None:
        look = self.styles[style]
        if first < last:
            self.page.merge_range(self.row, first, self.row, last, text, look)
        else:
            self.page.write_string(self.row, first, text, look)

    def above(self) -> None:
        sheet, middle = self.sheet, max(self.last // 2, 0)
        left = [loud(part) for part in (sheet.above, sheet.office) if part] + ["", ""]
        right = PARTY if sheet.system == "party" else STATE
        for one, other in zip(left, right, strict=False):
            self.across(0, middle, one, "centred")
            self.across(min(middle + 1, self.last), self.last, other, "centred")
            self.row += 1
        said = [loud(sheet.title), f"(Số liệu tính đến ngày {sheet.day_words})", sheet.mark]
        self.page.write_string(self.row, self.last, sheet.number, self.styles["note"])
        for place, text in enumerate(filter(None, said)):
            self.row += 1
            self.across(0, self.last, text, "centred" if place else "centred_title")
        self.row += 2

    def headings(self) -> None:
        top, look = self.row, self.styles["heading"]
        for head in (head for row in heads_of(self.sheet) for head in row):
            first, left = top + head.row, head.column
            last, right = first + head.down - 1, left + head.across - 1
            if (first, left) == (last, right):
                self.page.write_string(first, left, head.text, look)
            else:
                self.page.merge_range(first, left, last, right, head.text, look)
        self.row = top + self.sheet.depth
        for place in range(self.last + 1):
            self.page.write_string(self.row, place, f"({place + 1})", self.styles["number_row"])
        self.row += 1
        self.page.freeze_panes(self.row, 0)
        self.page.repeat_rows(top, self.row - 1)

    def line(self, row: SheetRow) -> None:
        if row.kind == "group":
            self.across(0, self.last, row.cells[0].words, "group")
        else:
            strong = row.kind == "strong"
            for place, cell in enumerate(row.cells):
                self._cell(place, cell, strong)
        self.row += 1

    def _cell(self, place: int, cell: SheetCell, strong: bool) -> None:
        if not strong:
            put(self.page, self.row, place, value_of(cell), self.styles)
        elif isinstance(cell.value, int | float):
            self.page.write_number(self.row, place, cell.value, self.styles["group"])
        else:
            self.page.write_string(self.row, place, cell.words, self.styles["group"])

    def below(self) -> None:
        self.row += 1
        for text in filter(None, (self.sheet.total, *self.sheet.notes)):
            self.across(0, self.last, text, "note")
            self.row += 1
        self.row += 1
        step = max(1, (self.last + 1) // max(1, len(self.sheet.signers)))
        for place, words in enumerate(self.sheet.signers):
            self.page.write_string(self.row, place * step, words.upper(), self.styles["centred"])


def loud(text: str) -> str:
    """In capitals; a field of a template keeps its name."""
    return text if "{{" in text else text.upper()


def value_of(cell: SheetCell) -> Written:
    """A number as a number, a whole day as a day, a month or a year alone as text."""
    if isinstance(cell.value, PartialDate):
        return cell.value.as_date() if cell.value.precision == "day" else cell.words
    return cell.value if isinstance(cell.value, int | float | date) else cell.words or None
