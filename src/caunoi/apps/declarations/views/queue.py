"""The queue of scans: the next one, and what somebody saw who compared it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from caunoi.apps.cadres.models import PostingEvidence, QualificationEvidence
from caunoi.apps.declarations.forms.queue import CompareForm
from caunoi.apps.declarations.models import ScanHold
from caunoi.apps.declarations.presenters.queue import (
    ADDRESS,
    KIND,
    ORDER,
    PASSED,
    QueuePage,
    order_in,
    present_queue,
    shelf_in,
)
from caunoi.apps.declarations.selectors.scans import (
    WaitingScan,
    shelf_or_404,
    waiting_or_404,
    waiting_scans,
)
from caunoi.apps.declarations.services.queue import compare, take_up
from caunoi.foundation import ui
from caunoi.foundation.audit.readings import note
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.components import ErrorSummary, Link
from caunoi.foundation.ui.requests import ActingRequest

WAYS = {"van-bang": "cadres:qualification_evidence", "quyet-dinh": "cadres:posting_evidence"}


@require_GET
@needs(ScanHold, "view")
def queue(request: ActingRequest) -> HttpResponse:
    """The next scan, now held by whoever asks."""
    shelf, order = shelf_in(request.GET.get(KIND, "")), order_in(request.GET.get(ORDER, ""))
    passed = _uuid(request.GET.get(PASSED, ""))
    taken = take_up(actor=request.actor, shelf=shelf, order=order, after=passed)
    return _shown(request, shelf, order, taken)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _shown(
    request: ActingRequest, shelf: str, order: str, taken: WaitingScan | None, form: CompareForm | None = None
) -> HttpResponse:
    actor, waiting = request.actor, waiting_scans(request.actor, shelf=shelf, order=order)
    scan = waiting_or_404(actor, taken.shelf, taken.scan_id) if taken else None
    if taken:
        note(actor, [taken.cadre_id], WAYS[taken.shelf])
    context = present_queue(QueuePage(actor, shelf, order, waiting, taken, scan))
    context["form"] = form or CompareForm()
    context["errors"] = ErrorSummary.of(form) if form else None
    return ui.page(request, "declarations/queue.html", context, status=422 if form else 200)


@require_POST
@needs(QualificationEvidence, "change")
def compare_paper(request: ActingRequest, paper_scan_id: UUID) -> HttpResponse:
    return _compare(request, "van-bang", paper_scan_id)


@require_POST
@needs(PostingEvidence, "change")
def compare_decision(request: ActingRequest, posting_scan_id: UUID) -> HttpResponse:
    return _compare(request, "quyet-dinh", posting_scan_id)


def _compare(request: ActingRequest, key: str, scan_id: UUID) -> HttpResponse:
    scan = waiting_or_404(request.actor, key, scan_id)
    shelf, order = shelf_in(request.GET.get(KIND, "")), order_in(request.GET.get(ORDER, ""))
    form = CompareForm(request.POST)
    if not form.is_valid():
        found = waiting_scans(request.actor, shelf=shelf, order=order)
        taken = next((each for each in found if each.scan_id == scan_id), None)
        return _shown(request, shelf, order, taken, form)
    said = form.cleaned_data
    checked = compare(
        actor=request.actor,
        shelf=key,
        scan=scan,
        state=said["state"],
        claim=said["claim"],
        note=said["note"],
    )
    told = {"state": _(checked.get_state_display()), "name": scan.fact.cadre.full_name}
    where = Link(_("Xem lại"), shelf_or_404(key).address(scan.fact))
    ui.tell(request, _("Đã ghi: %(state)s, %(name)s.") % told, link=where)
    asked: dict[str, Any] = {KIND: shelf or None, ORDER: request.GET.get(ORDER)}
    return HttpResponseRedirect(ui.with_query(ADDRESS, **asked))
