"""Answers about a plan from file to file (câu trả lời theo tệp), as the command line offers them.

Each gives plain dictionaries; a number that nothing bounds is None.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from caunoi.domain.allocation.answer import Effort
from caunoi.domain.allocation.comparison import Interval, Known, keeps_every_rule
from caunoi.domain.allocation.conflict import smallest_conflict
from caunoi.domain.allocation.demands import Demand
from caunoi.domain.allocation.explain import explain
from caunoi.domain.allocation.frontier import frontier
from caunoi.domain.allocation.inclusion import SeatPrice, quick_prices
from caunoi.domain.allocation.instance_format import (
    FormatError,
    plan_as_json,
    plan_from_json,
    read_json,
    read_problem,
    write_json,
)
from caunoi.domain.allocation.objective import full_programme
from caunoi.domain.allocation.problem import Placement, Problem
from caunoi.domain.allocation.relief import cheapest_relief
from caunoi.domain.allocation.replan import replan
from caunoi.domain.allocation.shocks import classes_cancelled, people_ill, units_merged
from caunoi.domain.allocation.solve import relax, solve
from caunoi.domain.allocation.tags import Tag, price_tags, usual_offers
from caunoi.domain.allocation.variables import choices

SHARES = (0.5, 0.75, 1.0, 1.25, 1.5)
"""The usual five budgets, as shares of the problem's own."""


def explain_file(instance: str | Path, plan: str | Path, requests: Iterable[int] = ()) -> dict[str, Any]:
    """Why each request with a head left out has no seat; for the requests named, also what including them costs."""
    problem = read_problem(instance)
    lines = _sound_plan(problem, plan)
    named = _within(requests, len(problem.requests), "yêu cầu")
    priced = quick_prices(problem, _known(problem, lines), named) if named else []
    reasons = [{"request": r, **asdict(reason)} for r, reason in explain(problem, lines).items()]
    return {"left_out": reasons, "prices": [_seat(price) for price in priced]}


def conflict_file(instance: str | Path, effort: Effort) -> dict[str, Any]:
    """A smallest set of demands that cannot hold together, and the cheapest way out."""
    problem = read_problem(instance)
    how: dict[str, Any] = {
        "time_limit": effort.time_limit / 2, "seed": effort.seed,
    }  # fmt: skip
    found = smallest_conflict(problem, **how)
    demands = zip(found.demands, found.sentences, strict=True)
    told = {
        "status": found.status,
        "irreducible": found.irreducible,
        "least": found.least,
        "demands": [{**_demand(demand), "sentence": words} for demand, words in demands],
    }
    return {**told, "relief": None if found.status == "possible" else _relief(problem, how)}


def prices_file(
    instance: str | Path, plan: str | Path | None, money: float | None, effort: Effort
) -> dict[str, Any]:
    """What a little more of each limit would bring; the plan is found first if none is given."""
    problem = read_problem(instance)
    base = _base(problem, plan, effort)
    more = 0.1 * (problem.budget or 0.0) if money is None else money
    tags = price_tags(problem, base, usual_offers(problem, more), effort)
    return {
        "objective": base.objective,
        "bound": _finite(base.bound),
        "tags": [_tag(tag) for tag in tags],
    }


def frontier_file(instance: str | Path, budgets: Iterable[float], effort: Effort) -> dict[str, Any]:
    """Budgets side by side; the usual five if none are named."""
    problem = read_problem(instance)
    wanted = list(budgets)
    if not wanted and problem.budget is None:
        raise FormatError("Bài toán không có kinh phí; hãy nêu các mức bằng --budgets.")
    points = frontier(problem, wanted or [share * (problem.budget or 0.0) for share in SHARES], effort)
    return {"points": [{**asdict(point), "placements": plan_as_json(point.placements)} for point in points]}


def replan_file(
    instance: str | Path,
    plan: str | Path,
    out: str | Path | None,
    effort: Effort,
    *,
    cancelled: Iterable[int] = (),
    ill: Iterable[int] = (),
    merged: Iterable[int] = (),
    allowance: int = 0,
    everywhere: bool = False,
) -> dict[str, Any]:
    """The plan after classes fell, people fell ill, units merged (into the first named); written where asked."""
    problem = read_problem(instance)
    old = plan_from_json(read_json(plan), problem)
    after = _shocked(problem, list(cancelled), list(ill), list(merged))
    found = replan(
        after, old, allowance=allowance, everywhere=everywhere, time_limit=effort.time_limit, seed=effort.seed,
    )  # fmt: skip
    if out is not None:
        write_json(out, plan_as_json(found.placements))
    told = {name: value for name, value in asdict(found).items() if name not in ("placements", "shifts")}
    return {**told, "shifts": [asdict(shift) for shift in found.shifts]}


def _shocked(problem: Problem, cancelled: list[int], ill: list[int], merged: list[int]) -> Problem:
    people = int(problem.requests.person.max(initial=-1)) + 1
    units = 0 if problem.unit_of_person is None else int(problem.unit_of_person.max(initial=-1)) + 1
    after = classes_cancelled(problem, _within(cancelled, len(problem.offerings), "lớp"))
    after = people_ill(after, _within(ill, people, "người"))
    joined = _within(merged, units, "đơn vị")
    return units_merged(after, joined, joined[0]) if joined else after


def _within(numbers: Iterable[int], size: int, noun: str) -> list[int]:
    named = list(numbers)
    for number in named:
        if not 0 <= number < size:
            raise FormatError(f"Không có {noun} {number}; bài toán có {size}, đánh số từ 0.")
    return named


def _sound_plan(problem: Problem, plan: str | Path) -> list[Placement]:
    lines = plan_from_json(read_json(plan), problem)
    if not keeps_every_rule(problem, lines):
        raise FormatError("Kế hoạch vi phạm điều kiện của bài toán; hãy chạy planning verify để xem.")
    return lines


def _known(problem: Problem, lines: list[Placement]) -> Known:
    """A plan from outside, with the bound of the relaxation."""
    bound = relax(full_programme(problem, choices(problem))).bound
    value = problem.objective(lines)
    return Known(tuple(lines), value, max(bound, value))


def _base(problem: Problem, plan: str | Path | None, effort: Effort) -> Known:
    if plan is not None:
        return _known(problem, _sound_plan(problem, plan))
    solution = solve(
        problem, gap=effort.gap, time_limit=effort.time_limit, seed=effort.seed, threads=effort.threads
    )
    if solution.objective is None:
        raise FormatError("Chưa có kế hoạch nào để so sánh; hãy chạy planning conflict để biết vì sao.")
    return Known.of(solution)


def _relief(problem: Problem, how: dict[str, Any]) -> dict[str, Any]:
    found = cheapest_relief(problem, **how)
    steps = [
        {**_demand(step.demand), "amount": step.amount, "price": step.price, "message": step.message}
        for step in found.steps
    ]
    return {"status": found.status, "price": found.price, "bound": _finite(found.bound), "steps": steps}


def _demand(demand: Demand) -> dict[str, Any]:
    return {"kind": demand.kind, "index": demand.index}


def _tag(tag: Tag) -> dict[str, Any]:
    found = tag.found
    return {
        "code": tag.offer.code,
        "message": tag.offer.message,
        "status": found.status,
        "gain": _interval(found.gain),
        "exact": found.exact,
        "seen": found.seen,
        "money": found.money,
        "heads": found.heads,
    }


def _seat(price: SeatPrice) -> dict[str, Any]:
    return {
        "request": price.request,
        "how": price.how,
        "status": price.status,
        "loss": _interval(price.loss),
        "seen": price.seen,
        "money": price.money,
        "offerings": list(price.offerings),
        "losers": list(price.losers),
    }


def _interval(found: Interval | None) -> list[float | None] | None:
    return None if found is None else [_finite(found.low), _finite(found.high)]


def _finite(number: float) -> float | None:
    return float(number) if math.isfinite(number) else None
