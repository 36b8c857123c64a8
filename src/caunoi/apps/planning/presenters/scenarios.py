"""Scenarios side by side, and two of them person by person."""

from collections.abc import Callable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from caunoi.apps.cadres.selectors import title_of, unit_labels
from caunoi.apps.planning.models import Offering, Plan
from caunoi.apps.planning.presenters.files import CSV, JSON, XLSX, File, Sheet, UnknownForm, as_csv, workbook
from caunoi.apps.planning.presenters.plan_page import period
from caunoi.apps.planning.presenters.words import state_chip
from caunoi.apps.planning.selectors.scenarios import Difference, Elsewhere, Scenario
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import with_query
from caunoi.foundation.ui.languages import as_written
from caunoi.foundation.ui.numbers import dong, number, percent

ONE, OTHER = "mot", "hai"


def present_scenarios(year: int, found: Sequence[Scenario], chosen: Sequence[Plan]) -> dict[str, Any]:
    lead = _("Các phương án kế hoạch của cùng một năm, cạnh nhau; mỗi năm một phương án được phê duyệt.")
    head = ui.Heading(
        _("So sánh phương án năm %(year)s") % {"year": year},
        lead,
        [ui.Link(_("Kế hoạch"), reverse("planning:list"))],
    )
    return {
        "head": head,
        "table": _beside(found),
        "plans": [
            (str(each.plan.pk), _option(each.plan), _is(chosen, 0, each), _is(chosen, 1, each)) for each in found
        ],
        "several": len(found) > 1,
        "year": year,
    }  # fmt: skip


def _option(plan: Plan) -> str:
    return f"{plan.name} ({dong(plan.budget)})"


def _is(chosen: Sequence[Plan], place: int, each: Scenario) -> bool:
    return len(chosen) > place and chosen[place].pk == each.plan.pk


def _beside(found: Sequence[Scenario]) -> ui.Table:
    columns = [ui.Column(_("Mục")), *(ui.Column(each.plan.name, "number") for each in found)]
    rows = [ui.Row([name, *(cell(each) for each in found)], name=name) for name, cell in _measures()]
    return ui.Table(
        columns,
        rows if found else [],
        caption=_("Các phương án cạnh nhau"),
        count=len(rows) if found else 0,
        empty=ui.EmptyState(_("Năm này chưa có kế hoạch nào.")),
        cards=False,
    )


def _measures() -> list[tuple[str, Callable[[Scenario], Any]]]:
    return [
        (_("Trang của phương án"), lambda s: ui.Link(_("Mở"), reverse("planning:plan", args=[s.plan.pk]))),
        (_("Trạng thái"), lambda s: state_chip(s.plan)),
        (_("Ngân sách"), lambda s: dong(s.plan.budget)),
        (_("Chi phí"), lambda s: dong(s.cost)),
        (_("Còn lại"), lambda s: dong(s.plan.budget - s.cost)),
        (_("Lớp mở"), lambda s: s.lines),
        (_("Người được học"), lambda s: s.people),
        (_("Lượt học"), lambda s: s.served),
        (_("Nhu cầu tính vào đạt chuẩn được đáp ứng"), _share),
        (_("Giá trị kế hoạch"), lambda s: _known(s.plan.objective)),
        (_("Cận trên chứng minh được"), lambda s: _known(s.plan.bound)),
        (_("Khoảng cách"), lambda s: percent(s.plan.gap, 2) if s.plan.gap is not None else _("chưa có")),
    ]


def _share(each: Scenario) -> str:
    if each.share is None:
        return _("không có")
    told = {"n": number(each.mandatory_served), "all": number(each.mandatory), "share": percent(each.share)}
    return _("%(n)s / %(all)s, %(share)s") % told


def _known(value: float | None) -> str:
    return _("chưa có") if value is None else number(value, 1)


# ---- two of them


def present_difference(found: Difference, url: str) -> dict[str, Any]:
    told = {"alike": number(found.alike), "here": found.only_here, "there": found.only_there,
            "moved": len(found.rows) - found.only_here - found.only_there}  # fmt: skip
    words = _(
        "%(alike)s lượt giống nhau; %(moved)s lượt học lớp khác; %(here)s lượt chỉ có ở phương án thứ nhất; "
        "%(there)s lượt chỉ có ở phương án thứ hai."
    )
    return {
        "difference": words % told,
        "people": _people(found),
        "downloads": ui.Downloads(url),
    }


def _people(found: Difference) -> ui.Table:
    units = unit_labels({row.need.unit_id for row in found.rows}, found.one.plan.on)
    columns = [
        ui.Column(_("Họ và tên")),
        ui.Column(_("Còn thiếu")),
        ui.Column(_("Phương án thứ nhất")),
        ui.Column(_("Phương án thứ hai")),
    ]
    return ui.Table(
        columns,
        [_row(row, units[row.need.unit_id]) for row in found.rows],
        caption=_("Người khác chỗ giữa hai phương án"),
        count=len(found.rows),
        empty=ui.EmptyState(_("Hai phương án xếp mọi người như nhau.")),
        id="khac-nhau",
    )


def _row(row: Elsewhere, unit: str) -> ui.Row:
    post = f"{title_of(row.need.title_code).name}, {unit}"
    return ui.Row(
        [
            ui.Cell(ui.link_or_text(row.name, row.url), sub=post),
            as_written(row.need.reason.get("missing", row.need.requirement)),
            _place(row.here),
            _place(row.there),
        ],
        name=row.name,
    )


def _place(line: Offering | None) -> Any:
    if line is None:
        return ui.Chip(_("không có lớp"), "trung-tinh")
    return ui.Cell(line.programme.name, sub=f"{line.venue.name}, {period(line)}")


def difference_file(found: Difference, form: str, demo_mark: str) -> File:
    name = f"khac-nhau-{found.one.plan.year}.{form}"
    sheet = difference_sheet(found)
    if form == "xlsx":
        return workbook(sheet[0], [sheet], found.one.plan.on, demo_mark), name, XLSX
    if form == "csv":
        return as_csv(*sheet[1:]), name, CSV
    if form == "json":
        import json

        body = [dict(zip(sheet[1], row, strict=True)) for row in sheet[2]]
        return json.dumps(body, ensure_ascii=False, default=str).encode(), name, JSON
    raise UnknownForm(_("Tệp chỉ có dạng xlsx, csv hoặc json."))


def difference_sheet(found: Difference) -> Sheet:
    units = unit_labels({row.need.unit_id for row in found.rows}, found.one.plan.on)
    heads = (_("Họ và tên"), _("Đơn vị"), _("Còn thiếu"), found.one.plan.name, found.other.plan.name)
    rows = [
        [row.name, units[row.need.unit_id], row.need.reason.get("missing", ""), _text(row.here), _text(row.there)]
        for row in found.rows
    ]  # fmt: skip
    return _("Người khác chỗ giữa hai phương án"), heads, rows


def _text(line: Offering | None) -> str:
    return f"{line.programme.name}, {line.venue.name}, {period(line)}" if line else ""


def compare_link(plan: Plan) -> ui.Link:
    address = with_query(reverse("planning:scenarios"), nam=str(plan.year), **{ONE: str(plan.pk)})
    return ui.Link(_("So sánh các phương án của năm"), address)
