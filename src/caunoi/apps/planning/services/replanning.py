"""Adjusting a plan after a shock (điều chỉnh sau biến cố): ordered, found by a job, then taken over or left.

The adjusted plan keeps as many seats as can be kept and changes provably few people (`domain.allocation.replan`). A
draft may be written over; an adopted plan is closed, so of it a copy is adjusted.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.planning.choices import PlacedBy, PlanState, Why
from caunoi.apps.planning.models import Need, Plan
from caunoi.apps.planning.selectors.board import Board
from caunoi.apps.planning.selectors.mergers import mergers_of
from caunoi.apps.planning.selectors.pins import Pins, pins_of
from caunoi.apps.planning.selectors.plans import PlanRows, rows_of
from caunoi.apps.planning.services.answering import Told, keep_answer
from caunoi.apps.planning.services.copying import copy_plan
from caunoi.apps.planning.services.hand import cost_after
from caunoi.apps.planning.services.holding import hold, void_proposal, write
from caunoi.apps.planning.services.pinning import put_pins
from caunoi.apps.planning.services.saying import Speaker
from caunoi.apps.planning.services.shocks import LISTS, After, Shock, after_shock, board_with
from caunoi.apps.planning.services.solving import give_reason, mark_opened, seat, travel_of
from caunoi.domain.allocation.answer import relative_gap
from caunoi.domain.allocation.explain import explain
from caunoi.domain.allocation.replan import Replan, replan
from caunoi.domain.allocation.shifts import Shift
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit import services as audit
from caunoi.foundation.audit.services import Entry
from caunoi.foundation.errors import Refused
from caunoi.foundation.jobs import services as jobs
from caunoi.foundation.policy import visible

REPLAN = "planning.replan"
KEY, COPY = "dieu-chinh", "ban-chep"
LONGEST = 60.0
"""Seconds a re-plan may take."""
NUMBERS = (
    "status", "had", "kept", "kept_bound", "hit", "changed", "changed_bound", "moved", "moved_bound", "everywhere",
)  # fmt: skip
TAKEN = ("instance", "options", "objective", "bound", "gap", "status")


@transaction.atomic
def order_replan(*, actor: Actor, plan: Plan, shock: Shock, seen: int | None = None) -> Plan:
    """Order the adjusted plan; the page shows it when the job has it. Nobody's place changes."""
    plan = hold(actor, plan, seen=seen)
    _refuse_unless_possible(rows_of(actor, plan), shock)
    job = jobs.enqueue(
        actor=actor,
        name=REPLAN,
        title=f"Điều chỉnh {plan.name}",
        payload={"plan": str(plan.pk)},
    )
    keep_answer(plan, KEY, {"version": plan.version, "job": str(job.pk), "shock": shock.as_json()})
    told = {name: [None, len(getattr(shock, name))] for name in LISTS}
    audit.record(actor, "planning.replan_asked", plan, {**told, "venue": [None, shock.venue]})
    return plan


def _refuse_unless_possible(rows: PlanRows, shock: Shock) -> None:
    if rows.plan.state not in (PlanState.DRAFT, PlanState.ADOPTED) or not rows.served:
        raise Refused(_("Chỉ điều chỉnh được kế hoạch dự thảo hoặc đã phê duyệt mà đã có người trong lớp."))
    known = {
        "lines": {line.code for line in rows.offerings},
        "people": {str(need.cadre_id) for need in rows.needs},
        "mergers": {str(each.heir) for each in mergers_of(rows, shock.on)},
    }
    if any(set(getattr(shock, name)) - those for name, those in known.items()):
        raise Refused(_("Trong biến cố có lớp, người hoặc đơn vị không thuộc kế hoạch này."))
    if not (shock.people or shock.mergers or any(shock.fells(line) for line in rows.offerings)):
        raise Refused(_("Chưa nói điều gì đã xảy ra, hoặc không lớp nào rơi vào những ngày ấy."))


def replan_plan(*, actor: Actor, plan: Plan) -> Told:
    """Find the plan adjusted to the shock that was told last, and keep it with the version it speaks of."""
    policy.check(actor, "change", plan)
    shock = Shock.read(plan.answers[KEY]["shock"])
    after = after_shock(rows_of(actor, plan), shock)
    found = replan(after.problem, after.board.placements, everywhere=True, time_limit=LONGEST)
    told = {**_told(after, found), "version": plan.version, "shock": shock.as_json()}
    with transaction.atomic():
        held = hold(actor, plan)
        keep_answer(held, KEY, told)
        audit.record(actor, "planning.replan_answered", held, {"changed": [None, found.changed]})
    return told


def _told(after: After, found: Replan) -> Told:
    board, shifts = after.board, found.shifts
    told = {name: getattr(found, name) for name in NUMBERS}
    moves = [_shift(board, shift) for shift in shifts]
    cost = cost_after(board, wanted_of(board, moves)) if found.objective is not None else None
    return {**told, "objective": found.objective, "cost": cost, "shifts": moves}


def _shift(board: Board, shift: Shift) -> Told:
    """By the numbers of the problem, which a copy of the plan shares."""
    return {
        "need": shift.request,
        "from": shift.from_offering,
        "to": shift.to_offering,
        "rule": shift.rule,
        "why": shift.message,
    }


def wanted_of(board: Board, shifts: Sequence[Told]) -> dict[UUID, UUID | None]:
    """Where each need of the list goes."""
    places: dict[int, UUID] = {index: line.pk for index, line in board.offering_at.items()}
    return {board.need_at[each["need"]].pk: places.get(each["to"]) for each in shifts}


# ---- taking it over


def copy_taken(actor: Actor, plan: Plan) -> Plan | None:
    """The copy the adjusted plan was already written over, as long as it stands."""
    made = (plan.answers.get(KEY) or {}).get(COPY)
    found = visible(actor, Plan).exclude(state=PlanState.DROPPED).filter(pk=made) if made else None
    return found.first() if found is not None else None


@transaction.atomic
def take_over(*, actor: Actor, plan: Plan, seen: int | None = None, copy: bool = False) -> Plan:
    """Write the adjusted plan over a draft, or over a copy; what fell and who cannot go is pinned in it.

    One answer makes one copy: asked again it answers the copy there is.
    """
    plan = hold(actor, plan, seen=seen)
    told = _found(plan)
    if not copy and plan.state != PlanState.ADOPTED:
        return _adjust(actor, plan, told)
    made = copy_taken(actor, plan)
    if made is None:
        name = f"{plan.name}, điều chỉnh"  # a record: Vietnamese whoever makes it
        made = _adjust(actor, copy_plan(actor=actor, plan=plan, name=name, budget=plan.budget), told)
        keep_answer(plan, KEY, {**told, COPY: str(made.pk)})
    return made


def _adjust(actor: Actor, target: Plan, told: Told) -> Plan:
    after = after_shock(rows_of(actor, target), Shock.read(told["shock"]))
    wanted = wanted_of(after.board, told["shifts"])
    outcome = after.board.after(wanted)
    if not outcome.valid:
        said = Speaker(after.board, target.on).outcome(outcome)
        raise Refused(" ".join([_("Chưa ghi vì kế hoạch sẽ sai:"), *said[:5]]))
    moved = _write_places(after, wanted)
    _write_plan(actor, target, after, outcome.objective, len(moved))
    _record(actor, after.board, moved, told["shifts"])
    return target


def _found(plan: Plan) -> Told:
    told: Told = plan.answers.get(KEY) or {}
    if not told.get("shifts") and told.get("status") not in ("optimal", "feasible"):
        raise Refused(_("Chưa có phương án điều chỉnh nào để nhận."))
    if told["version"] != plan.version:
        raise Refused(
            _("Phương án này tính cho bản trước của kế hoạch; hãy tính điều chỉnh lại cho bản hiện nay.")
        )
    return told


def _write_places(after: After, wanted: Mapping[UUID, UUID | None]) -> list[Need]:
    board, rows = after.board, after.board.rows
    moved = [need for need in rows.needs if need.pk in wanted]
    for need in moved:
        place = wanted[need.pk]
        seat(board, need, rows.offering(place) if place else None, PlacedBy.SOLVER)
    for need in rows.served:
        need.travel_cost = travel_of(board, need, rows.offering(need.offering_id)) if need.offering_id else 0
    _give_reasons(board, moved)
    Need.objects.bulk_update(rows.needs, ["offering", "travel_cost", "placed_by", "reason"], batch_size=200)
    mark_opened(rows.offerings, {need.offering_id for need in rows.needs if need.offering_id})
    return moved


def _give_reasons(board: Board, moved: Sequence[Need]) -> None:
    """Of everybody left out, for the problem is another one now; who was taken out by hand keeps that reason."""
    now = board_with(board.rows, board.instance)
    reasons = explain(now.problem, now.placements)
    for need in board.rows.needs:
        by_hand = need.reason.get("rule") == Why.BY_HAND and need not in moved
        if need.offering_id is None and not by_hand:
            give_reason(board, need, reasons)


def _write_plan(actor: Actor, plan: Plan, after: After, objective: float, people: int) -> None:
    tighter = Pins.of(after.board.instance).asks_no_less_than(Pins.of(plan.instance))
    if after.joined or not tighter:  # what was proven of the first problem says nothing of this one
        plan.bound, plan.status = None, ""
    wished = pins_of(plan).shutting(after.fallen_lines, after.needs_out)
    plan.objective, plan.instance = objective, after.board.instance
    put_pins(plan, wished, Pins.of(after.board.instance))
    plan.gap = relative_gap(plan.objective, plan.bound)
    if plan.gap is not None and plan.status:
        plan.status = "optimal" if plan.gap <= 1e-9 else "feasible"
    void_proposal(actor, plan)
    told: dict[str, list[Any]] = {"people": [None, people], "pins": [None, len(Pins.of(plan.instance))]}
    write(actor, plan, TAKEN, "planning.plan_replanned", told)


def _record(actor: Actor, board: Board, moved: Sequence[Need], shifts: Sequence[Told]) -> None:
    codes: dict[int, str] = {index: line.code for index, line in board.offering_at.items()}
    ways = {each["need"]: [codes.get(each["from"]), codes.get(each["to"])] for each in shifts}
    entries = [
        Entry("planning.need_placed", need, {"offering": ways[need.index]}, need.unit_id) for need in moved
    ]
    audit.record_many(actor, entries, batch_id=uuid4())
