"""The process that opens a stranger's file (tiến trình đọc tệp): no network, files or secrets.

Bytes come in on standard input, rows go out on standard output as lines of JSON, then the process ends.
Nothing it says is believed beyond that form. It is started by ``reading`` and by nobody else.
"""

from __future__ import annotations

import codecs
import io
import json
import re
import resource
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, TextIO

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from caunoi.foundation.workbooks import limits
from caunoi.foundation.workbooks.archives import check_archive
from caunoi.foundation.workbooks.delimited import read_delimited
from caunoi.foundation.workbooks.refusals import (
    REMOVE_MACROS,
    REMOVE_STRAY_CELLS,
    SAVE_AGAIN,
    SPLIT_FILE,
    TAKE_LOCK_OFF,
    RefusedFile,
)

ZIP_START = b"PK"
ZIP_END = b"PK\x05\x06"
ZIP_TAIL_BYTES = 66_000
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OLE_MACROS = "_VBA_PROJECT".encode("utf-16-le")
MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<[!?a-z]", re.IGNORECASE)
FOREIGN_STARTS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"MZ",
    b"\x7fELF",
)
ENCODINGS_NEEDED = ("cp437", "cp1258", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")
"""Looked up before the door is shut, since Python loads each of them from a file."""
MERGES_KEPT = 2_000
MERGES_FROM_FIRST_ROWS = 80
EMPTY = RefusedFile("Tệp trống, không có dữ liệu.", "Chọn lại tệp có danh sách.")
DAMAGED = "Tệp bị hỏng hoặc không đúng dạng bảng tính."


def main() -> None:
    """Read standard input, write the answer, whatever happens inside."""
    _lock_down()
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", write_through=False)
    try:
        read_to(sys.stdin.buffer.read(limits.UPLOAD_BYTES + 1), out)
    except RefusedFile as refused:
        _say(out, {"refused": [refused.reason_vi, refused.how_to_mend_vi]})
    except MemoryError:
        _say(out, {"refused": ["Tệp cần quá nhiều bộ nhớ để mở.", REMOVE_STRAY_CELLS]})
    except BaseException:  # a panic of the parser derives from BaseException alone
        _say(out, {"refused": [DAMAGED, SAVE_AGAIN]})
    out.flush()


def _lock_down() -> None:
    """No new descriptor means no network and no file: standard input and output are all there is."""
    for encoding in ENCODINGS_NEEDED:
        codecs.lookup(encoding)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.PARSE_SECONDS, limits.PARSE_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (limits.PARSE_BYTES, limits.PARSE_BYTES))


def read_to(data: bytes, out: TextIO) -> None:
    """Write every sheet of the file to ``out``: one head line, then one line a row."""
    if len(data) > limits.UPLOAD_BYTES:
        raise RefusedFile("Tệp lớn hơn 20 MB.", SPLIT_FILE)
    if not data.strip():
        raise EMPTY
    if data.startswith(ZIP_START):
        check_archive(data)
        filled = _write_workbook(data, out)
    elif data.startswith(OLE_START):
        _check_ole(data)
        filled = _write_workbook(data, out)
    else:
        _check_text(data)
        filled = _write_sheet(out, "CSV", True, [], read_delimited(data))
    if not filled:
        raise EMPTY
    _say(out, {"end": "end"})


def _check_ole(data: bytes) -> None:
    if OLE_ENCRYPTED in data:
        raise RefusedFile("Tệp có mật khẩu.", TAKE_LOCK_OFF)
    if OLE_MACROS in data:
        raise RefusedFile("Tệp có chứa macro.", REMOVE_MACROS)


def _check_text(data: bytes) -> None:
    if data.startswith(FOREIGN_STARTS):
        raise RefusedFile("Đây không phải tệp bảng tính.", "Chọn tệp .xlsx, .xls, .ods hoặc .csv.")
    if ZIP_END in data[-ZIP_TAIL_BYTES:]:
        raise RefusedFile("Tệp nén có dữ liệu lạ ở đầu.", SAVE_AGAIN)
    if MARKUP.match(data):
        raise RefusedFile("Tệp là trang web hoặc XML được đổi đuôi thành bảng tính.", SAVE_AGAIN)


def _write_workbook(data: bytes, out: TextIO) -> int:
    """Write all sheets; how many filled cells they hold."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    if len(sheets) > limits.SHEETS:
        raise RefusedFile(
            f"Tệp có {len(sheets)} trang tính, tối đa {limits.SHEETS}.", "Giữ lại các trang cần nạp."
        )
    filled = 0
    for meta in sheets:
        sheet = book.get_sheet_by_name(meta.name)
        _check_extent(sheet)
        visible = meta.visible == SheetVisibleEnum.Visible
        filled += _write_sheet(out, meta.name, visible, _merges_of(sheet), _rows_of(sheet))
    return filled


def _check_extent(sheet: CalamineSheet) -> None:
    if sheet.end is None:
        return
    last_row, last_column = sheet.end[0] + 1, sheet.end[1] + 1
    if last_column > limits.COLUMNS:
        raise RefusedFile(
            f'Trang "{sheet.name}" có {last_column} cột, tối đa {limits.COLUMNS}.', REMOVE_STRAY_CELLS
        )
    if last_row > limits.LAST_ROW:
        raise RefusedFile(
            f'Trang "{sheet.name}" có ô ở dòng {last_row}; tối đa {limits.ROWS} dòng dữ liệu.',
            REMOVE_STRAY_CELLS,
        )


def _rows_of(sheet: CalamineSheet) -> Iterator[list[Any]]:
    if sheet.start is None:
        return
    before = [""] * sheet.start[1]
    for row in sheet.iter_rows():
        yield before + row


def _merges_of(sheet: CalamineSheet) -> list[list[int]]:
    """Merged areas of the first rows, where headings stand; other formats than xlsx and xls tell none."""
    merges = sheet.merged_cell_ranges or []
    headings = [[*start, *end] for start, end in merges if start[0] < MERGES_FROM_FIRST_ROWS]
    return headings[:MERGES_KEPT]


def _write_sheet(
    out: TextIO, name: str, visible: bool, merges: list[list[int]], rows: Iterable[list[Any]]
) -> int:
    _say(out, {"sheet": name, "visible": visible, "merges": merges})
    encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=_tagged).encode
    filled_rows = filled_cells = 0
    for number, row in enumerate(rows, start=1):
        filled = len(row) - row.count("")
        filled_rows += filled > 0
        filled_cells += filled
        if filled_rows > limits.ROWS + limits.ROWS_AROUND_TABLE or number > limits.LAST_ROW:
            raise RefusedFile(f'Trang "{name}" có hơn {limits.ROWS} dòng.', SPLIT_FILE)
        if filled_cells > limits.CELLS:
            raise RefusedFile(f'Trang "{name}" có hơn {limits.CELLS} ô có dữ liệu.', SPLIT_FILE)
        if filled:
            _check_row(name, number, row)
        out.write(encode(row) + "\n" if filled else "[]\n")
    return filled_cells


def _check_row(name: str, number: int, row: list[Any]) -> None:
    if len(row) > limits.COLUMNS:
        raise RefusedFile(
            f'Trang "{name}", dòng {number} có {len(row)} cột, tối đa {limits.COLUMNS}.', REMOVE_STRAY_CELLS
        )
    for cell in row:
        if type(cell) is str and len(cell) > limits.CELL_CHARACTERS:
            raise RefusedFile(
                f'Trang "{name}", dòng {number} có ô dài quá {limits.CELL_CHARACTERS} ký tự.',
                "Rút ngắn ô ấy rồi nạp lại.",
            )


def _tagged(value: object) -> list[object]:
    """A value JSON has no word for: a list of one letter and the ISO form."""
    if isinstance(value, datetime):
        return ["t", value.isoformat()] if value.time() != time() else ["d", value.date().isoformat()]
    if isinstance(value, date):
        return ["d", value.isoformat()]
    if isinstance(value, time):
        return ["h", value.isoformat()]
    if isinstance(value, timedelta):
        return ["n", value.total_seconds() / 86_400]
    raise TypeError(type(value).__name__)


def _say(out: TextIO, line: dict[str, Any]) -> None:
    out.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
