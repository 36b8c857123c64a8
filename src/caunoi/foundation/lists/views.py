"""Views of lists: opened, saved under a name, changed, dropped."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caunoi.foundation import ui
from caunoi.foundation.errors import NotVisible, Refused
from caunoi.foundation.lists import presenters, selectors, services
from caunoi.foundation.lists.bars import view_url
from caunoi.foundation.lists.forms import ALONE, ViewForm
from caunoi.foundation.lists.kinds import ground, kind_or_404
from caunoi.foundation.lists.models import SavedView
from caunoi.foundation.lists.questions import readable_part
from caunoi.foundation.lists.shapes import LEFT_OUT, VIEW
from caunoi.foundation.policy.census import signed_in
from caunoi.foundation.ui.answers import asked_by_htmx
from caunoi.foundation.ui.components import ErrorSummary
from caunoi.foundation.ui.requests import ActingRequest

OWN = "Chế độ xem của mình và của đơn vị mình; mở ra chỉ thấy dòng mình được xem"


@require_GET
@signed_in(OWN)
def view_list(request: ActingRequest) -> HttpResponse:
    found = [
        view
        for view in selectors.views_for(request.actor)
        if request.GET.get("danh-sach", view.list_key) == view.list_key
    ]
    return ui.page(
        request, "lists/list.html", presenters.present_views(request.actor, found, ui.day_of(request))
    )


@require_GET
@signed_in(OWN)
def open_view(request: ActingRequest, view_id: UUID) -> HttpResponse:
    """To the list, with everything of the view that this reader can ask on the day."""
    view = selectors.view_or_404(request.actor, view_id)
    kind = kind_or_404(view.list_key)
    if not kind.opens_for(request.actor):
        raise NotVisible("lists.SavedView")
    params, left_out = readable_part(request.actor, kind, view.query, ui.day_of(request))
    told: dict[str, Any] = {
        **params,
        "ngay": request.GET.get("ngay"),
        VIEW: str(view.pk),
        LEFT_OUT: ",".join(left_out),
    }
    return HttpResponseRedirect(ui.with_query(kind.address, **told))


@require_http_methods(["GET", "POST"])
@signed_in(OWN)
def save(request: ActingRequest) -> HttpResponse:
    """A name for the question the list was asked; the question stands in the address of this form."""
    kind = kind_or_404(request.GET.get("danh-sach", ""))
    if not kind.opens_for(request.actor):
        raise NotVisible("lists.SavedView")
    form = ViewForm(request.POST or None, units=_units(request), initial={"dung_chung": ALONE})
    if not form.is_valid():
        context = {**presenters.present_saving(kind), "form": form, "errors": ErrorSummary.of(form)}
        return _form(request, context, 422 if form.errors else 200)
    asked = f"?{request.GET.get('hoi', '')}"
    view = services.save_view(actor=request.actor, kind=kind, asked=asked, on=ui.day_of(request), **form.said)
    ui.tell(request, _("Đã lưu chế độ xem “%(name)s”.") % {"name": view.name})
    return _go(request, view_url(view, request.GET.get("ngay")))


@require_http_methods(["GET", "POST"])
@signed_in(OWN)
def change(request: ActingRequest, view_id: UUID) -> HttpResponse:
    """Another name, other people."""
    view = selectors.changeable(request.actor, view_id)
    shared = str(view.unit_id or ALONE)
    start = {"ten": view.name, "dung_chung": shared, "mo_san": view.is_default}
    form = ViewForm(request.POST or None, units=_units(request, view), initial=start)
    if not form.is_valid():
        context = {**presenters.present_changing(view), "form": form, "errors": ErrorSummary.of(form)}
        return _form(request, context, 422 if form.errors else 200)
    said = dict(form.said)
    wanted = said.pop("is_default")
    view = services.change_view(
        actor=request.actor, view=view, expected_version=_version(request, view), on=ui.day_of(request), **said
    )  # fmt: skip
    if wanted != view.is_default:
        services.make_default(actor=request.actor, view=view, wanted=wanted)
    ui.tell(request, _("Đã đổi chế độ xem “%(name)s”.") % {"name": view.name})
    return _go(request, reverse("lists:list"))


@require_POST
@signed_in(OWN)
def keep(request: ActingRequest, view_id: UUID) -> HttpResponse:
    """The list as it stands becomes the view."""
    view = selectors.changeable(request.actor, view_id)
    asked = f"?{request.POST.get('hoi', '')}"
    services.change_view(
        actor=request.actor, view=view, expected_version=_version(request, view), on=ui.day_of(request), asked=asked
    )  # fmt: skip
    ui.tell(request, _("Đã lưu thay đổi vào “%(name)s”.") % {"name": view.name})
    return _go(request, view_url(view, request.GET.get("ngay")))


@require_POST
@signed_in(OWN)
def first(request: ActingRequest, view_id: UUID) -> HttpResponse:
    """This view opens the list from now on, or no more."""
    view = selectors.changeable(request.actor, view_id)
    services.make_default(actor=request.actor, view=view, wanted=not view.is_default)
    words = (
        _("“%(name)s” không còn mở sẵn.")
        if view.is_default
        else _("“%(name)s” sẽ mở sẵn mỗi khi vào danh sách.")
    )
    ui.tell(request, words % {"name": view.name})
    return _go(request, reverse("lists:list"))


@require_POST
@signed_in(OWN)
def drop(request: ActingRequest, view_id: UUID) -> HttpResponse:
    view = selectors.changeable(request.actor, view_id)
    services.drop_view(actor=request.actor, view=view)
    ui.tell(request, _("Đã xóa chế độ xem “%(name)s”. Người và số liệu không đổi.") % {"name": view.name})
    return _go(request, reverse("lists:list"))


def _version(request: ActingRequest, view: SavedView) -> int:
    """Which version the person looked at; a form that does not say speaks of the newest."""
    said = request.POST.get("lan", "")
    if said and not (said.isascii() and said.isdigit() and len(said) < 9):
        raise Refused(_("Biểu mẫu này không còn đúng. Tải lại trang rồi lưu lại."))
    return int(said) if said else view.version


def _units(request: ActingRequest, view: SavedView | None = None) -> list[tuple[UUID, str]]:
    found = selectors.units_to_share_with(request.actor)
    if view is not None and view.unit_id and view.unit_id not in found:
        found.append(view.unit_id)
    on = ui.day_of(request)
    return [(unit_id, ground().name_of(unit_id, on)) for unit_id in found]


def _form(request: ActingRequest, context: dict[str, Any], status: int) -> HttpResponse:
    if asked_by_htmx(request):
        return ui.swap(request, "lists/_form.html", context, status=status)
    return ui.page(request, "lists/form.html", context, status=status)


def _go(request: ActingRequest, url: str) -> HttpResponse:
    if not asked_by_htmx(request):
        return HttpResponseRedirect(url)
    answer = HttpResponse(status=204)
    answer["HX-Redirect"] = url
    return answer
