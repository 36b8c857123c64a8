"""Workbooks as templates (mẫu Excel): a field in any cell, and a row that is written again for every row of data.

What stands between {{ }} is a name and nothing else. Data are written as what they are: a number as a number, a text
never as a formula. What the office drew around the fields stays: merged headings, widths, lines, its own formulas.
"""

import re
from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.formula.translate import TranslatorError
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from caunoi.domain.vocabulary.vietnamese import PartialDate, format_date
from caunoi.foundation.documents.outside import refuse_workbook_reaching_out
from caunoi.foundation.documents.refusals import UnfitTemplate
from caunoi.foundation.documents.workbook_bounds import MOST_CELLS, refuse_too_much
from caunoi.foundation.workbooks.archives import check_archive
from caunoi.foundation.workbooks.refusals import RefusedFile

FIELD = re.compile(r"\{\{\s*([a-z_][a-z0-9_]*)(?:\.([a-z_][a-z0-9_]*))?\s*\}\}")
OPEN = re.compile(r"\{\{|\{%|\}\}|%\}")
GROUP = "nhom"
MOST_COLUMNS = 200
"""The row of the pattern is written again for every person, with every column of the page."""
LARGEST = 2 * 1024 * 1024
Values = Mapping[str, Any]


def fields_of_workbook(data: bytes) -> tuple[frozenset[str], frozenset[str]]:
    """The names used alone, and those used of a row of data."""
    page = _page(data)
    found = [match for cell in _cells(page) for match in FIELD.finditer(cell.value)]
    alone = frozenset(match[1] for match in found)
    return alone, frozenset(match[2] for match in found if match[2])


def fill_workbook(data: bytes, values: Values) -> bytes:
    """The workbook with every field written in."""
    page = _page(data)
    name, patterns = _patterns(page)
    rows: Sequence[Values] = values[name] if name else ()
    if patterns:
        _write_rows(page, patterns, rows)
    for cell in _cells(page):
        cell.value = FIELD.sub(lambda match: _as_text(values[match[1]]), cell.value)
        cell.data_type = "s"
    out = BytesIO()
    page.parent.save(out)
    return out.getvalue()


def _page(data: bytes) -> Worksheet:
    """The first sheet of a stranger's file, looked at before it is opened."""
    if len(data) > LARGEST:
        raise UnfitTemplate(_("Tệp mẫu lớn hơn 2 MB. Bỏ bớt hình trong mẫu rồi tải lên lại."))
    try:
        check_archive(data)
        refuse_too_much(data)
        page = load_workbook(BytesIO(data)).worksheets[0]
    except RefusedFile as fault:
        raise UnfitTemplate(f"{fault.reason_vi} {fault.how_to_mend_vi}") from fault
    except (InvalidFileException, LookupError, ValueError, TypeError, AttributeError, OSError) as fault:
        raise UnfitTemplate(
            _("Tệp này không phải bảng tính Excel (.xlsx). Lưu lại dạng .xlsx rồi tải lên.")
        ) from fault
    wide = any(each.max_row * each.max_column > MOST_CELLS for each in page.parent.worksheets)
    if wide or page.max_column > MOST_COLUMNS:
        raise UnfitTemplate(_("Có trang của mẫu quá rộng hoặc quá dài. Xóa các ô không cần rồi tải lên lại."))
    _refuse_programs(page)
    refuse_workbook_reaching_out(page.parent)
    return page


def _refuse_programs(page: Worksheet) -> None:
    for row in page.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and OPEN.search(FIELD.sub("", cell.value)):
                raise UnfitTemplate(
                    _("Ô %(cell)s có chỗ viết sai dấu {{ }}: chỉ được ghi tên một trường ở giữa.")
                    % {"cell": cell.coordinate}
                )


def _cells(page: Worksheet) -> list[Any]:
    return [
        cell
        for row in page.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and FIELD.search(cell.value)
    ]


def _patterns(page: Worksheet) -> tuple[str, dict[str, int]]:
    """The list gone through, and the rows written for a group and for a row of data."""
    name, found = "", dict[str, int]()
    for cell in _cells(page):
        for match in FIELD.finditer(cell.value):
            if match[2]:
                name = match[1]
                found.setdefault("group" if match[2] == GROUP else "row", cell.row)
    return name, found


def _write_rows(page: Worksheet, patterns: Mapping[str, int], rows: Sequence[Values]) -> None:
    """The pattern rows give way to the data; what stands below moves with its merged cells."""
    first, last = min(patterns.values()), max(patterns.values())
    looks = {kind: _look(page, row) for kind, row in patterns.items()}
    _take_out(page, first, last)
    _move_below(page, last, len(rows) - (last - first + 1))
    for place, values in enumerate(rows):
        kind = "group" if values.get(GROUP) and "group" in looks else "row"
        _write_row(page, first + place, looks[kind], values)


def _look(page: Worksheet, row: int) -> tuple[list[Cell], list[tuple[int, int]], float | None]:
    """What a row looks like: its cells, what is merged in it, its height."""
    cells = [copy(cell) for cell in page[row]]
    merged = [
        (each.min_col, each.max_col)
        for each in page.merged_cells.ranges
        if each.min_row == row == each.max_row
    ]
    return cells, merged, page.row_dimensions[row].height


def _take_out(page: Worksheet, first: int, last: int) -> None:
    for each in [each for each in page.merged_cells.ranges if first <= each.min_row <= last]:
        page.unmerge_cells(str(each))
    for row in page.iter_rows(min_row=first, max_row=last):
        for cell in row:
            cell.value = None


def _move_below(page: Worksheet, last: int, by: int) -> None:
    if not by or page.max_row <= last:
        return
    below = [each for each in page.merged_cells.ranges if each.min_row > last]
    for each in below:
        page.merged_cells.remove(each)
    whole = f"A{last + 1}:{page.cell(page.max_row, page.max_column).coordinate}"
    try:
        page.move_range(whole, rows=by, translate=True)
    except TranslatorError as fault:
        raise UnfitTemplate(
            _(
                "Công thức dưới bảng của mẫu chỉ tới ô phía trên bảng. Bỏ công thức ấy hoặc đặt nó lên trên bảng."
            )
        ) from fault
    for each in below:
        each.shift(row_shift=by)
        page.merged_cells.add(each)


def _write_row(
    page: Worksheet, at: int, look: tuple[list[Cell], list[tuple[int, int]], float | None], values: Values
) -> None:
    cells, merged, height = look
    for pattern in cells:
        cell = page.cell(at, pattern.column)
        cell._style = copy(pattern._style)
        _put(cell, pattern.value, values)
    for left, right in merged:
        page.merge_cells(start_row=at, end_row=at, start_column=left, end_column=right)
    if height:
        page.row_dimensions[at].height = height


def _put(cell: Any, pattern: Any, values: Values) -> None:
    """A field alone is its value as it is; among words it is words."""
    if not isinstance(pattern, str) or not FIELD.search(pattern):
        cell.value = pattern
        return
    whole = FIELD.fullmatch(pattern.strip())
    value = values[whole[2]] if whole and whole[2] else _filled(pattern, values)
    if isinstance(value, int | float) or (isinstance(value, date) and not isinstance(value, PartialDate)):
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "dd/mm/yyyy"
    else:
        cell.value = _as_text(value) or None
        if cell.value:
            cell.data_type = "s"


def _filled(pattern: str, values: Values) -> str:
    return FIELD.sub(lambda match: _as_text(values.get(match[2], "")), pattern)


def _as_text(value: Any) -> str:
    if isinstance(value, date | PartialDate):
        return format_date(value)
    return ILLEGAL_CHARACTERS_RE.sub("", str(value)) if value is not None else ""
