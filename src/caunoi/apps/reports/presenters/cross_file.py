"""The cross table as a workbook: headings merged as on the page, numbers as numbers."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from caunoi.apps.reports.presenters.cross_page import heads_of, row_label, title_of
from caunoi.apps.reports.selectors.cross import Cross
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.workbooks.writing import Styles, open_book, put, sheet_name

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIRST, OTHERS = 34, 14


def cross_file(cross: Cross) -> tuple[bytes, str, str]:
    """Bytes, name and kind."""
    target = BytesIO()
    with open_book(target, as_of=cross.asked.on, in_order=False) as book:
        sheet, styles = book.add_worksheet(sheet_name(_("Bảng chéo"))), Styles(book)
        sheet.set_column(0, 0, FIRST)
        sheet.set_column(1, len(cross.across), OTHERS)
        top = _title(sheet, styles, cross)
        first = _heads(sheet, styles, cross, top)
        _rows(sheet, styles, cross, first)
        sheet.freeze_panes(first, 1)
    return target.getvalue(), _("Bảng chéo %(day)s.xlsx") % {"day": f"{cross.asked.on:%d-%m-%Y}"}, KIND


def _title(sheet: Any, styles: Styles, cross: Cross) -> int:
    said = [
        title_of(cross.asked),
        _("Số liệu tính đến %(day)s") % {"day": format_date(cross.asked.on)},
        _("DỮ LIỆU MẪU") if settings.DEMO else "",
    ]
    for row, words in enumerate(filter(None, said)):
        sheet.write_string(row, 0, words, styles["note" if row else "title"])
    return len(list(filter(None, said))) + 1


def _heads(sheet: Any, styles: Styles, cross: Cross, top: int) -> int:
    """The rows of headings; a cell that stands over several is merged."""
    heads, taken = heads_of(cross), set[tuple[int, int]]()
    for row, line in enumerate(heads):
        column = 0
        for head in line:
            while (row, column) in taken:
                column += 1
            _head(sheet, styles, (top + row, column), (head.down, head.across), head.words)
            taken |= {(row + n, column + m) for n in range(head.down) for m in range(head.across)}
    return top + len(heads)


def _head(sheet: Any, styles: Styles, place: tuple[int, int], size: tuple[int, int], words: str) -> None:
    row, column = place
    if size == (1, 1):
        sheet.write_string(row, column, words, styles["heading"])
    else:
        last = (row + size[0] - 1, column + size[1] - 1)
        sheet.merge_range(row, column, *last, words, styles["heading"])


def _rows(sheet: Any, styles: Styles, cross: Cross, first: int) -> None:
    for place, down in enumerate(cross.down):
        whole = len(down) < len(cross.asked.down)
        indent = "" if whole or len(down) < 2 else "    "
        words = indent + row_label(cross.asked, down)
        sheet.write_string(first + place, 0, words, styles["group" if whole else "text"])
        for column, across in enumerate(cross.across):
            put(sheet, first + place, column + 1, cross.count(down, across), styles)
