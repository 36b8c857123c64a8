"""Fixing a choice of a plan, and letting one go."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from caunoi.apps.cadres.selectors import read_ids
from caunoi.apps.planning import services
from caunoi.apps.planning.models import Need, Offering, Plan
from caunoi.apps.planning.presenters.pins import FREE, HERE, KIND, LINE, NEED
from caunoi.apps.planning.views.versions import seen_in
from caunoi.foundation import ui
from caunoi.foundation.policy import get_or_404
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.requests import ActingRequest


@require_POST
@needs(Plan, "change")
def pin(request: ActingRequest, plan_id: UUID) -> HttpResponse:
    """The page it was asked from comes back, with what is pinned."""
    plan = get_or_404(request.actor, Plan, "change", pk=plan_id)
    code, said = request.POST.get(LINE, ""), request.POST.get(NEED, "")
    line = get_or_404(request.actor, Offering, "change", plan=plan, code=code) if code else None
    need = get_or_404(request.actor, Need, "change", plan=plan, pk=read_ids([said])[0]) if said else None
    freeing = FREE in request.POST
    write = services.unpin if freeing else services.pin
    fixed = services.Fixed(request.POST.get(KIND, ""), line, need)
    write(actor=request.actor, plan=plan, fixed=fixed, seen=seen_in(request))
    ui.tell(request, _("Đã gỡ chốt.") if freeing else _("Đã chốt; mọi lần tính lại giữ điều này."))
    if HERE in request.POST and line is not None:
        return HttpResponseRedirect(reverse("planning:line", args=[plan.pk, line.code]))
    return HttpResponseRedirect(reverse("planning:plan", args=[plan.pk]) + "#chot")
