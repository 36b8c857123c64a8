"""Solves integer programmes with HiGHS: the only file that knows the solver's name (bộ giải)."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from caunoi.domain.allocation.answer import Effort, Progress, Solution
from caunoi.domain.allocation.linear import (
    FEASIBLE,
    INFEASIBLE,
    OPTIMAL,
    UNKNOWN,
    Outcome,
    Programme,
    Relaxation,
    Rows,
    priced_bound,
)
from caunoi.domain.allocation.mandatory import in_two_questions
from caunoi.domain.allocation.problem import Floats, Placement, Problem
from caunoi.domain.allocation.search import Search

if TYPE_CHECKING:
    import highspy

INF = float("inf")
Told = Callable[[Progress], None]


@dataclass(frozen=True)
class Highs:
    """The engine handed to the search."""

    def maximise(self, programme: Programme, **how: Any) -> Outcome:
        return maximise(programme, **how)

    def relax(self, programme: Programme, **how: Any) -> Relaxation:
        return relax(programme, **how)

    def growing(self, programme: Programme, should_stop: Callable[[], bool]) -> Growing:
        return Growing(programme, should_stop)


class Growing:
    """A relaxation to which rows are added (bài toán nới dần): interior point first, then from the last basis."""

    def __init__(self, programme: Programme, should_stop: Callable[[], bool]) -> None:
        self.model = _model(programme, whole=False, time_limit=INF, seed=0)
        for interrupt in (self.model.cbIpmInterrupt, self.model.cbSimplexInterrupt):
            interrupt.subscribe(lambda event: event.interrupt() if should_stop() else None)
        self.model.setOptionValue("solver", "ipm")
        self.columns = len(programme)

    def solve(self, *, time_limit: float) -> Relaxation:
        """Values and row prices; the bound is left to whoever keeps the rows."""
        # The clock of a model runs on from one solve to the next.
        self.model.setOptionValue("time_limit", self.model.getRunTime() + max(0.0, time_limit))
        self.model.run()
        self.model.setOptionValue("solver", "simplex")
        solution = self.model.getSolution()
        if self.columns == 0 or not solution.dual_valid or not solution.value_valid:
            return Relaxation(None, np.zeros(0), INF)
        return Relaxation(np.array(solution.col_value), -np.array(solution.row_dual), INF)

    def add(self, body: Rows) -> None:
        """Add rows below those that are there."""
        start, index, value = _by_row(body)
        self.model.addRows(len(body), body.lower, body.upper, len(index), start[:-1], index, value)


Improved = Callable[[Floats | None, float], None]


def solve(
    problem: Problem,
    *,
    gap: float = 0.0,
    time_limit: float = 60.0,
    seed: int = 0,
    threads: int = 1,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    start: Sequence[Placement] = (),
) -> Solution:
    """Find the best plan, or prove there is none; the best so far is told whenever it changes.

    `start` is a plan to begin with: what of it is no longer possible is left out, and the answer is never worse than
    the rest. Where mandatory needs come first, the most of them that can be served is settled in a first question, and
    the plan is the best that serves as many.
    """
    begun = time.monotonic()

    def ask(
        question: Problem,
        start: Sequence[Placement],
        tell: Told | None,
        *,
        share: float = 1.0,
        gap: float = 0.0,
    ) -> Solution:
        passed = time.monotonic() - begun
        until = passed + share * max(0.0, time_limit - passed)
        effort = Effort(gap=gap, time_limit=until, seed=seed, threads=threads)
        return Search(
            question, Highs(), effort, clock=time.monotonic, begun=begun,
            on_progress=tell, should_stop=should_stop, start=start,
        ).run()  # fmt: skip

    if problem.mandatory_first:
        return in_two_questions(problem, ask, start=start, tell=on_progress, gap=gap)
    return ask(problem, start, on_progress, gap=gap)


def maximise(
    programme: Programme,
    *,
    start: Floats | None = None,
    time_limit: float = INF,
    gap: float = 0.0,
    seed: int = 0,
    nodes: int | None = None,
    on_improved: Improved | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Outcome:
    """Solve with all columns whole but the real ones, from a first plan if there is one."""
    if len(programme) == 0:
        return _without_columns(programme)
    model = _model(programme, whole=True, time_limit=time_limit, seed=seed)
    model.setOptionValue("mip_rel_gap", gap)
    model.setOptionValue("mip_abs_gap", 1e-7)
    if nodes is not None:
        model.setOptionValue("mip_max_nodes", nodes)
    if start is not None:
        _start_from(model, start)
    _listen(model, programme, on_improved, should_stop)
    model.run()
    return _outcome(model, programme)


def relax(programme: Programme, *, time_limit: float = INF) -> Relaxation:
    """Solve without wholeness, by interior point: the bound is computed from the prices, not believed."""
    if len(programme) == 0:
        return Relaxation(np.zeros(0), np.zeros(len(programme.rows)), programme.constant)
    model = _model(programme, whole=False, time_limit=time_limit, seed=0)
    model.setOptionValue("solver", "ipm")
    model.setOptionValue("run_crossover", "off")
    model.run()
    solution = model.getSolution()
    if not solution.dual_valid or len(solution.row_dual) != len(programme.rows):
        return Relaxation(None, np.zeros(len(programme.rows)), INF)
    prices = -np.array(solution.row_dual)
    return Relaxation(np.array(solution.col_value), prices, priced_bound(programme, prices))


def _model(programme: Programme, *, whole: bool, time_limit: float, seed: int) -> highspy.Highs:
    # Loading the solver takes longer than starting the whole command line.
    import highspy

    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    # The solver keeps one scheduler for a process and refuses a second number of threads; ours run beside each other.
    model.setOptionValue("threads", 1)
    model.setOptionValue("random_seed", seed % 2**31)
    model.setOptionValue("mip_feasibility_tolerance", 1e-7)
    model.setOptionValue("primal_feasibility_tolerance", 1e-7)
    if time_limit < INF:
        model.setOptionValue("time_limit", max(0.0, time_limit))
    model.passModel(_columns_and_rows(programme, whole=whole))
    return model


def _columns_and_rows(programme: Programme, *, whole: bool) -> highspy.HighsLp:
    import highspy

    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(programme), len(programme.rows)
    # Minimising the negative keeps one sign convention for the prices of rows.
    lp.col_cost_ = -programme.cost
    lp.col_lower_, lp.col_upper_ = programme.lower, programme.upper
    lp.row_lower_, lp.row_upper_ = programme.rows.lower, programme.rows.upper
    start, index, value = _by_row(programme.rows)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = start, index, value
    if whole:
        kind = highspy.HighsVarType
        real = np.zeros(len(programme), dtype=bool) if programme.real is None else programme.real
        lp.integrality_ = [kind.kContinuous if free else kind.kInteger for free in real.tolist()]
    return lp


def _by_row(rows: Rows) -> tuple[Any, Any, Floats]:
    order = np.argsort(rows.row, kind="stable")
    start = np.concatenate([[0], np.cumsum(np.bincount(rows.row, minlength=len(rows)))])
    return start.astype(np.int32), rows.column[order].astype(np.int32), rows.value[order]


def _start_from(model: highspy.Highs, values: Floats) -> None:
    import highspy

    solution = highspy.HighsSolution()
    solution.col_value = values.tolist()
    solution.value_valid = True
    model.setSolution(solution)


def _listen(
    model: highspy.Highs,
    programme: Programme,
    on_improved: Improved | None,
    should_stop: Callable[[], bool] | None,
) -> None:
    def improved(event: Any) -> None:
        out = event.data_out
        if on_improved is not None:
            on_improved(np.array(out.mip_solution), programme.constant - out.mip_dual_bound)

    def asked(event: Any) -> None:
        out = event.data_out
        if on_improved is not None:
            on_improved(None, programme.constant - out.mip_dual_bound)
        if should_stop is not None and should_stop():
            event.interrupt()

    if on_improved is not None:
        model.cbMipImprovingSolution.subscribe(improved)
    if should_stop is not None or on_improved is not None:
        model.cbMipInterrupt.subscribe(asked)


def _outcome(model: highspy.Highs, programme: Programme) -> Outcome:
    import highspy

    kind = highspy.HighsModelStatus
    status, info = model.getModelStatus(), model.getInfo()
    if status in (kind.kInfeasible, kind.kUnboundedOrInfeasible):
        # Every column is bounded, so “unbounded or infeasible” can only be infeasible.
        return Outcome(INFEASIBLE, None, -INF)
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    values = _rounded(np.array(model.getSolution().col_value), programme) if found else None
    bound = programme.constant - info.mip_dual_bound
    if status == kind.kOptimal and values is not None:
        return Outcome(OPTIMAL, values, max(bound, programme.worth(values)))
    return Outcome(UNKNOWN if values is None else FEASIBLE, values, bound)


def _rounded(values: Floats, programme: Programme) -> Floats:
    return np.rint(values) if programme.real is None else np.where(programme.real, values, np.rint(values))


def _without_columns(programme: Programme) -> Outcome:
    fits = np.all(programme.rows.lower <= 1e-9) and np.all(programme.rows.upper >= -1e-9)
    return Outcome(OPTIMAL if fits else INFEASIBLE, np.zeros(0) if fits else None, programme.constant)
