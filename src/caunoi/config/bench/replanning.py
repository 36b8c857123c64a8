"""A plan after a shock beside the plan itself (điều chỉnh kế hoạch): time, people, seats, objective.

The full plan of an invented province is sought for the given seconds, in a process of its own. Then the class in the
middle by heads falls, the fullest one, or ten people who learn are ill, and the plan is adjusted.
"""

import random
import resource
import time
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from caunoi.config.bench.measure import is_noisy
from caunoi.domain.allocation.answer import Solution, relative_gap
from caunoi.domain.allocation.generate import generate_province
from caunoi.domain.allocation.instance_format import problem_as_json
from caunoi.domain.allocation.problem import Problem
from caunoi.domain.allocation.process import solve_in_process
from caunoi.domain.allocation.replan import Replan, replan
from caunoi.domain.allocation.shocks import classes_cancelled, people_ill
from caunoi.domain.allocation.verify import verify

SEED, THREADS, ILL = 1, 2, 10
SIZES, SECONDS = ("M", "L"), 60.0
QUICK_SIZES, QUICK_SECONDS = ("S",), 5.0
PATIENCE = 60.0


@dataclass(frozen=True)
class FullPlan:
    """A province planned in full (kế hoạch gốc), and what that took."""

    size: str
    time_limit: float

    @cached_property
    def problem(self) -> Problem:
        return generate_province(self.size, SEED)

    @cached_property
    def solved(self) -> tuple[Solution, float, float]:
        """The plan, seconds until it and its bound stood, seconds of processor."""
        used = _processor_of_children()
        solution = solve_in_process(self.problem, time_limit=self.time_limit, seed=SEED, threads=THREADS)
        reached = [
            step.seconds for step in solution.trajectory if step.gap is not None and step.gap == solution.gap
        ]
        return solution, min(reached, default=solution.seconds), _processor_of_children() - used


@dataclass(frozen=True)
class Shocked:
    """One province, planned and shocked."""

    plan: FullPlan

    def rows(self, bench: str) -> list[dict[str, Any]]:
        solution, seconds, worked = self.plan.solved
        head = {"bench": bench, "n": sum(heads for _, _, heads in solution.placements)}
        full = {
            "case": f"{self.plan.size}, kế hoạch gốc",
            "status": solution.status,
            "value": solution.objective,
            "gap_percent": _percent(solution.gap),
            "wall_s": round(seconds, 2),
            "cpu_s": round(worked, 2),
        }
        found = [self._adjusted(name, problem) for name, problem in shocks(self.plan)]
        return [head | {"moved": None, "noisy": is_noisy()} | row for row in (full, *found)]

    def _adjusted(self, name: str, problem: Problem) -> dict[str, Any]:
        solution, seconds, worked = self.plan.solved
        begun, used = time.perf_counter(), time.process_time()
        found = replan(problem, solution.placements, everywhere=True, time_limit=PATIENCE, seed=SEED)
        wall, cpu = time.perf_counter() - begun, time.process_time() - used
        spent = {"wall_s": round(wall, 2), "cpu_s": round(cpu, 2)}
        ratios = {"ratio": round(seconds / wall, 1), "cpu_ratio": round(worked / cpu, 1)}
        return (
            {"case": f"{self.plan.size}, {name}"}
            | _told(found, solution)
            | spent
            | ratios
            | _judged(problem, found)
        )


def shocks(plan: FullPlan) -> Iterator[tuple[str, Problem]]:
    """What happens, and the problem as it is then."""
    placements = plan.solved[0].placements
    heads: Counter[int] = Counter()
    for _, offering, number in placements:
        heads[offering] += number
    order = sorted(heads, key=lambda offering: (heads[offering], offering))
    people = sorted({int(plan.problem.requests.person[request]) for request, _, _ in placements})
    ill = random.Random(SEED).sample(people, min(ILL, len(people)))
    for name, offering in (
        ("lớp cỡ giữa bị hủy", order[len(order) // 2]),
        ("lớp đông nhất bị hủy", order[-1]),
    ):
        yield name, classes_cancelled(plan.problem, [offering])
    yield f"{len(ill)} người ốm", people_ill(plan.problem, ill)


def cases(options: Namespace) -> Iterator[Shocked]:
    """Provinces of the sizes asked for."""
    limit = options.time or (QUICK_SECONDS if options.quick else SECONDS)
    for size in options.size or (QUICK_SIZES if options.quick else SIZES):
        yield Shocked(FullPlan(size, limit))


def _told(found: Replan, before: Solution) -> dict[str, Any]:
    """Shares are of the seats there were; the bound of before holds, for the problem only became tighter."""
    forced = found.had - found.kept_bound
    return {
        "status": found.status,
        "value": found.objective,
        "gap_percent": _percent(relative_gap(found.objective, before.bound)),
        "kept": f"{found.kept}/{found.kept_bound}",
        "hit": found.hit,
        "changed": found.changed,
        "changed_bound": found.changed_bound,
        "moved": found.moved,
        "moved_bound": found.moved_bound,
        "moved_percent": _percent(found.moved / found.had),
        "gone_percent": _percent(forced / found.had),
        "everywhere": found.everywhere,
    }


def _judged(problem: Problem, found: Replan) -> dict[str, Any]:
    """What the checker says of the adjusted plan; none at all is a fault too."""
    if found.objective is None:
        return {"fault": "không có phương án", "wrong": False}
    verdict = verify(problem_as_json(problem), [list(line) for line in found.placements])
    return {"fault": "" if verdict.valid else verdict.violations[0].message, "wrong": not verdict.valid}


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 3)


def _processor_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
