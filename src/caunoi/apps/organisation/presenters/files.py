"""The tree of a day and lists of units as files: the same rows as on the page."""

import json
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from caunoi.apps.organisation.choices import AreaClass, UnitType
from caunoi.apps.organisation.presenters.rows import tree_rows
from caunoi.apps.organisation.presenters.unit_list import nodes_of, offers, said_of, shape_in
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


def list_file(tree: Tree, figure: FigureValue, form: str, params: Mapping[str, Any]) -> File:
    """The rows behind a figure in the order of the page; with the columns somebody chose, in their order."""
    name, title = f"don-vi-{figure.code}", _(figure.figure.title)
    shape, nodes = shape_in(params), nodes_of(tree, figure, params)
    if shape.chosen:
        titles = {offer.key: offer.title for offer in offers()}
        schema = Schema(
            "units", _("Đơn vị"), tuple(Column(key, titles[key], width=28) for key in shape.columns)
        )
        told = [said_of(tree, node) for node in nodes]
        rows: list[dict[str, Any]] = [{key: words[key] for key in shape.columns} for words in told]
        return _written(rows, rows, schema, form, title=title, name=name, on=tree.on)
    by_id = {row["id"]: row for row in tree_rows(tree)}
    flat = [{key: value for key, value in by_id[str(node.id)].items() if key != "depth"} for node in nodes]
    return _file(flat, form, title=title, name=name, on=tree.on)


def _file(rows: list[dict[str, Any]], form: str, *, title: str, name: str, on: date) -> File:
    return _written(rows, [_spoken(row) for row in rows], SCHEMA, form, title=title, name=name, on=on)


def _written(
    rows: list[dict[str, Any]],
    spoken: list[dict[str, Any]],
    schema: Schema,
    form: str,
    *,
    title: str,
    name: str,
    on: date,
) -> File:
    full_name = f"{name}-{on.isoformat()}.{form}"
    if form == "json":
        return json.dumps(rows, ensure_ascii=False).encode(), full_name, FORMATS[form]
    target = BytesIO()
    if form == "csv":
        write_csv(target, schema, spoken)
    else:
        write_table(
            target, schema, spoken, title=title, as_of=on, demo_mark=_("DỮ LIỆU MẪU") if settings.DEMO else ""
        )
    return target.getvalue(), full_name, FORMATS[form]


def _spoken(row: dict[str, Any]) -> dict[str, Any]:
    """Types and areas in words, for people."""
    area = _(AreaClass(row["area"]).label) if row["area"] else ""
    return {**row, "type": _(UnitType(row["type"]).label), "area": area}
