"""The seats of one commune, title by title, with the names of those who sit in them."""

from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import PostingKind
from caunoi.apps.cadres.figures.seats import ALONE, TITLE, number_of
from caunoi.apps.cadres.selectors import Holder, SeatRow, SeatTable
from caunoi.foundation.figures import Scope
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import numbers, with_query
from caunoi.foundation.ui.languages import as_written, joined

SET = "/can-bo/cho/ghi/"


def title_table(table: SeatTable, may_set: bool, *, caption: str = "") -> ui.Table:
    columns = [
        ui.Column(_("Chức danh")),
        ui.Column(_("Số chỗ"), "number"),
        ui.Column(_("Có người giữ"), "number"),
        ui.Column(_("Trống"), "number"),
        ui.Column(_("Dôi"), "number"),
        ui.Column(_("Người giữ")),
    ]
    if may_set:
        columns.append(ui.Column(_("Sửa")))
    told = caption or _("Chỗ và người theo chức danh, ngày %(day)s") % {"day": numbers.day(table.on)}
    rows = [_row(table, row, may_set) for row in table.rows]
    why = _("Ngày %(day)s chưa ghi số chỗ và không ai giữ chức danh ở đây.") % {"day": numbers.day(table.on)}
    return ui.Table(columns, rows, told, count=len(rows), empty=ui.EmptyState(why), id="cho")


def _row(table: SeatTable, row: SeatRow, may_set: bool) -> ui.Row:
    alone = SeatTable(table.on, table.tree, [row], (), table.labels)
    scope = _scope(table, row)
    number = {
        code: number_of(f"seats.{code}", alone, scope) for code in ("allowed", "held", "vacant", "surplus")
    }
    cells: list[Any] = [ui.Cell(row.name, sub=joined([_unit(table, row), _basis(row)]))]
    if row.seat is None:
        cells += [ui.Chip(_("chưa ghi"), "trung-tinh"), number_of("posts.held", alone, scope), "", ""]
    else:
        cells += [number["allowed"], number["held"], _hot(number["vacant"], 1), _hot(number["surplus"], 3)]
    cells.append(_people(row))
    if may_set:
        cells.append(ui.Link(_("Sửa"), _set_url(table, row)))
    return ui.Row(cells, name=row.name)


def _scope(table: SeatTable, row: SeatRow) -> Scope | None:
    if row.unit_id not in table.tree:
        return None
    return Scope(table.on, unit_id=row.unit_id, where={TITLE: row.title_code, ALONE: "1"})


def _unit(table: SeatTable, row: SeatRow) -> str:
    """Said where it is not the commune itself: a village, or a unit of another day."""
    node = table.tree.nodes.get(row.unit_id)
    return "" if node and node.is_commune else table.labels.get(row.unit_id, "")


def _hot(number: Any, heat: int) -> ui.Cell:
    return ui.Cell(number, heat=heat if number.value else None)


def _people(row: SeatRow) -> list[Any]:
    """Everybody by name, and how where that is not the plain way."""
    shown: list[Any] = []
    for holder in row.holders:
        shown += [_person(holder), *_how(holder)]
    return shown


def _person(holder: Holder) -> ui.Link:
    return ui.Link(holder.full_name, f"/can-bo/{holder.cadre_id}/")


def _how(holder: Holder) -> list[ui.Chip]:
    if holder.kind == PostingKind.MAIN:
        return []
    state: Any = "chu-y" if holder.kind == PostingKind.ACTING else "thong-tin"
    return [ui.Chip(_(PostingKind(holder.kind).label), state)]


def _basis(row: SeatRow) -> Any:
    if row.seat is None:
        return ""
    since = _("từ %(day)s") % {"day": numbers.day(row.seat.valid_from)}
    return joined([as_written(row.seat.basis), since])


def _set_url(table: SeatTable, row: SeatRow) -> str:
    node = table.tree.nodes.get(row.unit_id)
    return with_query(
        SET, xa=node.key if node else None, **{TITLE: row.title_code}, ngay=table.on.isoformat()
    )


# ---- groups of titles, by heads


def staff_table(table: SeatTable) -> ui.Table | None:
    """Numbers given for a group of titles together; nothing where none is."""
    if not table.staff:
        return None
    columns = [
        ui.Column(_("Đơn vị")),
        ui.Column(_("Được giao"), "number"),
        ui.Column(_("Đang có"), "number"),
        ui.Column(_("Còn thiếu"), "number"),
        ui.Column(_("Dôi"), "number"),
        ui.Column(_("Căn cứ")),
    ]
    rows = [_staff_row(table, row) for row in table.staff]
    return ui.Table(
        columns, rows, _("Biên chế, tính theo người"), count=len(rows), show_caption=True, id="bien-che"
    )


def _staff_row(table: SeatTable, row: SeatRow) -> ui.Row:
    """Within one unit the figures hold every group; so they lead to a list only where there is one."""
    alone = SeatTable(table.on, table.tree, (), [row], table.labels)
    groups = [each for each in table.staff if each.unit_id == row.unit_id]
    is_there = row.unit_id in table.tree and len(groups) == 1
    scope = Scope(table.on, unit_id=row.unit_id, where={ALONE: "1"}) if is_there else None
    shown = [number_of(f"staff.{code}", alone, scope) for code in ("allowed", "held", "vacant", "surplus")]
    name = table.name_of(row.unit_id)
    cells = [ui.Cell(name, sub=_(row.name)), *shown[:2], _hot(shown[2], 1), _hot(shown[3], 3)]
    return ui.Row([*cells, _basis(row)], name=name)
