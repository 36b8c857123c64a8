"""Copying a plan as a scenario, and holding scenarios of a year side by side."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from caunoi.apps.cadres.selectors import read_ids
from caunoi.apps.planning import selectors, services
from caunoi.apps.planning.forms import CopyForm
from caunoi.apps.planning.models import Plan
from caunoi.apps.planning.presenters import scenarios as pages
from caunoi.apps.planning.selectors.scenarios import Difference, difference_of, scenarios_of
from caunoi.apps.planning.views.panels import done, panel
from caunoi.foundation import ui
from caunoi.foundation.audit.services import record_list
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import get_or_404
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.components import ErrorSummary, Heading, Link
from caunoi.foundation.ui.requests import ActingRequest


@require_http_methods(["GET", "POST"])
@needs(Plan, "change")
def copy(request: ActingRequest, plan_id: UUID) -> HttpResponse:
    plan = get_or_404(request.actor, Plan, "change", pk=plan_id)
    form = CopyForm(request.POST) if request.method == "POST" else CopyForm.start(plan)
    if not form.is_valid():
        title = _("Chép thành phương án khác")
        crumbs = [Link(plan.name, reverse("planning:plan", args=[plan.pk]))]
        context = {"head": Heading(title, plan.name, crumbs), "title": title, "plan": plan, "form": form}
        told = {**context, "errors": ErrorSummary.of(form)}
        return panel(request, "planning/_copy.html", told, status=422 if form.errors else 200)
    made = services.copy_plan(actor=request.actor, plan=plan, **form.cleaned_data)
    link = Link(_("So sánh hai phương án"), beside(plan, made))
    ui.tell(request, _("Đã chép thành “%(plan)s”.") % {"plan": made.name}, link=link)
    return done(request, reverse("planning:plan", args=[made.pk]))


def beside(plan: Plan, made: Plan) -> str:
    told = {pages.ONE: str(plan.pk), pages.OTHER: str(made.pk)}
    return ui.with_query(reverse("planning:scenarios"), nam=str(plan.year), **told)


@require_GET
@needs(Plan, "view")
def scenarios(request: ActingRequest) -> HttpResponse:
    """All plans of the year in numbers; two of them person by person where they are chosen."""
    year = _year(request)
    chosen = [_chosen(request, name) for name in (pages.ONE, pages.OTHER)]
    plans = [plan for plan in chosen if plan is not None]
    found = difference_of(request.actor, *plans) if len(plans) == 2 else None
    if request.GET.get("format") and found is not None:
        return _file(request, found)
    context = pages.present_scenarios(year, scenarios_of(request.actor, year), plans)
    if found is not None:
        context |= pages.present_difference(found, request.get_full_path())
    return ui.page(request, "planning/scenarios.html", context)


def _year(request: ActingRequest) -> int:
    told = request.GET.get("nam", "")
    if not told:
        return selectors.year_to_plan(ui.day_of(request))
    if not (told.isascii() and told.isdigit() and len(told) == 4):
        raise UnreadableYear(_("Năm phải là bốn chữ số, ví dụ 2021."))
    return int(told)


class UnreadableYear(Refused):
    status = 400


def _chosen(request: ActingRequest, name: str) -> Plan | None:
    said = request.GET.get(name, "")
    return selectors.plan_or_404(request.actor, read_ids([said])[0]) if said else None


def _file(request: ActingRequest, found: Difference) -> HttpResponse:
    form = request.GET["format"]
    mark = _("DỮ LIỆU MẪU") if settings.DEMO else ""
    file = pages.difference_file(found, form, mark)
    asked = dict(request.GET.lists())
    record_list(request.actor, found.one.plan.name, rows=len(found.rows), form=form, asked=asked)
    return ui.download(request, *file)
