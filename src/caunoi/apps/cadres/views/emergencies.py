"""Opening one file in an emergency, and looking at it afterwards."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods

from caunoi.apps.accounts.models import Emergency
from caunoi.apps.accounts.selectors import emergency_limit
from caunoi.apps.cadres.forms.emergencies import EmergencyForm, LookForm
from caunoi.apps.cadres.presenters import emergencies as pages
from caunoi.apps.cadres.selectors import emergencies as selectors
from caunoi.apps.cadres.services import emergencies as services
from caunoi.foundation import clock, policy, ui
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy.census import needs
from caunoi.foundation.policy.proof import proved_lately
from caunoi.foundation.ui.requests import ActingRequest

OPENING = gettext_noop("Mở khẩn cấp một hồ sơ")


@require_http_methods(["GET", "POST"])
@needs(Emergency, "open")
@proved_lately(OPENING)
def opening(request: ActingRequest) -> HttpResponse:
    limit = emergency_limit(request.actor.on)
    asked = {"number": request.GET.get("so-hieu", "")[:20]}
    form = EmergencyForm(request.POST or None, least=limit.reason, initial=asked)
    if request.method == "POST" and form.is_valid():
        try:
            cadre = services.file_to_open(form.cleaned_data["number"])
            services.open_file(
                actor=request.actor, cadre=cadre, need=form.cleaned_data["need"],
                reason=form.cleaned_data["reason"], at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            return redirect(f"/can-bo/{cadre.pk}/")
    minutes = round(limit.open_for.total_seconds() / 60)
    context = pages.present_opening(request.actor, form, selectors.opened_by(request.actor), minutes)
    return ui.page(request, "cadres/emergency/open.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs(Emergency, "open")
def closing(request: ActingRequest) -> HttpResponse:
    """A page with one button: a link alone changes nothing."""
    if request.method == "POST":
        services.close_file(actor=request.actor, at=clock.now())
        ui.tell(request, _("Đã đóng hồ sơ."))
        return redirect(pages.ADDRESS)
    context = {
        "head": pages.Heading(_("Đóng hồ sơ đang mở khẩn cấp")),
        "opened": selectors.opened_by(request.actor),
    }
    return ui.page(request, "cadres/emergency/close.html", context)


@require_GET
@needs(Emergency, "view")
def opened_files(request: ActingRequest) -> HttpResponse:
    found = selectors.emergencies(request.actor)
    names = selectors.names_of(request.actor, found)
    return ui.page(
        request, "cadres/emergency/list.html", pages.present_emergencies(found, names, request.actor.key)
    )


@require_http_methods(["GET", "POST"])
@needs(Emergency, "look")
def look(request: ActingRequest, emergency_id: UUID) -> HttpResponse:
    found = policy.get_or_404(request.actor, Emergency, "look", pk=emergency_id)
    form = LookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.look_at(
                actor=request.actor, emergency_id=found.pk, justified=request.POST.get("viec") == "dung",
                finding=form.cleaned_data["finding"], at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            ui.tell(request, _("Đã ghi kết quả xem lại."))
            return redirect(f"{pages.ADDRESS}xem-lai/")
    names = selectors.names_of(request.actor, [found])
    context = pages.present_look(found, names, form)
    return ui.page(request, "cadres/emergency/look.html", context, status=422 if form.errors else 200)
