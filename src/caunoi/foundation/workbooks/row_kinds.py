"""What each row under the headings is (loại dòng): data, group, total, blank, a repeated heading, or footer.

Official forms put units in rows of their own ("I. Huyện Lạng Giang", "Xã Xuân Hương"), count at the end
("Cộng") and close with signatures. Only rows of data are people; the groups above them are carried down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from caunoi.domain.vocabulary.vietnamese.text import tidy
from caunoi.foundation.workbooks.headings import HeadingBlock, heading_key
from caunoi.foundation.workbooks.reading import Cell

RowKind = Literal["data", "group", "total", "blank", "heading", "footer"]

ORDER_HEADINGS = frozenset({"tt", "stt", "so tt", "so thu tu", "so", "thu tu"})
TOTAL = re.compile(
    r"(tổng(\s+(số|cộng))?|cộng|tong\s+(so|cong)|toàn\s+(tỉnh|huyện|xã)\s*:)(\b|$)", re.IGNORECASE
)
FOOTER = re.compile(
    r"(người\s+lập|nguoi\s+lap|t/?m\.?\s|tm\.|kt\.|nơi\s+nhận|noi\s+nhan|ghi\s+chú\s*:|\(?ký|lập\s+biểu|thủ\s+trưởng"
    r"|xác\s+nhận\s+của|.*,\s*ngày\s.*tháng\s.*năm|ngày\s.*tháng\s.*năm|(danh|biểu)\s+sách\s+(này\s+)?(gồm|có)\s)",
    re.IGNORECASE,
)
ROMAN = re.compile(r"(?=[IVXLC])(X{0,4}(?:IX|IV|V?I{0,3}))(?:\s*[.)/:–-]\s*|\s+|$)")
LETTER = re.compile(r"[A-HĐ](?:\s*[.)/:–-]\s*|$)")
NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,3})*\s*[.)/:–-]?\s*")
GROUP_LEVELS = (
    (re.compile(r"(tỉnh|khối|ngành)\b", re.IGNORECASE), 0),
    (re.compile(r"(huyện|quận|thị\s*xã|tx\.?|thành\s*phố|tp\.?)(\s|$)", re.IGNORECASE), 1),
    (re.compile(r"(xã|phường|thị\s*trấn|tt\.?)(\s|$)", re.IGNORECASE), 2),
    (re.compile(r"(thôn|bản|làng|tổ\s+dân\s+phố|tdp|xóm|chi\s+bộ)\b", re.IGNORECASE), 3),
)
LEVEL_OF_LETTER, LEVEL_OF_ROMAN, LEVEL_OF_OTHERS = 0, 1, 4


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row under the headings (dòng): its number in the file counts from 1 as a spreadsheet shows it."""

    number: int
    kind: RowKind
    cells: list[Cell]
    groups: tuple[str, ...] = ()


def classify(rows: list[list[Cell]], block: HeadingBlock) -> list[TableRow]:
    """Every row after the headings, with what it is and the groups it stands in."""
    judged = list(_judged(rows, block))
    return _with_signatures(judged)


def order_column(block: HeadingBlock) -> int | None:
    """The column of running numbers (STT), if the table has one."""
    return next(
        (h.index for h in block.headings if h.path and heading_key(h.path[-1]) in ORDER_HEADINGS), None
    )


def _judged(rows: list[list[Cell]], block: HeadingBlock) -> Iterator[TableRow]:
    judge = _Judge(rows, block)
    levels: list[tuple[int, str]] = []
    for index in range(block.first_data_row, len(rows)):
        cells = rows[index]
        kind = judge.kind(cells)
        if kind == "group":
            level, label = group_of(cells)
            levels = [*(pair for pair in levels if pair[0] < level), (level, label)]
        yield TableRow(index + 1, kind, cells, tuple(label for _, label in levels))


class _Judge:
    def __init__(self, rows: list[list[Cell]], block: HeadingBlock) -> None:
        self.width = max(1, len(block.headings))
        self.first = block.headings[0].index if block.headings else 0
        self.order = order_column(block)
        repeated = rows[block.first_row : block.first_data_row]
        self.headings = [row for row in repeated if len(row) - row.count("") > 1]
        self.in_footer = False

    def kind(self, cells: list[Cell]) -> RowKind:
        filled = len(cells) - cells.count("")
        if not filled:
            return "blank"
        has_order = self._has_order(cells)
        if filled > 3 and (has_order or filled * 2 > self.width):
            return self._kind_of_full(cells)
        return self._kind_of_sparse(cells, filled, has_order)

    def _has_order(self, cells: list[Cell]) -> bool:
        cell = cells[self.order] if self.order is not None and self.order < len(cells) else ""
        return isinstance(cell, float) or (isinstance(cell, str) and cell.strip(" .").isdigit())

    def _kind_of_full(self, cells: list[Cell]) -> RowKind:
        if cells in self.headings:
            return "heading"
        texts = _texts(cells) if _has_few_texts(cells) else []
        if texts and TOTAL.match(texts[0]) and len(texts) <= 2:
            return "total"
        if len(texts) <= 2 and texts and (ROMAN.match(texts[0]) or _level_by_word(_label(texts)) is not None):
            return "data" if any(isinstance(cell, date) for cell in cells) else "group"
        self.in_footer = False
        return "data"

    def _kind_of_sparse(self, cells: list[Cell], filled: int, has_order: bool) -> RowKind:
        if cells in self.headings:
            return "heading"
        texts = _texts(cells)
        if texts and TOTAL.match(texts[0]):
            return "total"
        if texts and not has_order and (self.in_footer or any(FOOTER.match(text) for text in texts)):
            self.in_footer = True
            return "footer"
        return "group" if self._is_group(cells, texts, filled) else "data"

    def _is_group(self, cells: list[Cell], texts: list[str], filled: int) -> bool:
        if not texts or any(isinstance(cell, date) for cell in cells):
            return False
        if self.order is not None and len(texts) <= 2 and _numbered(texts[0]):
            return True
        if filled * 5 >= self.width * 3 and self.width > 1:
            return False
        if len(texts) <= 2 and (_level_by_word(_label(texts)) is not None or _numbered(texts[0])):
            return True
        return len(texts) == 1 and self.order is not None and self._stands_first(cells, texts[0])

    def _stands_first(self, cells: list[Cell], text: str) -> bool:
        """A text in the column of running numbers is a group's title written across the table."""
        cell = cells[self.order] if self.order is not None and self.order < len(cells) else ""
        return isinstance(cell, str) and tidy(cell) == text and not text[0].isdigit()


def _has_few_texts(cells: list[Cell]) -> bool:
    """Whether it is worth a closer look: nearly every row of data holds more than two texts."""
    return sum(type(cell) is str and cell != "" for cell in cells) <= 2


def _texts(cells: list[Cell]) -> list[str]:
    return [text for cell in cells if isinstance(cell, str) and cell and (text := tidy(cell))]


def _numbered(text: str) -> bool:
    return bool(ROMAN.match(text) or LETTER.match(text))


def _label(texts: list[str]) -> str:
    """The group's name without its numbering, which may stand in a cell of its own."""
    rest = [text for text in texts if not _is_numbering(text)]
    first = rest[0] if rest else texts[0]
    for numbering in (ROMAN, LETTER, NUMBER):
        match = numbering.match(first)
        if match and match.end() < len(first):
            return first[match.end() :].strip()
    return first


def _is_numbering(text: str) -> bool:
    return any(numbering.fullmatch(text) for numbering in (ROMAN, LETTER, NUMBER))


def _level_by_word(label: str) -> int | None:
    return next((level for word, level in GROUP_LEVELS if word.match(label)), None)


def group_of(cells: list[Cell]) -> tuple[int, str]:
    """How deep the group stands, and its name."""
    texts = _texts(cells)
    label = _label(texts)
    level = _level_by_word(label)
    if level is not None:
        return level, label
    if ROMAN.match(texts[0]):
        return LEVEL_OF_ROMAN, label
    return (LEVEL_OF_LETTER if LETTER.match(texts[0]) else LEVEL_OF_OTHERS), label


def _with_signatures(rows: list[TableRow]) -> list[TableRow]:
    """After the total and the last full row, words that stand alone belong to the signatures."""
    totals = [at for at, row in enumerate(rows) if row.kind == "total"]
    full = [at for at, row in enumerate(rows) if row.kind == "data" and not _stands_alone(row)]
    ends_at = max([*totals, *full]) if totals else len(rows)
    return [
        TableRow(row.number, "footer", row.cells) if at > ends_at and _stands_alone(row) else row
        for at, row in enumerate(rows)
    ]


def _stands_alone(row: TableRow) -> bool:
    filled = [cell for cell in row.cells if cell != ""]
    return (
        row.kind in ("data", "group") and len(filled) <= 2 and all(isinstance(cell, str) for cell in filled)
    )
