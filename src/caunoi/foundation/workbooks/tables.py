"""Lists going out (xuất bảng): the same columns as come in, so that taking an export in changes nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from caunoi.domain.vocabulary.vietnamese import PartialDate, format_date
from caunoi.foundation.workbooks.catalogue import Catalogue
from caunoi.foundation.workbooks.cells import Value
from caunoi.foundation.workbooks.delimited import quiet
from caunoi.foundation.workbooks.schema import Schema
from caunoi.foundation.workbooks.writing import Styles, Target, open_book, put_row, sheet_name, written

Row = Mapping[str, Value | date]
FIRST_TABLE_ROW = 3


def write_table(
    target: Target, schema: Schema, rows: Iterable[Row], *, title: str, as_of: date, demo_mark: str = ""
) -> int:
    """Write the rows under a title; returns how many."""
    with open_book(target, as_of=as_of) as book:
        styles = Styles(book)
        catalogue = Catalogue(book, schema)
        sheet = book.add_worksheet(sheet_name(schema.title))
        for place, column in enumerate(schema.columns):
            sheet.set_column(place, place, column.width)
        catalogue_places = {column.key: place for place, column in enumerate(schema.columns)}
        _write_title(sheet, styles, title, as_of, demo_mark)
        for place, column in enumerate(schema.columns):
            sheet.write_string(FIRST_TABLE_ROW, place, column.title_vi, styles["heading"])
        count = _write_rows(sheet, schema, rows, styles)
        _finish(sheet, len(schema.columns), count)
        catalogue.attach(sheet, FIRST_TABLE_ROW + 1, catalogue_places, FIRST_TABLE_ROW + count)
        catalogue.write()
    return count


def _write_title(sheet: Any, styles: Styles, title: str, as_of: date, demo_mark: str) -> None:
    sheet.write_string(0, 0, title, styles["title"])
    sheet.write_string(1, 0, f"Tính đến ngày {format_date(as_of)}", styles["note"])
    if demo_mark:
        sheet.write_string(2, 0, demo_mark, styles["note"])


def _write_rows(sheet: Any, schema: Schema, rows: Iterable[Row], styles: Styles) -> int:
    count = 0
    for count, row in enumerate(rows, start=1):
        cells = [written(column, row.get(column.key)) for column in schema.columns]
        put_row(sheet, FIRST_TABLE_ROW + count, cells, styles)
    return count


def _finish(sheet: Any, columns: int, rows: int) -> None:
    sheet.freeze_panes(FIRST_TABLE_ROW + 1, 0)
    sheet.autofilter(FIRST_TABLE_ROW, 0, FIRST_TABLE_ROW + rows, columns - 1)
    sheet.repeat_rows(FIRST_TABLE_ROW)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&RTrang &P/&N")


def write_csv(target: Target, schema: Schema, rows: Iterable[Row]) -> int:
    """Write the rows as CSV with a byte order mark; text that looks like a formula is kept quiet."""
    if isinstance(target, str | Path):
        with Path(target).open("wb") as file:
            return write_csv(file, schema, rows)
    out = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(out)
    writer.writerow([column.title_vi for column in schema.columns])
    count = 0
    for row in rows:
        count += 1
        cells = (written(column, row.get(column.key)) for column in schema.columns)
        writer.writerow([_plain(cell) for cell in cells])
    out.detach()
    return count


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return str(PartialDate.of(value))
    return quiet(value) if isinstance(value, str) else str(value)
