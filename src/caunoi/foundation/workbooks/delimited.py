"""Tables as plain text (CSV, TSV): encoding, delimiter, and the apostrophe that keeps formulas quiet."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from caunoi.foundation.workbooks import limits
from caunoi.foundation.workbooks.refusals import SAVE_AS_UTF8, RefusedFile

DELIMITERS = ",;\t"
SAMPLE_LINES = 40
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
NEEDS_APOSTROPHE = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
"""Text a spreadsheet would take for a formula, with any apostrophes already before it.

Writing puts one apostrophe more in front, reading takes one away: every text comes back as it was.
"""
SEPARATOR_LINE = re.compile(r"sep=.\r?\n", re.IGNORECASE)


def quiet(text: str) -> str:
    """The text as it may stand in a CSV file without being run as a formula."""
    return "'" + text if NEEDS_APOSTROPHE.match(text) else text


def loud(text: str) -> str:
    """The text a cell of a CSV file stands for: the opposite of ``quiet``."""
    return text[1:] if text.startswith("'") and NEEDS_APOSTROPHE.match(text) else text


def read_delimited(data: bytes) -> Iterator[list[str]]:
    """Rows of a CSV or TSV file."""
    text = decode(data)
    separator = SEPARATOR_LINE.match(text)
    if separator:
        text = text[separator.end() :]
    csv.field_size_limit(limits.CELL_CHARACTERS)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    try:
        for row in reader:
            yield [loud(cell) for cell in row]
    except csv.Error as error:
        raise RefusedFile(
            f"Dòng {reader.line_num} có ô dài quá {limits.CELL_CHARACTERS} ký tự hoặc nháy kép không đóng.",
            "Sửa dấu nháy kép ở dòng ấy, hoặc lưu thành dạng .xlsx rồi nạp lại.",
        ) from error


def decode(data: bytes) -> str:
    """Text of the bytes: a byte order mark decides, then UTF-8, then windows-1258."""
    encoding = next((name for mark, name in BYTE_ORDER_MARKS if data.startswith(mark)), None)
    for candidate in [encoding] if encoding else [*_bare_utf16(data), "utf-8", "cp1258"]:
        try:
            text = data.decode(candidate)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise RefusedFile("Không đọc được bảng mã của tệp.", SAVE_AS_UTF8)


def _bare_utf16(data: bytes) -> list[str]:
    """UTF-16 without a mark shows as a zero at every second byte."""
    head = data[:4096]
    if len(head) < 4 or head.count(0) * 4 < len(head):
        return []
    return ["utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"]


def delimiter_of(text: str) -> str:
    """The delimiter that cuts the first lines into the most even columns."""
    lines = [
        re.sub(r'"[^"]*"', "", line) for line in text[:200_000].splitlines()[:SAMPLE_LINES] if line.strip()
    ]
    return max(DELIMITERS, key=lambda mark: _evenness(lines, mark))


def _evenness(lines: list[str], mark: str) -> int:
    counts = Counter(line.count(mark) for line in lines)
    counts.pop(0, None)
    return max((pieces * lines_alike for pieces, lines_alike in counts.items()), default=0)
