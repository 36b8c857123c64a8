"""Offices nominate, those above decide; each step is one press for everybody chosen."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from caunoi.apps.cadres.models import SuccessionPlan
from caunoi.apps.cadres.selectors import posts_held, read_ids, title_of, unit_labels
from caunoi.apps.selection.choices import LIVE, WAITING_ABOVE, NominationState
from caunoi.apps.selection.forms import WordForm
from caunoi.apps.selection.models import Nomination
from caunoi.apps.selection.presenters import nominations as pages
from caunoi.apps.selection.selectors.candidates import Candidate, candidates
from caunoi.apps.selection.selectors.nominations import (
    above_on,
    nomination_or_404,
    nominations_of,
    steps_of,
    waiting_for,
    year_nominated_for,
)
from caunoi.apps.selection.services import deciding, nominating
from caunoi.foundation import ui
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.readings import note
from caunoi.foundation.policy import can, visible
from caunoi.foundation.policy.census import needs
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui.requests import ActingRequest

WAY, PICKED, WORD = "selection:nominations", "chon", "word"


@require_GET
@needs(Nomination, "view")
def nominations(request: ActingRequest) -> HttpResponse:
    page = _page(request)
    rows: Sequence[Any] = page.candidates or page.nominations
    note(request.actor, [row.cadre.pk for row in rows], WAY)
    return ui.page(request, "selection/nominations.html", pages.present(page))


def _page(request: ActingRequest) -> pages.NominationsPage:
    actor = request.actor
    may_nominate, may_approve = holds(actor, Nomination, "nominate"), holds(actor, Nomination, "approve")
    shown = _shown(request.GET.get(pages.SEES, ""), may_nominate)
    proposed = [each for each in candidates(actor, actor.on) if not each.nominated] if may_nominate else []
    found = list(nominations_of(actor, pages.STATES[shown])) if shown in pages.STATES else []
    people = [each.cadre.pk for each in (proposed if shown == pages.PROPOSED else found)]
    return pages.NominationsPage(
        actor,
        shown,
        year_nominated_for(actor.on),
        _counts(actor, proposed, may_nominate),
        posts_held(actor, actor.on, people),
        WordForm(needed=_needed(shown)),
        may_nominate,
        may_approve,
        proposed if shown == pages.PROPOSED else [],
        found,
        frozenset(each.pk for each in waiting_for(actor)) if may_approve else frozenset(),
    )


def _needed(shown: str) -> str:
    if shown == pages.PROPOSED:
        return _("Cần ghi khi cử người đứng cuối, không được đề xuất.")
    return _("Cần ghi khi trả lại.")


def _shown(asked: str, may_nominate: bool) -> str:
    known = [*([pages.PROPOSED] if may_nominate else []), *pages.STATES]
    return asked if asked in known else known[0]


def _counts(actor: Actor, proposed: Sequence[Candidate], may_nominate: bool) -> dict[str, int]:
    held = Counter(visible(actor, Nomination).filter(state__in=LIVE).values_list("state", flat=True))
    counts = {view: sum(held[state] for state in states or LIVE) for view, states in pages.STATES.items()}
    return {pages.PROPOSED: len(proposed), **counts} if may_nominate else counts


@require_POST
@needs(Nomination, "nominate")
def nominate(request: ActingRequest) -> HttpResponse:
    picked = [_pair(text) for text in request.POST.getlist(PICKED)]
    chosen = [pair for pair in picked if pair is not None]
    done = nominating.nominate(actor=request.actor, chosen=chosen, note=_word(request))
    ui.tell(request, _("Đã đề cử %(n)s người. Cấp trên thấy ở trang chính.") % {"n": len(done)})
    return HttpResponseRedirect(ui.with_query(pages.HOME, xem=pages.WAITING))


def _pair(text: str) -> tuple[UUID, str] | None:
    """ "<person>.<requirement>" as the table sends it."""
    person, _dot, code = text.partition(".")
    ids = read_ids([person])
    return (ids[0], code) if ids and code else None


@require_POST
@needs(Nomination, "approve")
def say_yes(request: ActingRequest) -> HttpResponse:
    ids = read_ids(request.POST.getlist(PICKED))
    done = deciding.say_yes(actor=request.actor, nomination_ids=ids)
    last = any(each.state == NominationState.APPROVED for each in done)
    told = _("Đã duyệt %(n)s đề cử.") if last else _("Đã đồng ý %(n)s đề cử; cấp tỉnh duyệt tiếp.")
    ui.tell(request, told % {"n": len(done)})
    return HttpResponseRedirect(ui.with_query(pages.HOME, xem=pages.WAITING))


@require_POST
@needs(Nomination, "approve")
def send_back(request: ActingRequest) -> HttpResponse:
    ids = read_ids(request.POST.getlist(PICKED))
    done = deciding.send_back(actor=request.actor, nomination_ids=ids, reason=_word(request))
    ui.tell(request, _("Đã trả lại %(n)s đề cử kèm lý do.") % {"n": len(done)})
    return HttpResponseRedirect(ui.with_query(pages.HOME, xem=pages.RETURNED))


def _word(request: ActingRequest) -> str:
    return str(request.POST.get(WORD, ""))


# ---- one nomination


@require_GET
@needs(Nomination, "view")
def nomination(request: ActingRequest, nomination_id: UUID) -> HttpResponse:
    actor, found = request.actor, nomination_or_404(request.actor, nomination_id)
    note(actor, [found.cadre_id], WAY)
    nominates, above = can(actor, "nominate", found), above_on(actor.on)
    approved = found.state == NominationState.APPROVED
    returned = found.state == NominationState.RETURNED
    page = pages.NominationPage(
        actor,
        found,
        steps_of(actor, found),
        posts_held(actor, actor.on, [found.cadre_id]),
        unit_labels({found.unit_id}, found.nominated_on)[found.unit_id],
        _planned_for(actor, found),
        WordForm(needed=_("Cần ghi khi trả lại hoặc gửi lại.")),
        may_yes=can(actor, "approve", found) and above.next_state(actor, found) is not None,
        may_back=can(actor, "approve", found)
        and (found.state in WAITING_ABOVE or (approved and above.decides_last(actor, found))),
        may_again=nominates and returned,
        may_withdraw=nominates and (returned or found.state == NominationState.SENT),
    )
    return ui.page(request, "selection/nomination.html", pages.present_one(page))


def _planned_for(actor: Actor, found: Nomination) -> list[str]:
    """What the person is planned for on the day; only who reads plans of succession learns of it."""
    if not holds(actor, SuccessionPlan, "view"):
        return []
    plans = visible(actor, SuccessionPlan).on(actor.on).filter(cadre_id=found.cadre_id)
    return [f"{title_of(plan.title_code).name}, {plan.term}" for plan in plans.order_by("valid_from", "pk")]


@require_POST
@needs(Nomination, "nominate")
def send_again(request: ActingRequest, nomination_id: UUID) -> HttpResponse:
    found = nomination_or_404(request.actor, nomination_id, "nominate")
    nominating.send_again(actor=request.actor, nomination=found, note=_word(request))
    ui.tell(request, _("Đã gửi lại đề cử."))
    return HttpResponseRedirect(f"{pages.HOME}{found.pk}/")


@require_POST
@needs(Nomination, "nominate")
def withdraw(request: ActingRequest, nomination_id: UUID) -> HttpResponse:
    found = nomination_or_404(request.actor, nomination_id, "nominate")
    nominating.withdraw(actor=request.actor, nomination=found, reason=_word(request))
    ui.tell(request, _("Đã rút đề cử. Người này đề cử lại được."))
    return HttpResponseRedirect(f"{pages.HOME}{found.pk}/")
