"""Records that may be one person: the list, two side by side, joining them, and taking them apart again."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caunoi.apps.cadres import selectors
from caunoi.apps.cadres.forms.twins import ApartForm, MergeForm, SplitForm
from caunoi.apps.cadres.models import Cadre, CadreMerge
from caunoi.apps.cadres.presenters.merge_page import present_merge
from caunoi.apps.cadres.presenters.twin_compare import present_compare, present_preview, rows_table
from caunoi.apps.cadres.presenters.twin_list import ADDRESS, TwinList, compare_url, merge_url, present_twins
from caunoi.apps.cadres.selectors import twins
from caunoi.apps.cadres.services.apart import set_apart
from caunoi.apps.cadres.services.fact_words import texts_of
from caunoi.apps.cadres.services.joined_facts import FACTS
from caunoi.apps.cadres.services.joined_fields import FIELDS, KEPT, LOST
from caunoi.apps.cadres.services.merging import MergePlan, merge, plan_merge
from caunoi.apps.cadres.services.splitting import changes_of, plan_split, split
from caunoi.foundation import ui
from caunoi.foundation.policy import visible
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.components import ErrorSummary, Link
from caunoi.foundation.ui.requests import ActingRequest

AT_ONCE, LATELY = 50, 20


@require_GET
@needs(Cadre, "merge")
def twin_list(request: ActingRequest) -> HttpResponse:
    """The pairs nobody has settled, the surest first."""
    actor, found = request.actor, twins.suspects(request.actor)
    start = _start(request, len(found))
    shown = found[start : start + AT_ONCE]
    named = {key for pair in shown for key in (pair.one, pair.other)}
    page = TwinList(
        shown, len(found), start, AT_ONCE, visible(actor, Cadre, "merge").in_bulk(list(named)),
        twins.joined_lately(actor, LATELY), ui.day_of(request),
    )  # fmt: skip
    return ui.page(request, "cadres/twins.html", present_twins(page))


def _start(request: ActingRequest, total: int) -> int:
    """From which pair on; what is no number is the beginning."""
    asked = request.GET.get("tu", "")
    start = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0
    return start if start < total else 0


@require_GET
@needs(Cadre, "merge")
def twin_count(request: ActingRequest) -> HttpResponse:
    """How many pairs there are: a quiet line on the list of people."""
    return ui.swap(request, "cadres/_twins.html", {"count": len(twins.suspects(request.actor))})


@require_http_methods(["GET", "POST"])
@needs(Cadre, "merge")
def twin_compare(request: ActingRequest, cadre_id: UUID, twin_id: UUID) -> HttpResponse:
    """Two records side by side, then what joining them would write, then the joining itself."""
    kept, lost = _both(request, cadre_id, twin_id)
    said = _said(request.POST if request.method == "POST" else request.GET)
    plan = plan_merge(actor=request.actor, kept=kept, lost=lost, said=said)
    if request.method == "POST":
        return _merge(request, plan, said)
    if "xem" in request.GET and not plan.stops:
        return _preview(request, plan, said, MergeForm())
    return _compare(request, plan, ApartForm())


def _both(request: ActingRequest, cadre_id: UUID, twin_id: UUID) -> tuple[Cadre, Cadre]:
    one = twins.mergeable_or_404(request.actor, cadre_id)
    return one, twins.mergeable_or_404(request.actor, twin_id)


def _said(given: QueryDict) -> dict[str, str]:
    """The choices in an address or a form; anything else in there is left alone."""
    chosen = {key: str(given[key]) for key in given if key in FIELDS or key.startswith("bai-")}
    return {key: value for key, value in chosen.items() if value in (KEPT, LOST)}


def _labels(request: ActingRequest, *people: Cadre) -> Mapping[UUID, str]:
    return selectors.unit_labels({cadre.custodian_id for cadre in people}, ui.day_of(request))


def _compare(request: ActingRequest, plan: MergePlan, form: ApartForm) -> HttpResponse:
    pair = twins.suspicion_of(request.actor, plan.kept, plan.lost)
    own = {model: list(visible(request.actor, model).filter(cadre=plan.kept)) for model in FACTS}
    context = present_compare(plan, pair, _labels(request, plan.kept, plan.lost), own)
    settled = twins.settled_as(request.actor, plan.kept.pk, plan.lost.pk)
    context |= {"form": form, "errors": ErrorSummary.of(form), "people": [plan.kept, plan.lost]}
    context["settled"] = settled
    return ui.page(request, "cadres/twin_compare.html", context, status=422 if form.errors else 200)


def _preview(request: ActingRequest, plan: MergePlan, said: dict[str, str], form: MergeForm) -> HttpResponse:
    labels = _labels(request, plan.kept, plan.lost)
    context: dict[str, Any] = present_preview(plan, texts_of(plan.changes), labels, said)
    context |= {"form": form, "errors": ErrorSummary.of(form)}
    return ui.page(request, "cadres/twin_preview.html", context, status=422 if form.errors else 200)


def _merge(request: ActingRequest, plan: MergePlan, said: dict[str, str]) -> HttpResponse:
    form = MergeForm(request.POST)
    if not form.is_valid():
        return _preview(request, plan, said, form)
    done = merge(
        actor=request.actor, kept=plan.kept, lost=plan.lost, said=said,
        reason=form.cleaned_data["reason"], seen=request.POST.get("da_xem", ""),
    )  # fmt: skip
    ui.tell(request, _("Đã nhập hai hồ sơ làm một."), link=Link(_("Xem lại, tách ra"), merge_url(done)))
    return HttpResponseRedirect(f"/can-bo/{done.kept_id}/")


@require_POST
@needs(Cadre, "merge")
def twin_apart(request: ActingRequest, cadre_id: UUID, twin_id: UUID) -> HttpResponse:
    """Found to be two people: the pair is not asked about again."""
    one, other = _both(request, cadre_id, twin_id)
    form = ApartForm(request.POST)
    if not form.is_valid():
        return _compare(request, plan_merge(actor=request.actor, kept=one, lost=other, said={}), form)
    set_apart(actor=request.actor, one=one, other=other, reason=form.cleaned_data["reason"])
    ui.tell(
        request,
        _("Đã ghi là hai người; cặp này không nêu lại nữa."),
        link=Link(_("Xem lại"), compare_url(one.pk, other.pk)),
    )
    return HttpResponseRedirect(ADDRESS)


@require_http_methods(["GET", "POST"])
@needs(CadreMerge, "change")
def merge_page(request: ActingRequest, merge_id: UUID) -> HttpResponse:
    """One joining: what it wrote, and the way back."""
    done = twins.merge_or_404(request.actor, merge_id)
    form = SplitForm(request.POST or None)
    if form.is_valid():
        split(actor=request.actor, done=done, reason=form.cleaned_data["reason"])
        ui.tell(request, _("Đã tách lại thành hai hồ sơ."))
        return HttpResponseRedirect(merge_url(done))
    plan = None if done.undone_at else plan_split(actor=request.actor, done=done)
    written = changes_of(done)
    rows = rows_table(written, texts_of(written), done.kept)
    context = {**present_merge(done, plan, rows), "form": form, "errors": ErrorSummary.of(form)}
    return ui.page(request, "cadres/merge.html", context, status=422 if form.errors else 200)
