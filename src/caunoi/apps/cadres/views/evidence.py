"""The page of a fact beside its scan, the scan itself, handing one in, comparing."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caunoi.apps.cadres import selectors, services
from caunoi.apps.cadres.forms.evidence import CheckForm, ScanForm
from caunoi.apps.cadres.models import Cadre, Evidence, PostingEvidence, QualificationEvidence
from caunoi.apps.cadres.presenters.evidence import EvidencePage, Shown, present_evidence, upload_of
from caunoi.foundation import ui
from caunoi.foundation.policy import check
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.components import ErrorSummary
from caunoi.foundation.ui.requests import ActingRequest

ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
KEPT_TO_ITSELF = "default-src 'none'; sandbox"
Found = tuple[Cadre, Shown]


def _posting(request: ActingRequest, cadre_id: UUID, posting_id: UUID) -> Found:
    cadre = selectors.cadre_or_404(request.actor, cadre_id)
    return cadre, selectors.posting_or_404(request.actor, cadre, posting_id)


def _qualification(request: ActingRequest, cadre_id: UUID, qualification_id: UUID) -> Found:
    cadre = selectors.cadre_or_404(request.actor, cadre_id)
    return cadre, selectors.qualification_or_404(request.actor, cadre, qualification_id)


@require_http_methods(["GET", "POST"])
@needs(PostingEvidence, "view")
def posting_evidence(request: ActingRequest, cadre_id: UUID, posting_id: UUID) -> HttpResponse:
    return _page(request, *_posting(request, cadre_id, posting_id))


@require_http_methods(["GET", "POST"])
@needs(QualificationEvidence, "view")
def qualification_evidence(request: ActingRequest, cadre_id: UUID, qualification_id: UUID) -> HttpResponse:
    return _page(request, *_qualification(request, cadre_id, qualification_id))


@require_POST
@needs(PostingEvidence, "change")
def posting_scan_check(
    request: ActingRequest, cadre_id: UUID, posting_id: UUID, posting_scan_id: UUID
) -> HttpResponse:
    return _check(request, *_posting(request, cadre_id, posting_id), posting_scan_id)


@require_POST
@needs(QualificationEvidence, "change")
def qualification_scan_check(
    request: ActingRequest, cadre_id: UUID, qualification_id: UUID, paper_scan_id: UUID
) -> HttpResponse:
    return _check(request, *_qualification(request, cadre_id, qualification_id), paper_scan_id)


@require_GET
@needs(PostingEvidence, "view")
def posting_scan(
    request: ActingRequest, cadre_id: UUID, posting_id: UUID, posting_scan_id: UUID
) -> HttpResponse:
    return _content(request, *_posting(request, cadre_id, posting_id), posting_scan_id)


@require_GET
@needs(QualificationEvidence, "view")
def qualification_scan(
    request: ActingRequest, cadre_id: UUID, qualification_id: UUID, paper_scan_id: UUID
) -> HttpResponse:
    return _content(request, *_qualification(request, cadre_id, qualification_id), paper_scan_id)


def _page(request: ActingRequest, cadre: Cadre, fact: Shown) -> HttpResponse:
    if request.method == "POST":
        return _hand_in(request, cadre, fact)
    return _shown(request, cadre, fact, ScanForm(), CheckForm())


def _hand_in(request: ActingRequest, cadre: Cadre, fact: Shown) -> HttpResponse:
    check(request.actor, "change", fact)
    form = ScanForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, cadre, fact, form, CheckForm())
    services.attach_scan(
        actor=request.actor, fact=fact, content=form.file.read(), file_name=str(form.file.name)
    )
    return _done(request, fact, _("Đã nạp bản chụp, chờ đối chiếu."))


def _check(request: ActingRequest, cadre: Cadre, fact: Shown, scan_id: UUID) -> HttpResponse:
    scan = selectors.scan_or_404(request.actor, cadre, fact, scan_id)
    form = CheckForm(request.POST)
    if not form.is_valid():
        return _shown(request, cadre, fact, ScanForm(), form)
    services.check_scan(actor=request.actor, scan=scan, **form.cleaned_data)
    return _done(request, fact, _("Đã ghi kết quả đối chiếu."))


def _done(request: ActingRequest, fact: Shown, words: str) -> HttpResponse:
    ui.tell(request, words)
    return HttpResponseRedirect(selectors.shelf_of(fact).address(fact))


def _shown(
    request: ActingRequest, cadre: Cadre, fact: Shown, scan_form: ScanForm, check_form: CheckForm
) -> HttpResponse:
    actor, scans = request.actor, selectors.scans_of(request.actor, fact)
    current = next((scan for scan in scans if scan.replaced_at is None), None)
    page = EvidencePage(
        actor=actor,
        cadre=cadre,
        fact=fact,
        on=ui.day_of(request),
        source=selectors.sources_of(actor, [fact], selectors.events_of(actor, cadre)).get(fact.pk),
        scans=scans,
        views=selectors.views_of(actor, current) if current else [],
    )
    context: dict[str, Any] = {**present_evidence(page), "scan_form": scan_form, "check_form": check_form}
    context["upload"] = upload_of(scan_form.errors.get("tep", []))
    wrong = next((form for form in (scan_form, check_form) if form.errors), None)
    context["errors"] = ErrorSummary.of(wrong) if wrong else None
    return ui.page(request, "cadres/evidence.html", context, status=422 if wrong else 200)


def _content(request: ActingRequest, cadre: Cadre, fact: Shown, scan_id: UUID) -> HttpResponse:
    """The bytes to a browser that may do nothing with them but show or keep them."""
    scan = selectors.scan_or_404(request.actor, cadre, fact, scan_id)
    asked = request.GET.get("trang", "")
    page = int(asked) if asked.isdecimal() and len(asked) < 4 else None
    opened = services.open_scan(actor=request.actor, scan=scan, page=page)
    answer = HttpResponse(opened.content, content_type=opened.media_type)
    shows = opened.media_type.startswith("image/") and "tai" not in request.GET
    answer["Content-Disposition"] = _disposition(cadre, scan, ENDINGS[opened.media_type], shows)
    answer["Content-Security-Policy"] = KEPT_TO_ITSELF
    answer["Cache-Control"] = "private, no-store"
    return answer


def _disposition(cadre: Cadre, scan: Evidence, ending: str, shows: bool) -> str:
    """Named after the person and the scan: never as the one who handed it in called it."""
    name = f"Minh chứng {cadre.full_name} {scan.sha256[:8]}.{ending}"
    how = "inline" if shows else "attachment"
    return f"{how}; filename=\"minh-chung-{scan.sha256[:8]}.{ending}\"; filename*=UTF-8''{quote(name)}"
