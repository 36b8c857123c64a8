"""The plan of succession held against its limits; taking somebody in, taking somebody out."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from caunoi.apps.cadres.models import SuccessionPlan
from caunoi.apps.cadres.selectors import title_of, unit_labels
from caunoi.apps.cadres.selectors.person import cadre_or_404, unit_or_404
from caunoi.apps.cadres.services import plan_succession, take_out_of_succession
from caunoi.apps.selection import figures
from caunoi.apps.selection.forms import OutForm, PlannedForm
from caunoi.apps.selection.presenters import succession as pages
from caunoi.apps.selection.presenters.owed import present_form
from caunoi.apps.selection.selectors.succession import book_of, plan_or_404
from caunoi.foundation import policy, ui
from caunoi.foundation.audit.readings import note
from caunoi.foundation.figures import Scope
from caunoi.foundation.policy.census import needs
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui.requests import ActingRequest

WAY = "selection:succession"


@require_GET
@needs(SuccessionPlan, "view")
def succession(request: ActingRequest) -> HttpResponse:
    actor, on = request.actor, ui.day_of(request)
    book = book_of(actor, on)
    note(actor, list(book.people), WAY)
    shown = pages.FAILING if request.GET.get("xem") == pages.FAILING else pages.ALL
    codes = ("succession.people", "succession.failing", "succession.nobody")
    page = pages.SuccessionPage(
        book,
        shown,
        [figures.answer(actor, Scope(on=on), code) for code in codes],
        unit_labels({plan.unit_id for plan in book.plans}, on),
        holds(actor, SuccessionPlan, "change"),
    )
    return ui.page(request, "selection/succession.html", pages.present(page))


@require_http_methods(["GET", "POST"])
@needs(SuccessionPlan, "add")
def take_in(request: ActingRequest, cadre_id: UUID) -> HttpResponse:
    actor, cadre = request.actor, cadre_or_404(request.actor, cadre_id)
    policy.check_create(actor, SuccessionPlan, unit_id=cadre.custodian_id)
    form = PlannedForm(request.POST or None, on=actor.on, unit_id=cadre.custodian_id)
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = dict(form.cleaned_data)
        unit = unit_or_404(actor, said.pop("unit"))
        plan_succession(actor=actor, cadre=cadre, unit=unit, **said)
        ui.tell(request, _("Đã đưa %(name)s vào quy hoạch.") % {"name": cadre.full_name})
        return HttpResponseRedirect(pages.HOME)
    title = _("Đưa %(name)s vào quy hoạch") % {"name": cadre.full_name}
    lead = _("Một người một chức danh mỗi lần; trang Quy hoạch đối chiếu lại với mức của quy hoạch.")
    back = f"/can-bo/{cadre.pk}/"
    context = present_form(cadre, form, title, lead, _("Đưa vào quy hoạch"), back)
    return ui.page(request, "selection/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs(SuccessionPlan, "change")
def take_out(request: ActingRequest, succession_id: UUID) -> HttpResponse:
    actor, plan = request.actor, plan_or_404(request.actor, succession_id, "change")
    form = OutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        take_out_of_succession(actor=actor, plan=plan, on=said["out_on"], reason=said["reason"])
        ui.tell(request, _("Đã đưa %(name)s ra khỏi quy hoạch.") % {"name": plan.cadre.full_name})
        return HttpResponseRedirect(pages.HOME)
    title = _("Đưa %(name)s ra khỏi quy hoạch") % {"name": plan.cadre.full_name}
    lead = f"{title_of(plan.title_code).name}, {plan.term}"
    context = present_form(plan.cadre, form, title, lead, _("Đưa ra"), pages.HOME)
    return ui.page(request, "selection/form.html", context, status=422 if form.errors else 200)
