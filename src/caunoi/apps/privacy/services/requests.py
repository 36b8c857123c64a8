"""A request from the day it comes in to the day it is closed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.privacy.choices import (
    REQUEST,
    ItemState,
    RequestKind,
    RequestState,
    RestrictionScope,
    Way,
)
from caunoi.apps.privacy.deadlines import answer_term, finish_term
from caunoi.apps.privacy.models import RequestedChange, SubjectRequest
from caunoi.apps.privacy.services.copying import ask_copy
from caunoi.apps.privacy.services.disposing import propose_erasure
from caunoi.apps.privacy.services.restricting import place_restriction
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import Forbidden, Refused
from caunoi.foundation.policy import system_scope, visible
from caunoi.foundation.policy.decisions import holds

Changes = Mapping[str, str]


@transaction.atomic
def ask_request(
    *, actor: Actor, kind: str, words: str, on: date, changes: Changes | None = None
) -> SubjectRequest:
    """A person asks for something about their own file."""
    if actor.subject_id is None or not holds(actor, SubjectRequest, "ask"):
        raise Forbidden(_("Tài khoản này chưa gắn với hồ sơ cán bộ nào."))
    cadre = policy.get_or_404(actor, Cadre, pk=actor.subject_id)
    return _received(actor, cadre, kind, Way.OWN, words, on, changes or {})


@transaction.atomic
def enter_request(
    *, actor: Actor, cadre: Cadre, kind: str, words: str, received_on: date, changes: Changes | None = None
) -> SubjectRequest:
    """The office enters what somebody handed in on paper; its time runs from the day it was handed in."""
    policy.check(actor, "view", cadre)
    policy.check_create(actor, SubjectRequest, unit_id=cadre.custodian_id)
    if received_on > actor.on:
        raise Refused(_("Ngày nhận đơn không thể sau hôm nay. Sửa lại ngày nhận."))
    return _received(actor, cadre, kind, Way.PAPER, words, received_on, changes or {})


def _received(
    actor: Actor, cadre: Cadre, kind: str, way: str, words: str, on: date, changes: Changes
) -> SubjectRequest:
    words = words.strip()
    if kind == RequestKind.CORRECTION and not (changes or words):
        raise Refused(_("Chưa có mục nào để sửa. Ghi giá trị đúng vào ít nhất một mục, hoặc viết nội dung."))
    if kind in {RequestKind.RESTRICTION, RequestKind.OBJECTION, RequestKind.ERASURE} and not words:
        raise Refused(_("Viết vài câu: yêu cầu về phần dữ liệu nào và vì sao."))
    request = SubjectRequest(
        year=on.year,
        ordinal=_next_ordinal(on.year),
        subject_id=cadre.pk,
        unit_id=cadre.custodian_id,
        kind=kind,
        way=way,
        words=words,
        received_on=on,
        answer_by=answer_term(on).ends(on),
        finish_by=finish_term(kind, on).ends(on),
        asked_by=actor.key,
    )
    request.save(force_insert=True)
    if kind == RequestKind.CORRECTION:
        for column, asked in changes.items():
            RequestedChange(request=request, column=column, asked=asked).save(force_insert=True)
    told = {"kind": [None, kind], "answer_by": [None, str(request.answer_by)], "words": [None, words]}
    record(actor, "privacy.request_received", request, told, unit_id=request.unit_id)
    return request


def _next_ordinal(year: int) -> int:
    with system_scope("privacy: the next number of the register"):
        last = SubjectRequest.objects.filter(year=year).aggregate(last=Max("ordinal"))["last"]
    return int(last or 0) + 1


def _locked(actor: Actor, request: SubjectRequest, verb: str = "change") -> SubjectRequest:
    policy.check(actor, verb, request)
    found: SubjectRequest = visible(actor, SubjectRequest, verb).select_for_update().get(pk=request.pk)
    return found


def _step(actor: Actor, request: SubjectRequest, after: str) -> str:
    """Move on in the life of the request; a step it does not know is refused in words."""
    before = request.state
    if not REQUEST.may(before, after):
        said = {"now": _(RequestState(before).label), "then": _(RequestState(after).label)}
        raise Refused(_("Yêu cầu đang ở tình trạng “%(now)s” nên không chuyển sang “%(then)s” được.") % said)
    request.state = after
    if request.state != RequestState.WITHDRAWN:
        request.handler_key, request.handler = actor.key, actor.label[:200]
    return before


def _kept(actor: Actor, request: SubjectRequest, action: str, before: str) -> SubjectRequest:
    request.save()
    told: dict[str, list[Any]] = {"state": [before, request.state]}
    if request.clause:
        told["clause"] = [None, request.clause]
    record(actor, action, request, told, unit_id=request.unit_id, reason=request.answer[:500])
    return request


@transaction.atomic
def accept_request(
    *,
    actor: Actor,
    request: SubjectRequest,
    answer: str,
    on: date,
    scope: str = RestrictionScope.FILE,
    until: date | None = None,
) -> SubjectRequest:
    """Tell the person that it will be done and how; what can begin at once begins.

    ``scope`` and ``until`` say which part of the file is restricted, and to which day.
    """
    request = _locked(actor, request)
    if request.kind == RequestKind.ERASURE:
        policy.check(actor, "settle", request)
    before = _step(actor, request, RequestState.ACCEPTED)
    if not answer.strip():
        raise Refused(_("Viết nội dung trả lời: sẽ làm gì, bao giờ xong, liên hệ ai."))
    request.answer, request.answered_on = answer.strip(), on
    request.clause = finish_term(request.kind, request.received_on).clause[:300]
    if request.kind == RequestKind.ERASURE:
        propose_erasure(actor=actor, request=request, on=on)
    if request.kind == RequestKind.RESTRICTION:
        place_restriction(actor=actor, request=request, scope=scope, until=until, on=on)
    if request.kind == RequestKind.COPY and holds(actor, SubjectRequest, "settle"):
        cadre = policy.get_or_404(actor, Cadre, pk=request.subject_id)
        ask_copy(actor=actor, cadre=cadre, request=request)
    return _kept(actor, request, "privacy.request_accepted", before)


@transaction.atomic
def refuse_request(
    *, actor: Actor, request: SubjectRequest, answer: str, clause: str, on: date
) -> SubjectRequest:
    """Say no, why, and by which clause; without a clause nobody is refused."""
    request = _locked(actor, request)
    before = _step(actor, request, RequestState.REFUSED)
    if not answer.strip() or not clause.strip():
        raise Refused(_("Không chấp nhận thì phải ghi lý do và điều khoản làm căn cứ."))
    request.answer, request.clause = answer.strip(), clause.strip()[:300]
    request.answered_on, request.finished_on = request.answered_on or on, on
    return _kept(actor, request, "privacy.request_refused", before)


@transaction.atomic
def finish_request(*, actor: Actor, request: SubjectRequest, on: date) -> SubjectRequest:
    """What was promised is done; a correction has every item decided, an erasure has happened."""
    request = _locked(actor, request)
    before = _step(actor, request, RequestState.DONE)
    _check_is_done(request)
    request.finished_on = on
    return _kept(actor, request, "privacy.request_done", before)


def _check_is_done(request: SubjectRequest) -> None:
    with system_scope("privacy: is what was promised done"):
        waiting = request.items.filter(state=ItemState.WAITING).count()
        copied = request.copies.filter(made_at__isnull=False).exists()
    if waiting:
        raise Refused(_("Còn %(n)s mục chưa xem xét. Sửa hoặc không sửa từng mục trước.") % {"n": waiting})
    if request.kind == RequestKind.COPY and not copied:
        raise Refused(_("Bản sao chưa làm xong. Lập bản sao, giao cho người yêu cầu rồi ghi đã xong."))
    if request.kind == RequestKind.ERASURE:
        raise Refused(_("Yêu cầu xóa tự xong khi người thứ hai xác nhận xóa."))


@transaction.atomic
def extend_request(*, actor: Actor, request: SubjectRequest, reason: str, on: date) -> SubjectRequest:
    """More time, once, before the time is over, and with a reason the person is told."""
    request = _locked(actor, request)
    if request.state != RequestState.ACCEPTED:
        raise Refused(_("Chỉ gia hạn được yêu cầu đã trả lời và đang làm."))
    if request.extended_on:
        raise Refused(_("Yêu cầu này đã gia hạn một lần; luật không cho gia hạn lần nữa."))
    if on > request.finish_by:
        raise Refused(_("Đã quá hạn làm xong nên không gia hạn được nữa. Làm xong rồi ghi lý do trễ."))
    if not reason.strip():
        raise Refused(_("Ghi lý do gia hạn; người yêu cầu đọc được lý do này."))
    before = request.finish_by
    request.finish_by = finish_term(request.kind, request.received_on).extended(before)
    request.extended_on, request.extension = on, reason.strip()[:300]
    request.save(update_fields=["finish_by", "extended_on", "extension"])
    told = {"finish_by": [str(before), str(request.finish_by)]}
    record(
        actor, "privacy.request_extended", request, told, unit_id=request.unit_id, reason=request.extension
    )
    return request


@transaction.atomic
def withdraw_request(*, actor: Actor, request: SubjectRequest, on: date) -> SubjectRequest:
    """The person takes their own request back; nobody else does that for them."""
    request = _locked(actor, request, "ask")
    before = _step(actor, request, RequestState.WITHDRAWN)
    with system_scope("privacy: a request taken back asks for nothing"):
        if request.disposals.filter(state="done").exists():
            raise Refused(_("Dữ liệu đã xóa xong nên không rút yêu cầu được nữa."))
        request.disposals.filter(state="proposed").update(
            state="declined", decided_on=on, reason=_("Người yêu cầu rút")
        )
    request.finished_on = on
    return _kept(actor, request, "privacy.request_withdrawn", before)
