"""A sheet on paper: the receipt of what was sent, the form of the round, the letter to who has not sent."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from caunoi.apps.cadres.services.exporting import EXPORT
from caunoi.apps.reviews.choices import HANDED_IN
from caunoi.apps.reviews.models import ReviewRound, ReviewSheet
from caunoi.apps.reviews.policies import check_open
from caunoi.apps.reviews.presenters import official
from caunoi.apps.reviews.presenters.receipt import receipt_pdf
from caunoi.apps.reviews.presenters.reminders import reminder_letter, reminder_letters
from caunoi.apps.reviews.presenters.sheet import SheetPage
from caunoi.apps.reviews.selectors.reminders import part_of, waited_for, waiting_of
from caunoi.apps.reviews.selectors.sheets import round_or_404, sheet_or_404
from caunoi.apps.reviews.services.sending import content_hash
from caunoi.apps.reviews.views.sheets import WAY, page_of
from caunoi.foundation import ui
from caunoi.foundation.audit.readings import note
from caunoi.foundation.audit.services import record_list
from caunoi.foundation.documents.sheets.templates import sheet_file
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.requests import ActingRequest


class UnknownFormat(Refused):
    """A kind of file the form is not written as."""

    status = 400


@require_GET
@needs(ReviewSheet, "view")
def receipt(request: ActingRequest, sheet_id: UUID) -> HttpResponse:
    """The receipt and the sheet as it was sent, as a PDF to be signed."""
    found = sheet_or_404(request.actor, sheet_id)
    if found.state not in HANDED_IN:
        raise Refused(_("Bảng này chưa gửi nên chưa có phiếu tiếp nhận."), mend=_("Gửi bảng rồi in."))
    page = page_of(request, found)
    note(request.actor, [line.cadre_id for line in page.lines], WAY)
    check_url = request.build_absolute_uri(reverse("reviews:code", args=[found.sha256]))
    data = receipt_pdf(page, check_url=check_url, as_sent=content_hash(found, page.lines) == found.sha256)
    record_list(request.actor, "Phiếu tiếp nhận bảng rà soát", rows=len(page.lines), form="pdf")
    return ui.download(request, data, f"{found.receipt}.pdf", "application/pdf")


@require_GET
@needs(ReviewSheet, "view")
def form(request: ActingRequest, sheet_id: UUID) -> HttpResponse:
    """The form of the sheet as it would be printed; with ``format`` the file itself."""
    page = page_of(request, sheet_or_404(request.actor, sheet_id))
    people = [line.cadre_id for line in page.lines]
    if format := request.GET.get("format"):
        return _file(request, page, people, format)
    note(request.actor, people, WAY)
    return ui.page(request, "reviews/form.html", official.present_form(page, request.get_full_path()))


def _file(request: ActingRequest, page: SheetPage, people: list[UUID], format: str) -> HttpResponse:
    if format not in official.FORMATS:
        raise UnknownFormat(_("Tệp chỉ có dạng xlsx, docx hoặc pdf."))
    if not official.may_take(request.actor):
        raise Refused(_("Vai trò của bạn không xuất được danh sách cán bộ."))
    data, name, kind = sheet_file(official.sheet_of(page), format)
    note(request.actor, people, EXPORT)
    record_list(request.actor, official.TITLE, rows=len(people), form=format)
    return ui.download(request, data, name, kind)


@require_GET
@needs(ReviewSheet, "approve")
def letter(request: ActingRequest, sheet_id: UUID) -> HttpResponse:
    """The reminder of one unit, to be signed and sent on paper."""
    found = sheet_or_404(request.actor, sheet_id, "approve")
    check_open(found.round)
    if found.state in HANDED_IN:
        raise Refused(_("Đơn vị đã gửi bảng nên không cần nhắc."))
    waiting = waiting_of(request.actor, [found.pk])
    return ui.download(request, *reminder_letter(request.actor, found, waiting[found.pk]))


def _part(request: ActingRequest) -> int:
    asked = request.GET.get("phan", "1")
    return int(asked) if asked.isdecimal() and len(asked) < 4 else 0


@require_GET
@needs(ReviewRound, "change")
def letters(request: ActingRequest, review_id: UUID) -> HttpResponse:
    """A letter for every unit still waited for, in one file."""
    found = round_or_404(request.actor, review_id, "change")
    check_open(found)
    sheets = part_of(waited_for(request.actor, found), _part(request))
    if not sheets:
        raise Refused(_("Không còn đơn vị nào để nhắc: tất cả đã gửi."))
    waiting = waiting_of(request.actor, [sheet.pk for sheet in sheets])
    return ui.download(request, *reminder_letters(request.actor, sheets, waiting))
