"""Rounds: all of them, opening one, its board, reminding, freezing, adjusting."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.selectors import unit_or_404
from caunoi.apps.reviews import figures
from caunoi.apps.reviews.forms import AdjustForm, RoundForm
from caunoi.apps.reviews.models import FrozenPerson, ReviewRound
from caunoi.apps.reviews.presenters.rounds import (
    SEES,
    VIEWS,
    RoundPage,
    present_round,
    present_rounds,
)
from caunoi.apps.reviews.selectors.frozen import adjustments_of, frozen_of
from caunoi.apps.reviews.selectors.sheets import round_or_404, rounds_of, sheets_of
from caunoi.apps.reviews.services import freezing, freezing_jobs
from caunoi.apps.reviews.services import rounds as services
from caunoi.foundation import ui
from caunoi.foundation.figures import Scope
from caunoi.foundation.policy import can, get_or_404, visible
from caunoi.foundation.policy.census import needs
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui.components import ErrorSummary, Heading, Link
from caunoi.foundation.ui.requests import ActingRequest

HOME = "/ra-soat/"


@require_GET
@needs(ReviewRound, "view")
def rounds(request: ActingRequest) -> HttpResponse:
    may_open = holds(request.actor, ReviewRound, "add")
    context = present_rounds(request.actor, rounds_of(request.actor), may_open=may_open)
    return ui.page(request, "reviews/rounds.html", context)


@require_http_methods(["GET", "POST"])
@needs(ReviewRound, "add")
def open_round(request: ActingRequest) -> HttpResponse:
    home = next((grant.unit_id for grant in request.actor.grants if grant.unit_id), None)
    form = RoundForm(request.POST or None, on=ui.day_of(request), unit=home)
    if not form.is_valid():
        lead = _(
            "Mỗi đơn vị nhận một bảng với mọi cán bộ mình quản lý. Tiêu chuẩn của ngày chốt được giữ cùng đợt."
        )
        head = Heading(_("Mở đợt rà soát"), lead, [Link(_("Rà soát"), HOME)])
        context: dict[str, Any] = {"head": head, "form": form, "submit": _("Mở đợt"), "back": HOME}
        context["errors"] = ErrorSummary.of(form)
        return ui.page(request, "ui/asking.html", context, status=422 if form.errors else 200)
    said = dict(form.cleaned_data)
    unit = unit_or_404(request.actor, said.pop("unit"))
    fresh = services.open_round(actor=request.actor, unit=unit, **said)
    ui.tell(request, _("Đã mở đợt. Mỗi đơn vị thấy bảng của mình ở trang chính."))
    return HttpResponseRedirect(f"{HOME}{fresh.pk}/")


@require_GET
@needs(ReviewRound, "view")
def round_page(request: ActingRequest, review_id: UUID) -> HttpResponse:
    return ui.page(
        request, "reviews/round.html", present_round(_page(request, round_or_404(request.actor, review_id)))
    )


def _page(request: ActingRequest, found: ReviewRound) -> RoundPage:
    actor, shown = request.actor, request.GET.get(SEES, "")
    scope = Scope(on=actor.on, where={figures.ROUND: str(found.pk)})
    review = frozen_of(actor, found)
    adjustments = adjustments_of(actor, review) if review else []
    people = visible(actor, Cadre).filter(pk__in=[each.cadre_id for each in adjustments])
    return RoundPage(
        actor,
        found,
        sheets_of(actor, found.pk),
        {code: figures.counted(actor, scope, code) for code in figures.CODES},
        shown if shown in VIEWS else VIEWS[0],
        can(actor, "change", found),
        review,
        adjustments,
        dict(people.values_list("pk", "full_name")),
        freezing_jobs.job_of(found) if can(actor, "change", found) else None,
    )


@require_POST
@needs(ReviewRound, "change")
def remind(request: ActingRequest, review_id: UUID) -> HttpResponse:
    found = round_or_404(request.actor, review_id, "change")
    many = services.remind(actor=request.actor, round_=found)
    ui.tell(request, _("Đã nhắc %(n)s đơn vị. Lời nhắc hiện ở trang chính của văn phòng.") % {"n": many})
    return HttpResponseRedirect(f"{HOME}{found.pk}/")


@require_http_methods(["GET", "POST"])
@needs(ReviewRound, "change")
def freeze(request: ActingRequest, review_id: UUID) -> HttpResponse:
    """Asked once more before: nothing can be changed afterwards."""
    found = round_or_404(request.actor, review_id, "change")
    if request.method == "POST":
        address = f"{HOME}{found.pk}/"
        review = freezing_jobs.freeze(actor=request.actor, round_=found, address=address)
        told = (
            _("Đã chốt %(n)s người.") % {"n": review.people}
            if review
            else _("Đang chốt ở nền; trang này cho biết đến đâu.")
        )
        ui.tell(request, told)
        return HttpResponseRedirect(f"{HOME}{found.pk}/")
    lead = _(
        "Mọi người được xét theo tiêu chuẩn giữ cùng đợt, rồi kết quả được niêm phong. Chốt rồi không ai sửa được nữa."
    )
    crumbs = [Link(_("Rà soát"), HOME), Link(found.name, f"{HOME}{found.pk}/")]
    head = Heading(_("Chốt đợt rà soát"), lead, crumbs)
    context = {"head": head, "submit": _("Chốt đợt"), "danger": True, "back": f"{HOME}{found.pk}/"}
    return ui.page(request, "ui/asking.html", context)


@require_http_methods(["GET", "POST"])
@needs(FrozenPerson, "add")
def adjust(request: ActingRequest, review_id: UUID, cadre_id: UUID) -> HttpResponse:
    """One person judged again after freezing, with the reason; the frozen row stays."""
    found = round_or_404(request.actor, review_id, "change")
    cadre = get_or_404(request.actor, Cadre, pk=cadre_id)
    form = AdjustForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        review = frozen_of(request.actor, found)
        if review is not None:
            said = form.cleaned_data["reason"]
            freezing.adjust(actor=request.actor, review=review, cadre_id=cadre.pk, reason=said)
            ui.tell(request, _("Đã ghi điều chỉnh. Kết luận đã chốt vẫn giữ nguyên bên cạnh."))
        return HttpResponseRedirect(f"{HOME}{found.pk}/ket-qua/{cadre.pk}/#dieu-chinh")
    lead = _("%(name)s được xét lại với dữ kiện bây giờ, cùng ngày và cùng tiêu chuẩn của đợt.")
    crumbs = [Link(_("Rà soát"), HOME), Link(found.name, f"{HOME}{found.pk}/")]
    head = Heading(_("Điều chỉnh sau chốt"), lead % {"name": cadre.full_name}, crumbs)
    context = {"head": head, "form": form, "submit": _("Ghi điều chỉnh"), "back": f"{HOME}{found.pk}/"}
    context["errors"] = ErrorSummary.of(form)
    return ui.page(request, "ui/asking.html", context, status=422 if form.errors else 200)
