"""The register of requests: the list, one request and its answer, a paper, an item, the letter."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.selectors import cadre_or_404, readable
from caunoi.apps.privacy import services
from caunoi.apps.privacy.choices import RequestKind, RequestState
from caunoi.apps.privacy.forms.requests import (
    AnswerForm,
    ChangesForm,
    DeclineForm,
    ExtendForm,
    PaperForm,
    RestrictForm,
    RestrictionForm,
    first_day,
)
from caunoi.apps.privacy.models import DataCopy, LegalHold, RequestedChange, Restriction, SubjectRequest
from caunoi.apps.privacy.presenters import letters, listing, register
from caunoi.apps.privacy.presenters.words import address_of
from caunoi.apps.privacy.selectors import names_of, request_or_404, requests_of
from caunoi.apps.privacy.selectors.requests import (
    ALL,
    CLOSED_ONES,
    LATE_ONES,
    OPEN_ONES,
    RESTRICTED_ONES,
)
from caunoi.apps.privacy.selectors.restrictions import restrictions_of
from caunoi.apps.privacy.services.disposing import refuse_if_held
from caunoi.foundation import ui
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import NotVisible, Refused
from caunoi.foundation.policy import check, get_or_404, readable_fields, visible
from caunoi.foundation.policy.census import needs
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui.requests import ActingRequest

FORM_OF = {"gia-han": "extend", "thoi-han-che": "restriction", "nhan-giu": "restriction"}
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
@needs(SubjectRequest, "change")
def register_page(request: ActingRequest) -> HttpResponse:
    which = request.GET.get("xem", OPEN_ONES)
    which = which if which in {OPEN_ONES, LATE_ONES, CLOSED_ONES, RESTRICTED_ONES, ALL} else OPEN_ONES
    asked = request.GET.get("trang", "")
    page = max(int(asked), 1) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    found = requests_of(request.actor, which, request.actor.on)
    count = found.count()
    shown = list(found[(page - 1) * listing.ON_A_PAGE : page * listing.ON_A_PAGE])
    names = names_of(request.actor, [each.subject_id for each in shown])
    context = listing.present_list(request.actor, shown, names, which, page, count, request.actor.on)
    return ui.page(request, "privacy/list.html", context)


@require_http_methods(["GET", "POST"])
@needs(SubjectRequest, "view")
def request_page(request: ActingRequest, request_id: UUID) -> HttpResponse:
    asked = request_or_404(request.actor, request_id)
    forms = _forms(asked)
    if request.method == "POST":
        check(request.actor, "change", asked)
        key = FORM_OF.get(request.POST.get("viec", ""), "answer")
        forms[key] = type(forms[key])(request.POST)
        if forms[key].is_valid() and _done(request, asked, forms[key]):
            return redirect(address_of(asked))
    failed = any(form.errors for form in forms.values() if form.is_bound)
    return ui.page(
        request, "privacy/request.html", _context(request, asked, forms), status=422 if failed else 200
    )


def _forms(asked: SubjectRequest) -> dict[str, Any]:
    restricting = asked.kind == RequestKind.RESTRICTION and asked.state == RequestState.RECEIVED
    answer = RestrictForm if restricting else AnswerForm
    return {"answer": answer(), "extend": ExtendForm(), "restriction": RestrictionForm()}


def _done(request: ActingRequest, asked: SubjectRequest, form: Any) -> bool:
    """A refusal is said in the form, with what was typed still in it."""
    actor, given, deed = request.actor, form.cleaned_data, request.POST.get("viec", "")
    told: dict[str, Any] = {"actor": actor, "request": asked, "on": actor.on}
    deeds: dict[str, Any] = {
        "chap-nhan": lambda: services.accept_request(**told, **_promised(given)),
        "khong": lambda: services.refuse_request(
            **told, answer=given.get("answer", ""), clause=given.get("clause", "")
        ),
        "gia-han": lambda: services.extend_request(**told, reason=given.get("reason", "")),
        "xong": lambda: services.finish_request(**told),
        "thoi-han-che": lambda: _on_restriction(services.lift_restriction, request, asked, given),
        "nhan-giu": lambda: _on_restriction(services.take_over, request, asked, given),
    }
    if deed not in deeds:
        raise Refused(_("Chọn một việc để làm với yêu cầu này."))
    try:
        deeds[deed]()
    except Refused as refusal:
        form.add_error(None, f"{refusal.reason} {refusal.clause}".strip())
        return False
    ui.tell(request, _("Đã ghi."))
    return True


def _promised(given: dict[str, Any]) -> dict[str, Any]:
    return {name: given[name] for name in ("answer", "scope", "until") if name in given}


def _on_restriction(
    deed: Callable[..., Any], request: ActingRequest, asked: SubjectRequest, given: dict[str, Any]
) -> None:
    found = get_or_404(request.actor, Restriction, "change", pk=request.POST.get("muc"), request=asked)
    deed(actor=request.actor, restriction=found, reason=given.get("reason", ""), on=request.actor.on)


def _context(request: ActingRequest, asked: SubjectRequest, forms: dict[str, Any]) -> dict[str, Any]:
    actor = request.actor
    cadre = visible(actor, Cadre).filter(pk=asked.subject_id).first()
    items = list(visible(actor, RequestedChange).filter(request=asked))
    copies = list(visible(actor, DataCopy).filter(request=asked))
    return register.present_request(
        actor, asked, cadre=cadre, items=items, copies=copies, forms=forms,
        restrictions=restrictions_of(actor, asked), hindrance=_hindrance(asked, actor), on=actor.on,
    )  # fmt: skip


def _hindrance(asked: SubjectRequest, actor: Actor) -> str:
    """Why an erasure cannot be granted, for those who read holds."""
    if asked.finished_on or asked.kind != RequestKind.ERASURE or not holds(actor, LegalHold, "view"):
        return ""
    try:
        refuse_if_held(asked.subject_id, actor.on)
    except Refused as refusal:
        return f"{refusal.reason} {refusal.clause}"
    return ""


@require_http_methods(["GET", "POST"])
@needs(SubjectRequest, "add")
def paper(request: ActingRequest, cadre_id: UUID) -> HttpResponse:
    cadre = cadre_or_404(request.actor, cadre_id)
    form = PaperForm(request.POST or None, initial=first_day(request.actor.on))
    changes = ChangesForm(request.POST or None, known=readable(request.actor, cadre))
    changes.fields.pop("words")
    correcting = request.POST.get("kind") == RequestKind.CORRECTION
    if request.method == "POST" and form.is_valid():
        asked = _enter(request, cadre, form, changes.changes if correcting and _fits(changes, form) else {})
        if asked is not None:
            ui.tell(request, _("Đã ghi đơn vào sổ, số %(number)s.") % {"number": asked.number})
            return redirect(address_of(asked))
    shown = changes if correcting else ChangesForm(known=readable(request.actor, cadre))
    shown.fields.pop("words", None)
    context = register.present_paper(cadre, form, shown)
    return ui.page(request, "privacy/paper.html", context, status=422 if form.errors else 200)


def _fits(changes: ChangesForm, form: PaperForm) -> bool:
    """Items may be left empty on a paper when its words say what is wrong."""
    changes.full_clean()
    wrong = {name: faults for name, faults in changes.errors.items() if name != "__all__"}
    if wrong:
        form.add_error(None, _("Có mục ghi chưa đúng; xem lời nhắc dưới từng mục."))
    return not wrong


def _enter(
    request: ActingRequest, cadre: Cadre, form: PaperForm, changes: dict[str, str]
) -> SubjectRequest | None:
    if form.errors:
        return None
    try:
        return services.enter_request(actor=request.actor, cadre=cadre, changes=changes, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, refusal.reason)
        return None


@require_http_methods(["GET", "POST"])
@needs(RequestedChange, "change")
def item(request: ActingRequest, request_id: UUID, item_id: UUID) -> HttpResponse:
    asked = request_or_404(request.actor, request_id)
    wanted = get_or_404(request.actor, RequestedChange, "change", pk=item_id, request=asked)
    cadre = cadre_or_404(request.actor, asked.subject_id)
    if wanted.column not in readable_fields(request.actor, Cadre):
        raise NotVisible("privacy.RequestedChange")
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _decide(request, wanted, form):
        return redirect(address_of(asked))
    context = register.present_item(asked, wanted, cadre, form)
    return ui.page(request, "privacy/item.html", context, status=422 if form.errors else 200)


def _decide(request: ActingRequest, wanted: RequestedChange, form: DeclineForm) -> bool:
    actor = request.actor
    try:
        if request.POST.get("viec") == "khong":
            services.refuse_item(actor=actor, item=wanted, reason=form.cleaned_data["reason"], on=actor.on)
        else:
            services.accept_item(actor=actor, item=wanted, on=actor.on)
    except Refused as refusal:
        form.add_error(None, refusal.reason)
        return False
    ui.tell(request, _("Đã ghi kết quả của mục này."))
    return True


@require_GET
@needs(SubjectRequest, "change")
def letter(request: ActingRequest, request_id: UUID) -> HttpResponse:
    asked = get_or_404(request.actor, SubjectRequest, "change", pk=request_id)
    if "answer" not in readable_fields(request.actor, SubjectRequest) or not asked.answered_on:
        raise Refused(_("Yêu cầu chưa được trả lời nên chưa có thư. Trả lời trước rồi in thư."))
    cadre = visible(request.actor, Cadre).filter(pk=asked.subject_id).first()
    mark = "DỮ LIỆU MẪU" if settings.DEMO else ""
    data = letters.answer_letter(asked, cadre.full_name if cadre else "", demo_mark=mark)
    return ui.download(request, data, f"tra-loi-{asked.year}-{asked.ordinal:04d}.docx", DOCX)
