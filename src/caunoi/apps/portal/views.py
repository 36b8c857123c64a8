"""Public pages: published things only, no account."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from caunoi.apps.portal import presenters, selectors
from caunoi.apps.portal.presenters import files, open_files, open_page
from caunoi.foundation import clock, ui
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
    if form in files.CONTENT_TYPES:
        return ui.download(
            request, files.written(records, form, on), f"so-lieu-{on}.{form}", files.CONTENT_TYPES[form]
        )
    context = presenters.present_figures(found, on=on, path=request.get_full_path())
    return ui.page(request, "portal/figures.html", context)


@require_safe
@public("Trợ giúp: cách dùng, dữ liệu nào được giữ, ai xem được gì")
def guide(request: HttpRequest) -> HttpResponse:
    return ui.page(request, "portal/help.html", presenters.present_help(on=ui.day_of(request)))


@require_safe
@public("Dữ liệu mở: số liệu đã công bố, số nhỏ được che")
def open_data(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    asked = request.GET.get(open_page.YEAR, "")
    context = open_page.present_open_data(selectors.open_rows(today), asked=asked, today=today)
    return ui.page(request, "portal/open_data.html", context)


@require_safe
@public("Dữ liệu mở: số liệu đã công bố, số nhỏ được che")
def open_file(request: HttpRequest, name: str) -> HttpResponse:
    """Also for pages of others: what is open may be read from anywhere."""
    today = clock.today()
    rows = selectors.open_rows(today)
    with translation.override("vi"):
        told = open_files.written(name, rows, today=today, address=request.build_absolute_uri("/"))
    answer = HttpResponse(told, content_type=open_files.KINDS[name])
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
