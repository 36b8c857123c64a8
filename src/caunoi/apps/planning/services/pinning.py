"""Pins of a plan (chốt): a class opens or stays shut, a person sits here or not this time, whatever is solved later.

A pin the plan keeps as it stands enters its problem at once, so that moves by hand are held to it as well; any other
waits among the plan's options for the next solving. The plan is valid for its problem at every moment.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.planning.choices import PinKind, PlanState
from caunoi.apps.planning.models import Need, Offering, Plan
from caunoi.apps.planning.selectors.board import Board
from caunoi.apps.planning.selectors.pins import WISHED, Pins, held_by, pins_of
from caunoi.apps.planning.selectors.plans import PlanRows, rows_of
from caunoi.apps.planning.services.holding import hold, void_proposal, write
from caunoi.apps.planning.services.saying import Speaker
from caunoi.domain.allocation.instance_format import problem_from_json
from caunoi.domain.allocation.pins import impossible_pins
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused

WRITTEN = ("options", "instance", "bound", "gap", "status")


@dataclass(frozen=True)
class Fixed:
    """One choice to fix or to let go (một chốt): of a class, of somebody, or of somebody in a class."""

    kind: str
    line: Offering | None = None
    need: Need | None = None

    @property
    def pins(self) -> Pins:
        """By the numbers of the problem; refused where the kind asks for something that is not said."""
        if self.kind == PinKind.OPEN and self.line is not None:
            return Pins(opened=frozenset({self.line.index}))
        if self.kind == PinKind.SHUT and self.line is not None:
            return Pins(closed=frozenset({self.line.index}))
        if self.kind == PinKind.SEAT and self.line is not None and self.need is not None:
            return Pins(placed=frozenset({(self.need.index, self.line.index)}))
        if self.kind == PinKind.OUT and self.need is not None:
            return Pins(unplaced=frozenset({self.need.index}))
        raise Refused(_("Chưa có cách chốt này."))


@transaction.atomic
def pin(*, actor: Actor, plan: Plan, fixed: Fixed, seen: int | None = None) -> Plan:
    """Fix one choice; refused where it contradicts another pin or a rule, in words."""
    plan = _draft(actor, plan, seen)
    wished = pins_of(plan) | fixed.pins
    if wished == pins_of(plan):
        raise Refused(_("Điều này đã được chốt rồi."))
    refuse_impossible(rows_of(actor, plan), wished)
    return _keep(actor, plan, wished, "planning.plan_pinned", fixed.kind)


@transaction.atomic
def unpin(*, actor: Actor, plan: Plan, fixed: Fixed, seen: int | None = None) -> Plan:
    """Let one choice go; nobody's place changes until the plan is solved again."""
    plan = _draft(actor, plan, seen)
    left = pins_of(plan) - fixed.pins
    if left == pins_of(plan):
        raise Refused(_("Chốt này không còn nữa; tải lại trang để xem."))
    return _keep(actor, plan, left, "planning.plan_unpinned", fixed.kind)


def _draft(actor: Actor, plan: Plan, seen: int | None) -> Plan:
    plan = hold(actor, plan, seen=seen)
    if plan.state != PlanState.DRAFT:
        raise Refused(_("Chỉ chốt được trong kế hoạch dự thảo; kế hoạch này không sửa được nữa."))
    return plan


def _keep(actor: Actor, plan: Plan, wished: Pins, action: str, kind: str) -> Plan:
    before, held = Pins.of(plan.instance), held_by(rows_of(actor, plan), wished)
    put_pins(plan, wished, held)
    if not held.asks_no_less_than(before):  # a bound of the tighter problem says nothing of a looser one
        plan.bound, plan.gap, plan.status = None, None, ""
    void_proposal(actor, plan)
    write(actor, plan, WRITTEN, action, {"kind": [None, str(kind)]})
    return plan


def put_pins(plan: Plan, wished: Pins, held: Pins) -> None:
    """All that is pinned among the options, and what the plan keeps in its problem; nothing is written yet."""
    rest = {name: value for name, value in plan.options.items() if name != WISHED}
    plan.options = {**rest, WISHED: wished.as_json()} if wished else rest
    plan.instance = held.put(plan.instance)


def refuse_impossible(rows: PlanRows, pins: Pins) -> None:
    """Pins that cannot be kept together with each other and the rules, before anything is solved."""
    said = impossible_words(rows, pins)
    if said:
        raise Refused(" ".join([_("Không chốt được như vậy:"), *said[:5]]))


def impossible_words(rows: PlanRows, pins: Pins) -> list[str]:
    problem = problem_from_json(pins.put(rows.plan.instance))
    speaker = Speaker(Board(rows), rows.plan.on)
    found = [
        (each, speaker.said(each.code.rpartition(".")[2], each.message)) for each in impossible_pins(problem)
    ]
    return [_about(speaker, each.request, words) for each, words in found]


def _about(speaker: Speaker, request: int | None, words: str) -> str:
    return words if request is None else f"{speaker.person_of_need(request)}: {words}"
