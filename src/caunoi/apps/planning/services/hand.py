"""Placing people by hand (xếp tay): what would happen is told first, and only a valid plan is ever kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.planning.choices import ChangeKind, PlacedBy, PlanState, Why
from caunoi.apps.planning.models import Need, Offering, Plan, PlanChange
from caunoi.apps.planning.selectors.board import Board, Outcome
from caunoi.apps.planning.selectors.plans import PlanRows, rows_of
from caunoi.apps.planning.services.extending import with_new_needs
from caunoi.apps.planning.services.filling import Filling, PlacedInLine
from caunoi.apps.planning.services.holding import Changes, hold, void_proposal, write
from caunoi.apps.planning.services.saying import Group, Speaker
from caunoi.apps.planning.services.solving import mark_opened, seat, travel_of
from caunoi.domain.allocation.answer import relative_gap
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit import services as audit
from caunoi.foundation.audit.services import Entry
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import get_or_404, visible


@dataclass(frozen=True)
class Preview:
    """What a change by hand would do (xem trước), said before anything is written."""

    board: Board
    wanted: Mapping[UUID, UUID | None]
    outcome: Outcome
    problems: tuple[str, ...]
    cost_before: int
    cost_after: int
    lines: tuple[PlacedInLine, ...] = field(default=())
    added: Offering | None = None
    """A line that is not in the problem yet and would be added to it."""

    @property
    def possible(self) -> bool:
        return bool(self.wanted) and self.outcome.valid

    @property
    def broken(self) -> list[Group]:
        """What stands in the way, rule by rule."""
        return Speaker(self.board, self.board.plan.on).by_rule(self.outcome)

    @property
    def asks_anew(self) -> bool:
        return self.board.asks_anew(self.wanted)


def preview_move(*, actor: Actor, need: Need, offering: Offering | None) -> Preview:
    """Moving one need to another line, or out of the plan."""
    policy.check(actor, "change", need)
    board = Board(rows_of(actor, get_or_404(actor, Plan, pk=need.plan_id)))
    return preview_of(board, {need.pk: offering.pk if offering else None})


def preview_people(*, actor: Actor, plan: Plan, places: Mapping[UUID, Sequence[UUID]], on: date) -> Preview:
    """Putting people into lines: for each line who fits, who does not, and what the whole plan says."""
    policy.check(actor, "change", plan)
    rows = rows_of(actor, plan)
    for offering_id, cadre_ids in places.items():
        rows = with_asked(actor, rows, rows.offering(offering_id), cadre_ids, on)
    return preview_filled(Filling(Board(rows)), places)


def with_asked(
    actor: Actor, rows: PlanRows, offering: Offering, cadre_ids: Sequence[UUID], on: date
) -> PlanRows:
    """The plan with a request for each of these people the line is for."""
    known = {need.cadre_id for need in rows.needs if need.programme_id == offering.programme_id}
    unknown = [cadre_id for cadre_id in cadre_ids if cadre_id not in known]
    return with_new_needs(actor, rows, unknown, offering, on) if unknown else rows


def preview_filled(filling: Filling, places: Mapping[UUID, Sequence[UUID]]) -> Preview:
    """One after the other, so that the last seat goes to one of two and the other is told so."""
    board = filling.board
    lines = [
        filling.fill(board.rows.offering(offering_id), set(cadre_ids))
        for offering_id, cadre_ids in places.items()
    ]
    wanted = {need.pk: line.offering.pk for line in lines for need in line.needs}
    return preview_of(board, wanted, tuple(lines))


def preview_of(
    board: Board, wanted: Mapping[UUID, UUID | None], lines: tuple[PlacedInLine, ...] = ()
) -> Preview:
    outcome = board.after(wanted)
    problems = Speaker(board, board.plan.on).outcome(outcome)
    return Preview(board, wanted, outcome, tuple(problems), board.rows.cost, cost_after(board, wanted), lines)


def cost_after(board: Board, wanted: Mapping[UUID, UUID | None]) -> int:
    """What the plan would cost (đồng), from the same rows as the page."""
    rows = board.rows
    places = {need.pk: wanted.get(need.pk, need.offering_id) for need in rows.needs}
    opened = {offering for offering in places.values() if offering}
    total = sum(rows.offering(offering).open_cost for offering in opened)
    for need in rows.needs:
        place = places[need.pk]
        if place:
            offering = rows.offering(place)
            total += offering.head_cost + travel_of(board, need, offering)
    return total


# ---- writing


@transaction.atomic
def place_by_hand(
    *, actor: Actor, need: Need, offering: Offering | None, seen: int | None = None
) -> PlanChange:
    """Move one need; refused with what breaks when the plan would no longer be valid.

    ``seen`` is the version of the plan the page was drawn from; another one is refused as stale.
    """
    policy.check(actor, "change", need)
    draft_to_change(actor, need.plan_id, seen)
    need = get_or_404(actor, Need, "change", pk=need.pk)
    if need.offering_id == (offering.pk if offering else None):
        raise Refused(_("Người này đã ở đúng chỗ đó."))
    kind = ChangeKind.REMOVE if offering is None else ChangeKind.MOVE
    return keep_change(actor, preview_move(actor=actor, need=need, offering=offering), kind)


@transaction.atomic
def add_people(
    *, actor: Actor, plan: Plan, places: Mapping[UUID, Sequence[UUID]], on: date, seen: int | None = None
) -> PlanChange:
    """Put people into lines: whoever fits goes in, together or not at all; the others stay out."""
    policy.check(actor, "change", plan)
    plan = draft_to_change(actor, plan.pk, seen)
    preview = preview_people(actor=actor, plan=plan, places=places, on=on)
    if not preview.wanted:
        raise Refused(_("Không ai trong số đã chọn vào được lớp này."))
    Need.objects.bulk_create([need for need in preview.board.rows.needs if need._state.adding])
    return keep_change(actor, preview, ChangeKind.ADD)


def add_people_to_line(
    *, actor: Actor, plan: Plan, offering: Offering, cadre_ids: Sequence[UUID], on: date
) -> PlanChange:
    """All of these into one line."""
    return add_people(actor=actor, plan=plan, places={offering.pk: cadre_ids}, on=on)


def draft_to_change(actor: Actor, plan_id: UUID, seen: int | None = None) -> Plan:
    """The plan as it stands now, held until this change is written: two people may not move at once."""
    plan = hold(actor, get_or_404(actor, Plan, "change", pk=plan_id), seen=seen)
    if plan.state != PlanState.DRAFT:
        raise Refused(
            _("Kế hoạch này %(state)s nên không xếp tay được; chỉ kế hoạch dự thảo mới sửa được.")
            % {"state": _(PlanState(plan.state).label).lower()}
        )
    return plan


def keep_change(actor: Actor, preview: Preview, kind: str) -> PlanChange:
    if not preview.outcome.valid:
        raise Refused(" ".join([_("Chưa ghi vì kế hoạch sẽ sai:"), *preview.problems[:5]]))
    board, plan = preview.board, preview.board.plan
    moved = [need for need in board.rows.needs if need.pk in preview.wanted]
    before = [[str(need.pk), str(need.offering_id) if need.offering_id else None] for need in moved]
    if preview.asks_anew:
        plan.instance = board.with_heads(preview.wanted)
    _write_places(board, moved, preview.wanted)
    void_proposal(actor, plan)
    told: Changes = {"kind": [None, str(kind)], "people": [None, len(moved)]}
    write(actor, plan, _value(plan, preview), "planning.people_placed", told)
    after = [[str(need.pk), str(need.offering_id) if need.offering_id else None] for need in moved]
    change = PlanChange.objects.create(
        plan=plan, kind=kind, at=clock.now(), by=actor.label, before=before, after=after
    )
    _record(actor, change, moved, {str(line.pk): line.code for line in board.rows.offerings})
    return change


def _write_places(board: Board, moved: Sequence[Need], wanted: Mapping[UUID, UUID | None]) -> None:
    for need in moved:
        place = wanted[need.pk]
        seat(board, need, board.rows.offering(place) if place else None, PlacedBy.HAND)
        if place is None:
            need.reason = {"rule": str(Why.BY_HAND), "missing": need.reason.get("missing", "")}
    Need.objects.bulk_update(moved, ["offering", "travel_cost", "placed_by", "reason"], batch_size=200)
    mark_opened(board.rows.offerings, {need.offering_id for need in board.rows.needs if need.offering_id})


def _value(plan: Plan, preview: Preview) -> Sequence[str]:
    """The bound of a problem stays its bound whoever moves; with new requests it is another problem."""
    plan.objective = preview.outcome.objective
    if preview.asks_anew or preview.added is not None:
        plan.bound, plan.status = None, ""
    plan.gap = relative_gap(plan.objective, plan.bound)
    if plan.gap is not None and plan.status:
        plan.status = "optimal" if plan.gap <= 1e-9 else "feasible"
    return "objective", "bound", "gap", "status", "instance"


def _record(actor: Actor, change: PlanChange, moved: Sequence[Need], codes: Mapping[str, str]) -> None:
    """For each person the classes by their codes, which people know."""
    before, after = dict(change.before), dict(change.after)
    entries = [
        Entry(
            "planning.need_placed",
            need,
            {"offering": [codes.get(before[str(need.pk)]), codes.get(after[str(need.pk)])]},
            need.unit_id,
        )
        for need in moved
    ]
    audit.record_many(actor, entries, batch_id=change.pk)


@transaction.atomic
def undo_change(*, actor: Actor, change: PlanChange, seen: int | None = None) -> PlanChange:
    """Put everybody of a change back where they were; whoever was moved again since stays."""
    plan = draft_to_change(actor, change.plan_id, seen)
    change = visible(actor, PlanChange, "change").get(pk=change.pk)  # as it stands now that the plan is held
    if change.undone_at is not None:
        raise Refused(_("Lần xếp này đã được hoàn tác."))
    board = Board(rows_of(actor, plan))
    after = {UUID(need): _id(place) for need, place in change.after}
    wanted = {
        UUID(need): _id(place)
        for need, place in change.before
        if UUID(need) in board.needs and board.needs[UUID(need)].offering_id == after[UUID(need)]
    }
    if not wanted:
        raise Refused(_("Những người này đã được xếp lại sau đó, nên không còn gì để hoàn tác."))
    preview = preview_of(board, wanted)
    undoing = keep_change(actor, preview, ChangeKind.UNDO)
    undoing.undone_at = change.undone_at = clock.now()
    PlanChange.objects.bulk_update([undoing, change], ["undone_at"])
    audit.record(actor, "planning.change_undone", change, {"change": [str(change.pk), None]})
    return undoing


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None
