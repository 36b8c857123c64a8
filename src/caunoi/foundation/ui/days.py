"""Which day a page is asked for: ``?ngay=`` in any form people write, today otherwise."""

from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from caunoi.domain.vocabulary.vietnamese import UnreadableDate, parse_date
from caunoi.foundation import clock
from caunoi.foundation.errors import Refused
from caunoi.foundation.ui.languages import reason_of


class UnreadableDay(Refused):
    """The day cannot be read: the page says how to write one and lets it be written there."""

    status = 400
    template = "ui/_day_again.html"


def day_of(request: HttpRequest) -> date:
    """The day the page speaks of; a text that is no day is refused with how to write it."""
    typed = request.GET.get("ngay", "").strip() or request.GET.get("on", "").strip()
    if not typed:
        return clock.today()
    try:
        asked = parse_date(typed)
    except UnreadableDate as fault:
        raise UnreadableDay(_("Ngày cần xem %(fault)s.") % {"fault": reason_of(fault).rstrip(".")}) from fault
    if asked.precision != "day":
        raise UnreadableDay(_("Ngày cần xem phải có đủ ngày, tháng, năm, ví dụ 31/08/2020."))
    return asked.as_date()
