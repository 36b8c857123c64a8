"""What a person does about their own data."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.selectors import readable
from caunoi.apps.privacy import services
from caunoi.apps.privacy.choices import RequestKind
from caunoi.apps.privacy.forms.requests import AskForm, ChangesForm
from caunoi.apps.privacy.models import DataCopy, SubjectRequest
from caunoi.apps.privacy.presenters.own import ADDRESS, present_changes, present_mine
from caunoi.foundation import ui
from caunoi.foundation.errors import NotVisible, Refused
from caunoi.foundation.policy import get_or_404, visible
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.requests import ActingRequest


def _own(request: ActingRequest) -> Cadre:
    if request.actor.subject_id is None:
        raise NotVisible("cadres.Cadre")
    return get_or_404(request.actor, Cadre, pk=request.actor.subject_id)


@require_http_methods(["GET", "POST"])
@needs(SubjectRequest, "ask")
def mine(request: ActingRequest) -> HttpResponse:
    actor, cadre = request.actor, _own(request)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.ask_request(actor=actor, on=actor.on, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("words", refusal.reason)
        else:
            ui.tell(request, _("Đã ghi yêu cầu vào sổ; hạn trả lời hiện trong bảng."))
            return redirect(ADDRESS)
    asked = visible(actor, SubjectRequest).filter(subject_id=cadre.pk)
    copies = visible(actor, DataCopy).filter(subject_id=cadre.pk)
    context = present_mine(list(asked), list(copies), form, actor.on)
    return ui.page(request, "privacy/mine.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs(SubjectRequest, "ask")
def correct(request: ActingRequest) -> HttpResponse:
    cadre = _own(request)
    form = ChangesForm(request.POST or None, known=readable(request.actor, cadre))
    if request.method == "POST" and form.is_valid():
        asked = services.ask_request(
            actor=request.actor,
            kind=RequestKind.CORRECTION,
            words=form.cleaned_data["words"],
            on=request.actor.on,
            changes=form.changes,
        )
        ui.tell(request, _("Đã gửi yêu cầu %(number)s.") % {"number": asked.number})
        return redirect(ADDRESS)
    context = present_changes(cadre, form)
    return ui.page(request, "ui/asking.html", context, status=422 if form.errors else 200)


@require_POST
@needs(SubjectRequest, "ask")
def own_copy(request: ActingRequest) -> HttpResponse:
    made = services.ask_copy(actor=request.actor, cadre=_own(request))
    return redirect("jobs:job", made.job_id)


@require_POST
@needs(SubjectRequest, "ask")
def withdraw(request: ActingRequest, request_id: UUID) -> HttpResponse:
    asked = get_or_404(request.actor, SubjectRequest, "ask", pk=request_id)
    services.withdraw_request(actor=request.actor, request=asked, on=request.actor.on)
    ui.tell(request, _("Đã rút yêu cầu."))
    return redirect(ADDRESS)
