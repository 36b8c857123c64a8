"""Solving a plan (tính kế hoạch): in a process of its own, watched, stoppable, and verified before it is kept."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.planning.choices import PlacedBy, PlanState, Why
from caunoi.apps.planning.models import Need, Offering, Plan
from caunoi.apps.planning.selectors.board import Board
from caunoi.apps.planning.selectors.options import PlanOptions
from caunoi.apps.planning.selectors.pins import pins_of
from caunoi.apps.planning.selectors.plans import PlanRows, rows_of
from caunoi.apps.planning.services.holding import hold, void_proposal, write
from caunoi.apps.planning.services.instance import MILLION
from caunoi.domain.allocation.answer import Progress, Solution
from caunoi.domain.allocation.explain import explain
from caunoi.domain.allocation.instance_format import problem_from_json
from caunoi.domain.allocation.problem import Placement
from caunoi.domain.allocation.process import SolverDied, solve_in_process
from caunoi.domain.allocation.verify import verify
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused

POINTS_KEPT = 60
SOLVED = ("state", "status", "objective", "bound", "gap", "seconds", "trajectory", "findings", "instance")
TOLERANCE = 1e-6


@dataclass(frozen=True)
class Watch:
    """How a solving is watched from outside (theo dõi): told of every step, asked whether to stop."""

    tell: Callable[[Progress], None] = field(default=lambda step: None)
    should_stop: Callable[[], bool] = field(default=lambda: False)


def solve_plan(*, actor: Actor, plan: Plan, watch: Watch | None = None) -> Plan:
    """Solve and keep what was found; stopped or killed on the way, the best plan so far is kept."""
    policy.check(actor, "change", plan)
    watch, options = watch or Watch(), PlanOptions.of(plan.options)
    plan.instance = pins_of(plan).put(plan.instance)
    try:
        solution = solve_in_process(
            plan.instance,
            gap=options.gap,
            time_limit=options.time_limit,
            seed=options.seed,
            threads=options.threads,
            start=sound_start(actor, plan),
            on_progress=watch.tell,
            should_stop=watch.should_stop,
        )
    except SolverDied as fault:
        raise Refused(str(fault)) from fault
    refuse_unverified(plan.instance, solution)
    return keep_solution(actor=actor, plan=plan, solution=solution)


def refuse_unverified(instance: dict[str, Any], solution: Solution) -> None:
    """Nothing is kept that the checker, which shares no code with the solver, does not confirm."""
    if solution.objective is None:
        return
    verdict = verify(instance, [list(line) for line in solution.placements])
    same = abs(verdict.objective - solution.objective) <= TOLERANCE * max(1.0, abs(verdict.objective))
    if not (verdict.valid and same):
        first = verdict.violations[0].message if verdict.violations else _("giá trị kế hoạch không khớp.")
        raise Refused(
            _("Phương án tìm được không qua được bước kiểm tra độc lập nên không được lưu: %(why)s")
            % {"why": first}
        )


@transaction.atomic
def keep_solution(*, actor: Actor, plan: Plan, solution: Solution) -> Plan:
    """Write the solution into the plan's rows, with the reason of everybody left out."""
    plan = hold(actor, plan)
    if plan.state not in (PlanState.SOLVING, PlanState.DRAFT):
        raise Refused(_("Kế hoạch đã được quyết định trong lúc tính nên kết quả không được ghi vào."))
    before = [plan.state, PlanState.DRAFT]
    rows = rows_of(actor, plan)
    if solution.objective is None and rows.served:
        return _keep_what_was(actor, plan, solution)
    plan.instance = pins_of(plan).put(plan.instance) if solution.objective is not None else plan.instance
    _place_everybody(rows, plan, solution)
    plan.state = PlanState.DRAFT
    plan.status, plan.objective, plan.bound = solution.status, solution.objective, solution.bound
    plan.gap, plan.seconds = solution.gap, round(solution.seconds, 3)
    plan.trajectory = points_of(solution.trajectory)
    plan.findings = [finding.message for finding in solution.findings]
    changes: dict[str, list[Any]] = {
        "state": before,
        "objective": [None, plan.objective],
        "bound": [None, plan.bound],
    }
    void_proposal(actor, plan)
    write(actor, plan, SOLVED, "planning.plan_solved", changes)
    return plan


def sound_start(actor: Actor, plan: Plan) -> list[Placement]:
    """The plan before, where it keeps every rule and pin of the problem as it is now; else nothing."""
    placements = Board(rows_of(actor, plan)).placements
    sound = placements and verify(plan.instance, [list(line) for line in placements]).valid
    return list(placements) if sound else []


def _keep_what_was(actor: Actor, plan: Plan, solution: Solution) -> Plan:
    """Nothing was found, under the pins perhaps: the plan before stays, with what the solving said."""
    plan.state = PlanState.DRAFT
    plan.findings = [finding.message for finding in solution.findings]
    write(
        actor,
        plan,
        ["state", "findings"],
        "planning.plan_solved",
        {"objective": [plan.objective, plan.objective]},
    )
    return plan


def points_of(trajectory: Any) -> list[list[float | None]]:
    """The way of the search as ``[seconds, objective, bound]``, thinned to what a picture can show."""
    points = [[round(step.seconds, 3), step.objective, step.bound] for step in trajectory]
    if len(points) <= POINTS_KEPT:
        return points
    step = (len(points) - 1) / (POINTS_KEPT - 1)
    return [points[round(number * step)] for number in range(POINTS_KEPT)]


def _place_everybody(rows: PlanRows, plan: Plan, solution: Solution) -> None:
    board = Board(rows)
    line_of = {request: board.offering_at[offering] for request, offering, _heads in solution.placements}
    reasons = explain(problem_from_json(plan.instance), solution.placements)
    for need in rows.needs:
        seat(board, need, line_of.get(need.index), PlacedBy.SOLVER)
        if need.offering_id is None:
            give_reason(board, need, reasons)
    Need.objects.bulk_update(rows.needs, ["offering", "travel_cost", "placed_by", "reason"], batch_size=200)
    mark_opened(rows.offerings, {offering.pk for offering in line_of.values()})


def seat(board: Board, need: Need, offering: Offering | None, by: str) -> None:
    """Write the place on the row, with what the way there costs."""
    need.offering = offering
    need.placed_by = by if offering is not None else ""
    need.travel_cost = travel_of(board, need, offering) if offering is not None else 0
    if offering is not None:
        need.reason = {"rule": "", "missing": need.reason.get("missing", "")}


def travel_of(board: Board, need: Need, offering: Offering) -> int:
    instance = board.instance
    unit = instance["persons"]["unit"][instance["requests"]["person"][need.index]]
    kilometres = instance["km"][unit][instance["offerings"]["venue"][offering.index]]
    return round(kilometres * instance["cost_per_km"] * MILLION)


def give_reason(board: Board, need: Need, reasons: Any) -> None:
    missing = need.reason.get("missing", "")
    reason = reasons.get(need.index)
    if reason is None:  # nobody asked for a seat: being learned already, or taught by nobody
        rule = need.reason.get("rule") or str(Why.NO_PROGRAMME)
        need.reason = {"rule": rule, "missing": missing}
        return
    cost = None if reason.cost is None else round(reason.cost * MILLION)
    line = None if reason.offering is None else board.offering_at[reason.offering].code
    need.reason = {"rule": reason.rule, "missing": missing, "line": line, "cost": cost}


def mark_opened(offerings: list[Offering], opened: set[Any]) -> None:
    """A line is open as long as somebody sits in it."""
    changed = [each for each in offerings if each.opened != (each.pk in opened)]
    for offering in changed:
        offering.opened = not offering.opened
    Offering.objects.bulk_update(changed, ["opened"], batch_size=200)
