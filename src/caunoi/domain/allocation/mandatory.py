"""Mandatory needs before all others (nhu cầu bắt buộc trước): one question after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np

from caunoi.domain.allocation.answer import STAGES, Mandatory, Progress, Solution
from caunoi.domain.allocation.linear import FEASIBLE, INFEASIBLE
from caunoi.domain.allocation.office_rules import mandatory_requests
from caunoi.domain.allocation.problem import Placement, Prices, Problem

FIRST = 0.3
"""Share of the time for the first question; what it leaves over goes to the second."""
Told = Callable[[Progress], None]


class Ask(Protocol):
    """Solves one question in a share of the time that is left."""

    def __call__(
        self,
        question: Problem,
        start: Sequence[Placement],
        tell: Told | None,
        *,
        share: float = 1.0,
        gap: float = 0.0,
    ) -> Solution: ...


def in_two_questions(
    problem: Problem, ask: Ask, *, start: Sequence[Placement], tell: Told | None, gap: float
) -> Solution:
    """The best plan among those that serve the most mandatory heads, and how many those are at most.

    Without a proof that no plan serves more, the answer is the best for as many as were reached, and not `optimal`.
    """
    first = ask(most_mandatory(problem), start, _as_the_problem_counts(problem, tell), share=FIRST)
    if first.objective is None:
        return replace(first, bound=None, trajectory=())
    reached = round(first.objective)
    second = ask(after_mandatory(problem, reached), first.placements, tell, gap=gap)
    most = None if first.bound is None else round(first.bound)
    plan = second.placements if second.objective is not None else first.placements
    return replace(
        second,
        status=second.status if most == reached and second.objective is not None else FEASIBLE,
        placements=plan,
        objective=problem.objective(plan),
        bound=None if second.status == INFEASIBLE else second.bound,
        mandatory=Mandatory(mandatory_heads(problem, plan), most),
    )


def mandatory_heads(problem: Problem, plan: Sequence[Placement]) -> int:
    """Heads with a mandatory need that the plan seats."""
    wanted = mandatory_requests(problem)
    return sum(heads for request, _, heads in plan if wanted[request])


def most_mandatory(problem: Problem) -> Problem:
    """The first question: max sum_{r mandatory, o} x[r,o] under the same rules."""
    weight = mandatory_requests(problem).astype(np.float64)
    requests, pairs = replace(problem.requests, weight=weight), problem.pair_weight
    # A cell that rules its pair out keeps doing so.
    counted = None if pairs is None else np.where(np.isnan(pairs), np.nan, weight[:, None])
    return replace(problem, requests=requests, prices=Prices(), pair_weight=counted, mandatory_first=False)


def after_mandatory(problem: Problem, reached: int) -> Problem:
    """The second question: the problem's own objective, with at least the mandatory heads that were reached."""
    least = max(reached, problem.mandatory_least)
    return replace(problem, mandatory_first=False, mandatory_least=least)


def _as_the_problem_counts(problem: Problem, tell: Told | None) -> Told | None:
    """Plans of the first question, told with their worth in the problem's own terms; its bound is of heads only."""
    if tell is None:
        return None
    known: list[float | None] = [None]

    def retell(progress: Progress) -> None:
        if progress.incumbent is not None:
            known[0] = problem.objective(progress.incumbent)
        tell(replace(progress, objective=known[0], bound=None, gap=None, stage=STAGES["mandatory"]))

    return retell
