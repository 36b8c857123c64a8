"""A plan as a file: every sheet of it as a workbook, its people as CSV, all of it as JSON, letters as Word."""

import io
import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from caunoi.apps.cadres.selectors import title_of, unit_labels
from caunoi.apps.planning.models import Need
from caunoi.apps.planning.presenters.documents import plan_document
from caunoi.apps.planning.presenters.plan_page import line_cost
from caunoi.apps.planning.presenters.words import proof_of, why_not
from caunoi.apps.planning.selectors import PlanRows
from caunoi.apps.planning.selectors.content import content_bytes
from caunoi.apps.planning.selectors.options import PlanOptions
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused
from caunoi.foundation.figures import FigureValue
from caunoi.foundation.workbooks.delimited import quiet
from caunoi.foundation.workbooks.writing import Styles, open_book, put_row, sheet_name

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CONTENT = "noi-dung"
CSV, JSON = "text/csv; charset=utf-8", "application/json; charset=utf-8"
File = tuple[bytes, str, str]
Sheet = tuple[str, Sequence[str], Sequence[Sequence[Any]]]
FIRST_ROW = 3


def plan_file(actor: Actor, rows: PlanRows, form: str, template: str = "", *, demo_mark: str = "") -> File:
    """The plan in the form asked for, under a name of its own."""
    name = f"ke-hoach-{rows.plan.year}.{form}"
    if form == "docx":
        return plan_document(actor, rows, template, demo_mark=demo_mark)
    if form == "xlsx":
        return workbook(rows.plan.name, sheets_of(rows), rows.plan.on, demo_mark), name, XLSX
    if form == "csv":
        return as_csv(*people_sheet(rows)[1:]), name, CSV
    if form == "json":
        return as_json(rows), name, JSON
    if form == CONTENT:
        return content_file(rows)
    raise UnknownForm(_("Tệp chỉ có dạng xlsx, csv, json hoặc docx."))


class UnknownForm(Refused):
    status = 400


def content_file(rows: PlanRows) -> File:
    """The bytes whose SHA-256 is printed on the papers, for whoever wants to compute it with a tool of their own."""
    if len(rows.needs) != len(rows.plan.instance["requests"]["person"]):
        raise Refused(_("Tệp nội dung có mọi người trong kế hoạch; vai trò của bạn chỉ thấy một phần."))
    return content_bytes(rows.plan), f"ke-hoach-{rows.plan.year}-{CONTENT}.json", JSON


def sheets_of(rows: PlanRows) -> list[Sheet]:
    return [facts_sheet(rows), lines_sheet(rows), people_sheet(rows), unserved_sheet(rows), costs_sheet(rows)]


def facts_sheet(rows: PlanRows) -> Sheet:
    plan, options = rows.plan, PlanOptions.of(rows.plan.options)
    facts: list[tuple[str, Any]] = [
        (_("Năm"), plan.year),
        (_("Trạng thái"), str(plan.get_state_display())),
        (_("Nhu cầu tính đến ngày"), plan.on),
        (_("Ngân sách (đồng)"), plan.budget),
        (_("Chi phí (đồng)"), rows.cost),
        (_("Người được học"), rows.people_of(rows.served)),
        (_("Lượt học"), len(rows.served)),
        (_("Lượt chưa xếp"), len(rows.unserved)),
        (_("Mỗi xã vắng nhiều nhất cùng một tuần (%)"), options.away_percent),
        (_("Đi xa nhất (km)"), options.max_km),
        (_("Mức tốt đã chứng minh"), proof_of(plan)),
        (_("Mã băm bộ tiêu chuẩn"), plan.rule_hash),
        (_("Mã băm dữ liệu"), plan.data_hash),
    ]
    return _("Kế hoạch"), (_("Mục"), _("Giá trị")), facts


def lines_sheet(rows: PlanRows) -> Sheet:
    heads = (
        pgettext("kế hoạch", "Dòng"), _("Chương trình"), _("Nơi học"), _("Khai giảng"), _("Bế giảng"),
        _("Số người"), _("Số chỗ"), _("Ít nhất"), _("Chi phí (đồng)"),
    )  # fmt: skip
    found = [
        [
            line.code, line.programme.name, line.venue.name, line.starts_on, line.ends_on, len(rows.in_line(line)),
            line.capacity, line.min_size, line_cost(rows, line),
        ]
        for line in sorted(rows.opened, key=lambda line: (line.starts_on, line.code))
    ]  # fmt: skip
    return _("Các lớp"), heads, found


def people_sheet(rows: PlanRows) -> Sheet:
    heads = (
        _("Họ và tên"), _("Số hiệu"), _("Chức danh"), _("Đơn vị"), _("Còn thiếu"),
        pgettext("kế hoạch", "Dòng"), _("Chương trình"), _("Khai giảng"), _("Đi lại (đồng)"), _("Người xếp"),
    )  # fmt: skip
    found = [
        [
            *_who(rows, need, unit), rows.offering(need.offering_id).code,
            need.programme.name if need.programme else "", rows.offering(need.offering_id).starts_on,
            need.travel_cost, str(need.get_placed_by_display()),
        ]
        for need, unit in _with_units(rows, rows.served)
        if need.offering_id
    ]  # fmt: skip
    return _("Người học"), heads, found


def unserved_sheet(rows: PlanRows) -> Sheet:
    heads = (
        _("Họ và tên"), _("Số hiệu"), _("Chức danh"), _("Đơn vị"), _("Còn thiếu"), _("Vì sao chưa xếp"),
    )  # fmt: skip
    found = [[*_who(rows, need, unit), why_not(need)] for need, unit in _with_units(rows, rows.unserved)]
    return _("Chưa xếp"), heads, found


def costs_sheet(rows: PlanRows) -> Sheet:
    heads = (
        pgettext("kế hoạch", "Dòng"),
        _("Khoản chi"),
        _("Số lần"),
        _("Mức (đồng)"),
        _("Thành tiền (đồng)"),
        _("Căn cứ"),
    )
    found: list[list[Any]] = []
    for line in rows.opened:
        sitting = rows.in_line(line)
        for item in line.programme.budget(len(sitting)):
            found.append([line.code, item.item, item.times, item.amount, item.total, item.clause])
        travel = sum(need.travel_cost for need in sitting)
        found.append([line.code, _("Hỗ trợ đi lại của học viên"), len(sitting), None, travel, ""])
    return _("Dự toán"), heads, found


def _with_units(rows: PlanRows, needs: Iterable[Need]) -> list[tuple[Need, str]]:
    chosen = list(needs)
    units = unit_labels({need.unit_id for need in chosen}, rows.plan.on)
    return [(need, units[need.unit_id]) for need in chosen]


def _who(rows: PlanRows, need: Need, unit: str) -> list[Any]:
    cadre = rows.people.get(need.cadre_id)
    number = cadre.number if cadre else ""
    return [rows.name(need), number, title_of(need.title_code).name, unit, need.reason.get("missing", "")]


def workbook(title: str, sheets: Sequence[Sheet], on: date, demo_mark: str = "") -> bytes:
    """One sheet after the other, each under the same title."""
    target = io.BytesIO()
    with open_book(target, as_of=on) as book:
        styles = Styles(book)
        for name, heads, rows in sheets:
            sheet = book.add_worksheet(sheet_name(name))
            sheet.set_column(0, len(heads) - 1, 24)
            sheet.write_string(0, 0, title, styles["title"])
            sheet.write_string(1, 0, demo_mark, styles["note"])
            for place, head in enumerate(heads):
                sheet.write_string(FIRST_ROW - 1, place, head, styles["heading"])
            for place, row in enumerate(rows):
                put_row(sheet, FIRST_ROW + place, list(row), styles)
            sheet.freeze_panes(FIRST_ROW, 0)
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)
    return target.getvalue()


def as_csv(heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    import csv

    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows([[_plain(cell) for cell in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def _plain(cell: Any) -> Any:
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return quiet(cell) if isinstance(cell, str) else cell


def as_json(rows: PlanRows) -> bytes:
    plan = rows.plan
    body = {
        "plan": str(plan.pk),
        "name": plan.name,
        "year": plan.year,
        "on": plan.on.isoformat(),
        "state": plan.state,
        "budget": plan.budget,
        "cost": rows.cost,
        "status": plan.status,
        "objective": plan.objective,
        "bound": plan.bound,
        "gap": plan.gap,
        "lines": _records(lines_sheet(rows)),
        "people": _records(people_sheet(rows)),
        "unserved": _records(unserved_sheet(rows)),
    }
    return json.dumps(body, ensure_ascii=False, default=str).encode()


def _records(sheet: Sheet) -> list[dict[str, Any]]:
    return [dict(zip(sheet[1], row, strict=True)) for row in sheet[2]]


def rows_file(value: FigureValue, rows: PlanRows, form: str, *, demo_mark: str = "") -> File:
    """The rows behind one number."""
    heads = [_(name) for name in value.figure.columns]
    cells = [list(row.cells) for row in value.rows]
    name = f"{value.code}-{rows.plan.year}.{form}"
    if form == "xlsx":
        title = _(value.figure.title)
        return workbook(title, [(title, heads, cells)], rows.plan.on, demo_mark), name, XLSX
    if form == "csv":
        return as_csv(heads, cells), name, CSV
    if form == "json":
        body = {**value.as_json(), "list": [dict(zip(heads, row, strict=True)) for row in cells]}
        return json.dumps(body, ensure_ascii=False, default=str).encode(), name, JSON
    raise UnknownForm(_("Tệp chỉ có dạng xlsx, csv hoặc json."))
