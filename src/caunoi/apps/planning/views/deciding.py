"""Proposing a plan, deciding about it, and a printed code checked by anybody."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caunoi.apps.planning import services
from caunoi.apps.planning.forms import AdoptForm, CodeForm, SendBackForm
from caunoi.apps.planning.models import Plan
from caunoi.apps.planning.presenters.deciding import present_code, stale_notice
from caunoi.apps.planning.selectors.codes import check_code
from caunoi.apps.planning.views.panels import done, panel
from caunoi.apps.planning.views.versions import seen_in, stale_in
from caunoi.apps.reviews.selectors.checking import code_in
from caunoi.foundation import ui
from caunoi.foundation.policy import get_or_404
from caunoi.foundation.policy.census import needs, public
from caunoi.foundation.ui.components import ErrorSummary, Heading, Link
from caunoi.foundation.ui.forms import PlainForm
from caunoi.foundation.ui.requests import ActingRequest

FORM = require_http_methods(["GET", "POST"])
ANYBODY = "whoever holds a printed plan may ask whether the product still keeps the same; no name is told"


@require_POST
@needs(Plan, "change")
def propose(request: ActingRequest, plan_id: UUID) -> HttpResponse:
    said = _("Đã trình phê duyệt. Một người khác có quyền sẽ phê duyệt hoặc trả lại.")
    return _changed(request, plan_id, services.propose_plan, said)


@require_POST
@needs(Plan, "change")
def withdraw(request: ActingRequest, plan_id: UUID) -> HttpResponse:
    return _changed(request, plan_id, services.withdraw_plan, _("Đã rút tờ trình; kế hoạch lại là dự thảo."))


def _changed(request: ActingRequest, plan_id: UUID, write: Callable[..., object], said: str) -> HttpResponse:
    plan = get_or_404(request.actor, Plan, "change", pk=plan_id)
    write(actor=request.actor, plan=plan, seen=seen_in(request))
    ui.tell(request, said)
    return done(request, reverse("planning:plan", args=[plan.pk]))


@FORM
@needs(Plan, "adopt")
def adopt(request: ActingRequest, plan_id: UUID) -> HttpResponse:
    plan = get_or_404(request.actor, Plan, "adopt", pk=plan_id)
    form, stale = AdoptForm(request.POST or None), stale_in(request, plan)
    if stale or not form.is_valid():
        return _asked(request, plan, form, stale, "planning/_adopt.html", _("Phê duyệt kế hoạch"))
    services.adopt_plan(
        actor=request.actor,
        plan=plan,
        decision=form.cleaned_data["decision"],
        on=ui.day_of(request),
        seen=seen_in(request),
    )
    ui.tell(request, _("Đã phê duyệt kế hoạch."))
    return done(request, reverse("planning:plan", args=[plan.pk]))


@FORM
@needs(Plan, "adopt")
def send_back(request: ActingRequest, plan_id: UUID) -> HttpResponse:
    plan = get_or_404(request.actor, Plan, "adopt", pk=plan_id)
    form, stale = SendBackForm(request.POST or None), stale_in(request, plan)
    if stale or not form.is_valid():
        return _asked(request, plan, form, stale, "planning/_send_back.html", _("Trả lại tờ trình"))
    services.return_plan(
        actor=request.actor, plan=plan, reason=form.cleaned_data["reason"], seen=seen_in(request)
    )
    ui.tell(request, _("Đã trả lại tờ trình kèm lý do."))
    return done(request, reverse("planning:plan", args=[plan.pk]))


def _asked(
    request: ActingRequest, plan: Plan, form: PlainForm, stale: services.Stale | None, part: str, title: str
) -> HttpResponse:
    crumbs = [Link(plan.name, reverse("planning:plan", args=[plan.pk]))]
    context = {
        "head": Heading(title, plan.name, crumbs),
        "title": title,
        "form": form,
        "plan": plan,
        "stale": stale_notice(stale),
        "errors": ErrorSummary.of(form),
    }
    return panel(request, part, context, status=422 if stale or form.errors else 200)


@require_GET
@public(ANYBODY)
def ask_code(request: ActingRequest) -> HttpResponse:
    """A code typed from a paper leads to its own address."""
    form = CodeForm(request.GET or None)
    if form.is_valid():
        said = code_in(form.cleaned_data["ma"])
        return HttpResponseRedirect(reverse("planning:code", args=[said or "0"]))
    lead = _("Nhập mã nội dung in cuối quyết định, kế hoạch hoặc danh sách để biết giấy có còn đúng không.")
    head = Heading(_("Kiểm tra mã kế hoạch"), lead, [Link(_("Trang đầu"), "/")])
    context = {"head": head, "form": form, "errors": ErrorSummary.of(form)}
    return ui.page(request, "ui/ask_code.html", context, status=422 if form.errors else 200)


@require_GET
@public(ANYBODY)
def code(request: ActingRequest, mark: str) -> HttpResponse:
    said = code_in(mark)
    found = check_code(said) if said else None
    return ui.page(request, "planning/code.html", present_code(said, found), status=200 if found else 404)
