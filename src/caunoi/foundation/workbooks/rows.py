"""All rows of a table as typed values (đọc bảng), with every problem and how each date column was read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.workbooks.cells import CellProblem, Convert, Question, Value, converter, shown
from caunoi.foundation.workbooks.choices import ChoiceList
from caunoi.foundation.workbooks.columns import ColumnMapping, Source
from caunoi.foundation.workbooks.headings import heading_key
from caunoi.foundation.workbooks.reading import Cell, ReadingStopped
from caunoi.foundation.workbooks.schema import Column, Schema
from caunoi.foundation.workbooks.sheets import Table, TableRow

__all__ = ["DateReading", "TypedRow", "TypedTable", "read_rows"]

EXAMPLES = 3
FALSE_MARKS = frozenset({"0", "-", "khong", "ko"})


@dataclass(slots=True)
class TypedRow:
    """One row of data, read (dòng đã đọc): a value or None for every column of the schema."""

    number: int
    values: dict[str, Value]
    groups: tuple[str, ...] = ()
    problems: list[CellProblem] = field(default_factory=list)


@dataclass(frozen=True)
class DateReading:
    """How a date column was read (cách đọc cột ngày), with examples to agree to before writing."""

    key: str
    title_vi: str
    order_vi: str
    examples: tuple[tuple[str, str], ...]
    warning_vi: str = ""


@dataclass(frozen=True)
class TypedTable:
    """Everything read from a table (bảng đã đọc)."""

    rows: list[TypedRow]
    dates: tuple[DateReading, ...]

    @property
    def problems(self) -> list[CellProblem]:
        return [problem for row in self.rows for problem in row.problems]


def read_rows(
    table: Table,
    mapping: ColumnMapping,
    *,
    progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> TypedTable:
    """Type every row of data; ``progress`` hears columns done and columns in all."""
    data, schema = table.data, mapping.schema
    raw: dict[str, list[Cell]] = {}
    read: dict[str, list[Value | Question]] = {}
    for done, column in enumerate(_parents_first(schema), start=1):
        if should_stop and should_stop():
            raise ReadingStopped
        raw[column.key] = _cells_of(column, mapping, data)
        read[column.key] = _values_of(column, schema, raw[column.key], read)
        if progress:
            progress(done, len(schema.columns))
    rows = _assemble(data, schema, read, raw)
    return TypedTable(rows, tuple(_date_readings(mapping, raw, read)))


def _parents_first(schema: Schema) -> list[Column]:
    return sorted(schema.columns, key=lambda column: bool(column.depends_on))


def _cells_of(column: Column, mapping: ColumnMapping, data: list[TableRow]) -> list[Cell]:
    source = mapping.sources.get(column.key)
    cells: list[Cell] = _from_sheet(source, data) if source else [""] * len(data)
    if not column.group_words:
        return cells
    words = tuple(heading_key(word) + " " for word in column.group_words)
    return [cell if cell != "" else _group(row, words) for cell, row in zip(cells, data, strict=True)]


def _from_sheet(source: Source, data: list[TableRow]) -> list[Cell]:
    if source.take == "one":
        (index,) = source.indexes
        return [row.cells[index] if index < len(row.cells) else "" for row in data]
    if source.take == "first":
        return [next((cell for cell in _picked(row, source) if cell != ""), "") for row in data]
    if source.take == "joined":
        return [" ".join(text for cell in _picked(row, source) if (text := shown(cell))) for row in data]
    if source.take == "marked":
        return [_marked(row, source) for row in data]
    return [""] * len(data)


def _picked(row: TableRow, source: Source) -> list[Cell]:
    return [row.cells[index] if index < len(row.cells) else "" for index in source.indexes]


def _marked(row: TableRow, source: Source) -> Cell:
    """The label over the marked cell; two marks are shown together, so that the list refuses them."""
    cells = zip(source.labels, _picked(row, source), strict=True)
    labels = [label for label, cell in cells if cell != "" and heading_key(shown(cell)) not in FALSE_MARKS]
    return " và ".join(labels)


def _group(row: TableRow, words: tuple[str, ...]) -> Cell:
    return next((label for label in reversed(row.groups) if heading_key(label).startswith(words)), "")


def _values_of(
    column: Column, schema: Schema, cells: list[Cell], read: dict[str, list[Value | Question]]
) -> list[Value | Question]:
    if column.depends_on in read:
        return _dependent_values(column, schema, cells, read[column.depends_on])
    cached = _Cached(converter(column, schema))
    return [cached[cell] if type(cell) is not bool else cached.convert(cell) for cell in cells]


class _Cached(dict[Cell, "Value | Question"]):
    """Cells repeat down a column: each is read once. Truth values stay out: to a dictionary True is 1."""

    def __init__(self, convert: Convert) -> None:
        super().__init__({"": None})
        self.convert = convert

    def __missing__(self, cell: Cell) -> Value | Question:
        value = self[cell] = self.convert(cell)
        return value


def _dependent_values(
    column: Column, schema: Schema, cells: list[Cell], parents: list[Value | Question]
) -> list[Value | Question]:
    choices = ChoiceList.of(column, schema)
    known: dict[tuple[str, str | None], Value | Question] = {}
    values: list[Value | Question] = []
    for cell, parent in zip(cells, parents, strict=True):
        asked = shown(cell).strip(), parent if isinstance(parent, str) else None
        if asked not in known:
            known[asked] = choices.find(*asked) if asked[0] else None
        values.append(known[asked])
    return values


def _assemble(
    data: list[TableRow],
    schema: Schema,
    read: dict[str, list[Value | Question]],
    raw: dict[str, list[Cell]],
) -> list[TypedRow]:
    keys = [column.key for column in schema.columns]
    columns = zip(*(_values_among(read[key]) for key in keys), strict=True)
    rows = [
        TypedRow(row.number, dict(zip(keys, values, strict=True)), row.groups)
        for row, values in zip(data, columns, strict=True)
    ]
    for column in schema.columns:
        _tell_problems(column, rows, read[column.key], raw[column.key])
    return rows


def _values_among(read: list[Value | Question]) -> list[Value]:
    """The values; where there is a question there is none yet."""
    return [None if isinstance(each, Question) else each for each in read]


def _tell_problems(
    column: Column, rows: list[TypedRow], read: list[Value | Question], cells: list[Cell]
) -> None:
    """A question becomes a problem of its row; so does nothing at all where something must stand."""
    missing = Question(f"Nhập {column.noun}") if column.required else None
    if missing is None and not any(type(each) is Question for each in read):
        return
    for row, found, cell in zip(rows, read, cells, strict=True):
        question = found if isinstance(found, Question) else missing if found is None else None
        if question is not None:
            row.problems.append(
                CellProblem(
                    row.number,
                    column.key,
                    column.title_vi,
                    shown(cell),
                    question.message_vi,
                    question.suggestion,
                )
            )


def _date_readings(
    mapping: ColumnMapping, raw: dict[str, list[Cell]], read: dict[str, list[Value | Question]]
) -> list[DateReading]:
    return [
        _date_reading(column, raw[column.key], read[column.key])
        for column in mapping.schema.columns
        if column.kind == "date" and column.key in mapping.sources
    ]


def _date_reading(column: Column, cells: list[Cell], values: list[Value | Question]) -> DateReading:
    pairs = [
        (cell, value) for cell, value in zip(cells, values, strict=True) if isinstance(value, PartialDate)
    ]
    telling = sorted(pairs, key=lambda pair: _is_plain(*pair))[:EXAMPLES]
    examples = tuple((shown(cell), _spoken(value)) for cell, value in telling)
    return DateReading(column.key, column.title_vi, "ngày/tháng/năm", examples, _warning(column, pairs))


def _is_plain(cell: Cell, value: PartialDate) -> int:
    """Typed days up to the 12th come first: only they could be read in two ways."""
    two_ways = value.day is not None and value.day <= 12 and value.day != value.month
    return (not isinstance(cell, str)) + 2 * (not two_ways)


def _spoken(day: PartialDate) -> str:
    if day.month is None:
        return f"năm {day.year}"
    return f"{f'{day.day} ' if day.day else ''}tháng {day.month} năm {day.year}"


def _warning(column: Column, pairs: list[tuple[Cell, PartialDate]]) -> str:
    """An American Excel turns typed days up to the 12th around and leaves the later ones as text."""
    true_days = [value.day for cell, value in pairs if isinstance(cell, date)]
    typed_days = [value.day for cell, value in pairs if isinstance(cell, str) and value.precision == "day"]
    if (
        len(true_days) >= 3
        and len(typed_days) >= 3
        and max(d or 0 for d in true_days) <= 12 < min(d or 0 for d in typed_days)
    ):
        return (
            f"Cột {column.title_vi}: các ngày từ 13 trở đi là chữ, các ngày đến 12 là ngày của Excel; "
            "có thể Excel đã đảo ngày và tháng. Kiểm tra vài dòng trước khi ghi."
        )
    return ""
