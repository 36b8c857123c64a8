"""Copies made by the office, holds, and what is due to go."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods

from caunoi.apps.cadres.selectors import cadre_or_404
from caunoi.apps.privacy import services
from caunoi.apps.privacy.choices import DisposalState
from caunoi.apps.privacy.forms.requests import DeclineForm, HoldForm
from caunoi.apps.privacy.models import DataCopy, Disposal, LegalHold
from caunoi.apps.privacy.policies import check_is_second
from caunoi.apps.privacy.presenters import keeping
from caunoi.apps.privacy.selectors import holds_of, names_of
from caunoi.apps.privacy.services.disposing import refuse_if_held, rules
from caunoi.foundation import ui
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import check, get_or_404, visible
from caunoi.foundation.policy.census import needs
from caunoi.foundation.policy.proof import proved_lately
from caunoi.foundation.ui.components import Link
from caunoi.foundation.ui.requests import ActingRequest

ERASING = gettext_noop("Xóa dữ liệu cá nhân")
ZIP = "application/zip"
MOST = 100


@require_GET
@needs(DataCopy, "make")
def copy_file(request: ActingRequest, copy_id: UUID) -> HttpResponse:
    copy = get_or_404(request.actor, DataCopy, "make", pk=copy_id)
    content = services.open_copy(actor=request.actor, copy=copy)
    return ui.download(request, content, f"ban-sao-du-lieu-{copy.made_at:%Y-%m-%d}.zip", ZIP)


@require_http_methods(["GET", "POST"])
@needs(DataCopy, "add")
def copies(request: ActingRequest, cadre_id: UUID) -> HttpResponse:
    cadre = cadre_or_404(request.actor, cadre_id)
    if request.method == "POST":
        made = services.ask_copy(actor=request.actor, cadre=cadre)
        return redirect("jobs:job", made.job_id)
    found = visible(request.actor, DataCopy).filter(subject_id=cadre.pk)
    return ui.page(request, "privacy/copies.html", keeping.present_copies(cadre, list(found)))


@require_GET
@needs(Disposal, "view")
def overview(request: ActingRequest) -> HttpResponse:
    actor = request.actor
    found = visible(actor, Disposal)
    waiting = list(found.filter(state=DisposalState.PROPOSED)[:MOST])
    decided = list(found.exclude(state=DisposalState.PROPOSED).order_by("-decided_on")[:20])
    kept = holds_of(actor)
    names = names_of(actor, {each.subject_id for each in [*waiting, *decided, *kept]})
    context = keeping.present_keeping(actor, waiting, decided, kept, rules(actor.on), names, actor.on)
    return ui.page(request, "privacy/keeping.html", context)


@require_http_methods(["GET", "POST"])
@needs(Disposal, "view")
@proved_lately(ERASING)
def disposal(request: ActingRequest, disposal_id: UUID) -> HttpResponse:
    actor = request.actor
    found = get_or_404(actor, Disposal, pk=disposal_id)
    if request.method == "POST":
        check(actor, "change", found)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _decide(request, found, form):
        return redirect(keeping.ADDRESS)
    name = names_of(actor, [found.subject_id]).get(found.subject_id, "")
    context = keeping.present_disposal(
        actor, found, name, form, hindrance=_hindrance(request, found), rules=rules(actor.on)
    )
    return ui.page(request, "privacy/disposal.html", context, status=422 if form.errors else 200)


def _decide(request: ActingRequest, found: Disposal, form: Any) -> bool:
    actor = request.actor
    try:
        if request.POST.get("viec") == "xoa":
            services.confirm(actor=actor, disposal=found, on=actor.on)
        else:
            services.decline(actor=actor, disposal=found, reason=form.cleaned_data["reason"], on=actor.on)
    except Refused as refusal:
        form.add_error(None, f"{refusal.reason} {refusal.clause}".strip())
        return False
    ui.tell(request, _("Đã ghi quyết định."))
    return True


def _hindrance(request: ActingRequest, found: Disposal) -> str:
    """Why this person may not confirm now; said before anybody presses."""
    if found.state != DisposalState.PROPOSED:
        return ""
    try:
        refuse_if_held(found.subject_id, request.actor.on)
        check_is_second(request.actor, found)
    except Refused as refusal:
        return f"{refusal.reason} {refusal.clause}".strip()
    return ""


@require_http_methods(["GET", "POST"])
@needs(LegalHold, "add")
def hold(request: ActingRequest, cadre_id: UUID) -> HttpResponse:
    cadre = cadre_or_404(request.actor, cadre_id)
    form = HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.place_hold(actor=request.actor, cadre=cadre, on=request.actor.on, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            ui.tell(request, _("Đã ghi; hồ sơ này không bị xóa cho đến khi thôi giữ."))
            return redirect(f"/can-bo/{cadre.pk}/")
    title = _("Giữ hồ sơ của %(name)s theo yêu cầu pháp lý") % {"name": cadre.full_name}
    context = keeping.present_hold(title, Link(cadre.full_name, f"/can-bo/{cadre.pk}/"), form)
    return ui.page(request, "ui/asking.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs(LegalHold, "change")
def end_hold(request: ActingRequest, hold_id: UUID) -> HttpResponse:
    found = get_or_404(request.actor, LegalHold, "change", pk=hold_id)
    form = DeclineForm(request.POST or None)
    form.fields["reason"].label = _("Lý do thôi giữ, kèm văn bản nếu có")
    if request.method == "POST" and form.is_valid():
        try:
            services.end_hold(
                actor=request.actor, hold=found, reason=form.cleaned_data["reason"], on=request.actor.on
            )
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            ui.tell(request, _("Đã thôi giữ."))
            return redirect(keeping.ADDRESS)
    back = Link(_("Thời hạn lưu và việc xóa"), keeping.ADDRESS)
    context = keeping.present_hold(_("Thôi giữ hồ sơ"), back, form, keeping.hold_facts(found))
    return ui.page(request, "ui/asking.html", context, status=422 if form.errors else 200)
