"""Solves in a process of its own that can be killed (giải trong tiến trình riêng): the best plan so far survives."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any

from caunoi.domain.allocation.answer import Mandatory, Progress, Solution
from caunoi.domain.allocation.instance_format import FormatError, problem_as_json
from caunoi.domain.allocation.linear import FEASIBLE, UNKNOWN
from caunoi.domain.allocation.problem import Placement, Problem
from caunoi.domain.vocabulary.finding import Finding

GRACE = 4.0
"""Seconds the child may take beyond its limit, or after being asked to stop, before it is killed."""
SOURCE = Path(__file__).resolve().parents[3]


class SolverDied(RuntimeError):
    """The child process ended without an answer and without any plan."""


def solve_in_process(
    problem: Problem | dict[str, Any],
    *,
    gap: float = 0.0,
    time_limit: float = 60.0,
    seed: int = 0,
    threads: int = 1,
    start: Iterable[Placement] = (),
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    grace: float = GRACE,
) -> Solution:
    """Solve in a child process; whatever happens to it, the best plan it told of is the answer.

    `start` is a plan to begin with, that keeps every rule.
    """
    instance = problem_as_json(problem) if isinstance(problem, Problem) else problem
    order = {"instance": instance, "gap": gap, "time_limit": time_limit, "seed": seed, "threads": threads}
    order["start"] = [list(line) for line in start]
    watch = _Watch(time_limit + grace, grace, on_progress, should_stop)
    with _child() as child:
        try:
            return watch.follow(child, json.dumps(order))
        finally:
            child.kill()


def _child() -> subprocess.Popen[str]:
    paths = [str(SOURCE), *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(
        [sys.executable, "-m", "caunoi.domain.allocation.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )


class _Watch:
    def __init__(
        self,
        patience: float,
        grace: float,
        on_progress: Callable[[Progress], None] | None,
        should_stop: Callable[[], bool] | None,
    ) -> None:
        self.begun = time.monotonic()
        self.deadline, self.grace = self.begun + patience, grace
        self.on_progress, self.should_stop = on_progress, should_stop
        self.asked = False
        self.trajectory: list[Progress] = []
        self.best: tuple[Placement, ...] | None = None
        self.answer: dict[str, Any] | None = None

    def follow(self, child: subprocess.Popen[str], order: str) -> Solution:
        lines: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=_read, args=(child.stdout, lines), daemon=True).start()
        threading.Thread(target=_write, args=(child.stdin, order), daemon=True).start()
        while self.answer is None and time.monotonic() < self.deadline:
            self._pass_on_a_stop(child)
            try:
                line = lines.get(timeout=0.1)
            except queue.Empty:
                continue
            if line is None:
                break
            self._hear(line)
        return self._solution()

    def _pass_on_a_stop(self, child: subprocess.Popen[str]) -> None:
        if not self.asked and self.should_stop is not None and self.should_stop():
            self.asked = True
            self.deadline = min(self.deadline, time.monotonic() + self.grace)
            child.terminate()

    def _hear(self, line: str) -> None:
        try:
            said = json.loads(line)
        except json.JSONDecodeError:
            # A line cut short by a kill says nothing.
            return
        if said["kind"] == "refused":
            raise FormatError(said["message"])
        if said["kind"] == "solution":
            self.answer = said
            return
        plan = said["incumbent"]
        incumbent = None if plan is None else tuple((r, o, n) for r, o, n in plan)
        facts = (said["seconds"], said["objective"], said["bound"], said["gap"], said["stage"])
        self.best = incumbent or self.best
        self.trajectory.append(Progress(*facts))
        if self.on_progress is not None:
            self.on_progress(Progress(*facts, incumbent))

    def _solution(self) -> Solution:
        seconds, told = time.monotonic() - self.begun, tuple(self.trajectory)
        if self.answer is not None:
            said = self.answer
            plan = tuple((r, o, n) for r, o, n in said["placements"])
            findings = tuple(Finding(code=f["code"], message=f["message"]) for f in said["findings"])
            reached = said["mandatory"] and Mandatory(*said["mandatory"])
            return Solution(
                said["status"], plan, said["objective"], said["bound"], seconds, told, findings, reached
            )
        last = told[-1] if told else Progress(seconds, None, None, None, "")
        if last.objective is not None:
            return Solution(FEASIBLE, self.best or (), last.objective, last.bound, seconds, told)
        if seconds < self.deadline - self.begun and not self.asked:
            raise SolverDied("Tiến trình giải dừng đột ngột trước khi có phương án nào; hãy chạy lại.")
        return Solution(UNKNOWN, (), None, last.bound, seconds, told)


def _read(stream: IO[str] | None, lines: queue.Queue[str | None]) -> None:
    for line in stream or ():
        lines.put(line)
    lines.put(None)


def _write(stream: IO[str] | None, text: str) -> None:
    if stream is None:
        return
    try:
        with stream:
            stream.write(text)
    except (BrokenPipeError, ValueError):
        # The child is gone; its silence is noticed by the reader.
        return
