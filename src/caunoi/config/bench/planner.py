"""The planner on generated provinces: until the first plan, until the proof or the time limit."""

from typing import Any

from caunoi.config.bench.measure import Case
from caunoi.domain.allocation.generate import generate_province
from caunoi.domain.allocation.solve import solve

SEED = 1


def cases(quick: bool) -> list[Case]:
    """No reference runs beside these yet: the figures to read are the seconds and the certified gap in the title."""
    sizes = [("XS", 20.0)] if quick else [("XS", 60.0), ("M", 60.0)]
    return [_case(size, limit) for size, limit in sizes]


def _case(size: str, limit: float) -> Case:
    problem = generate_province(size, SEED)
    solution = solve(problem, time_limit=limit, seed=SEED)
    gap = "no gap known" if solution.gap is None else f"gap {100 * solution.gap:.2f} %"
    title = f"province {size}: {solution.status}, {gap}"

    def until_first_plan() -> Any:
        found: list[Any] = []
        return solve(
            problem,
            time_limit=limit,
            seed=SEED,
            on_progress=lambda progress: found.append(progress) if progress.incumbent else None,
            should_stop=lambda: bool(found),
        )

    return Case(f"{title}; until the first plan", len(problem.requests.person), until_first_plan, rounds=1)
