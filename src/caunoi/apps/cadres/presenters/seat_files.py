"""Seats and people as a file: the rows of the page, by commune, or by title with names within one."""

import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from caunoi.apps.cadres.figures.seats import BY_CODE, count_of
from caunoi.apps.cadres.presenters.files import CONTENT_TYPES
from caunoi.apps.cadres.presenters.seats import COLUMNS, SeatsPage, key_of
from caunoi.apps.cadres.selectors import SeatRow, SeatTable, UnreadableCondition
from caunoi.foundation.workbooks.schema import Column, Schema
from caunoi.foundation.workbooks.template import write_csv, write_table

Record = dict[str, Any]


def seats_file(page: SeatsPage, form: str) -> tuple[bytes, str, str]:
    """Bytes, name and kind."""
    if form not in CONTENT_TYPES:
        raise UnreadableCondition(_("Tệp chỉ có dạng xlsx, csv hoặc json."))
    name = f"cho-va-nguoi-{page.scope.on.isoformat()}.{form}"
    rows, target = list(records(page)), io.BytesIO()
    if page.shape.chosen and not page.is_one_place:
        keys = [column.key for column in _columns(page)]
        rows = [{key: row[key] for key in keys} for row in rows]
    if form == "json":
        body = {"on": page.scope.on.isoformat(), "count": len(rows), "rows": rows}
        return json.dumps(body, ensure_ascii=False).encode(), name, CONTENT_TYPES[form]
    schema = Schema("seats", _("Chỗ và người"), tuple(_columns(page)))
    if form == "csv":
        write_csv(target, schema, rows)
    else:
        mark = _("DỮ LIỆU MẪU") if settings.DEMO else ""
        write_table(target, schema, rows, title=_("Chỗ và người"), as_of=page.scope.on, demo_mark=mark)
    return target.getvalue(), name, CONTENT_TYPES[form]


def records(page: SeatsPage) -> Iterator[Record]:
    if page.is_one_place:
        yield from (_title_record(page.table, row) for row in page.table.rows)
        return
    for unit_id, table in page.table.places.items():
        district = table.tree.district_of(unit_id)
        yield {  # a number nobody gave stays empty
            "unit": page.table.name_of(unit_id),
            "district": district.full_name if district and district.id != unit_id else "",
            **{_key(code): count_of(code, table) for code in COLUMNS},
        }


def _title_record(table: SeatTable, row: SeatRow) -> Record:
    """A number nobody gave stays empty: it is not 0."""
    filling = row.filling
    return {
        "unit": table.name_of(row.unit_id),
        "title": row.name,
        "allowed": filling.allowed,
        "main": filling.main,
        "concurrent": filling.concurrent,
        "acting": filling.acting,
        "vacant": filling.vacant,
        "surplus": filling.surplus,
        "people": "; ".join(holder.full_name for holder in row.holders),
        "basis": row.seat.basis if row.seat else "",
    }


def _key(code: str) -> str:
    return code.replace(".", "_")


def _columns(page: SeatsPage) -> Sequence[Column]:
    if page.is_one_place:
        return _of_titles()
    return _of_chosen(page) if page.shape.chosen else _of_places()


def _of_chosen(page: SeatsPage) -> list[Column]:
    """The columns of the page in its order, the unit first."""
    codes = {key_of(code): code for code in COLUMNS}
    chosen = [codes[key] for key in page.shape.columns if key in codes]
    counts = [Column(_key(code), _(BY_CODE[code].title), "count", width=14) for code in chosen]
    return [Column("unit", _("Đơn vị"), width=28), *counts]


def _of_places() -> list[Column]:
    counts = [Column(_key(code), _(BY_CODE[code].title), "count", width=14) for code in COLUMNS]
    return [Column("unit", _("Đơn vị"), width=28), Column("district", _("Thuộc"), width=24), *counts]


def _of_titles() -> list[Column]:
    return [
        Column("unit", _("Đơn vị"), width=28),
        Column("title", _("Chức danh"), width=30),
        Column("allowed", _("Số chỗ"), "count"),
        Column("main", _("Giữ chính"), "count"),
        Column("concurrent", _("Kiêm nhiệm"), "count"),
        Column("acting", _("Quyền, phụ trách"), "count"),
        Column("vacant", _("Trống"), "count"),
        Column("surplus", _("Dôi"), "count"),
        Column("people", _("Người giữ"), width=40),
        Column("basis", _("Căn cứ của số chỗ"), width=40),
    ]
