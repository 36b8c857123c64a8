"""Published figures as a file: the same rows as on the page."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from caunoi.foundation.workbooks.schema import Column, Schema
from caunoi.foundation.workbooks.tables import write_csv, write_table

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def written(records: Sequence[dict[str, Any]], form: str, on: date) -> bytes:
    target, schema = io.BytesIO(), _schema()
    rows = [{key: "" if value is None else str(value) for key, value in record.items()} for record in records]
    if form == "csv":
        write_csv(target, schema, rows)
    else:
        mark = _("DỮ LIỆU MẪU") if settings.DEMO else ""
        write_table(target, schema, rows, title=_("Số liệu công khai"), as_of=on, demo_mark=mark)
    return target.getvalue()


def _schema() -> Schema:
    columns = (
        Column("code", _("Mã"), width=30),
        Column("title", _("Chỉ tiêu"), width=40),
        Column("value", _("Giá trị"), width=12),
        Column("denominator", _("Trên tổng số"), width=14),
        Column("on", _("Tính đến"), width=12),
        Column("definition", _("Cách tính"), width=80),
    )
    return Schema("published_figures", _("Số liệu"), columns)
