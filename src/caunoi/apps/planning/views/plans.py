"""The year's plans, one plan while it is solved and afterwards, and what is decided about it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caunoi.apps.classes.selectors import programmes_on
from caunoi.apps.organisation.models import Unit
from caunoi.apps.planning import selectors, services
from caunoi.apps.planning.choices import PlanState
from caunoi.apps.planning.forms import DraftForm, Offered
from caunoi.apps.planning.models import Plan
from caunoi.apps.planning.presenters import files, lists, solving
from caunoi.apps.planning.presenters import plan_page as pages
from caunoi.apps.planning.presenters.board import present_board
from caunoi.apps.planning.presenters.pins import present_pins
from caunoi.apps.planning.presenters.scenarios import compare_link
from caunoi.apps.planning.selectors import counted
from caunoi.apps.planning.selectors.norms import cost_items
from caunoi.apps.planning.selectors.quotas import Within
from caunoi.apps.planning.selectors.standing import groups_for
from caunoi.apps.planning.views.versions import seen_in
from caunoi.foundation import ui
from caunoi.foundation.audit.services import record_list
from caunoi.foundation.figures import FigureValue, Scope, figure_or_404
from caunoi.foundation.jobs import mailbox
from caunoi.foundation.lists import pages as shared
from caunoi.foundation.policy import can, check, get_or_404
from caunoi.foundation.policy.census import needs
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui.components import ErrorSummary, Heading, Link
from caunoi.foundation.ui.requests import ActingRequest

FORM = require_http_methods(["GET", "POST"])


@require_GET
@needs(Plan, "view")
def plan_list(request: ActingRequest) -> HttpResponse:
    params = dict(request.GET.lists())
    shape = lists.shape_in(params)
    if address := shared.forward(request, lists.PLANS, shape):
        return HttpResponseRedirect(address)
    on, may = ui.day_of(request), holds(request.actor, Plan, "add")
    plans = list(selectors.plans(request.actor))
    found = lists.PlanList(plans, lists.asked_in(params), shape, request.get_full_path(), may)
    lacking = [] if plans or not may else _lacking(request, on)
    bar = shared.bar_of(
        request,
        lists.PLANS,
        lists.presets_of(found),
        shape=shape,
        offers=lists.offers(),
        groups=lists.groupings(),
    )
    context = lists.present_plans(found, bar, year=selectors.year_to_plan(on), lacking=lacking)
    return ui.page(request, "planning/list.html", context)


def _needs(request: ActingRequest, on: date) -> selectors.NeedsFound:
    unit_id = selectors.planning_unit(request.actor, on)
    return selectors.needs_of(request.actor, on=on, options=selectors.options_on(on), unit_id=unit_id)


def _lacking(request: ActingRequest, on: date) -> list[FigureValue]:
    """Those lacking anything, and of them those who are short of the standard: two numbers people compare."""
    unit_id = selectors.planning_unit(request.actor, on)
    short = figure_or_404("standard.not_met").answer(request.actor, Scope(on=on, unit_id=unit_id))
    return [counted.lacking(_needs(request, on), on, selectors.options_on(on).group), short]


@FORM
@needs(Plan, "add")
def new(request: ActingRequest) -> HttpResponse:
    on = ui.day_of(request)
    found = None if request.POST else _needs(request, on)
    offered = _offered(request, on)
    form = DraftForm(request.POST, offered=offered) if found is None else _first_form(found, on, offered)
    if not form.is_valid():
        head = Heading(_("Lập kế hoạch từ nhu cầu"), "", [Link(_("Kế hoạch"), reverse("planning:list"))])
        context = {"head": head, "form": form, "errors": ErrorSummary.of(form), "found": found}
        return ui.page(request, "planning/new.html", context, status=422 if form.errors else 200)
    plan = services.draft_plan(
        actor=request.actor,
        year=form.cleaned_data["year"],
        budget=form.cleaned_data["budget"],
        unit=get_or_404(request.actor, Unit, pk=selectors.planning_unit(request.actor, on)),
        on=on,
        options=selectors.options_on(on, **form.changed_options(selectors.options_on(on))),
    )
    return HttpResponseRedirect(reverse("planning:plan", args=[plan.pk]))


def _first_form(found: selectors.NeedsFound, on: date, offered: Offered) -> DraftForm:
    options = selectors.options_on(on)
    budget = services.money_for_all(found, options)
    return DraftForm.start(selectors.year_to_plan(on), budget, options, offered)


def _offered(request: ActingRequest, on: date) -> Offered:
    """The further conditions this person may set, and where units and programmes are looked up."""
    programmes = {each.code: each.name for each in programmes_on(request.actor, on)}
    within = Within(on, selectors.planning_unit(request.actor, on), programmes)
    return Offered(within, groups_for(request.actor), cost_items())


@require_GET
@needs(Plan, "view")
def plan_page(request: ActingRequest, plan_id: UUID) -> HttpResponse:
    plan = selectors.plan_or_404(request.actor, plan_id)
    plan_rows = selectors.rows_of(request.actor, plan)
    if request.GET.get("format"):
        return _file(request, plan_rows)
    if plan.state == PlanState.SOLVING:
        watched = solving.present_solving(request.actor, plan_rows, selectors.job_of(plan))
        return ui.page(request, "planning/solving.html", watched)
    change = selectors.last_change(request.actor, plan)
    filled = selectors.plan_to_fill(request.actor)
    context = pages.present_plan(
        request.actor,
        plan_rows,
        verified=services.faults_of(plan_rows),
        change=change,
        fills=filled is not None and filled.pk == plan.pk,
        proposals=selectors.proposals_of(request.actor, plan),
    )
    board = present_board(plan_rows, can(request.actor, "change", plan))
    return ui.page(
        request,
        "planning/plan.html",
        {
            **context,
            "board": board,
            "pins": present_pins(plan_rows, context["may"]),
            "beside": compare_link(plan),
            "ask": ask_links(plan, context),
        },
    )


def ask_links(plan: Plan, context: dict[str, Any]) -> list[Link]:
    if not context["may"]:
        return []
    return [
        Link(_("Hỏi thêm: giá từng giới hạn, ngân sách khác"), reverse("planning:answers", args=[plan.pk])),
        Link(_("Điều chỉnh sau biến cố"), reverse("planning:replan", args=[plan.pk])),
    ]


def _demo_mark() -> str:
    return "DỮ LIỆU MẪU" if settings.DEMO else ""


def _file(request: ActingRequest, plan_rows: selectors.PlanRows) -> HttpResponse:
    data, name, kind = files.plan_file(
        request.actor, plan_rows, request.GET["format"], request.GET.get("mau", ""), demo_mark=_demo_mark()
    )
    record_list(
        request.actor,
        plan_rows.plan.name,
        rows=len(plan_rows.needs),
        form=request.GET["format"],
        asked=_narrowed(request),
    )
    return ui.download(request, data, name, kind)


def _narrowed(request: ActingRequest) -> dict[str, list[str]]:
    return dict(request.GET.lists())


@require_GET
@needs(Plan, "view")
def progress(request: ActingRequest, plan_id: UUID) -> HttpResponse:
    """Asked every second while the plan is solved; when it has ended, the whole page is asked for once."""
    plan = selectors.plan_or_404(request.actor, plan_id)
    page = reverse("planning:plan", args=[plan.pk])
    if plan.state != PlanState.SOLVING:
        answer = HttpResponse(status=204)
        answer["HX-Redirect"] = page
        return answer
    watched = solving.present_solving(
        request.actor, selectors.rows_of(request.actor, plan), selectors.job_of(plan)
    )
    return ui.swap(request, "planning/_solving.html", watched, redirect_to=page)


@require_POST
@needs(Plan, "change")
def stop(request: ActingRequest, plan_id: UUID) -> HttpResponse:
    """The best plan so far is kept."""
    plan = get_or_404(request.actor, Plan, "change", pk=plan_id)
    job = selectors.job_of(plan)
    if job is not None and not job.has_ended:
        mailbox.ask_to_stop(job.pk)
        ui.tell(request, _("Đã yêu cầu dừng; phương án tốt nhất đang có sẽ được giữ lại."))
    return HttpResponseRedirect(reverse("planning:plan", args=[plan.pk]))


@require_POST
@needs(Plan, "change")
def solve(request: ActingRequest, plan_id: UUID) -> HttpResponse:
    plan = services.solve_again(
        actor=request.actor,
        plan=get_or_404(request.actor, Plan, "change", pk=plan_id),
        seen=seen_in(request),
    )
    return HttpResponseRedirect(reverse("planning:plan", args=[plan.pk]))


@require_POST
@needs(Plan, "change")
def drop(request: ActingRequest, plan_id: UUID) -> HttpResponse:
    plan = get_or_404(request.actor, Plan, "change", pk=plan_id)
    services.drop_plan(actor=request.actor, plan=plan, seen=seen_in(request))
    ui.tell(request, _("Đã bỏ kế hoạch “%(plan)s”.") % {"plan": plan.name})
    return HttpResponseRedirect(reverse("planning:list"))


@require_GET
@needs(Plan, "view")
def rows(request: ActingRequest, plan_id: UUID) -> HttpResponse:
    """The rows behind one number of the plan."""
    plan = selectors.plan_or_404(request.actor, plan_id)
    check(request.actor, "view", plan)
    code = next(
        (code for code, kind in counted.KINDS.items() if kind == request.GET.get("loai")), "plan.people"
    )
    where = {counted.LINE: request.GET.get("dong", "")}
    plan_rows = selectors.rows_of(request.actor, plan)
    value = counted.value_of(code, plan_rows, Scope(on=plan.on, where=where))
    if request.GET.get("format"):
        form = request.GET["format"]
        file = files.rows_file(value, plan_rows, form, demo_mark=_demo_mark())
        record_list(request.actor, plan.name, rows=len(value.rows), form=form, asked=_narrowed(request))
        return ui.download(request, *file)
    return ui.page(request, "planning/rows.html", lists.present_rows(plan_rows, value))
