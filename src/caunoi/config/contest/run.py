"""One engine run on one problem in a fresh process (một lượt đo), and what came of it, checked."""

import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, replace
from typing import IO, Any

from caunoi.domain.allocation.answer import relative_gap
from caunoi.domain.allocation.process import SOURCE
from caunoi.domain.allocation.verify import verify

GRACE = 60.0
"""Seconds beyond the limit for writing a formulation down; then the engine is killed."""
NEAR = 1e-6
POINTS = 60


@dataclass(frozen=True)
class Step:
    """The best value and the lowest bound at `t` seconds."""

    t: float
    value: float | None
    bound: float | None

    @property
    def gap(self) -> float | None:
        return relative_gap(self.value, self.bound)


@dataclass(frozen=True)
class Run:
    """What an engine reached (kết quả một lượt): the way there, its cost, and a fault if what it said is not so."""

    engine: str
    status: str
    steps: tuple[Step, ...]
    wall: float
    cpu: float
    rss_mb: float
    fault: str = ""

    @property
    def value(self) -> float | None:
        return self.steps[-1].value if self.steps else None

    @property
    def bound(self) -> float | None:
        return self.steps[-1].bound if self.steps else None

    @property
    def gap(self) -> float | None:
        return relative_gap(self.value, self.bound)

    @property
    def first_plan(self) -> float | None:
        """Seconds to the first plan."""
        return next((step.t for step in self.steps if step.value is not None), None)

    def within(self, share: float) -> float | None:
        """Seconds until its own plan and its own bound were so near each other."""
        return next((step.t for step in self.steps if step.gap is not None and step.gap <= share), None)

    def against(self, best: float) -> "Run":
        """A bound below a plan somebody holds is wrong."""
        if self.bound is None or self.bound >= best - NEAR * max(1.0, abs(best)):
            return self
        return replace(self, fault=self.fault or f"cận {self.bound:.6f} thấp hơn phương án {best:.6f}")

    def figures(self) -> dict[str, Any]:
        """What is printed and kept; the way is thinned."""
        step = max(1, -(-len(self.steps) // POINTS))
        kept = [*self.steps[:-1][::step], *self.steps[-1:]]
        return {
            "status": self.status,
            "value": _rounded(self.value, 4),
            "bound": _rounded(self.bound, 4),
            "gap_percent": _rounded(None if self.gap is None else 100 * self.gap, 3),
            "first_plan_s": _rounded(self.first_plan, 2),
            "to_1_percent_s": _rounded(self.within(0.01), 1),
            "wall_s": round(self.wall, 1),
            "cpu_s": round(self.cpu, 1),
            "rss_mb": round(self.rss_mb),
            "fault": self.fault,
            "trajectory": [[round(s.t, 2), _rounded(s.value, 2), _rounded(s.bound, 2)] for s in kept],
        }


def run_engine(
    engine: str, instance: dict[str, Any], *, time_limit: float, seed: int, threads: int, grace: float = GRACE
) -> Run:
    """Ask the engine in a process of its own; killed or not, what it told counts."""
    order = {
        "engine": engine, "instance": instance, "time_limit": time_limit, "seed": seed, "threads": threads,
    }  # fmt: skip
    begun = time.monotonic()
    with _child() as child:
        guard = threading.Timer(time_limit + grace, child.kill)
        guard.start()
        try:
            lines = _heard(child, json.dumps(order))
        finally:
            guard.cancel()
            child.kill()
    return _run(engine, instance, lines, time.monotonic() - begun)


def _child() -> subprocess.Popen[str]:
    paths = [str(SOURCE), *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(
        [sys.executable, "-m", "caunoi.config.contest.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )


def _heard(child: subprocess.Popen[str], order: str) -> list[dict[str, Any]]:
    assert child.stdin is not None and child.stdout is not None  # asked for above
    _write(child.stdin, order)
    found = []
    for line in child.stdout:
        try:
            found.append(json.loads(line))
        except json.JSONDecodeError:
            # Cut short by a kill, or a word of the engine's own: neither is a step.
            continue
    return [said for said in found if isinstance(said, dict)]


def _write(stream: IO[str], order: str) -> None:
    try:
        with stream:
            stream.write(order)
    except BrokenPipeError:
        # The child is gone; its silence is what is told.
        return


def _run(engine: str, instance: dict[str, Any], lines: list[dict[str, Any]], wall: float) -> Run:
    steps = tuple(Step(said["t"], said["value"], said["bound"]) for said in lines)
    ended = bool(lines) and lines[-1]["kind"] == "end"
    plan = next((said["plan"] for said in reversed(lines) if said.get("plan") is not None), None)
    return Run(
        engine=engine,
        status=lines[-1]["status"] if ended else "killed",
        steps=steps,
        wall=wall,
        cpu=lines[-1]["cpu"] if lines else 0.0,
        rss_mb=lines[-1]["rss_mb"] if lines else 0.0,
        fault=_fault(instance, plan, steps[-1].value if steps else None),
    )


def _fault(instance: dict[str, Any], plan: list[list[int]] | None, value: float | None) -> str:
    """What the checker, which shares no code with any engine, says against the plan."""
    if plan is None or value is None:
        return ""
    verdict = verify(instance, plan)
    if not verdict.valid:
        return verdict.violations[0].message
    same = abs(verdict.objective - value) <= NEAR * max(1.0, abs(value))
    return "" if same else f"báo {value:.6f}, phương án đáng {verdict.objective:.6f}"


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
