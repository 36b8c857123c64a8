"""Checking a sheet item by item, and the scan handed in with an item."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from caunoi.apps.declarations.choices import OPEN_TO_CHECK
from caunoi.apps.declarations.forms.rounds import RefuseForm
from caunoi.apps.declarations.models import Declaration, DeclaredItem
from caunoi.apps.declarations.presenters.check import CheckPage, present_check
from caunoi.apps.declarations.presenters.waiting import present_waiting
from caunoi.apps.declarations.selectors.sheets import item_or_404, items_of, sheet_or_404, to_check
from caunoi.apps.declarations.services import checking
from caunoi.apps.declarations.services.scans import open_item_scan
from caunoi.foundation import ui
from caunoi.foundation.audit.readings import note
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.components import ErrorSummary
from caunoi.foundation.ui.requests import ActingRequest

WAY, SCAN_WAY = "declarations:check", "declarations:scan"
AT_ONCE = 200
ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
KEPT_TO_ITSELF = "default-src 'none'; sandbox"


@require_GET
@needs(Declaration, "change")
def waiting(request: ActingRequest) -> HttpResponse:
    """Sheets to be checked, the longest waiting first."""
    sheets = to_check(request.actor).select_related("round", "cadre").order_by("sent_at", "pk")
    found, many = list(sheets[:AT_ONCE]), sheets.count()
    return ui.page(request, "declarations/waiting.html", present_waiting(request.actor, found, many))


@require_GET
@needs(Declaration, "change")
def check(request: ActingRequest, declaration_id: UUID) -> HttpResponse:
    return _shown(request, sheet_or_404(request.actor, declaration_id, "change"))


def _shown(
    request: ActingRequest, sheet: Declaration, wrong: tuple[str, RefuseForm] | None = None
) -> HttpResponse:
    actor = request.actor
    note(actor, [sheet.cadre_id], WAY)
    items = list(items_of(actor, sheet).values())
    now = {item.key: checking.current_values(actor, sheet, item) for item in items}
    context = present_check(CheckPage(actor, sheet, items, now, _refuse_form), wrong)
    context["errors"] = ErrorSummary.of(wrong[1]) if wrong else None
    return ui.page(request, "declarations/check.html", context, status=422 if wrong else 200)


def _refuse_form(item: DeclaredItem) -> RefuseForm:
    return RefuseForm(auto_id=f"id_{item.pk}_%s")


@require_POST
@needs(DeclaredItem, "change")
def accept(request: ActingRequest, declaration_id: UUID, declared_id: UUID) -> HttpResponse:
    item = item_or_404(request.actor, declaration_id, declared_id, "change")
    checking.accept_item(actor=request.actor, item=item, seen=request.POST.get("seen", ""))
    return _next(request, declaration_id, _("Đã nhận mục vào hồ sơ."))


@require_POST
@needs(DeclaredItem, "change")
def refuse(request: ActingRequest, declaration_id: UUID, declared_id: UUID) -> HttpResponse:
    item = item_or_404(request.actor, declaration_id, declared_id, "change")
    form = RefuseForm(request.POST, auto_id=f"id_{declared_id}_%s")
    if not form.is_valid():
        sheet = sheet_or_404(request.actor, declaration_id, "change")
        return _shown(request, sheet, (str(item.pk), form))
    checking.refuse_item(actor=request.actor, item=item, reason=form.cleaned_data["reason"])
    return _next(request, declaration_id, _("Đã trả mục lại cho người kê khai kèm lý do."))


def _next(request: ActingRequest, declaration_id: UUID, words: str) -> HttpResponse:
    """The same sheet while something is left on it; then what waits besides."""
    sheet = sheet_or_404(request.actor, declaration_id, "change")
    ui.tell(request, words)
    left = sheet.state in OPEN_TO_CHECK
    return HttpResponseRedirect(f"/ke-khai/to/{sheet.pk}/kiem-tra/" if left else "/ke-khai/kiem-tra/")


@require_GET
@needs(DeclaredItem, "view")
def scan(request: ActingRequest, declaration_id: UUID, declared_id: UUID) -> HttpResponse:
    """The bytes to a browser that may do nothing with them but show or keep them."""
    item = item_or_404(request.actor, declaration_id, declared_id)
    asked = request.GET.get("trang", "")
    page = int(asked) if asked.isdecimal() and len(asked) < 4 else None
    opened = open_item_scan(actor=request.actor, item=item, page=page)
    note(request.actor, [item.declaration.cadre_id], SCAN_WAY)
    answer = HttpResponse(opened.content, content_type=opened.media_type)
    shows = "inline" if opened.media_type.startswith("image/") else "attachment"
    name = f"ban-chup-{item.sha256[:8]}.{ENDINGS[opened.media_type]}"
    answer["Content-Disposition"] = f'{shows}; filename="{name}"'
    answer["Content-Security-Policy"] = KEPT_TO_ITSELF
    answer["Cache-Control"] = "private, no-store"
    return answer
