"""Rounds: all of them, one with how far each unit is, opening, reminding, asking newcomers, closing."""

from collections import Counter, defaultdict
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caunoi.apps.cadres.selectors import unit_or_404
from caunoi.apps.declarations.forms.rounds import RoundForm
from caunoi.apps.declarations.models import Declaration, DeclarationRound
from caunoi.apps.declarations.presenters.rounds import RoundPage, present_round, present_rounds
from caunoi.apps.declarations.selectors.sheets import have_account, round_or_404, rounds_of, sheets_of
from caunoi.apps.declarations.services import rounds as services
from caunoi.apps.organisation.selectors import Tree, unit_tree
from caunoi.foundation import ui
from caunoi.foundation.audit.readings import note
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.policy import can
from caunoi.foundation.policy.census import needs
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui.components import ErrorSummary, Heading, Link
from caunoi.foundation.ui.requests import ActingRequest

UNIT, WAY = "xa", "declarations:round"


@require_GET
@needs(DeclarationRound, "view")
def rounds(request: ActingRequest) -> HttpResponse:
    may_open = holds(request.actor, DeclarationRound, "add")
    context = present_rounds(request.actor, rounds_of(request.actor), may_open=may_open)
    return ui.page(request, "declarations/rounds.html", context)


@require_GET
@needs(DeclarationRound, "view")
def round_page(request: ActingRequest, round_id: UUID) -> HttpResponse:
    page = _page(request, round_or_404(request.actor, round_id))
    note(request.actor, [sheet.cadre_id for sheet in page.people], WAY)
    return ui.page(request, "declarations/round.html", present_round(page))


def _page(request: ActingRequest, found: DeclarationRound) -> RoundPage:
    actor, states = request.actor, _states(request, found)
    unit_id = _unit(request.GET.get(UNIT, ""))
    if unit_id is not None and unit_id not in states:
        raise NotVisible(f"organisation.Unit {unit_id}")
    people: list[Declaration] = []
    if unit_id or len(states) <= 1:
        sheets = sheets_of(actor, found.pk, unit_id)
        people = list(sheets.select_related("round", "cadre").order_by("cadre__sort_key", "cadre_id"))
    may_change = can(actor, "change", found)
    return RoundPage(
        actor,
        found,
        states,
        people,
        unit_id,
        frozenset(have_account([sheet.cadre_id for sheet in people])),
        services.newcomers(actor, found) if may_change else 0,
        may_change,
        holds(actor, Declaration, "change"),
    )


def _states(request: ActingRequest, found: DeclarationRound) -> dict[UUID, dict[str, int]]:
    """Sheets of each unit by state, in one statement; those of a village stand with its commune."""
    rows = sheets_of(request.actor, found.pk).order_by().values_list("cadre__custodian_id", "state")
    tree = unit_tree(on=request.actor.on)
    states: dict[UUID, Counter[str]] = defaultdict(Counter)
    for unit, state, many in rows.annotate(many=Count("pk")):
        states[_answers(tree, unit)][state] += many
    return {unit: dict(counts) for unit, counts in states.items()}


def _answers(tree: Tree, unit_id: UUID) -> UUID:
    """The unit whose row somebody's sheet stands in."""
    return next((node.id for node in tree.line(unit_id) if not node.is_village), unit_id)


def _unit(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as fault:
        raise NotVisible(f"organisation.Unit {text}") from fault


@require_http_methods(["GET", "POST"])
@needs(DeclarationRound, "add")
def open_round(request: ActingRequest) -> HttpResponse:
    on = ui.day_of(request)
    home = next((grant.unit_id for grant in request.actor.grants if grant.unit_id), None)
    form = RoundForm(request.POST or None, on=on, unit=home)
    if not form.is_valid():
        lead = _(
            "Mỗi người được hỏi thấy tờ kê khai ở trang chính; văn phòng kê khai thay người chưa có tài khoản."
        )
        head = Heading(_("Mở đợt tự kê khai"), lead, [Link(_("Tự kê khai"), "/ke-khai/")])
        context: dict[str, Any] = {"head": head, "form": form, "submit": _("Mở đợt"), "back": "/ke-khai/"}
        context["errors"] = ErrorSummary.of(form)
        return ui.page(request, "ui/asking.html", context, status=422 if form.errors else 200)
    said = form.cleaned_data
    unit = unit_or_404(request.actor, said.pop("unit"))
    fresh = services.open_round(actor=request.actor, unit=unit, **said)
    ui.tell(request, _("Đã mở đợt. Người được hỏi thấy tờ kê khai ở trang chính của mình."))
    return HttpResponseRedirect(f"/ke-khai/{fresh.pk}/")


@require_POST
@needs(Declaration, "change")
def remind(request: ActingRequest, round_id: UUID) -> HttpResponse:
    found = round_or_404(request.actor, round_id)
    unit_id = _unit(request.POST.get(UNIT, ""))
    many = services.remind(actor=request.actor, round_=found, unit_id=unit_id)
    words = _("Đã nhắc %(n)s người. Lời nhắc hiện ở trang chính của mỗi người.") % {"n": many}
    where = ui.with_query(f"/ke-khai/{found.pk}/", xa=str(unit_id) if unit_id else None)
    ui.tell(request, words)
    return HttpResponseRedirect(where)


@require_POST
@needs(DeclarationRound, "change")
def ask_newcomers(request: ActingRequest, round_id: UUID) -> HttpResponse:
    found = round_or_404(request.actor, round_id, "change")
    many = services.ask_newcomers(actor=request.actor, round_=found)
    ui.tell(request, _("Đã hỏi thêm %(n)s người.") % {"n": many})
    return HttpResponseRedirect(f"/ke-khai/{found.pk}/")


@require_http_methods(["GET", "POST"])
@needs(DeclarationRound, "change")
def close(request: ActingRequest, round_id: UUID) -> HttpResponse:
    """Asked once more before: nothing can be said afterwards."""
    found = round_or_404(request.actor, round_id, "change")
    if request.method == "POST":
        services.close_round(actor=request.actor, round_=found)
        ui.tell(request, _("Đã đóng đợt."))
        return HttpResponseRedirect(f"/ke-khai/{found.pk}/")
    lead = _("Đóng rồi thì không ai kê khai hay kiểm tra thêm trong đợt này, và không mở lại được.")
    crumbs = [Link(_("Tự kê khai"), "/ke-khai/"), Link(found.name, f"/ke-khai/{found.pk}/")]
    head = Heading(_("Đóng đợt tự kê khai"), lead, crumbs)
    context = {"head": head, "submit": _("Đóng đợt"), "danger": True, "back": f"/ke-khai/{found.pk}/"}
    return ui.page(request, "ui/asking.html", context)
