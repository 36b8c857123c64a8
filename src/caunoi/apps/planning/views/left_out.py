"""Everybody a plan leaves out, with an address for every search and page."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from caunoi.apps.planning import selectors
from caunoi.apps.planning.models import Plan
from caunoi.apps.planning.presenters.left_out import FIND, FROM, LeftOut, present_left_out
from caunoi.foundation import ui
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import can
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.requests import ActingRequest

MOST_DIGITS = 7
LONGEST = 100


class UnreadableRow(Refused):
    """A first row that is no number."""

    status = 400


@require_GET
@needs(Plan, "view")
def left_out(request: ActingRequest, plan_id: UUID) -> HttpResponse:
    plan = selectors.plan_or_404(request.actor, plan_id)
    rows = selectors.rows_of(request.actor, plan)
    text = " ".join(request.GET.get(FIND, "").split())[:LONGEST]
    asked = LeftOut(rows, text, _start(request.GET.get(FROM, "")))
    context = present_left_out(asked, can(request.actor, "change", plan))
    return ui.page(request, "planning/left_out.html", context)


def _start(told: str) -> int:
    if told and not (told.isascii() and told.isdigit() and len(told) <= MOST_DIGITS):
        raise UnreadableRow(_("Dòng bắt đầu phải là một số, ví dụ 50."))
    return int(told or 0)
