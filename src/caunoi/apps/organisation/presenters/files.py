"""The tree of a day and lists of units as files: the same rows as on the page."""

import json
from datetime import date
from io import BytesIO
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from caunoi.apps.organisation.choices import AreaClass, UnitType
from caunoi.apps.organisation.presenters.rows import tree_rows
from caunoi.apps.organisation.tree import Tree
from caunoi.foundation.figures import FigureValue
from caunoi.foundation.workbooks.schema import Column, Schema
from caunoi.foundation.workbooks.tables import write_csv, write_table

SCHEMA = Schema(
    "units",
    "Đơn vị",
    (
        Column("code", "Mã", width=10),
        Column("full_name", "Đơn vị", width=36),
        Column("type", "Loại", width=14),
        Column("parent", "Thuộc", width=32),
        Column("parent_code", "Mã đơn vị trên", width=14),
        Column("area", "Vùng", width=14),
    ),
)
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = {"xlsx": EXCEL, "csv": "text/csv; charset=utf-8", "json": "application/json"}
File = tuple[bytes, str, str]


def tree_file(tree: Tree, form: str) -> File:
    """Bytes, name and kind of the whole tree of the day."""
    return _file(tree_rows(tree), form, title=_("Cây đơn vị"), name="don-vi", on=tree.on)


def list_file(tree: Tree, figure: FigureValue, form: str) -> File:
    """The rows behind a figure; ``depth`` is left out, the list is flat."""
    wanted = {row.id for row in figure.rows}
    rows = [row for row in tree_rows(tree) if row["id"] in wanted]
    flat = [{name: value for name, value in row.items() if name != "depth"} for row in rows]
    return _file(flat, form, title=_(figure.figure.title), name=f"don-vi-{figure.code}", on=tree.on)


def _file(rows: list[dict[str, Any]], form: str, *, title: str, name: str, on: date) -> File:
    full_name = f"{name}-{on.isoformat()}.{form}"
    if form == "json":
        return json.dumps(rows, ensure_ascii=False).encode(), full_name, FORMATS[form]
    target, spoken = BytesIO(), [_spoken(row) for row in rows]
    if form == "csv":
        write_csv(target, SCHEMA, spoken)
    else:
        write_table(
            target, SCHEMA, spoken, title=title, as_of=on, demo_mark=_("DỮ LIỆU MẪU") if settings.DEMO else ""
        )
    return target.getvalue(), full_name, FORMATS[form]


def _spoken(row: dict[str, Any]) -> dict[str, Any]:
    """Types and areas in words, for people."""
    area = _(AreaClass(row["area"]).label) if row["area"] else ""
    return {**row, "type": _(UnitType(row["type"]).label), "area": area}
