"""The list of people: the page, the number before one applies a filter, and the same rows as a file."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from caunoi.apps.cadres import figures, selectors
from caunoi.apps.cadres.forms.filters import filter_form
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.presenters.columns import PEOPLE, groupings, offers, shape_in
from caunoi.apps.cadres.presenters.empty import empty_list
from caunoi.apps.cadres.presenters.files import CONTENT_TYPES, list_file
from caunoi.apps.cadres.presenters.listing import EVERYBODY_CHOSEN, Listing, present_list, views_of
from caunoi.apps.cadres.readings import EXPORT
from caunoi.apps.cadres.selectors import Conditions, PersonRow
from caunoi.foundation import ui
from caunoi.foundation.audit.readings import note
from caunoi.foundation.audit.services import record_list
from caunoi.foundation.db.keyset import Slice
from caunoi.foundation.errors import Refused
from caunoi.foundation.lists import pages as lists
from caunoi.foundation.lists.shapes import Shape
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.requests import ActingRequest


@require_GET
@needs(Cadre, "view")
def cadre_list(request: ActingRequest) -> HttpResponse:
    asked = _asked(request)
    shape = shape_in(request.actor, asked.params)
    if address := lists.forward(request, PEOPLE, shape):
        return HttpResponseRedirect(address)
    if request.GET.get("format"):
        return _file(request, asked, selectors.rows_of(request.actor, asked), request.GET["format"])
    found = _listing(request, asked, shape)
    form = filter_form(request.actor, asked.on, asked.params)
    context = present_list(found, form, _bar(request, found))
    if not context["rows_exist"]:
        context["empty"] = empty_list(request.actor, asked, found.url)
    return ui.page(request, "cadres/list.html", context)


def _listing(request: ActingRequest, asked: Conditions, shape: Shape) -> Listing:
    """A page of people, or the groups they are in."""
    count, url = figures.counted(request.actor, asked), request.get_full_path()
    if shape.group:
        groups = selectors.groups_of(request.actor, asked, shape.group)
        return Listing(request.actor, url, asked, [], Slice([]), count, shape=shape, groups=groups)
    rows, part = selectors.people_page(
        request.actor, asked, after=request.GET.get("sau", ""), before=request.GET.get("truoc", "")
    )
    everybody = request.GET.get("chon") == EVERYBODY_CHOSEN
    return Listing(request.actor, url, asked, rows, part, count, everybody=everybody, shape=shape)


def _bar(request: ActingRequest, found: Listing) -> lists.Bar:
    actor = request.actor
    return lists.bar_of(
        request, PEOPLE, views_of(found), shape=found.shape, offers=offers(actor), groups=groupings(actor)
    )


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
