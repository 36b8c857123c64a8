"""Sheets that wait to be checked."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.cadres.selectors import unit_labels
from caunoi.apps.declarations.models import Declaration
from caunoi.apps.declarations.presenters.words import sheet_chip
from caunoi.foundation.actors import Actor
from caunoi.foundation.ui.components import Column, EmptyState, Heading, Link, Row, Table
from caunoi.foundation.ui.numbers import day


def present_waiting(actor: Actor, sheets: Sequence[Declaration], many: int) -> dict[str, Any]:
    """The longest waiting first; the name leads to the check."""
    lead = _("Mỗi mục nhận hoặc trả lại kèm lý do. Tờ của chính bạn không có ở đây.")
    crumbs = [Link(_("Trang đầu"), "/"), Link(_("Tự kê khai"), "/ke-khai/")]
    units = unit_labels({sheet.cadre.custodian_id for sheet in sheets}, actor.on)
    columns = [
        Column(_("Họ và tên")),
        Column(_("Đơn vị")),
        Column(_("Đợt")),
        Column(_("Gửi ngày"), "date"),
        Column(_("Tình trạng"), "chips"),
    ]
    rows = [
        Row(
            [
                Link(sheet.cadre.full_name, f"/ke-khai/to/{sheet.pk}/kiem-tra/"),
                units[sheet.cadre.custodian_id],
                sheet.round.name,
                day(sheet.sent_at) if sheet.sent_at else "",
                [sheet_chip(sheet)],
            ],
            name=sheet.cadre.full_name,
        )
        for sheet in sheets
    ]
    empty = EmptyState(_("Không có tờ kê khai nào chờ bạn kiểm tra."))
    return {
        "head": Heading(_("Tờ kê khai chờ kiểm tra"), lead, crumbs),
        "table": Table(columns, rows, caption=_("Tờ kê khai chờ kiểm tra"), count=many, empty=empty),
    }
