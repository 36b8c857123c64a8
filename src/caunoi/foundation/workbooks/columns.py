"""Which heading is which column (ghép cột): by its words, its official number, or what stands below.

The mapping never guesses in silence: each source says by which sign it was found, what is left over is
reported, and a person may overrule any of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from caunoi.foundation.workbooks.cells import Question, converter
from caunoi.foundation.workbooks.choices import ChoiceList
from caunoi.foundation.workbooks.headings import Heading, heading_key
from caunoi.foundation.workbooks.reading import Cell
from caunoi.foundation.workbooks.refusals import RefusedFile
from caunoi.foundation.workbooks.schema import Choice, Column, Kind, Schema
from caunoi.foundation.workbooks.sheets import Table, TableRow

__all__ = ["Choice", "Column", "ColumnMapping", "Kind", "Schema", "Signal", "Source", "map_columns"]

Signal = Literal["heading", "number", "content", "group", "override"]
Take = Literal["one", "first", "joined", "marked", "group"]

GOOD_ENOUGH = 75
FILLERS = frozenset({"trinh", "do", "hien", "nay", "ve", "cua", "so", "neu", "co", "dang"})
"""Words that headings add without saying more: Trình độ LLCT, Chức vụ hiện nay, Số CCCD."""
FAMILY_NAMES = frozenset({"ho", "ho dem", "ho va dem", "ho va ten dem", "ho ten dem", "ho lot", "ho va ten"})
GIVEN_NAME = "ten"
SAMPLE_ROWS = 60
CONTENT_FITS = 0.8
NUMBERS_AGREE = 0.6
OLD_FONT_LETTERS = re.compile(r"[µ¶·¸¹¨»¾¼½©®ª«¬§]|[aeouyAEOUY][øùûõïâêØÙÛÕÏÂÊ]")
"""Letters Vietnamese never has in Unicode: µ for à in TCVN3 fonts, aø for à in VNI fonts."""
IN_BRACKETS = re.compile(r"\([^)]*\)")


@dataclass(frozen=True)
class Source:
    """Where a column's values come from (nguồn của cột).

    ``one`` column; the ``first`` filled of several (birth date under Nam or Nữ); two ``joined`` (họ đệm, tên);
    the label over the cell that is ``marked`` (x under Trung cấp); or the ``group`` row above.
    """

    take: Take
    signal: Signal
    indexes: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class ColumnMapping:
    """How the columns of a table were understood (kết quả ghép cột)."""

    schema: Schema
    sources: Mapping[str, Source]
    unknown: tuple[Heading, ...]
    missing: tuple[Column, ...]

    def index_of(self, key: str) -> int | None:
        """The sheet's column to point at when something is wrong with this one."""
        source = self.sources.get(key)
        return source.indexes[0] if source and source.indexes else None


def map_columns(
    table: Table, schema: Schema, override: Mapping[str, int | None] | None = None
) -> ColumnMapping:
    """Map the table's headings to the schema; ``override`` gives a heading's index, or None to leave out."""
    sources = {
        key: Source("one", "override", (index,))
        for key, index in (override or {}).items()
        if index is not None
    }
    settled = set(override or {})
    for find in (_by_parts, _by_two_names, _by_heading, _by_number, _by_content):
        for key, source in find(table, schema, sources, settled):
            sources.setdefault(key, source)
            settled.add(key)
    sources.update(_by_group(table, schema, settled))
    used = {index for source in sources.values() for index in source.indexes}
    unknown = tuple(heading for heading in table.headings if heading.index not in used)
    missing = tuple(column for column in schema.columns if column.required and column.key not in sources)
    if not any(source.signal != "content" for source in sources.values()):
        raise _nothing_known(table)
    return ColumnMapping(schema, sources, unknown, missing)


def _nothing_known(table: Table) -> RefusedFile:
    words = " ".join([*table.title_lines, *(text for heading in table.headings for text in heading.path)])
    if len(OLD_FONT_LETTERS.findall(words)) >= 2:
        return RefusedFile(
            "Tệp dùng phông chữ cũ (TCVN3 hoặc VNI), không phải Unicode.",
            "Chuyển sang Unicode (UniKey: Ctrl + Shift + F6, dán lại vào Excel) rồi nạp lại.",
        )
    return RefusedFile(
        "Không nhận ra cột nào trong hàng tiêu đề.",
        "Dùng tên cột như trong mẫu (Họ và tên, Ngày sinh, …) rồi nạp lại.",
    )


Found = Iterator[tuple[str, Source]]


def _by_parts(table: Table, schema: Schema, sources: Mapping[str, Source], settled: set[str]) -> Found:
    """Headings split by the value itself: Trình độ: Sơ cấp | Trung cấp; Ngày sinh: Nam | Nữ."""
    for column in schema.columns:
        if column.key in settled:
            continue
        parts = [heading for heading in table.headings if _is_part_of(heading, column)]
        choosing = next((other for other in schema.columns if _labels_of(parts, other)), None)
        if choosing is None or (column.choices and choosing is not column):
            continue
        indexes = tuple(heading.index for heading in parts)
        if choosing is not column:
            yield column.key, Source("first", "heading", indexes)
        if choosing.key not in settled:
            yield choosing.key, Source("marked", "heading", indexes, tuple(_labels_of(parts, choosing)))


def _by_two_names(table: Table, schema: Schema, sources: Mapping[str, Source], settled: set[str]) -> Found:
    """A name written in two columns side by side: Họ đệm | Tên, or one heading merged over both."""
    for column in schema.columns:
        if column.kind != "person_name" or column.key in settled:
            continue
        for left, right in pairwise(table.headings):
            if right.index == left.index + 1 and _are_two_names(left, right, column):
                yield column.key, Source("joined", "heading", (left.index, right.index))
                break


def _are_two_names(left: Heading, right: Heading, column: Column) -> bool:
    if not left.path or not right.path:
        return False
    words = _key(left.path[-1]), _key(right.path[-1])
    return (words[0] in FAMILY_NAMES and words[1] == GIVEN_NAME) or (
        left.path == right.path and words[0] in column.names
    )


def _is_part_of(heading: Heading, column: Column) -> bool:
    above = [_key(text) for text in heading.path[:-1]]
    return any(" ".join(above[start:]) in column.names for start in range(len(above)))


def _labels_of(parts: list[Heading], column: Column) -> list[str]:
    """The choices the headings stand for; nothing unless all of them are choices."""
    if len(parts) < 2 or not column.choices:
        return []
    choices = ChoiceList.of(column)
    found = [choices.find(heading.path[-1]) for heading in parts]
    return [] if any(isinstance(item, Question) for item in found) else [h.path[-1] for h in parts]


def _by_heading(table: Table, schema: Schema, sources: Mapping[str, Source], settled: set[str]) -> Found:
    """Best fits first, each heading and each column once."""
    used = {index for source in sources.values() for index in source.indexes}
    fits = sorted(
        (
            (-likeness, place, heading.index, column.key)
            for place, column in enumerate(schema.columns)
            if column.key not in settled
            for heading in table.headings
            if heading.index not in used and (likeness := _likeness(heading, column)) >= GOOD_ENOUGH
        ),
    )
    taken: set[str] = set()
    for _, _, index, key in fits:
        if index not in used and key not in taken:
            used.add(index)
            taken.add(key)
            yield key, Source("one", "heading", (index,))


def _likeness(heading: Heading, column: Column) -> float:
    keys = [key for text in heading.path if (key := _key(text))]
    if not keys:
        return 0
    endings = [" ".join(keys[start:]) for start in range(len(keys))]
    exact = [110 + 5 * (len(keys) - start) for start, ending in enumerate(endings) if ending in column.names]
    if exact:
        return max(exact)
    plain = {_without_fillers(ending) for ending in endings} - {""}
    if plain & {_without_fillers(name) for name in column.names}:
        return 100
    words = endings[0].split()
    return max(_overlap(name.split(), words) for name in column.names)


def _without_fillers(key: str) -> str:
    return " ".join(word for word in key.split() if word not in FILLERS)


def _overlap(name: list[str], words: list[str]) -> float:
    """A name inside a longer heading counts by how much of the heading it is."""
    runs = (words[start : start + len(name)] for start in range(len(words) - len(name) + 1))
    return 60 + 30 * len(name) / len(words) if len(name) > 1 and name in runs else 0


def _key(text: str) -> str:
    return heading_key(IN_BRACKETS.sub(" ", text)) or heading_key(text)


def _by_number(table: Table, schema: Schema, sources: Mapping[str, Source], settled: set[str]) -> Found:
    """The official number of the column, if the numbers agree with the words read so far."""
    by_number = {heading.number: heading.index for heading in table.headings if heading.number is not None}
    numbered = [(column, by_number.get(column.number or -1)) for column in schema.columns if column.number]
    read = [(index, sources[column.key]) for column, index in numbered if column.key in sources]
    agreeing = sum(index in source.indexes for index, source in read)
    if not by_number or agreeing < NUMBERS_AGREE * len(read):
        return
    used = {index for source in sources.values() for index in source.indexes}
    for column, index in numbered:
        if index is not None and index not in used and column.key not in settled:
            yield column.key, Source("one", "number", (index,))


def _by_content(table: Table, schema: Schema, sources: Mapping[str, Source], settled: set[str]) -> Found:
    """A column nobody named whose cells can be nothing else: identity numbers, names, words of a list."""
    used = {index for source in sources.values() for index in source.indexes}
    sample = table.data[:SAMPLE_ROWS]
    for column in schema.columns:
        if column.key in settled or column.kind not in ("identity", "person_name", "choice"):
            continue
        fitting = [h for h in table.headings if h.index not in used and _content_fits(h, column, sample)]
        if len(fitting) == 1 and (column.required or not fitting[0].path):
            used.add(fitting[0].index)
            yield column.key, Source("one", "content", (fitting[0].index,))


def _content_fits(heading: Heading, column: Column, sample: list[TableRow]) -> bool:
    cells = [row.cells[heading.index] for row in sample if heading.index < len(row.cells)]
    filled = [cell for cell in cells if cell != ""]
    if len(filled) < 3 or (column.kind == "person_name" and not _look_like_names(filled)):
        return False
    convert = converter(column)
    good = sum(not isinstance(convert(cell), Question) for cell in filled)
    return good >= CONTENT_FITS * len(filled)


def _look_like_names(cells: list[Cell]) -> bool:
    names = [
        cell for cell in cells if isinstance(cell, str) and cell.istitle() and 2 <= len(cell.split()) <= 5
    ]
    return len(names) >= CONTENT_FITS * len(cells) and len(set(names)) * 2 > len(names)


def _by_group(table: Table, schema: Schema, settled: set[str]) -> dict[str, Source]:
    labels = {heading_key(label) for row in table.data[:SAMPLE_ROWS] for label in row.groups}
    found = {}
    for column in schema.columns:
        words = tuple(heading_key(word) + " " for word in column.group_words)
        if words and column.key not in settled and any(label.startswith(words) for label in labels):
            found[column.key] = Source("group", "group")
    return found
