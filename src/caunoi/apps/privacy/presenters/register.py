"""One request with its answer, one item of it, the form for a paper."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.forms import BaseForm
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.privacy.choices import ItemState, RequestKind, RequestState
from caunoi.apps.privacy.deadlines import answer_term, finish_term
from caunoi.apps.privacy.models import DataCopy, RequestedChange, Restriction, SubjectRequest
from caunoi.apps.privacy.presenters.restrictions import present_restriction
from caunoi.apps.privacy.presenters.words import (
    LIST,
    address_of,
    due_chip,
    kind_words,
    state_chip,
    way_words,
)
from caunoi.foundation.actors import Actor
from caunoi.foundation.db.columns import column_of
from caunoi.foundation.policy import can, readable_fields
from caunoi.foundation.ui.components import (
    Button,
    Callout,
    Chip,
    Column,
    ErrorSummary,
    Fact,
    Heading,
    KeyFacts,
    Link,
    Row,
    Table,
)
from caunoi.foundation.ui.numbers import day

Context = dict[str, Any]
CONFIDENCE = {"high": gettext_noop("cao"), "medium": gettext_noop("vừa"), "low": gettext_noop("thấp")}


def present_request(
    actor: Actor,
    request: SubjectRequest,
    *,
    cadre: Cadre | None,
    items: Sequence[RequestedChange],
    copies: Sequence[DataCopy],
    forms: Mapping[str, BaseForm],
    restrictions: Sequence[Restriction],
    hindrance: str,
    on: date,
) -> Context:
    may = can(actor, "change", request)
    name = cadre.full_name if cadre else _("Hồ sơ ngoài phạm vi hoặc đã xóa")
    title = _("%(kind)s – %(name)s") % {"kind": kind_words(request), "name": name}
    opened = (
        [Link(_("Sổ yêu cầu"), LIST)]
        if may or not actor.subject_id
        else [Link(_("Dữ liệu của tôi"), "/toi/du-lieu/")]
    )
    return {
        "head": Heading(
            title, _("Số %(number)s") % {"number": request.number}, opened, _head_buttons(request, may)
        ),
        "asked_id": request.pk,
        "facts": KeyFacts(_facts(actor, request, cadre, on)),
        "items": _items(actor, request, items, cadre, may) if items else None,
        "copies": _copies(copies) if copies else None,
        "restrictions": [present_restriction(each, request, actor, on, may=may) for each in restrictions],
        "answering": may and request.state == RequestState.RECEIVED,
        "doing": may and request.state == RequestState.ACCEPTED,
        "extendable": may and request.state == RequestState.ACCEPTED and not request.extended_on,
        "forms": forms,
        "errors": ErrorSummary.of(*forms.values()),
        "hindrance": Callout(_("Chưa chấp nhận được"), hindrance, "chu-y") if hindrance else None,
        "withdrawable": actor.subject_id == request.subject_id and request.state in {"received", "accepted"},
        "finish": _finish_button(request) if may and request.state == RequestState.ACCEPTED else None,
    }


def _head_buttons(request: SubjectRequest, may: bool) -> list[Button]:
    if not may or not request.answered_on:
        return []
    return [Button(_("Thư trả lời (Word)"), url=f"{address_of(request)}thu/", icon="file-text")]


def _finish_button(request: SubjectRequest) -> Button | None:
    if request.kind == RequestKind.ERASURE:
        return None
    return Button(_("Ghi đã làm xong"), name="viec", value="xong", kind="primary")


def _facts(actor: Actor, request: SubjectRequest, cadre: Cadre | None, on: date) -> list[Fact]:
    readable = readable_fields(actor, SubjectRequest)
    answer, finish = answer_term(request.received_on), finish_term(request.kind, request.received_on)
    link = Link(_("Mở hồ sơ"), f"/can-bo/{cadre.pk}/") if cadre else None
    facts = [
        Fact(_("Của ai"), cadre.full_name if cadre else _("Hồ sơ ngoài phạm vi hoặc đã xóa"), act=link),
        Fact(_("Tình trạng"), state_chip(request)),
        Fact(_("Ngày nhận"), day(request.received_on), source=way_words(request)),
        Fact(_("Hạn trả lời"), day(request.answer_by), source=_term(answer)),
        Fact(_("Hạn làm xong"), day(request.finish_by), source=_term(finish)),
    ]
    if due := due_chip(request, on):
        facts.append(Fact(_("Đang chờ"), due))
    if "words" in readable and request.words:
        facts.append(Fact(_("Nội dung yêu cầu"), request.words))
    if request.answered_on:
        facts.append(Fact(_("Trả lời ngày"), day(request.answered_on), source=request.handler))
        if "answer" in readable:
            facts.append(Fact(_("Nội dung trả lời"), request.answer))
        facts.append(Fact(_("Căn cứ"), request.clause))
    if request.extended_on and "extension" in readable:
        facts.append(Fact(_("Gia hạn ngày %(day)s") % {"day": day(request.extended_on)}, request.extension))
    if request.finished_on:
        facts.append(Fact(_("Kết thúc ngày"), day(request.finished_on)))
    return facts


def _term(term: Any) -> str:
    return _("%(clause)s (độ tin cậy: %(sure)s)") % {
        "clause": term.clause,
        "sure": _(CONFIDENCE[term.confidence]),
    }


def _items(
    actor: Actor, request: SubjectRequest, items: Sequence[RequestedChange], cadre: Cadre | None, may: bool
) -> Table:
    columns = [
        Column(_("Mục")),
        Column(_("Đang ghi")),
        Column(_("Xin sửa thành")),
        Column(_("Kết quả"), "chips"),
    ]
    deciding = may and request.state == RequestState.ACCEPTED
    if deciding:
        columns.append(Column(_("Việc")))
    known = readable_fields(actor, Cadre)
    told = "reason" in readable_fields(actor, RequestedChange)
    rows = [_item_row(each, request, cadre, known, deciding=deciding, told=told) for each in items]
    return Table(columns, rows, caption=_("Từng mục xin sửa"), count=len(rows))


ITEM_CHIPS: dict[str, Any] = {
    ItemState.WAITING: "chu-y",
    ItemState.ACCEPTED: "dat",
    ItemState.REFUSED: "trung-tinh",
}


def _item_row(
    item: RequestedChange,
    request: SubjectRequest,
    cadre: Cadre | None,
    known: set[str],
    *,
    deciding: bool,
    told: bool,
) -> Row:
    label = _(str(column_of(Cadre, item.column).verbose_name))
    hidden = item.column not in known
    holds_now = "" if hidden or cadre is None else getattr(cadre, item.column)
    cells: list[Any] = [
        label[:1].upper() + label[1:],
        _("Vai trò của bạn không xem") if hidden else str(holds_now or ""),
        _("Vai trò của bạn không xem") if hidden else item.asked,
        [
            Chip(_(ItemState(item.state).label), ITEM_CHIPS[item.state]),
            *([item.reason] if told and item.reason else []),
        ],
    ]
    if deciding:
        open_one = item.state == ItemState.WAITING and not hidden
        cells.append(Link(_("Xem xét"), f"{address_of(request)}muc/{item.pk}/") if open_one else "")
    return Row(cells, name=item.column)


def _copies(copies: Sequence[DataCopy]) -> Table:
    columns = [
        Column(_("Bản sao")),
        Column(_("Người lập")),
        Column(_("Giữ đến hết"), "date"),
        Column(_("Tệp")),
    ]
    rows = [copy_row(each) for each in copies]
    return Table(columns, rows, caption=_("Bản sao đã lập"), count=len(rows))


def copy_row(copy: DataCopy) -> Row:
    if copy.is_there:
        file: Any = Link(_("Tải về"), f"/ban-sao-du-lieu/{copy.pk}/")
    elif copy.made_at:
        file = _("đã bỏ tệp")
    else:
        file = Link(_("Đang làm"), f"/cong-viec/{copy.job_id}/") if copy.job_id else _("Đang làm")
    made = _("%(rows)s dòng, %(scans)s bản chụp") % {"rows": copy.rows, "scans": copy.scans}
    return Row(
        [made if copy.made_at else day(copy.asked_at), copy.asked_label, copy.keep_until, file], name=made
    )


def present_item(request: SubjectRequest, item: RequestedChange, cadre: Cadre, form: BaseForm) -> Context:
    label = _(str(column_of(Cadre, item.column).verbose_name))
    facts = [
        Fact(_("Đang ghi"), str(getattr(cadre, item.column) or _("chưa ghi"))),
        Fact(_("Xin sửa thành"), item.asked),
    ]
    return {
        "head": Heading(
            _("Sửa %(what)s của %(name)s") % {"what": label, "name": cadre.full_name},
            "",
            [Link(request.number, address_of(request))],
        ),
        "facts": KeyFacts(facts),
        "form": form,
        "errors": ErrorSummary.of(form),
    }


def present_paper(cadre: Cadre, form: BaseForm, changes: BaseForm) -> Context:
    return {
        "head": Heading(
            _("Ghi đơn của %(name)s") % {"name": cadre.full_name},
            _("Đơn giấy vào cùng một sổ, cùng hạn với yêu cầu gửi trên máy."),
            [Link(cadre.full_name, f"/can-bo/{cadre.pk}/")],
        ),
        "form": form,
        "changes": changes,
        "errors": ErrorSummary.of(form, changes),
    }
