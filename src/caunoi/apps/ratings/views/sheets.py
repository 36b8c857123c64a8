"""One person's sheet, and each step of it as one question."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from caunoi.apps.ratings.forms import AdjustForm, CommentForm, LevelForm, OwnForm, ReasonForm
from caunoi.apps.ratings.models import RatingAdjustment, RatingSheet
from caunoi.apps.ratings.presenters.own import present_own
from caunoi.apps.ratings.presenters.rounds import HOME
from caunoi.apps.ratings.presenters.sheet import SheetPage, present_sheet
from caunoi.apps.ratings.presenters.words import level_words, own_level
from caunoi.apps.ratings.selectors import sheets as selectors
from caunoi.apps.ratings.services import deciding, saying, sealing
from caunoi.apps.ratings.views.rounds import asking
from caunoi.foundation import ui
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.readings import note
from caunoi.foundation.policy import can
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.components import ErrorSummary, Fact, Heading, KeyFacts, Link
from caunoi.foundation.ui.requests import ActingRequest

WAY, DRAFT = "ratings:sheet", "nhap"


@require_GET
@needs(RatingSheet, "say")
def own(request: ActingRequest) -> HttpResponse:
    return ui.page(request, "ratings/own.html", present_own(selectors.my_sheets(request.actor)))


@require_GET
@needs(RatingSheet, "say")
def sheet(request: ActingRequest, rating_sheet_id: UUID) -> HttpResponse:
    actor, found = request.actor, selectors.sheet_or_404(request.actor, rating_sheet_id)
    note(actor, [found.cadre_id], WAY)
    seal, mine = selectors.seal_of(actor, found.rated_id), actor.subject_id == found.cadre_id
    page = SheetPage(
        actor,
        found,
        selectors.steps_of(actor, found),
        seal,
        selectors.adjustments_of(actor, seal, found.cadre_id) if seal else [],
        own=mine,
        may_say=can(actor, "say", found),
        may_fill=not mine and can(actor, "fill", found),
        may_decide=deciding.may_decide(actor, found),
        may_adjust=not mine and can(actor, "add", RatingAdjustment, unit_id=found.rated.unit_id),
    )
    return ui.page(request, "ratings/sheet.html", present_sheet(page))


@require_http_methods(["GET", "POST"])
@needs(RatingSheet, "say")
def say(request: ActingRequest, rating_sheet_id: UUID) -> HttpResponse:
    """On a telephone as well: every criterion one box, kept as a draft or handed in."""
    found = selectors.sheet_or_404(request.actor, rating_sheet_id, "say")
    note(request.actor, [found.cadre_id], WAY)
    form = OwnForm(request.POST or None, sheet=found, draft=DRAFT in request.POST)
    if not form.is_valid():
        return ui.page(
            request, "ratings/say.html", _saying(request, found, form), status=422 if form.errors else 200
        )
    if DRAFT in request.POST:
        saying.keep_draft(actor=request.actor, sheet=found, own=form.own())
        ui.tell(request, _("Đã lưu nháp. Bấm “Gửi” khi viết xong; người khác chưa đọc được."))
        return HttpResponseRedirect(f"{_address(found)}tu-danh-gia/")
    saying.hand_in(actor=request.actor, sheet=found, own=form.own())
    ui.tell(request, _("Đã gửi phần tự đánh giá."))
    return HttpResponseRedirect(_address(found))


def _saying(request: ActingRequest, found: RatingSheet, form: OwnForm) -> dict[str, Any]:
    mine, told = request.actor.subject_id == found.cadre_id, {"name": found.cadre.full_name}
    lead = _("Viết vài câu cho từng phần rồi chọn mức tự nhận. Lưu nháp lúc nào cũng được.")
    title = _("Tự đánh giá") if mine else _("Tự đánh giá của %(name)s, ghi thay theo bản giấy") % told
    return {
        "head": Heading(title, lead, [Link(_("Phiếu xếp loại"), _address(found))]),
        "form": form,
        "errors": ErrorSummary.of(form),
        "back": _address(found),
    }


@require_http_methods(["GET", "POST"])
@needs(RatingSheet, "fill")
def comment(request: ActingRequest, rating_sheet_id: UUID) -> HttpResponse:
    found = selectors.sheet_or_404(request.actor, rating_sheet_id, "fill")
    form = CommentForm(request.POST or None, initial={"words": found.comment})
    return _step(request, found, form, deciding.comment, _("Ghi nhận xét"), _("Đã ghi nhận xét."))


@require_http_methods(["GET", "POST"])
@needs(RatingSheet, "fill")
def propose(request: ActingRequest, rating_sheet_id: UUID) -> HttpResponse:
    found = selectors.sheet_or_404(request.actor, rating_sheet_id, "fill")
    first = (
        (found.proposed_level, found.proposed_score)
        if found.proposed_level
        else (found.self_level, found.self_score)
    )
    form = LevelForm(request.POST or None, rules=found.rated.round.by, level=first[0], score=first[1])
    return _step(request, found, form, deciding.propose, _("Đề xuất mức"), _("Đã đề xuất mức."))


@require_http_methods(["GET", "POST"])
@needs(RatingSheet, "decide")
def decide(request: ActingRequest, rating_sheet_id: UUID) -> HttpResponse:
    found = selectors.sheet_or_404(request.actor, rating_sheet_id, "decide")
    level, score = found.decided_level or found.proposed_level, found.decided_score or found.proposed_score
    form = LevelForm(request.POST or None, rules=found.rated.round.by, level=level, score=score)
    return _step(request, found, form, deciding.decide, _("Quyết định mức"), _("Đã quyết định mức."))


@require_http_methods(["GET", "POST"])
@needs(RatingSheet, "fill")
def send_back(request: ActingRequest, rating_sheet_id: UUID) -> HttpResponse:
    found = selectors.sheet_or_404(request.actor, rating_sheet_id, "fill")
    form = ReasonForm(request.POST or None)
    return _step(request, found, form, deciding.send_back, _("Trả lại"), _("Đã trả lại kèm lý do."))


@require_http_methods(["GET", "POST"])
@needs(RatingSheet, "fill")
def excuse(request: ActingRequest, rating_sheet_id: UUID) -> HttpResponse:
    found = selectors.sheet_or_404(request.actor, rating_sheet_id, "fill")
    form = ReasonForm(request.POST or None)
    return _step(
        request, found, form, deciding.excuse, _("Không xếp loại"), _("Đã ghi không xếp loại năm này.")
    )


@require_http_methods(["GET", "POST"])
@needs(RatingSheet, "fill")
def take_up_again(request: ActingRequest, rating_sheet_id: UUID) -> HttpResponse:
    found = selectors.sheet_or_404(request.actor, rating_sheet_id, "fill")
    form = ReasonForm(request.POST or None)
    words = _("Đã đưa lại vào danh sách.")
    return _step(request, found, form, deciding.take_up_again, _("Đưa lại vào danh sách"), words)


@require_http_methods(["GET", "POST"])
@needs(RatingAdjustment, "add")
def adjust(request: ActingRequest, rating_sheet_id: UUID) -> HttpResponse:
    found = selectors.sheet_or_404(request.actor, rating_sheet_id)
    form = AdjustForm(request.POST or None, rules=found.rated.round.by)
    words = _("Đã ghi điều chỉnh. Mức đã chốt vẫn giữ nguyên bên cạnh.")
    return _step(request, found, form, sealing.adjust, _("Ghi điều chỉnh"), words)


def _step(
    request: ActingRequest, found: RatingSheet, form: BaseForm, act: Callable[..., Any], title: str, done: str
) -> HttpResponse:
    """One step as one question: the levels so far stand above it."""
    note(request.actor, [found.cadre_id], WAY)
    if not form.is_valid():
        head = Heading(
            _("%(step)s: %(name)s") % {"step": title, "name": found.cadre.full_name},
            found.post,
            [Link(_("Phiếu xếp loại"), _address(found))],
        )
        return asking(request, head, form, title, _address(found), facts=_so_far(request.actor, found))
    act(actor=request.actor, sheet=found, **form.cleaned_data)
    ui.tell(request, done)
    return HttpResponseRedirect(_address(found))


def _so_far(actor: Actor, found: RatingSheet) -> KeyFacts:
    seal = selectors.seal_of(actor, found.rated_id)
    later = selectors.adjustments_of(actor, seal, found.cadre_id) if seal else []
    facts = [
        Fact(_("Mức tự nhận"), own_level(found)),
        Fact(_("Nhận xét của tập thể"), found.comment or None),
        Fact(_("Mức đề xuất"), level_words(found.proposed_level, found.proposed_score)),
        Fact(_("Mức quyết định"), level_words(found.decided_level, found.decided_score)),
        Fact(_("Mức sau điều chỉnh"), level_words(later[-1].after) if later else None),
    ]
    return KeyFacts([fact for fact in facts if fact.value])


def _address(found: RatingSheet) -> str:
    return f"{HOME}phieu/{found.pk}/"
