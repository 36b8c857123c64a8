"""The one address the palette asks; without script it is the search page."""

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from caunoi.config.palette.finding import find
from caunoi.foundation import ui
from caunoi.foundation.policy.census import signed_in
from caunoi.foundation.ui.requests import ActingRequest

PART = "phan"  # asked for as a part of the page one is on


@require_safe
@signed_in(
    "Bảng lệnh: trang, việc, chế độ xem của mình, đơn vị là dữ liệu công khai, người trong phạm vi được xem"
)
def palette(request: ActingRequest) -> HttpResponse:
    typed, on = request.GET.get("q", ""), ui.day_of(request)
    if not request.GET.get(PART):
        return HttpResponseRedirect(ui.with_query("/tim/", q=typed, ngay=request.GET.get("ngay")))
    sections = find(request.actor, typed, on)
    count = sum(len(section.choices) for section in sections)
    return ui.page(request, "ui/_palette_found.html", {"sections": sections, "count": count, "typed": typed})
