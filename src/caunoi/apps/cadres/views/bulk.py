"""Many people at once: chosen in the list, looked at, carried out, taken back."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caunoi.apps.cadres import selectors
from caunoi.apps.cadres.forms.bulk import FORMS, KindForm, bulk_form
from caunoi.apps.cadres.models import BulkChange
from caunoi.apps.cadres.models.bulk import BulkState
from caunoi.apps.cadres.presenters import bulk as pages
from caunoi.apps.cadres.selectors.bulk import bulk_rows
from caunoi.apps.cadres.services import bulk, bulk_jobs
from caunoi.foundation import ui
from caunoi.foundation.errors import NotVisible, Refused
from caunoi.foundation.policy import get_or_404
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.components import ErrorSummary
from caunoi.foundation.ui.requests import ActingRequest


@require_POST
@needs(BulkChange, "add")
def bulk_choose(request: ActingRequest) -> HttpResponse:
    """Those ticked in the list, or everybody its filter keeps."""
    ids = selectors.chosen(
        request.actor,
        ui.day_of(request),
        dict(request.GET.lists()),
        picked=request.POST.getlist("chon"),
        everybody="tat_ca" in request.POST,
    )
    if not ids:
        raise Refused(_("Chưa chọn ai. Chọn ít nhất một người trong danh sách rồi bấm lại."))
    change = bulk.choose_people(actor=request.actor, cadre_ids=ids)
    return HttpResponseRedirect(reverse("cadres:bulk", args=[change.pk]))


@require_http_methods(["GET", "POST"])
@needs(BulkChange, "change")
def bulk_page(request: ActingRequest, bulk_id: UUID) -> HttpResponse:
    """Where the change stands: what to do is asked, it runs, it was looked at, done or undone."""
    change = _change(request, bulk_id)
    job = bulk_jobs.job_of(change)
    if change.state in (BulkState.LOOKING, BulkState.DOING) and job is not None and not job.has_ended:
        return ui.page(request, "cadres/bulk_running.html", pages.present_running(change, job))
    if change.state in (BulkState.CHOSEN, BulkState.LOOKING):
        return _ask_kind(request, change)
    context = pages.present_change(
        request.actor, change, bulk_rows(request.actor, change), ui.day_of(request)
    )
    return ui.page(request, "cadres/bulk.html", context)


def _ask_kind(request: ActingRequest, change: BulkChange) -> HttpResponse:
    form = KindForm(request.POST or None)
    if form.is_valid():
        return HttpResponseRedirect(reverse("cadres:bulk_ask", args=[change.pk, form.cleaned_data["viec"]]))
    context = {**pages.present_kinds(change, form), "errors": ErrorSummary.of(form)}
    return ui.page(request, "ui/asking.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs(BulkChange, "change")
def bulk_ask(request: ActingRequest, bulk_id: UUID, kind: str) -> HttpResponse:
    """What exactly; then the look."""
    change = _change(request, bulk_id)
    if kind not in FORMS:
        raise NotVisible(f"bulk change {kind}")
    form = bulk_form(request.actor, kind, request.POST or None, on=ui.day_of(request))
    if not form.is_valid():
        context = {**pages.present_question(change, kind, form), "errors": ErrorSummary.of(form)}
        return ui.page(request, "ui/asking.html", context, status=422 if form.errors else 200)
    change = bulk.ask(actor=request.actor, change=change, kind=kind, asked=form.said)
    bulk_jobs.look(actor=request.actor, change=change, address=pages.page_url(change))
    return HttpResponseRedirect(pages.page_url(change))


@require_POST
@needs(BulkChange, "change")
def bulk_do(request: ActingRequest, bulk_id: UUID) -> HttpResponse:
    change = bulk_jobs.carry_out(
        actor=request.actor, change=_change(request, bulk_id), address=reverse("cadres:bulk", args=[bulk_id])
    )
    if change.state == BulkState.DONE:
        undo = reverse("cadres:bulk_undo", args=[change.pk])
        ui.tell(request, pages.done_for(change), undo=undo)
    return HttpResponseRedirect(pages.page_url(change))


@require_POST
@needs(BulkChange, "change")
def bulk_undo(request: ActingRequest, bulk_id: UUID) -> HttpResponse:
    change = bulk.undo(actor=request.actor, change=_change(request, bulk_id), on=request.actor.on)
    ui.tell(request, _("Đã hoàn tác. Xem bên dưới ai được trả lại, ai giữ nguyên và vì sao."))
    return HttpResponseRedirect(pages.page_url(change))


@require_GET
@needs(BulkChange, "view")
def bulk_list(request: ActingRequest) -> HttpResponse:
    """Every change within reach, the newest first."""
    return ui.page(
        request, "cadres/bulk_list.html", pages.present_list(selectors.bulk_changes(request.actor))
    )


def _change(request: ActingRequest, bulk_id: UUID) -> BulkChange:
    return get_or_404(request.actor, BulkChange, "change", pk=bulk_id)
