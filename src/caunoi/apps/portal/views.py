"""Public pages: published things only, no account."""

import csv
import io
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from caunoi.apps.portal import presenters, selectors
from caunoi.foundation import ui
from caunoi.foundation.policy.census import public


@public("Trang đầu công khai, chỉ có số liệu đã công bố")
def front(request: HttpRequest) -> HttpResponse:
    on = ui.day_of(request)
    context = presenters.present_front(selectors.published_figures(on=on), on=on)
    return ui.page(request, "portal/front.html", context)


@require_safe
@public("Số liệu công khai của tỉnh, không có người nào")
def figures(request: HttpRequest) -> HttpResponse:
    on = ui.day_of(request)
    found = selectors.published_figures(on=on)
    records = [presenters.as_record(each) for each in found]
    form = request.GET.get("format", "")
    if form == "json":
        return JsonResponse(records, safe=False, json_dumps_params={"ensure_ascii": False})
    if form == "csv":
        return ui.download(request, _as_csv(records), f"so-lieu-{on}.csv", "text/csv; charset=utf-8")
    context = presenters.present_figures(found, on=on, path=request.get_full_path())
    return ui.page(request, "portal/figures.html", context)


def _as_csv(records: list[dict[str, Any]]) -> bytes:
    """With a byte order mark, so that Excel shows the marks right."""
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=presenters.COLUMNS)
    writer.writeheader()
    writer.writerows(records)
    return text.getvalue().encode("utf-8-sig")
