"""The gap matrix as a file: the rows and the total of the page."""

import json
from io import BytesIO
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from caunoi.apps.standards.selectors.asked import UnreadableQuestion
from caunoi.apps.standards.selectors.matrix import GapMatrix, GapRow
from caunoi.domain.eligibility.terms import load_terms
from caunoi.foundation.lists.shapes import Shape
from caunoi.foundation.workbooks.schema import Column, Schema
from caunoi.foundation.workbooks.tables import write_csv, write_table

FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
}


def matrix_file(matrix: GapMatrix, form: str, shape: Shape) -> tuple[bytes, str, str]:
    """Bytes, name and kind."""
    if form not in FORMATS:
        raise UnreadableQuestion(_("Tệp chỉ có dạng xlsx, csv hoặc json."))
    name = f"thieu-chuan-{matrix.asked.on.isoformat()}.{form}"
    if form == "json":
        return json.dumps(matrix_json(matrix), ensure_ascii=False).encode(), name, FORMATS[form]
    target, schema = BytesIO(), chosen_schema(schema_of(matrix), shape)
    rows = [record(row) for row in (*matrix.rows, matrix.total)]
    if form == "csv":
        write_csv(target, schema, rows)
    else:
        mark = _("DỮ LIỆU MẪU") if settings.DEMO else ""
        write_table(
            target, schema, rows, title=_("Ma trận thiếu chuẩn"), as_of=matrix.asked.on, demo_mark=mark
        )
    return target.getvalue(), name, FORMATS[form]


def schema_of(matrix: GapMatrix) -> Schema:
    names = load_terms().columns
    gaps = [Column(code, f"{code} – {names[code].name}", "count", width=14) for code in matrix.codes]
    return Schema(
        "gaps",
        _("Thiếu chuẩn"),
        (
            Column("code", _("Mã"), width=10),
            Column("unit", _("Xã, phường"), width=28),
            Column("district", _("Huyện, thành phố"), width=24),
            Column("people", _("Người trong diện"), "count"),
            *gaps,
            Column("times", _("Lượt thiếu"), "count"),
            Column("lacking_people", _("Người thiếu"), "count"),
            Column("met", _("Đạt chuẩn"), "count"),
            Column("not_met", _("Chưa đạt chuẩn"), "count"),
            Column("in_transition", _("Chuyển tiếp"), "count"),
            Column("unknown", _("Thiếu dữ liệu"), "count"),
            Column("verified", _("Đạt, đã xác minh"), "count"),
        ),
    )


KEYS = {
    "xa": "unit",
    "luot": "times",
    "nguoi": "lacking_people",
    "chua-ro": "unknown",
    "dat": "met",
    "minh-chung": "verified",
}


def chosen_schema(schema: Schema, shape: Shape) -> Schema:
    """The columns somebody chose, in their order, as far as a file tells them."""
    if not shape.chosen:
        return schema
    by_key = {column.key.lower(): column for column in schema.columns}
    wanted = [KEYS.get(key, key) for key in shape.columns]
    return Schema(schema.key, schema.title, tuple(by_key[key] for key in wanted if key in by_key))


def record(row: GapRow) -> dict[str, Any]:
    """One row under the keys of the file and of the API; the total is named "Cộng"."""
    return {
        "code": row.node.code if row.node else "",
        "unit": row.node.full_name if row.node else _("Cộng"),
        "district": row.district.full_name if row.district else "",
        "people": row.people,
        **row.lacking,
        "times": row.times,
        "lacking_people": row.lacking_people,
        "met": row.met,
        "not_met": row.not_met,
        "in_transition": row.in_transition,
        "unknown": row.unknown,
        "verified": row.proven,
    }


def matrix_json(matrix: GapMatrix) -> dict[str, Any]:
    return {
        "on": matrix.asked.on.isoformat(),
        "requirements": list(matrix.codes),
        "counting": sorted(matrix.counting),
        "count": len(matrix.rows),
        "rows": [record(row) for row in matrix.rows],
        "total": record(matrix.total),
    }
