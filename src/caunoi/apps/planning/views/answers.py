"""What was asked about a plan, and asking."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from caunoi.apps.cadres.selectors import read_ids
from caunoi.apps.planning import selectors, services
from caunoi.apps.planning.models import Need, Plan
from caunoi.apps.planning.presenters.answers import present_answers
from caunoi.foundation import ui
from caunoi.foundation.policy import can, get_or_404
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.requests import ActingRequest


@require_GET
@needs(Plan, "change")
def answers(request: ActingRequest, plan_id: UUID) -> HttpResponse:
    plan = get_or_404(request.actor, Plan, "change", pk=plan_id)
    rows = selectors.rows_of(request.actor, plan)
    return ui.page(
        request, "planning/answers.html", present_answers(rows, can(request.actor, "change", plan))
    )


@require_POST
@needs(Plan, "change")
def ask(request: ActingRequest, plan_id: UUID) -> HttpResponse:
    """Ordered now, answered by a job; nothing of the plan changes."""
    plan = get_or_404(request.actor, Plan, "change", pk=plan_id)
    said = request.POST.get("nhu-cau", "")
    need = get_or_404(request.actor, Need, "change", pk=read_ids([said])[0], plan=plan) if said else None
    services.ask_plan(actor=request.actor, plan=plan, kind=request.POST.get("cau", ""), need=need)
    ui.tell(request, _("Đang tính; kết quả hiện ở trang này."))
    return HttpResponseRedirect(reverse("planning:answers", args=[plan.pk]))
