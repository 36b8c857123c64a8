"""The rows of an import, tab by tab: what is new, what changes, what is wrong and how to mend it."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.cadres.models import Cadre, ImportBatch
from caunoi.apps.cadres.models.batch import RowVerdict
from caunoi.apps.cadres.schema import people_schema
from caunoi.apps.cadres.selectors.imports import ROWS_ON_A_PAGE
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import with_query
from caunoi.foundation.ui.languages import as_written
from caunoi.foundation.workbooks.choices import choice_labels
from caunoi.foundation.workbooks.schema import Schema

FACTS = {
    "postings": gettext_noop("Chức danh"),
    "qualifications": gettext_noop("Trình độ"),
    "ratings": gettext_noop("Xếp loại"),
}


def rows_table(batch: ImportBatch, url: str, verdict: str, rows: Sequence[Any]) -> dict[str, Any]:
    """The table of one tab and the way to its next page."""
    shown, more = rows[:ROWS_ON_A_PAGE], len(rows) > ROWS_ON_A_PAGE
    count = getattr(batch, verdict)
    make = {RowVerdict.REJECTED: _bad, RowVerdict.CHANGED: _changed}.get(RowVerdict(verdict), _plain)
    columns, made = make(batch, shown)
    empty = ui.EmptyState(_("Không có dòng nào."))
    table = ui.Table(columns, made, caption=_caption(verdict), count=count, empty=empty, id="dong")
    next_url = with_query(url, sau=shown[-1].number) if more else ""
    return {"table": table, "pager": ui.Pager(with_query(url, sau=None) if "sau=" in url else "", next_url)}


def _caption(verdict: str) -> str:
    return {
        RowVerdict.ADDED: _("Người sẽ được thêm"),
        RowVerdict.CHANGED: _("Người có thay đổi"),
        RowVerdict.UNCHANGED: _("Người không đổi"),
        RowVerdict.REJECTED: _("Dòng cần sửa"),
    }[RowVerdict(verdict)]


def anchor_of(row: Any) -> str:
    """Where a fact's source leads: the row of the file it came from."""
    return f"dong-{row.number}"


def _name(row: Any) -> Any:
    label = row.label or "–"
    return ui.Link(label, f"/can-bo/{row.cadre_id}/") if row.cadre_id else label


def _bad(batch: ImportBatch, rows: Sequence[Any]) -> tuple[list[ui.Column], list[ui.Row]]:
    columns = [
        ui.Column(_("Họ và tên")),
        ui.Column(_("Dòng"), "number"),
        ui.Column(_("Cột")),
        ui.Column(_("Trong tệp")),
        ui.Column(_("Cần sửa")),
    ]
    schema = people_schema(batch.on)
    titles = {column.key: column.title_vi for column in schema.columns}
    made = []
    for row in rows:
        errors = [problem for problem in row.problems if problem.get("severity") != "warning"]
        named = [problem.get("title") or titles.get(problem.get("column", ""), "") for problem in errors]
        made.append(
            ui.Row(
                [
                    row.label or "–",
                    row.number,
                    [as_written(name) for name in dict.fromkeys(named) if name],
                    list(dict.fromkeys(filter(None, (_in_file(row, each, schema) for each in errors)))),
                    as_written(". ".join(problem["message"] for problem in errors)),
                ],
                name=row.label,
                anchor=anchor_of(row),
            )
        )
    return columns, made


def _in_file(row: Any, problem: dict[str, Any], schema: Schema) -> str:
    """What the person finds in the file at the place to mend, also when the cell alone is right."""
    column = schema.by_key.get(problem.get("column", ""))
    known = row.values.get(column.key, "") if column else ""
    value = problem.get("value") or (choice_labels(column).get(known, known) if column else "")
    return str(value)


def _changed(batch: ImportBatch, rows: Sequence[Any]) -> tuple[list[ui.Column], list[ui.Row]]:
    columns = [
        ui.Column(_("Họ và tên")),
        ui.Column(_("Dòng"), "number"),
        ui.Column(_("Thay đổi")),
        ui.Column(_("Lưu ý")),
    ]
    return columns, [
        ui.Row(
            [_name(row), row.number, as_written(changes_text(row)), as_written(_remarks(row))],
            name=row.label,
            anchor=anchor_of(row),
        )
        for row in rows
    ]


def changes_text(row: Any) -> str:
    """Ngày sinh: 1975 → 03/04/1975; …"""
    told = []
    for name, (before, after) in row.changes.items():
        label = _(FACTS.get(name) or str(_columns()[name]))
        told.append(f"{label[:1].upper()}{label[1:]}: {_as_text(before) or '–'} → {_as_text(after) or '–'}")
    return ". ".join(told)


def _columns() -> dict[str, Any]:
    return {field.name: field.verbose_name for field in Cadre._meta.concrete_fields}


def _as_text(value: Any) -> str:
    return "; ".join(value) if isinstance(value, list) else str(value or "")


def _remarks(row: Any) -> str:
    return " ".join(problem["message"] for problem in row.problems if problem.get("severity") == "warning")


def _plain(batch: ImportBatch, rows: Sequence[Any]) -> tuple[list[ui.Column], list[ui.Row]]:
    columns = [
        ui.Column(_("Họ và tên")),
        ui.Column(_("Dòng"), "number"),
        ui.Column(_("Sinh")),
        ui.Column(_("Chức danh")),
        ui.Column(_("Đơn vị")),
        ui.Column(_("Lưu ý")),
    ]
    schema = people_schema(batch.on)
    titles, units = choice_labels(schema.column("title")), choice_labels(schema.column("commune"))
    made = [
        ui.Row(
            [
                _name(row),
                row.number,
                row.values.get("birth", ""),
                titles.get(row.values.get("title", ""), row.values.get("title", "")),
                units.get(row.values.get("commune", ""), row.values.get("unit_code", "")),
                as_written(_remarks(row)),
            ],
            name=row.label,
            anchor=anchor_of(row),
        )
        for row in rows
    ]
    return columns, made
