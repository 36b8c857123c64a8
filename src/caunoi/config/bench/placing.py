"""Who sits where once the classes are chosen (xếp người khi lớp đã cố định), beside exact solvers.

A plan of an invented province is sought for the given seconds; the classes it opens stay open, all others shut. The
rest is solved to the proven best by ours and by the references, each in a process of its own.
"""

from argparse import Namespace
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from caunoi.config.bench.planner import Contest
from caunoi.config.bench.replanning import QUICK_SECONDS, QUICK_SIZES, SECONDS, FullPlan
from caunoi.config.contest.references import MODULES
from caunoi.domain.allocation.instance_format import problem_as_json
from caunoi.domain.allocation.office import Locks
from caunoi.domain.allocation.problem import Placement, Problem

SIZES = ("L",)
PATIENCE = 60.0


@dataclass(frozen=True)
class Placing:
    """One province with its classes fixed (một tỉnh, lớp đã cố định)."""

    plan: FullPlan
    references: tuple[str, ...]

    def rows(self, bench: str) -> list[dict[str, Any]]:
        """A row an engine; where both proved the best, ``ratio`` is its time by ours."""
        fixed = problem_as_json(with_classes_of(self.plan.problem, self.plan.solved[0].placements))
        name = f"{self.plan.size}, lớp đã cố định"
        return Contest({**fixed, "name": name}, PATIENCE, self.references).rows(bench)


def with_classes_of(problem: Problem, plan: Iterable[Placement]) -> Problem:
    """The problem in which the classes of the plan are open and no others."""
    opened = {offering for _, offering, _ in plan}
    closed = tuple(offering for offering in range(len(problem.offerings)) if offering not in opened)
    return replace(problem, locks=Locks(opened=tuple(sorted(opened)), closed=closed))


def cases(options: Namespace) -> Iterator[Placing]:
    """Provinces of the sizes asked for."""
    limit = options.time or (QUICK_SECONDS if options.quick else SECONDS)
    references = tuple(MODULES) if options.ref is None else options.ref
    for size in options.size or (QUICK_SIZES if options.quick else SIZES):
        yield Placing(FullPlan(size, limit), references)
