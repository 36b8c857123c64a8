"""One line with its people, moving somebody, taking a change back."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caunoi.apps.planning import selectors, services
from caunoi.apps.planning.models import Need, Offering, Plan, PlanChange
from caunoi.apps.planning.presenters import panels
from caunoi.apps.planning.presenters.deciding import stale_notice
from caunoi.apps.planning.views.panels import done, panel, undo_url
from caunoi.apps.planning.views.versions import seen_in, stale_in
from caunoi.foundation import ui
from caunoi.foundation.policy import can, get_or_404
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.requests import ActingRequest


@require_GET
@needs(Plan, "view")
def line(request: ActingRequest, plan_id: UUID, code: str) -> HttpResponse:
    plan = selectors.plan_or_404(request.actor, plan_id)
    chosen = get_or_404(request.actor, Offering, plan=plan, code=code)
    rows = selectors.rows_of(request.actor, plan)
    may = can(request.actor, "change", plan)
    warnings = services.warnings_of(rows, chosen, rows.in_line(chosen)) if may else []
    return ui.page(
        request, "planning/line.html", panels.present_line(rows, chosen, may=may, warnings=warnings)
    )


@require_http_methods(["GET", "POST"])
@needs(Plan, "change")
def move(request: ActingRequest, plan_id: UUID, need_id: UUID) -> HttpResponse:
    """The lines somebody could go to; one chosen shows what happens; sent, it is done."""
    need = get_or_404(request.actor, Need, "change", pk=need_id, plan_id=plan_id)
    wanted = request.POST.get("den") or request.GET.get("den", "")
    offering = _line(request, need, wanted)
    plan = get_or_404(request.actor, Plan, "change", pk=plan_id)
    stale = stale_in(request, plan)
    if request.method == "POST" and stale is None:
        change = services.place_by_hand(
            actor=request.actor, need=need, offering=offering, seen=seen_in(request)
        )
        return _told(request, change)
    rows = selectors.rows_of(request.actor, plan)
    chosen = services.preview_move(actor=request.actor, need=need, offering=offering) if wanted else None
    choices = services.choices_of(rows, need)
    context = {**panels.present_move(rows, need, choices, chosen), "stale": stale_notice(stale)}
    return panel(request, "planning/_move.html", context, status=422 if stale else 200)


def _line(request: ActingRequest, need: Need, wanted: str) -> Offering | None:
    if wanted in ("", panels.OUT):
        return None
    return get_or_404(request.actor, Offering, plan_id=need.plan_id, code=wanted)


def _told(request: ActingRequest, change: PlanChange) -> HttpResponse:
    ui.tell(request, _("Đã ghi; kế hoạch vẫn giữ mọi điều kiện."), undo=undo_url(change))
    return done(request, reverse("planning:plan", args=[change.plan_id]))


@require_POST
@needs(Plan, "change")
def undo(request: ActingRequest, plan_id: UUID, change_id: UUID) -> HttpResponse:
    change = get_or_404(request.actor, PlanChange, "change", pk=change_id, plan_id=plan_id)
    undone = services.undo_change(actor=request.actor, change=change, seen=seen_in(request))
    ui.tell(request, _("Đã hoàn tác, trả %(n)s người về chỗ cũ.") % {"n": len(undone.after)})
    return done(request, reverse("planning:plan", args=[plan_id]))
