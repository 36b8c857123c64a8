"""Planner from file to file (giải và kiểm tra theo tệp), as the command line offers it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from caunoi.domain.allocation.answer import Progress
from caunoi.domain.allocation.instance_format import (
    FormatError,
    plan_as_json,
    problem_from_json,
    read_json,
    write_json,
)
from caunoi.domain.allocation.process import solve_in_process
from caunoi.domain.allocation.verify import UnreadableInstance, verify


def solve_file(
    instance_path: str | Path,
    out_path: str | Path,
    gap: float = 0.0,
    time_limit: float = 60.0,
    seed: int = 0,
    threads: int = 1,
    *,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> dict[str, Any]:
    """Solve an instance file and write the plan file; without any plan, the file holds an empty list."""
    data = read_json(instance_path)
    problem = problem_from_json(data)
    solution = solve_in_process(
        data, gap=gap, time_limit=time_limit, seed=seed, threads=threads,
        on_progress=on_progress, should_stop=should_stop,
    )  # fmt: skip
    write_json(out_path, plan_as_json(solution.placements))
    return {
        "status": solution.status,
        "objective": solution.objective,
        "bound": solution.bound,
        "gap": solution.gap,
        "seconds": round(solution.seconds, 3),
        "mandatory": solution.mandatory and vars(solution.mandatory),
        "findings": [finding.message for finding in solution.findings],
        "notes": list(problem.notes),
    }


def verify_file(instance_path: str | Path, plan_path: str | Path) -> dict[str, Any]:
    """Judge a plan file against an instance file; `mandatory_heads` counts the mandatory needs it meets."""
    try:
        verdict = verify(read_json(instance_path), read_json(plan_path))
    except UnreadableInstance as error:
        raise FormatError(str(error)) from error
    violations = [{"rule": v.rule, "message": v.message, "where": v.where} for v in verdict.violations]
    return {
        "valid": verdict.valid,
        "objective": verdict.objective,
        "mandatory_heads": verdict.mandatory_heads,
        "violations": violations,
    }
