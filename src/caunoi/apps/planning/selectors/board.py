"""A plan laid out as the problem it solves (bàn cờ kế hoạch): asked what a move breaks and what it is worth."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from caunoi.apps.planning.models import Need
from caunoi.apps.planning.selectors.plans import PlanRows
from caunoi.domain.allocation.explain import Reason, explain
from caunoi.domain.allocation.instance_format import problem_from_json
from caunoi.domain.allocation.moves import Change, what_breaks
from caunoi.domain.allocation.occupancy import Occupancy
from caunoi.domain.allocation.problem import Placement, Problem
from caunoi.domain.allocation.verify import Verification, verify
from caunoi.domain.vocabulary.finding import Finding

Wanted = Mapping[UUID, UUID | None]
"""Where each need goes: the line, or None for out of the plan."""


@dataclass(frozen=True)
class Outcome:
    """What a plan would be after some moves (kết quả nếu chuyển): valid or not, with what breaks."""

    verification: Verification
    findings: tuple[Finding, ...]
    objective_before: float

    @property
    def valid(self) -> bool:
        return self.verification.valid

    @property
    def objective(self) -> float:
        return self.verification.objective


class Board:
    """The problem of a plan with its pieces on it; needs all rows, so it is for those who see the whole plan."""

    def __init__(self, rows: PlanRows) -> None:
        self.rows, self.plan = rows, rows.plan
        self.instance: dict[str, Any] = rows.plan.instance
        self.needs = {need.pk: need for need in rows.needs}
        self.index_of = {offering.pk: offering.index for offering in rows.offerings}
        self.offering_at = {offering.index: offering for offering in rows.offerings}
        self.need_at = {need.index: need for need in rows.needs}

    @cached_property
    def problem(self) -> Problem:
        return problem_from_json(self.instance)

    @cached_property
    def placements(self) -> tuple[Placement, ...]:
        return tuple(self._lines({}))

    @cached_property
    def occupancy(self) -> Occupancy:
        return Occupancy(self.problem, self.placements)

    def _lines(self, wanted: Wanted) -> Iterable[Placement]:
        for need in self.rows.needs:
            offering = wanted.get(need.pk, need.offering_id)
            if offering is not None:
                yield need.index, self.index_of[offering], 1

    def after(self, wanted: Wanted) -> Outcome:
        """The whole plan judged after the moves, by the checker that shares nothing with the solver."""
        before = self.problem.objective(self.placements)
        verdict = verify(self.with_heads(wanted), [list(line) for line in self._lines(wanted)])
        return Outcome(verdict, tuple(self.broken_by(wanted)), before)

    def with_heads(self, wanted: Wanted) -> dict[str, Any]:
        """The problem where everybody placed by hand counts as asking for a seat."""
        counts = list(self.instance["requests"]["count"])
        for need_id, offering in wanted.items():
            if offering is not None:
                counts[self.needs[need_id].index] = 1
        return {**self.instance, "requests": {**self.instance["requests"], "count": counts}}

    def asks_anew(self, wanted: Wanted) -> bool:
        """Whether somebody is placed for whom the plan had not been asked: the old bound no longer holds."""
        return bool(self.with_heads(wanted)["requests"]["count"] != self.instance["requests"]["count"])

    def broken_by(self, wanted: Wanted) -> list[Finding]:
        """What a single move breaks, in the words of the domain; of several moves the checker tells."""
        if len(wanted) != 1:
            return []
        ((need_id, offering),) = wanted.items()
        need = self.needs[need_id]
        change = Change(need.index, self._place(need.offering_id), self._place(offering))
        return what_breaks(self.problem, self.placements, change, occupancy=self.occupancy)

    def _place(self, offering: UUID | None) -> int | None:
        return None if offering is None else self.index_of[offering]

    def choices_of(self, need: Need) -> list[tuple[UUID, list[Finding]]]:
        """Every line of the need's programme with what moving there would break."""
        programme = self.instance["requests"]["programme"][need.index]
        lines = [
            o for o in self.rows.offerings if self.instance["offerings"]["programme"][o.index] == programme
        ]
        others = [line.pk for line in lines if line.pk != need.offering_id]
        return [(line, self.broken_by({need.pk: line})) for line in others]

    def reasons(self) -> Mapping[int, Reason]:
        """Why each unserved need has no seat, by its number."""
        return explain(self.problem, self.placements)


def placements_of(rows: PlanRows) -> Sequence[Placement]:
    return Board(rows).placements
