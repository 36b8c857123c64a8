"""What bringing people up to a draft would cost: the planner on the gaps that only the draft makes.

Every seat weighs far more than any class costs, so the best plan seats as many as can be seated and among those plans
is the cheapest; the bound the solver proves is then a bound on the money.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.laboratory.models import DraftStandard
from caunoi.apps.laboratory.selectors.trial import Trial, trial_of
from caunoi.apps.planning.selectors import job_of, options_on, year_to_plan
from caunoi.apps.planning.selectors.needs import Gap, NeedsFound, needs_in
from caunoi.apps.planning.selectors.options import PlanOptions, first_week, weeks_of
from caunoi.apps.planning.services import instance_of, setting_of
from caunoi.apps.planning.services.instance import MILLION, PRICE_OF_MONEY
from caunoi.apps.planning.services.setting import Setting
from caunoi.apps.standards.selectors import Asked, Verdicts
from caunoi.domain.allocation.answer import Solution
from caunoi.domain.allocation.explain import explain
from caunoi.domain.allocation.instance_format import problem_from_json
from caunoi.domain.allocation.process import SolverDied, solve_in_process
from caunoi.domain.allocation.verify import verify
from caunoi.domain.eligibility.drafting import DraftFault
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import Refused
from caunoi.foundation.jobs import services as jobs
from caunoi.foundation.policy import visible

COST = "laboratory.cost"
SEAT = 50.0
"""A seat outweighs five billion đồng, more than any class of the catalogue costs for one head."""
NO_LIMIT = 10**13
TOLERANCE = 1e-6


@dataclass(frozen=True)
class Costing:
    """The gaps only the draft makes, and the problem of teaching them (bài toán nâng chuẩn)."""

    trial: Trial
    gaps: tuple[Gap, ...]
    setting: Setting
    year: int

    @property
    def open(self) -> list[Gap]:
        return [gap for gap in self.gaps if gap.programme is not None and not gap.studying]


@transaction.atomic
def ask_for_cost(*, actor: Actor, draft: DraftStandard, on: date) -> DraftStandard:
    """Ask for the answer; found by a job, kept with the draft."""
    policy.check(actor, "change", draft)
    held: DraftStandard = visible(actor, DraftStandard, "change").select_for_update().get(pk=draft.pk)
    if held.put_away_at:
        raise Refused(_("Bản thảo này đã cất nên không tính chi phí nữa."))
    if (asked := job_of(held)) and not asked.has_ended:
        return held  # pressed twice, or by two: the machine looks for it once
    payload = {"draft": str(held.pk), "on": on.isoformat()}
    job = jobs.enqueue(actor=actor, name=COST, title=f"Tính chi phí nâng chuẩn: {held.name}", payload=payload)
    held.job_id, held.cost = job.pk, {}
    held.save(update_fields=["job_id", "cost"])
    record(actor, "laboratory.cost_asked", held, unit_id=held.unit_id)
    return held


@transaction.atomic
def keep_cost(*, actor: Actor, draft: DraftStandard, text: str, found: Mapping[str, Any]) -> None:
    """With the draft, unless its text has been changed meanwhile."""
    held: DraftStandard = visible(actor, DraftStandard, "change").select_for_update().get(pk=draft.pk)
    if held.text != text:
        return
    held.cost = dict(found)
    held.save(update_fields=["cost"])
    record(actor, "laboratory.cost_found", held, unit_id=held.unit_id)


def cost_of(actor: Actor, text: str, on: date) -> dict[str, Any]:
    """Solved now and checked by code that shares nothing with the solver; writes nothing."""
    try:
        costing = costing_of(trial_of(actor, text, on))
    except DraftFault as fault:
        raise Refused(str(fault)) from fault
    head = {
        "on": on.isoformat(), "year": costing.year, "text": sha256(text.encode()).hexdigest(),
        "at": clock.now().isoformat(), "people": len({gap.cadre_id for gap in costing.gaps}),
        "needs": len(costing.gaps), "taught": len(costing.open),
    }  # fmt: skip
    if not costing.open or not costing.setting.lines:
        return {**head, **NOTHING, "left": _untaught(costing)}
    instance = instance_of(costing.setting, "ban-thao")
    return {**head, **_told(costing, instance, _solved(instance, costing.setting.options))}


NOTHING: Mapping[str, Any] = {
    "placed": 0, "cost": 0, "least": 0, "classes": 0, "programmes": [], "seconds": 0.0, "exact": True,
}  # fmt: skip


def costing_of(trial: Trial) -> Costing:
    """What somebody lacks with the draft and not without it."""
    actor, on = trial.actor, trial.on
    year = year_to_plan(on)
    options = options_on(on, group="", mandatory_weight=0.0)
    begins = first_week(year, on, options)
    asked = Asked(on=on, titles=tuple(sorted(trial.titles)))

    def found_in(verdicts: Verdicts) -> NeedsFound:
        return needs_in(actor, verdicts, asked, options, begins)

    known = {_key(gap) for gap in found_in(trial.before).gaps}
    after = found_in(trial.after)
    gaps = tuple(replace(gap, weight=SEAT) for gap in after.gaps if _key(gap) not in known)
    needed = replace(after, gaps=gaps)
    setting = setting_of(actor, needed, NO_LIMIT, begins, weeks_of(year, on, options), options)
    return Costing(trial, gaps, setting, year)


def _key(gap: Gap) -> tuple[Any, ...]:
    return gap.cadre_id, gap.requirement, gap.missing


def _solved(instance: Mapping[str, Any], options: PlanOptions) -> Solution:
    try:
        solution = solve_in_process(dict(instance), gap=options.gap, time_limit=options.time_limit)
    except SolverDied as fault:
        raise Refused(str(fault)) from fault
    if solution.objective is not None:
        verdict = verify(dict(instance), [list(line) for line in solution.placements])
        same = abs(verdict.objective - solution.objective) <= TOLERANCE * max(1.0, abs(verdict.objective))
        if not (verdict.valid and same):
            raise Refused(_("Phương án tìm được không qua được bước kiểm tra độc lập nên không được dùng."))
    return solution


def _told(costing: Costing, instance: Mapping[str, Any], solution: Solution) -> dict[str, Any]:
    placed = len(solution.placements)
    worth = solution.objective or 0.0
    cost = _money(SEAT * placed - worth)
    least = 0 if solution.bound is None else max(0, _money(SEAT * placed - solution.bound))
    rows = _by_programme(costing, instance, solution)
    return {
        "placed": placed,
        "cost": cost,
        "least": min(least, cost),
        "exact": cost - least < MILLION / 100,
        "classes": sum(row["classes"] for row in rows),
        "programmes": rows,
        "left": [*_untaught(costing), *_not_placed(costing, instance, solution)],
        "seconds": round(solution.seconds, 1),
    }


def _money(weight: float) -> int:
    return round(weight / -PRICE_OF_MONEY * MILLION)


def _by_programme(costing: Costing, instance: Mapping[str, Any], solution: Solution) -> list[dict[str, Any]]:
    lines, gaps = costing.setting.lines, costing.gaps
    seats: Counter[str] = Counter()
    cost: Counter[str] = Counter()
    opened: dict[str, set[int]] = {}
    for request, offering, heads in solution.placements:
        programme = lines[offering].programme
        unit = instance["persons"]["unit"][instance["requests"]["person"][request]]
        way = (
            instance["km"][unit][instance["offerings"]["venue"][offering]] * instance["cost_per_km"] * MILLION
        )
        seats[programme.code] += heads
        cost[programme.code] += heads * (programme.head_cost + round(way))
        if offering not in opened.setdefault(programme.code, set()):
            opened[programme.code].add(offering)
            cost[programme.code] += programme.open_cost
    names = {line.programme.code: line.programme.name for line in lines}
    needed = Counter(gap.programme.code for gap in gaps if gap.programme and not gap.studying)
    return [
        {
            "code": code, "name": names.get(code, code), "needed": needed[code], "placed": seats[code],
            "classes": len(opened.get(code, ())), "cost": cost[code],
        }
        for code in sorted(needed)
    ]  # fmt: skip


def _untaught(costing: Costing) -> list[list[Any]]:
    """Gaps that ask for no seat."""
    told = Counter(
        "studying" if gap.studying else "no_programme"
        for gap in costing.gaps
        if gap.studying or gap.programme is None
    )
    return [[why, many] for why, many in sorted(told.items())]


def _not_placed(costing: Costing, instance: Mapping[str, Any], solution: Solution) -> Sequence[list[Any]]:
    reasons = explain(problem_from_json(dict(instance)), solution.placements)
    told = Counter(reason.rule for reason in reasons.values())
    return [[why, many] for why, many in sorted(told.items())]
