"""The list of people: the page, the number before one applies a filter, and the same rows as a file."""

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from caunoi.apps.cadres import figures, selectors
from caunoi.apps.cadres.forms.filters import filter_form
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.presenters.empty import empty_list
from caunoi.apps.cadres.presenters.files import CONTENT_TYPES, list_file
from caunoi.apps.cadres.presenters.listing import EVERYBODY_CHOSEN, Listing, present_list
from caunoi.apps.cadres.readings import EXPORT
from caunoi.apps.cadres.selectors import Conditions, PersonRow
from caunoi.foundation import ui
from caunoi.foundation.audit.readings import note
from caunoi.foundation.audit.services import record_list
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.requests import ActingRequest


@require_GET
@needs(Cadre, "view")
def cadre_list(request: ActingRequest) -> HttpResponse:
    asked = _asked(request)
    if request.GET.get("format"):
        return _file(request, asked, selectors.rows_of(request.actor, asked), request.GET["format"])
    rows, part = selectors.people_page(
        request.actor, asked, after=request.GET.get("sau", ""), before=request.GET.get("truoc", "")
    )
    found = Listing(
        request.actor,
        request.get_full_path(),
        asked,
        rows,
        part,
        figures.counted(request.actor, asked),
        everybody=request.GET.get("chon") == EVERYBODY_CHOSEN,
    )
    context = present_list(found, filter_form(request.actor, asked.on, asked.params))
    if not rows:
        context["empty"] = empty_list(request.actor, asked, found.url)
    return ui.page(request, "cadres/list.html", context)


@require_GET
@needs(Cadre, "view")
def cadre_count(request: ActingRequest) -> HttpResponse:
    """How many people a filter would leave, said before it is applied."""
    figure = figures.counted(request.actor, _asked(request))
    return ui.swap(request, "cadres/_count.html", {"figure": figure})


@require_POST
@needs(Cadre, "view")
def cadre_export(request: ActingRequest) -> HttpResponse:
    """The chosen people as a workbook."""
    asked = _asked(request)
    ids = selectors.chosen(
        request.actor,
        asked.on,
        asked.params,
        picked=request.POST.getlist("chon"),
        everybody="tat_ca" in request.POST,
    )
    if not ids:
        raise Refused(_("Chưa chọn ai. Chọn ít nhất một người trong danh sách rồi bấm lại."))
    return _file(request, asked, selectors.rows_by_ids(request.actor, asked, ids), "xlsx")


def _asked(request: ActingRequest) -> Conditions:
    return selectors.conditions_of(request.actor, ui.day_of(request), dict(request.GET.lists()))


def _file(request: ActingRequest, asked: Conditions, people: list[PersonRow], format: str) -> HttpResponse:
    if format not in CONTENT_TYPES:
        raise selectors.UnreadableCondition(_("Tệp chỉ có dạng xlsx, csv hoặc json."))
    mark = _("DỮ LIỆU MẪU") if settings.DEMO else ""
    note(request.actor, [row.id for row in people], EXPORT)
    data = list_file(request.actor, asked, people, format, demo_mark=mark)
    record_list(request.actor, "Danh sách cán bộ", rows=len(people), form=format, asked=asked.params)
    if format == "json":
        return HttpResponse(data, content_type=CONTENT_TYPES[format])
    name = _("Danh sách cán bộ %(day)s") % {"day": f"{asked.on:%d-%m-%Y}"}
    return ui.download(request, data, f"{name}.{format}", CONTENT_TYPES[format])
