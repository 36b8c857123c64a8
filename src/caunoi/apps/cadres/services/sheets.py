"""A workbook read as a list of people: the file, the table in it, its columns, its rows."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.cadres.schema import people_schema
from caunoi.apps.cadres.services.records import Problem, masked
from caunoi.apps.cadres.services.sheet_rows import RowReader, SaidRow
from caunoi.apps.cadres.services.watching import NOBODY, Watch
from caunoi.apps.organisation.selectors import lookup
from caunoi.domain.vocabulary import vietnamese
from caunoi.foundation.jobs import Stopped
from caunoi.foundation.workbooks import columns, reading, rows, sheets
from caunoi.foundation.workbooks.agreed import Agreed, take_agreed
from caunoi.foundation.workbooks.cells import CellProblem, shown
from caunoi.foundation.workbooks.schema import Schema

YEAR = re.compile(r"\b(20\d\d)\b")
ORDER_COLUMN = re.compile(r"tt|stt|so tt|so thu tu")
EXAMPLES = 3
LOOK_UPS_AT_MOST = 100


@dataclass
class PeopleSheet:
    """What was read of a file (danh sách đọc được)."""

    table: sheets.Table
    mapping: columns.ColumnMapping
    typed: rows.TypedTable
    rows: list[SaidRow]

    def cell_problems(self, found: Mapping[int, list[Problem]]) -> list[CellProblem]:
        """Problems of rows as the error workbook marks them."""
        titles = {column.key: column.title_vi for column in self.mapping.schema.columns}
        return [
            CellProblem(
                number,
                problem.column,
                titles.get(problem.column, problem.title),
                problem.value,
                problem.message,
            )
            for number, problems in found.items()
            for problem in problems
            if problem.severity == "error"
        ]


def read_people(
    path: Path, *, on: date, overrides: Mapping[str, int | None] | None = None, watch: Watch = NOBODY
) -> PeopleSheet:
    """A file on its own, read as of a day. Raises ``RefusedFile`` or, when asked to stop, ``Stopped``."""
    schema = people_schema(on)
    return people_in(read_table(path, schema, watch=watch), schema, on=on, overrides=overrides, watch=watch)


def read_table(
    path: Path, schema: Schema, *, sheet: str | None = None, watch: Watch = NOBODY
) -> sheets.Table:
    """The table in a file, found by the words of the schema."""
    try:
        book = reading.read_workbook(
            path,
            progress=lambda done: watch.tell(done, 0, _("Đọc tệp")),
            should_stop=watch.stop_asked,
        )
    except reading.ReadingStopped as stopped:
        raise Stopped from stopped
    return sheets.find_table(book, known=schema.known_headings, sheet=sheet)


def people_in(
    table: sheets.Table,
    schema: Schema,
    *,
    on: date,
    overrides: Mapping[str, int | None] | None = None,
    agreed: Iterable[Agreed] = (),
    watch: Watch = NOBODY,
) -> PeopleSheet:
    """The rows of a table, understood; ``agreed`` says what doubtful words mean."""
    mapping = columns.map_columns(table, schema, overrides)
    try:
        typed = rows.read_rows(table, mapping, should_stop=watch.stop_asked)
    except reading.ReadingStopped as stopped:
        raise Stopped from stopped
    take_agreed(typed, schema, agreed)
    reader = RowReader(schema, on, _rating_year(mapping, table, on))
    said = [reader.read(row) for row in typed.rows]
    _tell_what_became_of_units(said, on)
    return PeopleSheet(table, mapping, typed, said)


def _rating_year(mapping: columns.ColumnMapping, table: sheets.Table, on: date) -> int:
    """The year in the heading ("Xếp loại năm 2019"), else the last full one."""
    index = mapping.index_of("rating")
    path = next((" ".join(heading.path) for heading in table.headings if heading.index == index), "")
    named = YEAR.search(path)
    return int(named[1]) if named else on.year - 1


def _tell_what_became_of_units(said: list[SaidRow], on: date) -> None:
    """A commune that ended before the day is named with its heir, rather than called unknown."""
    told: dict[str, str] = {}
    for row in said:
        for place, problem in enumerate(row.problems):
            if problem.column != "commune" or not problem.value or problem.severity != "error":
                continue
            if problem.value not in told and len(told) < LOOK_UPS_AT_MOST:
                told[problem.value] = _heirs(problem.value, on)
            if heirs := told.get(problem.value):
                row.problems[place] = Problem(
                    f"{problem.message}. {heirs}",
                    problem.column,
                    problem.title,
                    problem.value,
                    problem.suggestion,
                )


def _heirs(text: str, on: date) -> str:
    """ "Xã Bố Hạ (đến trước 01/01/2020) nay là Thị trấn Bố Hạ", or nothing when no such unit ever was."""
    wanted = vietnamese.fold(text)
    for answer in lookup(text, on=on):
        old = answer.version
        named = wanted in (vietnamese.fold(old.name), vietnamese.fold(old.full_name))
        if named and old.period.end is not None and old.period.end <= on and answer.today:
            heirs = ", ".join(version.full_name for version in answer.today)
            told = {"old": old.full_name, "day": vietnamese.format_date(old.period.end), "heirs": heirs}
            return _("%(old)s (đến trước %(day)s) nay là %(heirs)s") % told
    return ""


def reading_as_json(sheet: PeopleSheet) -> dict[str, Any]:
    """How the file was understood, for the check page: what each column was taken for, with three examples."""
    table, mapping = sheet.table, sheet.mapping
    dates = {each.key: each for each in sheet.typed.dates}
    taken = []
    for column in mapping.schema.columns:
        source = mapping.sources.get(column.key)
        if source is None:
            continue
        order = dates.get(column.key)
        hidden = column.kind == "identity"
        taken.append(
            {
                "key": column.key,
                "title": column.title_vi,
                "index": source.indexes[0] if source.indexes else None,
                "heading": _heading(table, source.indexes),
                "signal": source.signal,
                "order": order.order_vi if order else "",
                "warning": order.warning_vi if order else "",
                "examples": _examples_of(table, source.indexes, order, hidden=hidden),
            }
        )
    return {
        "sheet": table.sheet.name,
        "columns": taken,
        "unknown": [
            {"index": heading.index, "title": heading.title, "examples": _examples(table, (heading.index,))}
            for heading in mapping.unknown
            if not ORDER_COLUMN.fullmatch(vietnamese.fold(heading.title))
        ],
        "missing": [column.title_vi for column in mapping.missing],
        "others": [{"name": other.name, "rows": other.data_rows} for other in table.others],
        "headings": [{"index": heading.index, "title": heading.title} for heading in table.headings],
    }


def _examples_of(
    table: sheets.Table, indexes: tuple[int, ...], order: rows.DateReading | None, *, hidden: bool
) -> list[list[str]]:
    """Days with what they were taken for; identity numbers by their last digits only."""
    if order:
        return [list(pair) for pair in order.examples]
    found = _examples(table, indexes)
    return [[masked(typed), meant] for typed, meant in found] if hidden else found


def _heading(table: sheets.Table, indexes: tuple[int, ...]) -> str:
    titles = [heading.title for heading in table.headings if heading.index in indexes]
    return "; ".join(titles)


def _examples(table: sheets.Table, indexes: tuple[int, ...]) -> list[list[str]]:
    found: list[list[str]] = []
    for row in table.data:
        for index in indexes:
            cell = row.cells[index] if index < len(row.cells) else ""
            if cell != "" and len(found) < EXAMPLES:
                found.append([shown(cell), ""])
        if len(found) >= EXAMPLES:
            break
    return found
