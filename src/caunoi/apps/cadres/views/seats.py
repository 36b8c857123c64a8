"""Seats and people of a day, and the form that says how many seats there are."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from caunoi.apps.cadres import selectors, services
from caunoi.apps.cadres.figures.seats import TITLE, table_of
from caunoi.apps.cadres.forms.seats import GROUP, SeatsForm, seat_filter
from caunoi.apps.cadres.models import Seat
from caunoi.apps.cadres.presenters.seat_files import seats_file
from caunoi.apps.cadres.presenters.seats import (
    ADDRESS,
    BY_NAME,
    ORDER,
    ORDERS,
    SEATS,
    SeatsPage,
    groupings,
    offers,
    present_seats,
    shape_in,
)
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.foundation import ui
from caunoi.foundation.audit.services import record_list
from caunoi.foundation.figures import Scope
from caunoi.foundation.lists import pages as lists
from caunoi.foundation.lists.questions import question_in
from caunoi.foundation.policy.census import needs
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui.components import ErrorSummary, Heading, Link, Tab
from caunoi.foundation.ui.numbers import day
from caunoi.foundation.ui.requests import ActingRequest


@require_GET
@needs(Seat, "view")
def seat_page(request: ActingRequest) -> HttpResponse:
    """Seats and people, by commune or within one by title; the same as a file."""
    params = dict(request.GET.lists())
    if address := lists.forward(request, SEATS, shape_in(params)):
        return HttpResponseRedirect(address)
    page = _page(request, selectors.conditions_of(request.actor, ui.day_of(request), params))
    form = request.GET.get("format", "")
    if form:
        file = seats_file(page, form)
        if page.is_one_place:
            record_list(request.actor, "Chỗ và người", rows=len(page.table.rows), form=form, asked=params)
        return ui.download(request, *file)
    filters = seat_filter(request.actor, page.scope.on, params)
    return ui.page(request, "cadres/seats.html", present_seats(page, filters, _bar(request, page)))


def _bar(request: ActingRequest, page: SeatsPage) -> lists.Bar:
    """Within one commune the table is by title, whose columns are not chosen."""
    url = ui.with_query(ADDRESS, ngay=request.GET.get("ngay"))
    presets = [Tab(_("Tất cả đơn vị"), url, current=not question_in(page.url))]
    if page.is_one_place:
        return lists.bar_of(request, SEATS, presets)
    return lists.bar_of(request, SEATS, presets, shape=page.shape, offers=offers(), groups=groupings())


def _page(request: ActingRequest, asked: selectors.Conditions) -> SeatsPage:
    scope = Scope(asked.on, unit_id=asked.unit_id, where={TITLE: ",".join(asked.titles)})
    order = request.GET.get(ORDER, "")
    return SeatsPage(
        request.actor,
        ui.with_query(request, format=None),
        scope,
        table_of(request.actor, scope),
        order if order in ORDERS else BY_NAME,
        holds(request.actor, Seat, "add"),
        dict(request.GET.lists()),
    )


@require_http_methods(["GET", "POST"])
@needs(Seat, "add")
def seats_set(request: ActingRequest) -> HttpResponse:
    """How many seats there are from a day on."""
    on = ui.day_of(request)
    form = SeatsForm(request.POST or None, on=on, **_proposed(request, on))
    if not form.is_valid():
        return _form_page(request, form, on)
    said = form.said()
    unit = selectors.unit_or_404(request.actor, said.pop("unit"))
    seat = services.set_seats(actor=request.actor, unit=unit, **said)
    ui.tell(request, _told(seat, on))
    return HttpResponseRedirect(_address(unit.pk, on))


def _proposed(request: ActingRequest, on: date) -> dict[str, Any]:
    """What the address already says: the unit and the title one came from."""
    asked = selectors.conditions_of(request.actor, on, dict(request.GET.lists()))
    what = asked.titles[0] if asked.titles else f"{GROUP}{asked.blocks[0]}" if asked.blocks else ""
    return {"unit": asked.unit_id, "what": what, "valid_from": on}


def _form_page(request: ActingRequest, form: SeatsForm, on: date) -> HttpResponse:
    back = ui.with_query(ADDRESS, xa=request.GET.get("xa"), ngay=on.isoformat())
    lead = _("Số cũ giữ đến trước ngày này; ghi cho một ngày sau thì hôm nay chưa có gì đổi.")
    head = Heading(_("Ghi số chỗ"), lead, [Link(_("Chỗ và người"), back)])
    context = {"head": head, "form": form, "back": back, "errors": ErrorSummary.of(form)}
    return ui.page(request, "cadres/edit.html", context, status=422 if form.errors else 200)


def _told(seat: Seat, on: date) -> str:
    what = selectors.seat_name(seat.title_code, seat.block)
    said = {"what": what, "number": seat.number, "day": day(seat.valid_from)}
    if seat.valid_from > on:
        return _("Đã ghi: %(what)s có %(number)s chỗ từ ngày %(day)s; trước ngày ấy chưa đổi gì.") % said
    return _("Đã ghi: %(what)s có %(number)s chỗ từ ngày %(day)s.") % said


def _address(unit_id: UUID, on: date) -> str:
    node = unit_tree(on=on).nodes.get(unit_id)
    return ui.with_query(ADDRESS, xa=node.key if node else None, ngay=on.isoformat())
