"""Solvers the planner is measured beside (bộ giải đối chứng): each is handed the plain formulation as it stands.

HiGHS belongs to the product; OR-Tools and SCIP are the extra ``bench``. One of them at most is loaded in a process:
their libraries do not live together.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from caunoi.domain.allocation.linear import Programme
from caunoi.domain.allocation.objective import full_programme
from caunoi.domain.allocation.problem import Placement, Problem
from caunoi.domain.allocation.solve import maximise, solve
from caunoi.domain.allocation.variables import Choices, choices

Told = Callable[[float | None, float | None, list[Placement] | None], None]
"""Told a value with its plan, a bound, or both."""
OURS = "ours"
MODULES = {"highs": "highspy", "cpsat": "ortools", "scip": "pyscipopt"}
OFTEN = 0.5
"""Seconds between two bounds asked of SCIP."""
FINEST = 6
"""Decimals kept of a coefficient where a solver wants whole numbers; the province's have five at most."""
NO_BOUND = 1e19


def is_installed(engine: str) -> bool:
    """Whether the engine can be asked on this machine."""
    return engine == OURS or find_spec(MODULES[engine]) is not None


@dataclass(frozen=True)
class Question:
    """One problem with the time for it (câu hỏi): writing the formulation down counts into the time."""

    problem: Problem
    until: float
    seed: int
    threads: int

    @cached_property
    def choice(self) -> Choices:
        return choices(self.problem)

    @cached_property
    def programme(self) -> Programme:
        return full_programme(self.problem, self.choice)

    @property
    def left(self) -> float:
        """Seconds until the limit."""
        return max(0.0, self.until - time.monotonic())

    def plan(self, values: Any) -> list[Placement]:
        return self.choice.plan(np.rint(np.asarray(values, dtype=np.float64)))


def ours(question: Question, tell: Told) -> str:
    """The product's own engine, as the job asks it."""
    solution = solve(
        question.problem,
        time_limit=question.left,
        seed=question.seed,
        threads=question.threads,
        on_progress=lambda step: tell(
            step.objective, step.bound, None if step.incumbent is None else list(step.incumbent)
        ),
    )
    tell(solution.objective, solution.bound, list(solution.placements))
    return solution.status


def highs(question: Question, tell: Told) -> str:
    """HiGHS, one thread."""
    programme = question.programme

    def heard(values: Any, bound: float) -> None:
        if values is None:
            return tell(None, bound, None)
        return tell(programme.worth(np.rint(values)), bound, question.plan(values))

    outcome = maximise(programme, time_limit=question.left, seed=question.seed, on_improved=heard)
    heard(outcome.values, outcome.bound)
    return outcome.status


def cpsat(question: Question, tell: Told) -> str:
    """CP-SAT of OR-Tools, as many workers as threads; coefficients made whole row by row."""
    from ortools.sat.python import cp_model

    programme = question.programme
    model = cp_model.CpModel()
    columns = [model.new_int_var(0, int(most), "") for most in programme.upper.tolist()]
    for index, value, lower, upper in _whole_rows(programme):
        entries = cp_model.LinearExpr.weighted_sum([columns[j] for j in index], value)
        model.add_linear_constraint(entries, lower, upper)
    cost, scale = _whole(programme.cost, np.zeros(len(programme), dtype=np.int64), 1)
    model.maximize(cp_model.LinearExpr.weighted_sum(columns, cost.tolist()))
    factor = float(scale[0])

    class Heard(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            values = [self.value(column) for column in columns]
            tell(self.objective_value / factor, self.best_objective_bound / factor, question.plan(values))

    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = question.left
    solver.parameters.num_workers, solver.parameters.random_seed = question.threads, question.seed
    solver.best_bound_callback = lambda bound: tell(None, bound / factor, None)
    status = solver.solve(model, Heard())
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        # Without a plan the field holds a nought that is no bound.
        tell(None, solver.best_objective_bound / factor, None)
    return str(solver.status_name(status)).lower()


def scip(question: Question, tell: Told) -> str:
    """SCIP, one thread."""
    import pyscipopt

    programme, events = question.programme, pyscipopt.SCIP_EVENTTYPE
    model = pyscipopt.Model()
    model.hideOutput()
    columns = _scip_columns(model, programme)
    _scip_rows(model, programme, columns, pyscipopt.quicksum)

    def hear(found: Any) -> None:
        bound = model.getDualbound()
        values = None if found is None else [found[column] for column in columns]
        worth = None if values is None else programme.worth(np.rint(np.asarray(values)))
        plan = None if values is None else question.plan(values)
        tell(worth, bound if abs(bound) < NO_BOUND else None, plan)

    class Heard(pyscipopt.Eventhdlr):
        told_at = 0.0

        def eventinit(self) -> None:
            for kind in (events.BESTSOLFOUND, events.LPSOLVED):
                self.model.catchEvent(kind, self)

        def eventexit(self) -> None:
            for kind in (events.BESTSOLFOUND, events.LPSOLVED):
                self.model.dropEvent(kind, self)

        def eventexec(self, event: Any) -> None:
            if event.getType() == events.BESTSOLFOUND:
                hear(self.model.getBestSol())
            elif time.monotonic() - self.told_at > OFTEN:
                self.told_at = time.monotonic()
                hear(None)

    heard = Heard()
    model.includeEventhdlr(heard, "heard", "tells of plans and bounds")
    model.setParam("limits/time", question.left)
    model.setParam("randomization/randomseedshift", question.seed)
    model.optimize()
    hear(model.getBestSol() if model.getNSols() else None)
    return str(model.getStatus())


ENGINES: dict[str, Callable[[Question, Told], str]] = {
    OURS: ours,
    "highs": highs,
    "cpsat": cpsat,
    "scip": scip,
}


def _scip_columns(model: Any, programme: Programme) -> list[Any]:
    columns = [
        model.addVar(vtype="B" if most == 1 else "I", lb=least, ub=most, obj=worth)
        for worth, least, most in zip(
            programme.cost.tolist(), programme.lower.tolist(), programme.upper.tolist(), strict=True
        )
    ]
    model.setMaximize()
    return columns


def _scip_rows(model: Any, programme: Programme, columns: list[Any], total: Callable[..., Any]) -> None:
    for index, value, lower, upper in _by_row(programme, programme.rows.value):
        entries = total(factor * columns[j] for j, factor in zip(index, value, strict=True))
        if lower == upper:
            model.addCons(entries == upper)
        elif np.isinf(lower):
            model.addCons(entries <= upper)
        elif np.isinf(upper):
            model.addCons(entries >= lower)
        else:
            model.addCons((lower <= entries) <= upper)


def _by_row(programme: Programme, value: NDArray[Any]) -> Iterator[tuple[list[int], list[Any], float, float]]:
    """Columns, coefficients and limits of one row after another; rows without columns are left out."""
    body = programme.rows
    order = np.argsort(body.row, kind="stable")
    ends = np.cumsum(np.bincount(body.row, minlength=len(body)))[:-1]
    columns, values = np.split(body.column[order], ends), np.split(value[order], ends)
    for index, factors, lower, upper in zip(
        columns, values, body.lower.tolist(), body.upper.tolist(), strict=True
    ):
        if len(index):
            yield index.tolist(), factors.tolist(), lower, upper


def _whole_rows(programme: Programme) -> Iterator[tuple[list[int], list[int], int, int]]:
    body = programme.rows
    value, scale = _whole(body.value, body.row, len(body))
    filled = np.flatnonzero(np.bincount(body.row, minlength=len(body)))
    for row, (index, factors, lower, upper) in zip(filled.tolist(), _by_row(programme, value), strict=True):
        yield index, factors, _limit(lower, scale[row], np.ceil, -1), _limit(upper, scale[row], np.floor, 1)


def _whole(value: NDArray[Any], row: NDArray[Any], rows: int) -> tuple[NDArray[np.int64], NDArray[Any]]:
    """The coefficients times the smallest power of ten that makes all of their row whole, and that power."""
    scale = np.full(rows, 10.0**FINEST)
    for digits in reversed(range(FINEST)):
        scaled = value * 10.0**digits
        broken = np.abs(scaled - np.rint(scaled)) > 1e-9 * np.maximum(1.0, np.abs(scaled))
        scale[np.bincount(row, weights=broken, minlength=rows) == 0] = 10.0**digits
    return np.rint(value * scale[row]).astype(np.int64), scale


def _limit(value: float, scale: float, rounded: Callable[[float], float], side: int) -> int:
    """A limit of whole sums; a solver of whole numbers takes the widest for none."""
    return side * (2**63 - 1) if np.isinf(value) else int(rounded(value * scale - side * -1e-6))
