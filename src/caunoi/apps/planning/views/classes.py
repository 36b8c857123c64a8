"""Moving a whole class: what breaks is shown first, kept only when nothing does."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caunoi.apps.planning import selectors, services
from caunoi.apps.planning.forms import ClassMoveForm
from caunoi.apps.planning.models import Offering, Plan
from caunoi.apps.planning.presenters.board import present_class_move
from caunoi.apps.planning.presenters.deciding import stale_notice
from caunoi.apps.planning.presenters.panels import effect_of
from caunoi.apps.planning.selectors.weeks import weeks_in
from caunoi.apps.planning.views.panels import done, panel, undo_url
from caunoi.apps.planning.views.versions import seen_in, stale_in
from caunoi.foundation import ui
from caunoi.foundation.policy import get_or_404
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.requests import ActingRequest


@require_http_methods(["GET", "POST"])
@needs(Plan, "change")
def move_class(request: ActingRequest, plan_id: UUID, code: str) -> HttpResponse:
    """Asked with a place and a week it shows what would happen; sent with them it is done."""
    plan = get_or_404(request.actor, Plan, "change", pk=plan_id)
    line = get_or_404(request.actor, Offering, "change", plan=plan, code=code)
    stale = stale_in(request, plan)
    rows = selectors.rows_of(request.actor, plan)
    line = rows.offering(line.pk)
    asked = request.POST or (request.GET if "noi" in request.GET else None)
    form = ClassMoveForm(asked, lines=rows.offerings, line=line, weeks=weeks_in(plan))
    spot = services.Spot(*form.spot) if form.is_valid() else None
    if request.method == "POST" and stale is None and spot is not None:
        change = services.move_class(
            actor=request.actor, plan=plan, line=line, spot=spot, seen=seen_in(request)
        )
        words = _("Đã chuyển cả lớp, %(n)s người; kế hoạch vẫn giữ mọi điều kiện.")
        ui.tell(request, words % {"n": len(change.after)}, undo=undo_url(change))
        return done(request, reverse("planning:plan", args=[plan.pk]))
    chosen = (
        services.preview_class_move(actor=request.actor, plan=plan, line=line, spot=spot) if spot else None
    )
    context = {
        **present_class_move(rows, line, form, chosen),
        "broken": chosen.broken if chosen else (),
        "effect": effect_of(chosen) if chosen else "",
        "stale": stale_notice(stale),
    }
    faulty = stale is not None or bool(form.errors)
    return panel(request, "planning/_class.html", context, status=422 if faulty else 200)
