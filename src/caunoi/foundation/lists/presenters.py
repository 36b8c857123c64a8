"""Pages of views: all of one's own and of one's units, and the form that names one."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from caunoi.foundation.actors import Actor
from caunoi.foundation.lists.bars import view_url
from caunoi.foundation.lists.kinds import ListKind, ground, kind_or_404
from caunoi.foundation.lists.models import SavedView
from caunoi.foundation.lists.selectors import may_change
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import with_query

LIST = "danh-sach"


def present_views(actor: Actor, views: Sequence[SavedView], on: date) -> dict[str, Any]:
    columns = [
        ui.Column(_("Chế độ xem")),
        ui.Column(_("Danh sách")),
        ui.Column(_("Ai mở được")),
        ui.Column(_("Việc")),
    ]
    rows = [_row(actor, view, on) for view in views if kind_or_404(view.list_key).opens_for(actor)]
    return {
        "head": ui.Heading(
            _("Chế độ xem của tôi"),
            _(
                "Bộ lọc, cột, thứ tự và cách gộp đã lưu dưới một tên. "
                "Mở chế độ xem dùng chung, mỗi người chỉ thấy dòng mình được xem."
            ),
            [ui.Link(_("Trang đầu"), "/")],
        ),
        "table": ui.Table(
            columns, rows, _("Chế độ xem"), count=len(rows), id="che-do-xem",
            empty=ui.EmptyState(
                _("Chưa có chế độ xem nào. Mở một danh sách, lọc và chọn cột, rồi bấm “Lưu chế độ xem này”."),
                [ui.Button(_("Mở danh sách cán bộ"), url="/can-bo/")],
            ),
        ),
    }  # fmt: skip


def _row(actor: Actor, view: SavedView, on: date) -> ui.Row:
    whose = (
        _("Mọi người của %(unit)s") % {"unit": ground().name_of(view.unit_id, on)}
        if view.unit_id
        else _("Chỉ mình tôi")
    )
    first = ui.Chip(_("Mở sẵn"), "thong-tin") if view.is_default else ""
    name = ui.Cell(ui.Link(view.name, view_url(view)), sub=first)
    buttons = _buttons(view) if may_change(actor, view) else _("Chỉ người ghi được cho đơn vị mới đổi.")
    return ui.Row([name, kind_or_404(view.list_key).name, whose, buttons], name=view.name)


def _buttons(view: SavedView) -> list[Any]:
    words = _("Thôi mở sẵn") if view.is_default else _("Mở sẵn")
    first = (
        [ui.Button(words, url=reverse("lists:first", args=[view.pk]), post=True)] if not view.unit_id else []
    )
    change = ui.Button(_("Đổi tên, dùng chung"), url=reverse("lists:change", args=[view.pk]))
    return [*first, change, ui.Button(_("Xóa"), url=reverse("lists:drop", args=[view.pk]), post=True)]


def present_saving(kind: ListKind) -> dict[str, Any]:
    lead = _("%(list)s: giữ bộ lọc, cột, thứ tự và cách gộp đang hiện.") % {"list": kind.name}
    return {
        "head": ui.Heading(_("Lưu chế độ xem"), lead, [ui.Link(kind.name, kind.address)]),
        "submit": _("Lưu chế độ xem"),
    }


def present_changing(view: SavedView) -> dict[str, Any]:
    return {
        "head": ui.Heading(
            _("Đổi chế độ xem"), view.name, [ui.Link(_("Chế độ xem của tôi"), with_query(reverse("lists:list")))]
        ),
        "submit": _("Lưu"),
        "version": view.version,
    }  # fmt: skip
