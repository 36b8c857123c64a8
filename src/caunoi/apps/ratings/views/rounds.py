"""A year opened, how far it is, and one unit of it up to the seal."""

from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caunoi.apps.cadres.selectors import unit_or_404
from caunoi.apps.ratings.choices import SheetState
from caunoi.apps.ratings.forms import SealForm, UnitLevelForm, YearForm
from caunoi.apps.ratings.models import RatedUnit, RatingRound, RatingSheet
from caunoi.apps.ratings.presenters.rounds import HOME, RoundPage, UnitPage, present_round, present_unit
from caunoi.apps.ratings.selectors import sheets as selectors
from caunoi.apps.ratings.selectors.years import scheme_for, year_of
from caunoi.apps.ratings.services import deciding, rounds, sealing
from caunoi.domain.rating.procedures import procedure_of
from caunoi.foundation import ui
from caunoi.foundation.audit.readings import note
from caunoi.foundation.policy import can
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.components import ErrorSummary, Heading, Link
from caunoi.foundation.ui.requests import ActingRequest

WAY = "ratings:unit"


@require_http_methods(["GET", "POST"])
@needs(RatingRound, "add")
def open_round(request: ActingRequest) -> HttpResponse:
    actor = request.actor
    home = next((grant.unit_id for grant in actor.grants if grant.unit_id), None)
    year = year_of(request.GET.get("nam", ""), actor.on)
    due = max(procedure_of(scheme_for(year)).due_on(year), actor.on)
    form = YearForm(request.POST or None, year=year, due_on=due, unit=home)
    if not form.is_valid():
        lead = _("Mỗi người đang công tác nhận một phiếu. Cách xếp loại của năm được giữ cùng đợt.")
        head = Heading(_("Mở xếp loại năm"), lead, [Link(_("Xếp loại hằng năm"), HOME)])
        return asking(request, head, form, _("Mở xếp loại"), HOME)
    said = dict(form.cleaned_data)
    unit = unit_or_404(actor, said.pop("unit"))
    fresh = rounds.open_round(actor=actor, unit=unit, **said)
    ui.tell(request, _("Đã mở. Mỗi người thấy phiếu của mình ở trang chính."))
    return HttpResponseRedirect(f"{HOME}dot/{fresh.pk}/")


def asking(
    request: ActingRequest, head: Heading, form: BaseForm, submit: str, back: str, **more: Any
) -> HttpResponse:
    """One question; what was typed wrongly comes back with what is wrong."""
    context = {"head": head, "form": form, "submit": submit, "back": back, **more}
    context["errors"] = ErrorSummary.of(form)
    return ui.page(request, "ui/asking.html", context, status=422 if form.errors else 200)


@require_GET
@needs(RatedUnit, "fill")
def round_page(request: ActingRequest, rating_round_id: UUID) -> HttpResponse:
    actor, found = request.actor, selectors.round_or_404(request.actor, rating_round_id)
    units = selectors.units_of(actor, found.pk)
    page = RoundPage(
        actor,
        found,
        units,
        selectors.counts_by_unit(actor, found.pk),
        selectors.sealed_units(actor, found.pk),
    )
    return ui.page(request, "ratings/round.html", present_round(page))


@require_GET
@needs(RatedUnit, "fill")
def unit_page(request: ActingRequest, rated_id: UUID) -> HttpResponse:
    page = _unit(request, rated_id)
    note(request.actor, [sheet.cadre_id for sheet in page.sheets], WAY)
    return ui.page(request, "ratings/unit.html", present_unit(page))


def _unit(request: ActingRequest, rated_id: UUID) -> UnitPage:
    actor, rated = request.actor, selectors.rated_or_404(request.actor, rated_id)
    sheets, seal = selectors.sheets_of(actor, rated.pk), selectors.seal_of(actor, rated.pk)
    for sheet in sheets:
        sheet.rated = rated
    waiting = [sheet for sheet in sheets if sheet.state == SheetState.PROPOSED]
    return UnitPage(
        actor,
        rated,
        sheets,
        selectors.standing_of(actor, rated, sheets),
        seal,
        selectors.corrected_levels(actor, seal) if seal else {},
        can(actor, "change", rated),
        sum(deciding.plainly_decided(actor, sheet) for sheet in waiting) if seal is None else 0,
    )


@require_POST
@needs(RatedUnit, "fill")
def newcomers(request: ActingRequest, rated_id: UUID) -> HttpResponse:
    found = selectors.rated_or_404(request.actor, rated_id)
    many = rounds.list_newcomers(actor=request.actor, rated=found)
    ui.tell(request, _("Đã đưa %(n)s người vào danh sách.") % {"n": many})
    return HttpResponseRedirect(f"{HOME}don-vi/{found.pk}/")


@require_POST
@needs(RatingSheet, "decide")
def as_proposed(request: ActingRequest, rated_id: UUID) -> HttpResponse:
    found = selectors.rated_or_404(request.actor, rated_id)
    many = deciding.decide_as_proposed(actor=request.actor, rated=found)
    ui.tell(request, _("Đã quyết định %(n)s người theo mức đề xuất.") % {"n": many})
    return HttpResponseRedirect(f"{HOME}don-vi/{found.pk}/")


@require_http_methods(["GET", "POST"])
@needs(RatedUnit, "change")
def unit_level(request: ActingRequest, rated_id: UUID) -> HttpResponse:
    found = selectors.rated_or_404(request.actor, rated_id, "change")
    back = f"{HOME}don-vi/{found.pk}/"
    form = UnitLevelForm(request.POST or None, rated=found)
    if not form.is_valid():
        lead = _("Mức của người đứng đầu được xét cùng mức này.")
        head = Heading(_("Ghi mức của đơn vị"), lead, [Link(_("Phiếu của đơn vị"), back)])
        return asking(request, head, form, _("Ghi mức"), back)
    rounds.rate_unit(actor=request.actor, rated=found, **form.cleaned_data)
    ui.tell(request, _("Đã ghi mức của đơn vị."))
    return HttpResponseRedirect(back)


@require_http_methods(["GET", "POST"])
@needs(RatedUnit, "change")
def seal(request: ActingRequest, rated_id: UUID) -> HttpResponse:
    """Asked once more before: nothing can be changed afterwards."""
    found = selectors.rated_or_404(request.actor, rated_id, "change")
    back = f"{HOME}don-vi/{found.pk}/"
    form = SealForm(request.POST or None, on=request.actor.on)
    if not form.is_valid():
        lead = _(
            "Mức của từng người được niêm phong và vào hồ sơ. Chốt rồi chỉ sửa bằng điều chỉnh có quyết định."
        )
        head = Heading(_("Chốt năm của đơn vị"), lead, [Link(_("Phiếu của đơn vị"), back)])
        return asking(request, head, form, _("Chốt"), back, danger=True)
    sealed = sealing.seal(actor=request.actor, rated=found, **form.cleaned_data)
    ui.tell(request, _("Đã chốt %(n)s người.") % {"n": sealed.people})
    return HttpResponseRedirect(back)
