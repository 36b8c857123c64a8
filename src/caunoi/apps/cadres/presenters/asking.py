"""Facts asked of the keepers of files, as pages."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import AskedFact
from caunoi.apps.cadres.models.asked_fact import AskedState, Lack
from caunoi.apps.cadres.selectors.asked_facts import AskedOfUnit
from caunoi.apps.cadres.selectors.lacks import PERSONAL, words_of
from caunoi.apps.organisation.selectors import name_on
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import readable_fields
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import numbers

LIST = "/can-bo/"
STATES: dict[str, Any] = {
    AskedState.WAITING: "thong-tin",
    AskedState.CAME: "dat",
    AskedState.UNOBTAINABLE: "chu-y",
}


def request_url(ask_id: UUID, unit_id: UUID) -> str:
    return reverse("cadres:asked", args=[ask_id, unit_id])


def present_requests(found: Sequence[AskedOfUnit], on: date) -> dict[str, Any]:
    columns = [
        ui.Column(_("Hỏi gì")),
        ui.Column(_("Đơn vị trả lời")),
        ui.Column(_("Tình trạng"), "chips"),
        ui.Column(_("Hạn"), "date"),
        ui.Column(_("Số người"), "number"),
        ui.Column(_("Còn chờ"), "number"),
        ui.Column(_("Không có được"), "number"),
        ui.Column(_("Người hỏi")),
    ]
    empty = ui.EmptyState(
        _(
            "Chưa ai hỏi gì. Mở danh sách cán bộ, chọn người, bấm “Làm hàng loạt” rồi “Hỏi đơn vị một mục còn thiếu”."
        ),
        [ui.Button(_("Mở danh sách cán bộ"), url=LIST)],
    )
    rows = [_request_row(each, on) for each in found]
    return {
        "head": ui.Heading(_("Dữ kiện cần bổ sung"), _lead(found, on), [ui.Link(_("Cán bộ"), LIST)]),
        "table": ui.Table(columns, rows, _("Yêu cầu bổ sung"), count=len(rows), empty=empty, id="bo-sung"),
    }


def _lead(found: Sequence[AskedOfUnit], on: date) -> str:
    waiting, late = (
        sum(each.waiting for each in found),
        sum(each.waiting for each in found if each.is_late(on)),
    )
    if not waiting:
        return _("Không có mục nào đang chờ trả lời.")
    told = {"waiting": numbers.number(waiting), "late": numbers.number(late)}
    if not late:
        return _("%(waiting)s mục đang chờ trả lời.") % told
    return _("%(waiting)s mục đang chờ trả lời, trong đó %(late)s quá hạn.") % told


def _request_row(each: AskedOfUnit, on: date) -> ui.Row:
    what = words_of(each.column)
    cells = [
        ui.Link(what, request_url(each.ask_id, each.unit_id)),
        name_on(each.unit_id, on),
        _chip(each, on),
        each.due_on,
        each.people,
        each.waiting,
        each.unobtainable,
        each.asked_by,
    ]
    return ui.Row(cells, name=what)


def _chip(each: AskedOfUnit, on: date) -> ui.Chip:
    if not each.waiting:
        return ui.Chip(_("Đã trả lời hết"), "dat")
    return ui.Chip(_("Quá hạn"), "loi") if each.is_late(on) else ui.Chip(_("Đang chờ"), "thong-tin")


def present_request(actor: Actor, found: Sequence[AskedFact], unit_id: UUID, on: date) -> dict[str, Any]:
    """The people of one request; what was written is shown to who reads such words."""
    first, readable = found[0], readable_fields(actor, AskedFact)
    told = {
        "who": first.asked_by,
        "asked": numbers.day(_day(first.asked_at)),
        "due": numbers.day(first.due_on),
    }
    lead = _("%(who)s hỏi ngày %(asked)s, trả lời trước hết ngày %(due)s.") % told
    title = _("%(what)s: %(unit)s") % {"what": words_of(first.column), "unit": name_on(unit_id, on)}
    crumbs = [ui.Link(_("Cán bộ"), LIST), ui.Link(_("Dữ kiện cần bổ sung"), reverse("cadres:asked_list"))]
    sentence = first.sentence if "sentence" in readable else ""
    return {
        "head": ui.Heading(title, lead, crumbs),
        "told": ui.Callout(_("Lời nhắn"), sentence, "thong-tin") if sentence else None,
        "table": _table(actor, found, "reason" in readable, on),
    }


def _day(at: datetime) -> date:
    return at.astimezone(clock.HANOI).date()


def _table(actor: Actor, found: Sequence[AskedFact], reasons: bool, on: date) -> ui.Table:
    columns = [
        ui.Column(_("Họ và tên")),
        ui.Column(_("Khi hỏi")),
        ui.Column(_("Tình trạng"), "chips"),
        ui.Column(_("Trả lời")),
        ui.Column(_("Việc")),
    ]
    rows = [_row(actor, each, reasons, on) for each in found]
    return ui.Table(columns, rows, _("Người được hỏi"), count=len(rows), id="nguoi-duoc-hoi")


def _row(actor: Actor, each: AskedFact, reasons: bool, on: date) -> ui.Row:
    name = each.cadre.full_name
    late = each.state == AskedState.WAITING and each.due_on < on
    chip = (
        ui.Chip(_("Quá hạn"), "loi") if late else ui.Chip(_(AskedState(each.state).label), STATES[each.state])
    )
    answer = each.reason if reasons else ""
    by = (
        _("%(who)s, %(day)s") % {"who": each.closed_by, "day": numbers.day(_day(each.closed_at))}
        if each.closed_at
        else ""
    )
    cells: list[Any] = [
        ui.Link(name, reverse("cadres:page", args=[each.cadre_id])),
        _(Lack(each.lack).label),
        chip,
        ui.Cell(answer, sub=by) if answer else by,
        _buttons(each) if each.state == AskedState.WAITING and policy.can(actor, "change", each) else "",
    ]
    return ui.Row(cells, name=name)


def _buttons(each: AskedFact) -> list[ui.Button]:
    nobody = ui.Button(_("Không có được"), url=reverse("cadres:asked_unobtainable", args=[each.pk]))
    return [ui.Button(_("Bổ sung"), url=_where_to_write(each), kind="primary"), nobody]


def _where_to_write(each: AskedFact) -> str:
    """The form in which the fact is written, or the page on which what is there is verified."""
    if each.column in PERSONAL:
        return reverse("cadres:correct", args=[each.cadre_id])
    if each.lack == Lack.MISSING:
        return reverse("cadres:qualification_add", args=[each.cadre_id])
    return reverse("cadres:page", args=[each.cadre_id])


def present_answering(asked: AskedFact, form: Any, back: str) -> dict[str, Any]:
    lead = _("%(what)s của %(who)s") % {"what": words_of(asked.column), "who": asked.cadre.full_name}
    return {
        "head": ui.Heading(_("Không có được"), lead, [ui.Link(_("Dữ kiện cần bổ sung"), back)]),
        "form": form,
        "submit": _("Trả lời"),
        "back": back,
    }
