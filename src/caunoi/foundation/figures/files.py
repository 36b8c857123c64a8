"""The rows behind a figure as a file: the same rows, in the same order, as on the page."""

import json
from io import BytesIO

from django.conf import settings
from django.utils.translation import gettext as _

from caunoi.foundation.figures.registry import FigureValue, Row
from caunoi.foundation.figures.scopes import UnanswerableScope
from caunoi.foundation.workbooks.schema import Column, Schema
from caunoi.foundation.workbooks.tables import write_csv, write_table

FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
}
File = tuple[bytes, str, str]


def rows_file(value: FigureValue, form: str, *, apart: str = "") -> File:
    """Bytes, name and kind; ``apart`` says who is left out for their own sake."""
    if form not in FORMATS:
        raise UnanswerableScope(_("Tệp chỉ có dạng xlsx, csv hoặc json."))
    name = f"{value.code}-{value.scope.on.isoformat()}.{form}"
    if form == "json":
        return _as_json(value, apart), name, FORMATS[form]
    target, schema = BytesIO(), schema_of(value)
    rows = [_record(row, schema) for row in value.rows]
    if form == "csv":
        write_csv(target, schema, rows)
    else:
        mark = _("DỮ LIỆU MẪU") if settings.DEMO else ""
        write_table(
            target,
            schema,
            rows,
            title=" · ".join(filter(None, [_(value.figure.title), apart])),
            as_of=value.scope.on,
            demo_mark=mark,
        )
    return target.getvalue(), name, FORMATS[form]


def schema_of(value: FigureValue) -> Schema:
    columns = [Column(f"c{place}", _(title), width=24) for place, title in enumerate(value.figure.columns)]
    return Schema("figure", _(value.figure.title)[:31], tuple(columns))


def _record(row: Row, schema: Schema) -> dict[str, str]:
    return {column.key: str(cell) for column, cell in zip(schema.columns, row.cells, strict=True)}


def _as_json(value: FigureValue, apart: str) -> bytes:
    titles = value.figure.columns
    rows = [{"id": row.id, **dict(zip(titles, map(str, row.cells), strict=True))} for row in value.rows]
    return json.dumps({**value.as_json(), "kept_apart": apart, "data": rows}, ensure_ascii=False).encode()
