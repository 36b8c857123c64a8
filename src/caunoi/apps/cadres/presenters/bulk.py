"""A change of many: what to do, what it would do row by row, what it did, the way back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import BulkChange, BulkRow, Cadre
from caunoi.apps.cadres.models.bulk import BulkKind, BulkState, RowState
from caunoi.apps.cadres.services.bulk import undo_until
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import CHANGED
from caunoi.foundation.jobs.models import Job
from caunoi.foundation.jobs.presenters import present_progress
from caunoi.foundation.policy import readable_fields
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import numbers

LIST, SHOWN_ROWS = "/can-bo/", 500
STATES: dict[str, Any] = {
    RowState.WAITING: "trung-tinh",
    RowState.READY: "thong-tin",
    RowState.SAME: "trung-tinh",
    RowState.REFUSED: "loi",
    RowState.DONE: "dat",
    RowState.RESTORED: "dat",
    RowState.KEPT: "chu-y",
}


def page_url(change: BulkChange) -> str:
    return reverse("cadres:bulk", args=[change.pk])


def heading(change: BulkChange, title: str, lead: Any = "") -> ui.Heading:
    return ui.Heading(title, lead, [ui.Link(_("Cán bộ"), LIST)])


def present_kinds(change: BulkChange, form: Any) -> dict[str, Any]:
    lead = _("Đã chọn %(n)s người. Chưa có gì được ghi.") % {"n": numbers.number(change.chosen)}
    return {
        "head": heading(change, _("Làm hàng loạt"), lead),
        "form": form,
        "submit": _("Tiếp tục"),
        "back": LIST,
    }


def present_question(change: BulkChange, kind: str, form: Any) -> dict[str, Any]:
    lead = _("Cho %(n)s người đã chọn. Bước sau xem trước từng người rồi mới ghi.") % {
        "n": numbers.number(change.chosen)
    }
    return {
        "head": heading(change, _(BulkKind(kind).label), lead),
        "form": form,
        "submit": _("Xem trước"),
        "back": page_url(change),
    }


def present_running(change: BulkChange, job: Job) -> dict[str, Any]:
    title = _(change.get_kind_display())
    return {"head": heading(change, title), "progress": present_progress(job), "again": page_url(change)}


def present_change(actor: Actor, change: BulkChange, rows: Sequence[BulkRow], on: date) -> dict[str, Any]:
    """Looked at, done or undone: the same rows with what became of each."""
    lead = _done_words(change) if change.state == BulkState.DONE else _LEADS[change.state]()
    shown = sorted(rows, key=lambda row: (_ORDER.index(row.state), row.number))
    return {
        "head": heading(change, _(change.get_kind_display()), lead),
        "tally": _tally(rows),
        "basis": change.asked.get("reason", ""),
        "until": _until(change, on),
        "buttons": _buttons(change, rows, on),
        "table": _table(shown[:SHOWN_ROWS], len(rows), told=_reads(actor, change)),
        "more": _more(rows),
    }


_LEADS: dict[str, Any] = {
    BulkState.LOOKED: lambda: _("Xem trước: chưa có gì được ghi."),
    BulkState.DOING: lambda: _("Lần ghi trước bị ngắt giữa chừng nên chưa có gì được ghi. Bấm ghi lại."),
    BulkState.UNDONE: lambda: _("Đã hoàn tác; hồ sơ có người sửa sau đó thì giữ nguyên."),
}


def _done_words(change: BulkChange) -> str:
    if change.kind == BulkKind.ASK:
        return _("Đã hỏi đơn vị quản lý từng hồ sơ.")
    return _("Đã đưa vào nhóm.") if change.kind == BulkKind.SELECT else _("Đã ghi vào từng hồ sơ.")


def done_for(change: BulkChange) -> str:
    """What was just done, with its number."""
    told = {"n": numbers.number(change.changed)}
    if change.kind == BulkKind.ASK:
        return _("Đã hỏi về %(n)s người.") % told
    return (
        _("Đã đưa %(n)s người vào nhóm.") if change.kind == BulkKind.SELECT else _("Đã ghi cho %(n)s người.")
    ) % told


def _do_words(change: BulkChange, ready: int) -> str:
    told = {"n": numbers.number(ready)}
    if change.kind == BulkKind.ASK:
        return _("Hỏi về %(n)s người") % told
    return (
        _("Đưa %(n)s người vào nhóm") if change.kind == BulkKind.SELECT else _("Ghi cho %(n)s người")
    ) % told


_ORDER: list[str] = [
    RowState.REFUSED, RowState.KEPT, RowState.READY, RowState.DONE, RowState.RESTORED, RowState.SAME,
    RowState.WAITING,
]  # fmt: skip


def _tally(rows: Sequence[BulkRow]) -> ui.Tally:
    states = [row.state for row in rows]
    counts = [
        ui.Count(_(RowState(state).label), states.count(state), STATES[state])
        for state in _ORDER
        if states.count(state)
    ]
    return ui.Tally([*counts, ui.Count(_("Cộng"), len(rows), total=True)], _("Kết quả từng người"))


def _until(change: BulkChange, on: date) -> str:
    if change.state != BulkState.DONE or on > undo_until(change):
        return ""
    return _("Hoàn tác được đến hết ngày %(day)s.") % {"day": numbers.day(undo_until(change))}


def _buttons(change: BulkChange, rows: Sequence[BulkRow], on: date) -> list[ui.Button]:
    ready = sum(row.state == RowState.READY for row in rows)
    if change.state in (BulkState.LOOKED, BulkState.DOING):
        again = ui.Button(_("Sửa lựa chọn"), url=reverse("cadres:bulk_ask", args=[change.pk, change.kind]))
        if not ready:
            return [again]
        url = reverse("cadres:bulk_do", args=[change.pk])
        return [ui.Button(_do_words(change, ready), url=url, post=True, kind="primary", icon="check"), again]
    if change.state == BulkState.DONE and change.changed and on <= undo_until(change):
        url = reverse("cadres:bulk_undo", args=[change.pk])
        return [*_onward(change), ui.Button(_("Hoàn tác cả loạt"), url=url, post=True, icon="arrow-back-up")]
    return []


def _onward(change: BulkChange) -> list[ui.Button]:
    """Where what was done lives on, besides the files."""
    if change.kind == BulkKind.ASK:
        return [ui.Button(_("Xem các yêu cầu"), url=reverse("cadres:asked_list"))]
    if change.kind == BulkKind.SELECT:
        return [ui.Button(_("Xem các nhóm"), url=reverse("cadres:selections"))]
    return []


def _reads(actor: Actor, change: BulkChange) -> bool:
    """May this reader see what stands in the column that is changed?"""
    return change.kind != BulkKind.CORRECT or change.asked.get("field") in readable_fields(actor, Cadre)


def _table(rows: Sequence[BulkRow], count: int, *, told: bool) -> ui.Table:
    columns = [
        ui.Column(_("Họ và tên")),
        ui.Column(_("Kết quả"), "chips"),
        ui.Column(_("Trước")),
        ui.Column(_("Sau")),
        ui.Column(_("Vì sao")),
    ]
    empty = ui.EmptyState(_("Chi tiết từng người chỉ giữ 30 ngày; số đếm và nhật ký vẫn còn."))
    return ui.Table(
        columns, [_row(row, told) for row in rows], _("Từng người"), count=count, empty=empty, id="hang-loat"
    )


def _row(row: BulkRow, told: bool) -> ui.Row:
    link = ui.Link(row.label, reverse("cadres:page", args=[row.cadre_id]))
    chip = ui.Chip(_(RowState(row.state).label), STATES[row.state])
    after = row.after if row.state in (RowState.READY, RowState.DONE, RowState.RESTORED) else ""
    before, after = (row.before, after) if told else (CHANGED, CHANGED)
    return ui.Row([link, chip, before, after, row.reason], name=row.label)


def _more(rows: Sequence[BulkRow]) -> str:
    if len(rows) <= SHOWN_ROWS:
        return ""
    words = _("Hiện %(shown)s dòng đầu của %(all)s; các dòng không đổi được đứng trước.")
    return words % {"shown": numbers.number(SHOWN_ROWS), "all": numbers.number(len(rows))}


def present_list(changes: Sequence[BulkChange]) -> dict[str, Any]:
    columns = [
        ui.Column(_("Việc")),
        ui.Column(_("Tình trạng"), "chips"),
        ui.Column(_("Đã chọn"), "number"),
        ui.Column(_("Đã đổi"), "number"),
        ui.Column(_("Không đổi được"), "number"),
        ui.Column(_("Người làm")),
        ui.Column(_("Lúc"), "date"),
    ]
    rows = [
        ui.Row(
            [
                ui.Link(
                    _(change.get_kind_display()) if change.kind else _("Chưa chọn việc"), page_url(change)
                ),
                ui.Chip(
                    _(BulkState(change.state).label),
                    "dat" if change.state == BulkState.DONE else "trung-tinh",
                ),
                change.chosen,
                change.changed,
                change.refused,
                change.actor_label,
                change.done_at or change.created_at,
            ],
            name=str(change),
        )
        for change in changes
    ]
    empty = ui.EmptyState(
        _("Chưa làm hàng loạt lần nào. Mở danh sách cán bộ, chọn người rồi bấm “Làm hàng loạt”."),
        [ui.Button(_("Mở danh sách cán bộ"), url=LIST)],
    )
    lead = _("Mỗi lần đều xem trước, ghi cùng lúc và hoàn tác được trong 30 ngày.")
    return {
        "head": ui.Heading(_("Các lần làm hàng loạt"), lead, [ui.Link(_("Cán bộ"), LIST)]),
        "table": ui.Table(
            columns, rows, _("Các lần làm hàng loạt"), count=len(rows), empty=empty, id="hang-loat"
        ),
    }
