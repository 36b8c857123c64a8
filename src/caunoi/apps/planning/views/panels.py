"""A panel beside the page; without script a page of its own, whether asked for or sent."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from caunoi.apps.planning.models import PlanChange
from caunoi.apps.planning.presenters.deciding import VERSION
from caunoi.foundation import ui
from caunoi.foundation.ui.answers import asked_by_htmx
from caunoi.foundation.ui.requests import ActingRequest


def panel(request: ActingRequest, fragment: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    if asked_by_htmx(request):
        return ui.swap(request, fragment, {**context, "beside": True}, status=status)
    return ui.page(request, "planning/panel.html", {**context, "fragment": fragment}, status=status)


def done(request: ActingRequest, address: str) -> HttpResponse:
    """After a write: the page it is about, whole, with what was told on top."""
    if asked_by_htmx(request):
        answer = HttpResponse(status=204)
        answer["HX-Redirect"] = address
        return answer
    answer = HttpResponse(status=303)
    answer["Location"] = address
    return answer


def undo_url(change: PlanChange) -> str:
    """Where to take a change back that was just made: the version after it is the one the next page shows."""
    address = reverse("planning:undo", args=[change.plan_id, change.pk])
    return ui.with_query(address, **{VERSION: str(change.plan.version)})
