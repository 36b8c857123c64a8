"""Names under which a plan is solved beside the pages."""

from typing import Any

from caunoi.apps.planning.choices import PlanState
from caunoi.apps.planning.models import CountryPiece, Need, Plan
from caunoi.apps.planning.services.answering import ANSWER, answer_plan
from caunoi.apps.planning.services.country import PIECE, Run, solve_piece
from caunoi.apps.planning.services.drafting import SOLVE
from caunoi.apps.planning.services.replanning import REPLAN, replan_plan
from caunoi.apps.planning.services.solving import POINTS_KEPT, Watch, points_of, solve_plan
from caunoi.domain.allocation.answer import Progress
from caunoi.foundation.jobs import JobContext, job
from caunoi.foundation.policy import get_or_404


def register() -> None:
    job(SOLVE, needs=(Plan, "change"), time_limit=1800, max_attempts=2)(solve)
    job(REPLAN, needs=(Plan, "change"), time_limit=600, max_attempts=1)(replan)
    job(ANSWER, needs=(Plan, "change"), time_limit=900, max_attempts=1)(answer)
    job(PIECE, needs=(CountryPiece, "change"), time_limit=3600, max_attempts=5)(piece)


def piece(context: JobContext) -> dict[str, Any]:
    """One piece of a country; the answer that was kept first is the answer."""
    found = get_or_404(context.actor, CountryPiece, "change", pk=context.payload["piece"])
    if not found.is_solved:
        teller = Teller(context, float(found.effort["time_limit"]))
        watch = Watch(tell=teller.tell, should_stop=context.stop_asked)
        run = Run(context.worker, context.attempt)
        found = solve_piece(actor=context.actor, piece=found, run=run, watch=watch)
    return {"status": found.status, "objective": found.objective, "bound": found.bound, "gap": found.gap}


def answer(context: JobContext) -> dict[str, Any]:
    plan = get_or_404(context.actor, Plan, "change", pk=context.payload["plan"])
    asked = context.payload["need"]
    need = get_or_404(context.actor, Need, "change", pk=asked, plan=plan) if asked else None
    answer_plan(actor=context.actor, plan=plan, kind=context.payload["kind"], need=need)
    return {"kind": context.payload["kind"]}


def replan(context: JobContext) -> dict[str, Any]:
    plan = get_or_404(context.actor, Plan, "change", pk=context.payload["plan"])
    return {"changed": replan_plan(actor=context.actor, plan=plan)["changed"]}


def solve(context: JobContext) -> dict[str, Any]:
    plan = get_or_404(context.actor, Plan, "change", pk=context.payload["plan"])
    if plan.state != PlanState.SOLVING:  # killed after the plan was kept and before it could say so
        return {"status": plan.status}
    teller = Teller(context, float(plan.options.get("time_limit") or 0))
    plan = solve_plan(
        actor=context.actor, plan=plan, watch=Watch(tell=teller.tell, should_stop=context.stop_asked)
    )
    return {"status": plan.status, "objective": plan.objective, "bound": plan.bound, "gap": plan.gap}


class Teller:
    """Passes every step on to whoever watches: numbers, the way so far, and the best plan's lines."""

    def __init__(self, context: JobContext, time_limit: float) -> None:
        self.context, self.time_limit = context, time_limit
        self.steps: list[Progress] = []
        self.lines: dict[str, int] = {}

    def tell(self, step: Progress) -> None:
        self.steps.append(Progress(step.seconds, step.objective, step.bound, step.gap, step.stage))
        if step.incumbent is not None:
            self.lines = heads_by_line(step.incumbent)
        self.context.progress(
            min(round(step.seconds), round(self.time_limit)),
            round(self.time_limit),
            step.stage,
            seconds=step.seconds,
            objective=step.objective,
            bound=step.bound,
            gap=step.gap,
            points=points_of(self.steps)[-POINTS_KEPT:],
            lines=self.lines,
        )


def heads_by_line(plan: Any) -> dict[str, int]:
    """How many sit in each opened line, by its number as text (JSON has no other keys)."""
    heads: dict[str, int] = {}
    for _request, offering, count in plan:
        heads[str(offering)] = heads.get(str(offering), 0) + count
    return heads
