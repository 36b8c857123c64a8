"""The way from a problem to a plan with a proof (quá trình tìm kế hoạch): construct, bound, improve, prove."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from caunoi.domain.allocation.answer import STAGES, Effort, Progress, Solution, relative_gap
from caunoi.domain.allocation.beside import Beside
from caunoi.domain.allocation.board import can_be_laid_out
from caunoi.domain.allocation.bounding import Bounding, Solver
from caunoi.domain.allocation.check import RULE_NAMES, check, contradiction, without_rule
from caunoi.domain.allocation.construction import construct
from caunoi.domain.allocation.linear import (
    FEASIBLE,
    INFEASIBLE,
    OPTIMAL,
    UNKNOWN,
    Programme,
    Relaxation,
)
from caunoi.domain.allocation.neighbourhoods import Neighbourhoods
from caunoi.domain.allocation.objective import full_programme
from caunoi.domain.allocation.problem import Floats, Placement, Problem
from caunoi.domain.allocation.recreation import Recreation
from caunoi.domain.allocation.softening import Softened
from caunoi.domain.allocation.variables import choices, classes_are_fixed
from caunoi.domain.allocation.warm import was_compiled
from caunoi.domain.vocabulary.finding import Finding

if TYPE_CHECKING:
    from caunoi.domain.allocation.annealing import Annealing
    from caunoi.domain.allocation.coolings import Coolings

PROVABLE_COLUMNS = 9000
"""Up to this size the whole model is given to the exact solver; above, only parts of it."""
ANNEALED_COLUMNS, BOUNDED_COLUMNS = 500, 1500
"""Below the first the exact solver is through before the board is laid out; below the second before branching helps."""
RESTARTS, MORE_RESTARTS, ROUNDS_OF_A_RESTART, RESTARTING = 2, 16, 20, 0.2
"""Short annealings of a small problem: how many below and above that size, how long, most of the time they take."""
BRANCHING, PROVING = 0.25, 0.35
"""Above that size, shares of the time for branching on the merged programme, where one thread does all, and on all."""
NEAR = 1e-6
REBUILDING = 0.5
"""Share of the time in which plans are rebuilt; the rest goes to exact improvement of parts."""

BOUNDING = 0.6
"""Most of the time the bound gets before the plan where both share one thread."""
COOLING, LAST = 0.28, 0.12
"""Shares of the time: the longest cooling, and what is left for exact improvement of parts when no other begins."""
TELLING = 0.5


class Engine(Solver, Protocol):
    """The exact solver, handed in from the one file that knows its name."""

    def relax(self, programme: Programme, *, time_limit: float = ...) -> Relaxation: ...


class Search:
    """One search; `run` may be called once."""

    def __init__(
        self,
        problem: Problem,
        engine: Engine,
        effort: Effort,
        *,
        clock: Callable[[], float],
        begun: float | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        should_stop: Callable[[], bool] | None = None,
        start: Sequence[Placement] = (),
    ) -> None:
        self.problem, self.engine, self.effort = problem, engine, effort
        self.begun_with = list(start)
        self.clock, self.begun = clock, clock() if begun is None else begun
        self.allowed = self.left()
        self.on_progress, self.asked_to_stop = on_progress, should_stop
        self.best: Floats | None = None
        self.objective: float | None = None
        self.bound = np.inf
        self.stage = "construct"
        self.trajectory: list[Progress] = []
        self.told_at = -1.0
        self.heard = -np.inf
        self.soft: Floats
        # The bound is told from a thread of its own.
        self.telling = threading.RLock()

    def run(self) -> Solution:
        """Look at the problem, build a plan, bound it, improve it, and prove it where the size allows."""
        self.choice = choices(self.problem)
        findings = [f for f in check(self.problem, self.choice) if f.severity == "error"]
        if findings:
            return self._infeasible(findings)
        if self.choice.columns > PROVABLE_COLUMNS and self._on_the_board:
            self._plan_a_province()
        elif self._prove_or_improve():
            return self._infeasible(self._rules_in_the_way())
        return self._solution()

    @cached_property
    def _on_the_board(self) -> bool:
        return can_be_laid_out(self.problem) and was_compiled()

    @cached_property
    def model(self) -> Programme:
        """The whole model; a large one takes seconds to write down, so it waits until somebody asks."""
        return full_programme(self.problem, self.choice)

    @cached_property
    def softened(self) -> Softened:
        return Softened(self.problem, self.choice, self.model)

    def _plan_a_province(self) -> None:
        """Many classes that differ in little but their weeks: anneal on the board, bound beside it, polish exactly."""
        # Loading compiled code takes longer than a small problem.
        from caunoi.domain.allocation.annealing import Annealing
        from caunoi.domain.allocation.coolings import Coolings

        board = Annealing(self.problem, self.choice, self.effort.seed)
        if self.begun_with:
            self._offer_of(board, board.begin_with(self.begun_with))
        self.soft = self._offer_of(board, board.construct())
        self._tell("bound")
        with Beside(
            self._bounding(), beside=self.effort.threads > 1, share=BOUNDING * self.left()
        ) as bounding:
            self.parts = self._neighbourhoods(None)
            coolings = Coolings(board, self.effort.seed)
            while not self.finished() and self.left() > LAST * self.allowed:
                coolings.promise(bounding.openings)
                self._cool(coolings, hands=2 if bounding.is_idle else 1)
            self._improve(until=self.effort.time_limit)

    def _bounding(self) -> Bounding:
        return Bounding(
            self.problem,
            self.choice,
            self.engine,
            told=self._lower_bound,
            left=self.left,
            should_stop=self.finished,
        )

    def _cool(self, coolings: Coolings, *, hands: int) -> None:
        """One cooling, or two beside each other; everybody is then placed exactly in the classes each ended with."""
        begun = self.seconds()
        seconds = min(COOLING * self.allowed, self.left() - LAST * self.allowed)

        def done(board: Annealing) -> float:
            self._listen_to(board)
            return 1.0 if self.finished() else (self.seconds() - begun) / max(seconds, NEAR)

        for ended in coolings.run(self.choice.plan(self.soft), hands, done):
            self._place_ended(ended)

    def _listen_to(self, board: Annealing) -> None:
        """Tell a better plan while it is still cooling, but not too often."""
        with self.telling:
            value = float(board.value[0])
            better = self.objective is None or value > self.objective + NEAR
            if better and value > self.heard + NEAR and self.seconds() - self.told_at > TELLING:
                self.heard = value
                self._offer_of(board, board.plan())

    def _place_ended(self, board: Annealing) -> None:
        plan = self._offer_of(board, board.plan())
        if self.softened.worth(plan) > self.softened.worth(self.soft) + NEAR:
            self.soft = plan
        if not self.finished():
            self._place_exactly(plan.copy(), self.effort.seed)

    def _offer_of(self, board: Annealing, plan: list[Placement]) -> Floats:
        """The board's plan as column values; it is offered if whole, that is when the board lacks nothing."""
        values = self.choice.values(plan)
        if not board.lacks_something():
            self._offer(values, known_sound=True)
        return values

    def _neighbourhoods(self, hint: Floats | None) -> Neighbourhoods:
        return Neighbourhoods(self.problem, self.choice, np.random.default_rng(self.effort.seed), hint)

    def _prove_or_improve(self) -> bool:
        """Small problems: the exact solver on the whole model; true if it proves that there is no plan at all."""
        self._construct()
        if classes_are_fixed(self.problem) and self._prove(afresh=True):
            return True
        if self._annealed and not self.finished():
            self._anneal_again_and_again(until=self.seconds() + RESTARTING * self.left())
        if self.finished():
            return False
        relaxed = self._relax()
        if self.choice.columns <= BOUNDED_COLUMNS:
            return self._prove_the_whole(relaxed)
        # What the merged programme cannot see, the relaxation of the whole model has told already.
        with Beside(self._bounding(), beside=self.effort.threads > 1, share=BRANCHING * self.left()):
            return self._prove_the_whole(relaxed)

    @cached_property
    def _annealed(self) -> bool:
        """Whether short annealings build the first plans; then a few exact parts would add little before the proof."""
        return self.choice.columns > ANNEALED_COLUMNS and self._on_the_board

    def _anneal_again_and_again(self, *, until: float) -> None:
        """Short annealings from the first plan, warm and warmer in turn: a few classes make a rugged country."""
        from caunoi.domain.allocation.annealing import Annealing

        many = RESTARTS if self.choice.columns <= BOUNDED_COLUMNS else MORE_RESTARTS
        for turn in range(many):
            if self.finished() or self.seconds() >= until:
                return
            board = Annealing(self.problem, self.choice, self.effort.seed + turn)
            board.construct()
            plan = board.run(share_done=self._in_equal_steps(), warmth=(3.0, 1.0)[turn % 2])
            self._take_if_better(self.choice.values(plan))

    def _in_equal_steps(self) -> Callable[[], float]:
        """How far a short annealing is, by what it did and not by the clock, so that a seed says it all."""
        steps = iter(np.linspace(0.0, 1.0, ROUNDS_OF_A_RESTART))
        return lambda: 1.0 if self.stopped() else float(next(steps))

    def _prove_the_whole(self, relaxed: Relaxation) -> bool:
        self.parts = self._neighbourhoods(relaxed.values)
        self.rebuilding = Recreation(
            self.problem,
            self.choice,
            replace(self.model, cost=self.softened.eager),
            relaxed.prices,
            np.random.default_rng(self.effort.seed + 1),
        )
        if len(self.model) <= PROVABLE_COLUMNS and not self.finished():
            if not self._annealed:
                self._improve(until=self.seconds() + 0.05 * self.allowed, patience=6)
            if not self.finished() and self._prove():
                return True
        if not self.finished():
            self._rebuild(until=self.seconds() + REBUILDING * self.left())
        self._improve(until=self.effort.time_limit)
        return False

    def seconds(self) -> float:
        return self.clock() - self.begun

    def left(self) -> float:
        return max(0.0, self.effort.time_limit - self.seconds())

    def stopped(self) -> bool:
        return self.left() <= 0 or (self.asked_to_stop is not None and self.asked_to_stop())

    def finished(self) -> bool:
        gap = relative_gap(self.objective, self.bound)
        return self.stopped() or self.proven() or (gap is not None and gap <= self.effort.gap)

    def proven(self) -> bool:
        """Whether plan and bound meet, up to the rounding of sums."""
        return self.objective is not None and self.bound - self.objective <= NEAR + 1e-9 * abs(self.objective)

    # --- stages --------------------------------------------------------------------------------------------

    def _construct(self) -> None:
        """The plan somebody began with, or one built for its money; the better of the two."""
        begun = self.choice.values(self.choice.allowed(self.begun_with))
        if self.begun_with:
            self._offer(begun)
        worth = self.softened.eager[: self.choice.pairs]
        plan = construct(self.problem, self.choice, worth, out_of_time=self.stopped)
        self.soft = self.choice.values(plan)
        self._offer(self.soft)
        if self.begun_with:
            self._take_if_better(begun)

    def _relax(self) -> Relaxation:
        self._tell("bound")
        relaxed = self.engine.relax(self.model, time_limit=self.left())
        self._lower_bound(relaxed.bound)
        return relaxed

    def _rebuild(self, *, until: float) -> None:
        """Tear down and build anew, then place everyone exactly in the classes that came out."""
        self._tell("improve")
        self._place_exactly(self.soft.copy(), self.effort.seed)
        turn = 0
        while self.choice.pairs and not self.finished() and self.seconds() < until:
            turn += 1
            fresh = turn <= 4 or turn % 8 == 0
            built = (
                self.rebuilding.fresh(self.stopped)
                if fresh
                else self.rebuilding.renewed(self.choice.plan(self.soft), self.stopped)
            )
            self._place_exactly(self.choice.values(built), self.effort.seed + turn)

    def _place_exactly(self, values: Floats, seed: int) -> None:
        """Place everyone anew in the classes that are open, and keep that plan if it is the best."""
        free = self.parts.placement(values)
        outcome = self.engine.maximise(
            self.softened.around(values).restricted(free, values),
            start=values[free],
            time_limit=min(3.0, self.left()),
            seed=seed,
            should_stop=self.stopped,
        )
        if outcome.values is not None:
            values[free] = outcome.values
        self._take_if_better(values)

    def _improve(self, *, until: float, patience: int | None = None) -> None:
        """Free one part of the plan after another and place it exactly, the rest unchanged."""
        self._tell("improve")
        target, failures, turn = 1200, 0, 0
        while self.choice.offerings and not self.finished() and self.seconds() < until:
            if patience is not None and failures >= patience:
                break
            turn += 1
            draw = turn % 12 == 1 and self.soft.any()
            free = self.parts.placement(self.soft) if draw else self.parts.draw(self.soft, target)
            budget = min(4.0, until - self.seconds(), self.left())
            better, status = self._place_again(free, budget, self.effort.seed + turn)
            failures = 0 if better else failures + 1
            if status == OPTIMAL and not better and not draw:
                target = min(target + 150, 20000)
            elif status != OPTIMAL and not draw:
                target = max(300, int(target * 0.7))

    def _place_again(self, free: NDArray[np.bool_], time_limit: float, seed: int) -> tuple[bool, str]:
        part = self.softened.around(self.soft).restricted(free, self.soft)
        outcome = self.engine.maximise(
            part,
            start=self.soft[free],
            time_limit=time_limit,
            seed=seed,
            should_stop=self.stopped,
        )
        if outcome.values is None:
            return False, outcome.status
        candidate = self.soft.copy()
        candidate[free] = outcome.values
        return self._take_if_better(candidate), outcome.status

    def _take_if_better(self, values: Floats) -> bool:
        better = self.softened.worth(values) > self.softened.worth(self.soft) + NEAR
        if better:
            self.soft = values
            self._offer(values)
        return better

    def _prove(self, *, afresh: bool = False) -> bool:
        """Give the whole model to the exact solver; true if it proves that there is no plan at all.

        Where only places are sought it is sooner done afresh than from a plan that is far from the best.
        """
        self._tell("prove")
        outcome = self.engine.maximise(
            self.model,
            start=None if afresh else self.best,
            time_limit=self.left() * (PROVING if len(self.model) > BOUNDED_COLUMNS else 1.0),
            gap=self.effort.gap,
            seed=self.effort.seed,
            on_improved=self._heard,
            should_stop=self.stopped,
        )
        if outcome.status == INFEASIBLE:
            return self.best is None
        bound = outcome.bound
        if outcome.values is not None:
            self._offer(outcome.values)
            self.soft = outcome.values if self.best is None else self.best
            worth = self.model.worth(outcome.values)
            if outcome.status == OPTIMAL and self.effort.gap == 0:
                bound = worth
        self._lower_bound(bound)
        return False

    def _rules_in_the_way(self) -> list[Finding]:
        """Rules without which everyone who must be served could be."""
        names = []
        for name in RULE_NAMES:
            question = without_rule(self.problem, self.choice, self.model, name)
            if self._has_a_plan(question):
                names.append(name)
        return contradiction(names)

    def _has_a_plan(self, question: Programme) -> bool:
        return self.engine.maximise(question, time_limit=min(5.0, self.left())).values is not None

    def _heard(self, values: Floats | None, bound: float) -> None:
        self._lower_bound(bound)
        if values is not None:
            self._offer(np.rint(values))

    # --- what is known ---------------------------------------------------------------------------------------

    def _offer(self, values: Floats, *, known_sound: bool = False) -> None:
        """Take the values if they are a better plan that keeps every rule."""
        objective = self.problem.objective(self.choice.plan(values))
        if self.objective is not None and objective <= self.objective:
            return
        if known_sound or self.softened.keeps_every_rule(values):
            with self.telling:
                self.best, self.objective = values.copy(), objective
                self._tell(self.stage)

    def _lower_bound(self, bound: float) -> None:
        with self.telling:
            self._take_bound(float(np.floor(bound + NEAR)) if self._whole else bound)

    @cached_property
    def _whole(self) -> bool:
        """Whether every plan is worth a whole number: only heads are counted, by whole weights."""
        gains = (self.choice.worth, self.problem.prices.open_cost * self.problem.offerings.open_cost)
        return all(bool(np.all(gain == np.rint(gain))) for gain in gains)

    def _take_bound(self, bound: float) -> None:
        # A bound below a plan we hold comes from rounding inside the solver and proves nothing.
        if not np.isfinite(bound) or (
            self.objective is not None and bound < self.objective - 1e-6 * abs(bound)
        ):
            return
        if bound < self.bound:
            self.bound = bound
            if self.seconds() - self.told_at > 0.5:
                self._tell(self.stage, with_plan=False)

    def _tell(self, stage: str, *, with_plan: bool = True) -> None:
        with self.telling:
            self._tell_all(stage, with_plan=with_plan)

    def _tell_all(self, stage: str, *, with_plan: bool) -> None:
        self.stage = stage
        plan = None if self.best is None or not with_plan else tuple(self.choice.plan(self.best))
        bound = self._proven_bound()
        self.told_at = self.seconds()
        gap = relative_gap(self.objective, bound)
        progress = Progress(self.told_at, self.objective, bound, gap, STAGES[stage], plan)
        self.trajectory.append(Progress(self.told_at, self.objective, bound, gap, STAGES[stage]))
        if self.on_progress is not None:
            self.on_progress(progress)

    def _proven_bound(self) -> float | None:
        if not np.isfinite(self.bound):
            return None
        return self.bound if self.objective is None else max(self.bound, self.objective)

    def _solution(self) -> Solution:
        self._tell("done")
        bound = self._proven_bound()
        if self.best is None:
            return Solution(UNKNOWN, (), None, bound, self.seconds(), tuple(self.trajectory))
        proven = self.proven()
        return Solution(
            OPTIMAL if proven else FEASIBLE,
            tuple(self.choice.plan(self.best)),
            self.objective,
            self.objective if proven else bound,
            self.seconds(),
            tuple(self.trajectory),
        )

    def _infeasible(self, findings: list[Finding]) -> Solution:
        trajectory = tuple(self.trajectory)
        return Solution(INFEASIBLE, (), None, None, self.seconds(), trajectory, tuple(findings))
