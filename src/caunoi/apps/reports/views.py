"""Homes, the meeting pack and the record of writes: pages that read across modules."""

from typing import cast

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from caunoi.apps.accounts.selectors import Person
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.reports import selectors
from caunoi.apps.reports.presenters import homes
from caunoi.apps.reports.presenters import pack as packing
from caunoi.apps.reports.presenters import record as presenting
from caunoi.apps.reports.presenters import search as finding
from caunoi.apps.reports.presenters.cross_file import cross_file
from caunoi.apps.reports.presenters.cross_page import CROSS, present_cross, presets_of
from caunoi.apps.reports.presenters.homes.overview import overview
from caunoi.apps.reports.selectors.cross import Cross, cross_asked
from caunoi.foundation import ui
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.errors import Refused
from caunoi.foundation.lists import pages as lists
from caunoi.foundation.policy.census import needs, signed_in
from caunoi.foundation.ui.requests import ActingRequest


@signed_in("Trang của vai trò mình; mỗi khối chỉ hiện điều người này xem được")
def home(request: ActingRequest) -> HttpResponse:
    return ui.page(
        request, "reports/home.html", homes.present_home(cast(Person, request.actor), ui.day_of(request))
    )


@require_safe
@needs(Cadre, "view")
def pack(request: ActingRequest) -> HttpResponse:
    """The picture of the day for a meeting: to be read here, printed, or taken along as PDF."""
    actor = cast(Person, request.actor)
    found = overview(actor, ui.day_of(request))
    if wanted := request.GET.get("format"):
        if wanted != "pdf":
            raise Refused(_("Tài liệu họp chỉ có dạng pdf."))
        site = request.build_absolute_uri("/").rstrip("/")
        return ui.download(request, *packing.pack_file(found, selectors.office_of(actor), site))
    return ui.page(request, "reports/pack.html", packing.present_pack(found))


@require_safe
@needs(Cadre, "view")
def cross_table(request: ActingRequest) -> HttpResponse:
    """People counted by the traits the address names, and the same as a workbook."""
    if address := lists.forward(request, CROSS):
        return HttpResponseRedirect(address)
    asked = cross_asked(request.actor, ui.day_of(request), dict(request.GET.lists()))
    cross = Cross(request.actor, asked)
    cross.refuse_too_large()
    if wanted := request.GET.get("format"):
        if wanted != "xlsx":
            raise Refused(_("Bảng chéo chỉ tải về dạng xlsx."))
        return ui.download(request, *cross_file(cross))
    url = request.get_full_path()
    bar = lists.bar_of(request, CROSS, presets_of(request.actor, asked, url))
    return ui.page(request, "reports/cross.html", present_cross(request.actor, cross, url, bar))


@require_safe
@signed_in("Tìm người trong phạm vi được xem, và đơn vị là dữ liệu công khai")
def search(request: ActingRequest) -> HttpResponse:
    text, on = request.GET.get("q", "")[:100].strip(), ui.day_of(request)
    found = selectors.search(request.actor, text, on)
    return ui.page(request, "reports/search.html", finding.present_search(found, on))


@require_safe
@needs(AuditEvent)
def record(request: ActingRequest) -> HttpResponse:
    before = request.GET.get("truoc", "")
    if before and not (before.isascii() and before.isdigit() and len(before) < 19):
        raise Refused(_("Địa chỉ trang này không còn đúng. Mở lại nhật ký từ đầu."))
    lines = selectors.written(request.actor, before=int(before) if before else None)
    return ui.page(
        request, "reports/record.html", presenting.present_record(request.actor, lines, first_page=not before)
    )
