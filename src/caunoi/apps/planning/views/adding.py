"""People chosen in the list of officials are put into the plan: proposal, then confirmation."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from caunoi.apps.cadres.selectors import chosen, read_ids
from caunoi.apps.planning import selectors, services
from caunoi.apps.planning.models import Offering, Plan
from caunoi.apps.planning.presenters import panels
from caunoi.apps.planning.presenters.deciding import stale_notice
from caunoi.apps.planning.selectors.nominated import waiting_in
from caunoi.apps.planning.services.adding import Wish, propose_places
from caunoi.apps.planning.views.panels import done, panel, undo_url
from caunoi.apps.planning.views.versions import seen_in, stale_in
from caunoi.foundation import ui
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import visible
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.components import Link
from caunoi.foundation.ui.requests import ActingRequest

PEOPLE, LINE, PLAN, BACK = "nguoi", "dong-", "ke", "ve"


@require_POST
@needs(Plan, "change")
def add(request: ActingRequest) -> HttpResponse:
    """Who would go where, what gives pause, who cannot and why; nothing is written."""
    return _proposed(request, _plan(request), _people(request))


def _proposed(
    request: ActingRequest, plan: Plan, people: Sequence[UUID], stale: services.Stale | None = None
) -> HttpResponse:
    wish = _wish(request, people)
    adding = propose_places(actor=request.actor, plan=plan, wish=wish, on=ui.day_of(request))
    context = panels.present_adding(adding, people, wish.codes, _back(request), ngay=request.GET.get("ngay"))
    told = {**context, "stale": stale_notice(stale)}
    return panel(request, "planning/_add.html", told, status=422 if stale else 200)


@require_POST
@needs(Plan, "change")
def add_confirm(request: ActingRequest) -> HttpResponse:
    on, people = ui.day_of(request), _people(request)
    plan = _plan(request)
    if stale := stale_in(request, plan):
        return _proposed(request, plan, people, stale)
    adding = propose_places(actor=request.actor, plan=plan, wish=_wish(request, people), on=on)
    change = services.add_people(
        actor=request.actor, plan=plan, places=adding.places, on=on, seen=seen_in(request)
    )
    link = Link(_("Xem kế hoạch"), reverse("planning:plan", args=[plan.pk]))
    lines = ", ".join(dict.fromkeys(group.chosen.code for group in adding.groups if group.placed.needs))
    told = {"n": len(change.after), "lines": lines}
    words = _("Đã đưa %(n)s đồng chí vào lớp %(lines)s.") % told
    ui.tell(request, words, undo=undo_url(change), link=link)
    return done(request, _back(request))


@require_GET
@needs(Plan, "change")
def add_nominated(request: ActingRequest, plan_id: UUID) -> HttpResponse:
    """Everybody nominated and approved for one thing who sits in no class yet; nothing is written."""
    plan = selectors.plan_or_404(request.actor, plan_id)
    fills = selectors.plan_to_fill(request.actor, verb="change")
    code = request.GET.get("yeu-cau", "")
    people = waiting_in(request.actor, plan).get(code, [])
    if not people or fills is None or fills.pk != plan.pk:
        raise Refused(
            _("Không còn ai được duyệt cử mà chưa có lớp trong kế hoạch này."),
            mend=_("Mở trang Đề cử để xem ai đã được duyệt cho năm nào."),
        )
    adding = propose_places(actor=request.actor, plan=plan, wish=Wish(people, {code}), on=ui.day_of(request))
    back = reverse("planning:plan", args=[plan.pk])
    context = panels.present_adding(adding, people, {code}, back, ngay=None)
    return panel(request, "planning/_add.html", context)


def _people(request: ActingRequest) -> Sequence[UUID]:
    """Sent again by the panel itself, or picked in the list whose filter stands in the address."""
    if PEOPLE in request.POST:
        return read_ids(request.POST.getlist(PEOPLE))
    found = chosen(
        request.actor,
        ui.day_of(request),
        dict(request.GET.lists()),
        picked=request.POST.getlist("chon"),
        everybody="tat_ca" in request.POST,
    )
    if not found:
        raise Refused(_("Chưa chọn ai. Chọn ít nhất một người trong danh sách rồi bấm lại."))
    return found


def _plan(request: ActingRequest) -> Plan:
    found = selectors.plan_to_fill(request.actor, verb="change")
    if found is None:
        raise Refused(_("Chưa có kế hoạch nào để đưa người vào. Mở trang Kế hoạch và lập kế hoạch trước."))
    return selectors.plan_or_404(request.actor, found.pk)


def _wish(request: ActingRequest, people: Sequence[UUID]) -> Wish:
    sent = [request.POST[name] for name in request.POST if name.startswith(LINE)]
    lines = visible(request.actor, Offering).filter(pk__in=read_ids(sent))
    codes = [*request.GET.getlist("thieu"), *request.POST.getlist("thieu")]
    return Wish(people, {code.upper() for code in codes if code}, {o.programme_id: o.pk for o in lines})


def _back(request: ActingRequest) -> str:
    """Only ever an address of this product."""
    given = request.POST.get(BACK) or _list_address(request)
    safe = url_has_allowed_host_and_scheme(given, allowed_hosts=None)
    return given if safe and given.startswith("/") else "/can-bo/"


def _list_address(request: ActingRequest) -> str:
    query = request.GET.urlencode()
    return f"/can-bo/?{query}" if query else "/can-bo/"
