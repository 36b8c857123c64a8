"""A unit's sheet: each person saves by itself; then checked, sent, and on its way up."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caunoi.apps.reviews.forms import ChangedForm, LeftForm, PaperForm, ReasonForm
from caunoi.apps.reviews.models import ReviewLine, ReviewSheet
from caunoi.apps.reviews.presenters.check import present_check
from caunoi.apps.reviews.presenters.sheet import (
    SheetPage,
    facts_of,
    person_line,
    present_rest,
    present_sheet,
    progress,
)
from caunoi.apps.reviews.selectors.papers import papers_of
from caunoi.apps.reviews.selectors.sheets import line_or_404, lines_of, missing_of, sheet_or_404, steps_of
from caunoi.apps.reviews.services import approving, filling, rounds, sending
from caunoi.foundation import ui
from caunoi.foundation.audit.readings import note
from caunoi.foundation.policy import can
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.answers import asked_by_htmx
from caunoi.foundation.ui.components import ErrorSummary
from caunoi.foundation.ui.requests import ActingRequest

WAY = "reviews:sheet"
SAME, CHANGED, LEFT, PAPER = "nguyen", "doi", "thoi", "kem"


@require_GET
@needs(ReviewSheet, "view")
def sheet(request: ActingRequest, sheet_id: UUID) -> HttpResponse:
    page = page_of(request, sheet_or_404(request.actor, sheet_id))
    note(request.actor, [line.cadre_id for line in page.lines], WAY)
    return ui.page(request, "reviews/sheet.html", present_sheet(page))


def page_of(request: ActingRequest, found: ReviewSheet) -> SheetPage:
    actor = request.actor
    lines = lines_of(actor, found)
    return SheetPage(
        actor,
        found,
        lines,
        missing_of(actor, found, lines),
        steps_of(actor, found),
        can(actor, "fill", found),
        can(actor, "approve", found),
        can(actor, "change", found.round),
        approving.asks_district(found, actor),
        approving.pending_unlock(actor, found),
    )


@require_http_methods(["GET", "POST"])
@needs(ReviewSheet, "fill")
def answer(request: ActingRequest, sheet_id: UUID, line_id: UUID) -> HttpResponse:
    """One person: the answer is the line as it now stands and how far one is."""
    actor, found = request.actor, sheet_or_404(request.actor, sheet_id, "fill")
    line = line_or_404(actor, found, line_id)
    forms: dict[str, Any] = {}
    if request.method == "GET":
        return _opened(request, found, line)
    if SAME in request.POST:
        filling.say_same(actor=actor, line=line)
    elif LEFT in request.POST:
        forms = _left(request, line)
    elif PAPER in request.POST:
        forms = _papers(request, line)
    else:
        forms = _changed(request, line)
    page = page_of(request, sheet_or_404(actor, sheet_id, "fill"))
    return _line(request, page, line_id, forms)


def _opened(request: ActingRequest, found: ReviewSheet, line: ReviewLine) -> HttpResponse:
    """The form of one person, in place; without script the whole page with it open."""
    if PAPER in request.GET:
        forms: dict[str, Any] = {"papers": PaperForm(line=line, papers=papers_of(request.actor, line))}
    elif LEFT in request.GET:
        forms = {"left": LeftForm(line=line)}
    else:
        forms = {"changed": ChangedForm(line=line)}
    return _line(request, page_of(request, found), line.pk, forms, status=200)


def _changed(request: ActingRequest, line: ReviewLine) -> dict[str, Any]:
    form = ChangedForm(request.POST, line=line)
    if not form.is_valid():
        return {"changed": form}
    filling.say_changed(actor=request.actor, line=line, change=form.change())
    return {}


def _left(request: ActingRequest, line: ReviewLine) -> dict[str, Any]:
    form = LeftForm(request.POST, line=line)
    if not form.is_valid():
        return {"left": form}
    said = form.cleaned_data
    filling.say_left(actor=request.actor, line=line, on=said["left_on"], reason=said["reason"])
    return {}


def _papers(request: ActingRequest, line: ReviewLine) -> dict[str, Any]:
    form = PaperForm(request.POST, request.FILES, line=line, papers=papers_of(request.actor, line))
    if not form.is_valid():
        return {"papers": form}
    file = form.cleaned_data["tep"]
    filling.attach_paper(
        actor=request.actor, line=line, fact=form.fact, content=file.read(), file_name=str(file.name)
    )
    return {}


def _line(
    request: ActingRequest, page: SheetPage, line_id: UUID, forms: dict[str, Any], status: int = 422
) -> HttpResponse:
    line = next(each for each in page.lines if each.pk == line_id)
    shown = person_line(page, line, facts_of(page, [line.cadre_id]), **forms)
    status = status if forms else 200
    if forms and not asked_by_htmx(request):
        return _with_form(request, page, shown, next(iter(forms.values())), status)
    context = {"line": shown, "swapped": True, **progress(page)}
    back = f"{page.address}#{shown.slug}"
    return ui.swap(request, "reviews/_line_swap.html", context, redirect_to=back, status=status)


def _with_form(request: ActingRequest, page: SheetPage, shown: Any, form: Any, status: int) -> HttpResponse:
    """Without script: the whole page again, the person open with what was typed."""
    context = present_sheet(page)
    context["lines"] = [shown if each.slug == shown.slug else each for each in context["lines"]]
    context["errors"] = ErrorSummary.of(form)
    return ui.page(request, "reviews/sheet.html", context, status=status)


@require_http_methods(["GET", "POST"])
@needs(ReviewSheet, "fill")
def rest(request: ActingRequest, sheet_id: UUID) -> HttpResponse:
    """Everybody else stays: the number was on the button, and is asked once more."""
    found = sheet_or_404(request.actor, sheet_id, "fill")
    if request.method == "POST":
        many = filling.say_rest_same(actor=request.actor, sheet=found)
        ui.tell(request, _("Đã xác nhận giữ nguyên %(n)s người.") % {"n": many})
        return HttpResponseRedirect(f"/ra-soat/bang/{found.pk}/")
    context = present_rest(page_of(request, found))
    if context["rest"] is None:
        return HttpResponseRedirect(f"/ra-soat/bang/{found.pk}/")
    return ui.page(request, "reviews/rest.html", context)


@require_POST
@needs(ReviewSheet, "fill")
def newcomers(request: ActingRequest, sheet_id: UUID) -> HttpResponse:
    found = sheet_or_404(request.actor, sheet_id, "fill")
    many = rounds.list_newcomers(actor=request.actor, sheet=found)
    ui.tell(request, _("Đã đưa %(n)s người vào danh sách.") % {"n": many})
    return HttpResponseRedirect(f"/ra-soat/bang/{found.pk}/")


@require_http_methods(["GET", "POST"])
@needs(ReviewSheet, "view")
def check(request: ActingRequest, sheet_id: UUID) -> HttpResponse:
    """What changed, who still lacks something, the way up; sending stands at its end."""
    found = sheet_or_404(request.actor, sheet_id)
    if request.method == "POST":
        sent = sending.send(actor=request.actor, sheet=found)
        ui.tell(request, _("Đã gửi. Số biên nhận %(receipt)s.") % {"receipt": sent.receipt})
        return _to_check(found)
    page = page_of(request, found)
    note(request.actor, [line.cadre_id for line in page.lines], WAY)
    return ui.page(request, "reviews/check.html", present_check(page, ReasonForm()))


def _to_check(found: ReviewSheet) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"/ra-soat/bang/{found.pk}/gui/")


# ---- the way up


@require_POST
@needs(ReviewSheet, "approve")
def agree(request: ActingRequest, sheet_id: UUID) -> HttpResponse:
    found = approving.agree(actor=request.actor, sheet=sheet_or_404(request.actor, sheet_id))
    ui.tell(request, _("Đã đồng ý. Bảng chuyển lên đơn vị mở đợt."))
    return _to_check(found)


@require_POST
@needs(ReviewSheet, "approve")
def lock(request: ActingRequest, sheet_id: UUID) -> HttpResponse:
    found = approving.lock(actor=request.actor, sheet=sheet_or_404(request.actor, sheet_id))
    ui.tell(request, _("Đã duyệt và khóa bảng."))
    return _to_check(found)


@require_POST
@needs(ReviewSheet, "approve")
def send_back(request: ActingRequest, sheet_id: UUID) -> HttpResponse:
    return _with_reason(request, sheet_id, approving.send_back, _("Đã trả lại đơn vị kèm lý do."))


@require_POST
@needs(ReviewSheet, "fill")
def ask_unlock(request: ActingRequest, sheet_id: UUID) -> HttpResponse:
    words = _("Đã gửi đề nghị mở khóa. Một người khác của cấp duyệt quyết định.")
    return _with_reason(request, sheet_id, approving.ask_unlock, words)


@require_POST
@needs(ReviewSheet, "approve")
def unlock(request: ActingRequest, sheet_id: UUID) -> HttpResponse:
    sheet = sheet_or_404(request.actor, sheet_id)
    found = approving.answer_unlock(actor=request.actor, sheet=sheet, grant=True)
    ui.tell(request, _("Đã mở khóa. Bảng về lại đơn vị."))
    return _to_check(found)


@require_POST
@needs(ReviewSheet, "approve")
def refuse_unlock(request: ActingRequest, sheet_id: UUID) -> HttpResponse:
    def refuse(**said: Any) -> ReviewSheet:
        return approving.answer_unlock(grant=False, **said)

    return _with_reason(request, sheet_id, refuse, _("Bảng vẫn khóa."))


def _with_reason(
    request: ActingRequest, sheet_id: UUID, act: Callable[..., ReviewSheet], words: str
) -> HttpResponse:
    found = sheet_or_404(request.actor, sheet_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        context = present_check(page_of(request, found), form) | {"errors": ErrorSummary.of(form)}
        return ui.page(request, "reviews/check.html", context, status=422)
    act(actor=request.actor, sheet=found, reason=form.cleaned_data["reason"])
    ui.tell(request, words)
    return _to_check(found)
