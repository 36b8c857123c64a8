"""What reasons cost beside the plan (lý do chưa được xếp), and whether the checker confirms each.

A reason names a class and the rule in the way. Confirmed is who was put there by hand and found to break that rule; who
would fit but is not worth it is confirmed by a plan that keeps every rule and is worth no more.
"""

import time
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from caunoi.config.bench.measure import is_noisy
from caunoi.config.bench.replanning import QUICK_SECONDS, QUICK_SIZES, SECONDS, FullPlan
from caunoi.domain.allocation.explain import Reason, explain
from caunoi.domain.allocation.instance_format import problem_as_json
from caunoi.domain.allocation.problem import TOLERANCE, Placement, Problem
from caunoi.domain.allocation.verify import verify

SIZES = ("L",)


@dataclass(frozen=True)
class Explained:
    """One province, planned and explained."""

    plan: FullPlan

    def rows(self, bench: str) -> list[dict[str, Any]]:
        solution, seconds, worked = self.plan.solved
        begun, used = time.perf_counter(), time.process_time()
        reasons = explain(self.plan.problem, solution.placements)
        wall, cpu = time.perf_counter() - begun, time.process_time() - used
        denied = unconfirmed(self.plan.problem, solution.placements, reasons)
        told = ", ".join(
            f"{rule} {n}" for rule, n in Counter(each.rule for each in reasons.values()).most_common()
        )
        row = {
            "case": f"{self.plan.size}, lý do của {len(reasons)} yêu cầu chưa xếp",
            "n": len(self.plan.problem.requests),
            "unserved": _unserved(self.plan.problem, solution.placements),
            "reasons": len(reasons),
            "confirmed": len(reasons) - len(denied),
            "rules": told,
            "wall_s": round(wall, 2),
            "cpu_s": round(cpu, 2),
            "percent": round(100 * wall / seconds, 2),
            "cpu_percent": round(100 * cpu / worked, 2),
        }
        fault = f"người kiểm không thấy lý do của {denied[:5]}" if denied else ""
        return [{"bench": bench, **row, "noisy": is_noisy(), "fault": fault, "wrong": bool(denied)}]


def unconfirmed(problem: Problem, plan: tuple[Placement, ...], reasons: dict[int, Reason]) -> list[int]:
    """Requests whose reason the checker does not see."""
    case, worth = problem_as_json(problem), problem.objective(plan)
    return [
        request
        for request, reason in reasons.items()
        if not _confirmed(problem, case, plan, worth, request, reason)
    ]


def _confirmed(
    problem: Problem,
    case: dict[str, Any],
    plan: tuple[Placement, ...],
    worth: float,
    request: int,
    reason: Reason,
) -> bool:
    if reason.offering is None:
        offered = set(problem.offerings.programme.tolist())
        return reason.rule == "no_class" and int(problem.requests.programme[request]) not in offered
    verdict = verify(case, [*map(list, plan), [request, reason.offering, 1]])
    if reason.rule in ("worth", "possible"):
        better = verdict.valid and verdict.objective > worth + TOLERANCE
        return verdict.valid and better == (reason.rule == "possible")
    return any(violation.rule == reason.rule for violation in verdict.violations)


def cases(options: Namespace) -> Iterator[Explained]:
    """Provinces of the sizes asked for."""
    limit = options.time or (QUICK_SECONDS if options.quick else SECONDS)
    for size in options.size or (QUICK_SIZES if options.quick else SIZES):
        yield Explained(FullPlan(size, limit))


def _unserved(problem: Problem, plan: tuple[Placement, ...]) -> int:
    served: Counter[int] = Counter()
    for request, _, heads in plan:
        served[request] += heads
    return sum(served[r] < count for r, count in enumerate(problem.requests.count.tolist()))
