"""Homes and the record of writes: pages that read across modules."""

from typing import cast

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from caunoi.apps.accounts.selectors import Person
from caunoi.apps.reports import selectors
from caunoi.apps.reports.presenters import homes
from caunoi.apps.reports.presenters import record as presenting
from caunoi.apps.reports.presenters import search as finding
from caunoi.foundation import ui
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy.census import needs, signed_in
from caunoi.foundation.ui.requests import ActingRequest


@signed_in("Trang của vai trò mình; mỗi khối chỉ hiện điều người này xem được")
def home(request: ActingRequest) -> HttpResponse:
    return ui.page(
        request, "reports/home.html", homes.present_home(cast(Person, request.actor), ui.day_of(request))
    )


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
