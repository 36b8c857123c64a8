"""Saying what happened to a plan, reading who would change, taking the adjusted plan over."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from caunoi.apps.planning import selectors, services
from caunoi.apps.planning.forms import ShockForm
from caunoi.apps.planning.models import Plan
from caunoi.apps.planning.presenters.replanning import WHOLE, asked_of, present_replan
from caunoi.apps.planning.selectors.mergers import mergers_of
from caunoi.apps.planning.views.scenarios import beside
from caunoi.apps.planning.views.versions import seen_in
from caunoi.foundation import ui
from caunoi.foundation.policy import can, get_or_404
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.components import Link
from caunoi.foundation.ui.requests import ActingRequest

SEARCH = "tim-nguoi"


@require_http_methods(["GET", "POST"])
@needs(Plan, "change")
def replan(request: ActingRequest, plan_id: UUID) -> HttpResponse:
    """Told what happened, a job finds who must change; a name typed only offers people."""
    plan = get_or_404(request.actor, Plan, "change", pk=plan_id)
    rows, on = selectors.rows_of(request.actor, plan), ui.day_of(request)
    asked = asked_of(rows, mergers_of(rows, on))
    sent = request.method == "POST" and SEARCH not in request.POST
    form = ShockForm(request.POST if sent else None, asked=asked, initial=_typed(request))
    if sent and form.is_valid():
        shock = services.Shock(on, **_told(form.cleaned_data))
        services.order_replan(actor=request.actor, plan=plan, shock=shock, seen=seen_in(request))
        ui.tell(request, _("Đang tính; kết quả hiện ở trang này."))
        return HttpResponseRedirect(reverse("planning:replan", args=[plan.pk]))
    may = can(request.actor, "change", plan)
    taken = services.copy_taken(request.actor, plan)
    context = present_replan(rows, form, may=may, whole=WHOLE in request.GET, taken=taken)
    return ui.page(request, "planning/replan.html", context, status=422 if sent else 200)


def _typed(request: ActingRequest) -> dict[str, Any]:
    """What was chosen before a name was looked for, or named in the address of the page."""
    told = request.POST or request.GET
    lists = {name: told.getlist(name) for name in ("lop", "nguoi", "sap_nhap")}
    return {**lists, **{name: told.get(name, "") for name in ("noi", "tu", "den", "tim")}}


def _told(said: dict[str, Any]) -> dict[str, Any]:
    return {
        "lines": tuple(said["lop"]),
        "venue": said["noi"],
        "first": said["tu"],
        "last": said["den"],
        "people": tuple(said["nguoi"]),
        "mergers": tuple(said.get("sap_nhap") or ()),
    }


@require_POST
@needs(Plan, "change")
def take_over(request: ActingRequest, plan_id: UUID) -> HttpResponse:
    """Written over the draft, or over a copy that stands beside it; the copy there is is led to."""
    plan = get_or_404(request.actor, Plan, "change", pk=plan_id)
    before = services.copy_taken(request.actor, plan)
    made = services.take_over(
        actor=request.actor, plan=plan, seen=seen_in(request), copy=request.POST.get("thanh") == "moi"
    )
    if made.pk == plan.pk:
        ui.tell(request, _("Đã điều chỉnh kế hoạch; kế hoạch vẫn giữ mọi điều kiện."))
    else:
        said = (
            _("Đã chép thành “%(plan)s”.") if made != before else _("Phương án này đã nhận rồi: “%(plan)s”.")
        )
        link = Link(_("So sánh hai phương án"), beside(plan, made))
        ui.tell(request, said % {"plan": made.name}, link=link)
    return HttpResponseRedirect(reverse("planning:plan", args=[made.pk]))
