"""The record of writes: who changed what, before and after."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.reports.selectors import PAGE
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.ui.components import Cell, Column, EmptyState, Heading, Pager, Row, Table


def present_record(events: Sequence[AuditEvent], *, first_page: bool) -> dict[str, Any]:
    shown = events[:PAGE]
    columns = [
        Column(_("Số"), "number"),
        Column(_("Lúc"), "date"),
        Column(_("Người thực hiện")),
        Column(_("Việc")),
        Column(_("Thay đổi")),
    ]
    empty = EmptyState(_("Chưa có thay đổi nào trong phạm vi của bạn."))
    older = f"/nhat-ky/?truoc={shown[-1].seq}" if len(events) > PAGE else ""
    return {
        "head": Heading(_("Nhật ký"), _("Mọi thay đổi đều được ghi lại và nối chuỗi, không sửa và không xóa được.")),
        "table": Table(columns, [_row(event) for event in shown], caption=_("Nhật ký"), empty=empty),
        "pager": Pager("" if first_page else "/nhat-ky/", older, ""),
    }


def _row(event: AuditEvent) -> Row:
    changes = "; ".join(f"{name}: {_short(pair[0])} → {_short(pair[1])}" for name, pair in event.changes.items())
    what = Cell(event.action, sub=event.reason)
    return Row([event.seq, event.at, event.actor_label, what, changes[:300]], name=str(event.seq))


def _short(value: Any) -> str:
    text = "–" if value in (None, "", [], {}) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
