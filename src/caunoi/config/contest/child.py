"""The child process that measures one engine on one problem (tiến trình đo): an order in, JSON lines out.

A process of its own tells the memory of this engine alone, and can be killed with what it told kept.
"""

import json
import resource
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

from caunoi.config.contest.references import ENGINES, Question
from caunoi.domain.allocation.instance_format import problem_from_json
from caunoi.domain.allocation.problem import Placement

LAST_RESORT = 120.0
"""Seconds after the limit at which the system ends the process even if the parent is gone."""
BETWEEN = 0.25
"""Seconds between two bounds told without a plan."""


def main() -> int:
    """Read the order and answer it; the time runs from the problem read on, loading the engine included."""
    order = json.load(sys.stdin)
    signal.setitimer(signal.ITIMER_REAL, order["time_limit"] + LAST_RESORT)
    problem = problem_from_json(order["instance"])
    teller = Teller()
    until = teller.begun + order["time_limit"]
    status = ENGINES[order["engine"]](Question(problem, until, order["seed"], order["threads"]), teller.tell)
    teller.end(status)
    return 0


class Teller:
    """Says every better value and bound (người báo), with what it cost so far."""

    def __init__(self) -> None:
        self.begun, self.told_at = time.monotonic(), -1.0
        self.value: float | None = None
        self.bound: float | None = None
        self.lock = threading.Lock()

    def tell(self, value: float | None, bound: float | None, plan: list[Placement] | None) -> None:
        # Solvers call from threads of their own.
        with self.lock:
            better = plan is not None and value is not None and (self.value is None or value > self.value)
            if better:
                self.value = value
            lower = bound is not None and (self.bound is None or bound < self.bound)
            if lower:
                self.bound = bound
            if better or (lower and time.monotonic() - self.told_at > BETWEEN):
                self._say("step", plan=plan if better else None)

    def end(self, status: str) -> None:
        with self.lock:
            self._say("end", status=status)

    def _say(self, kind: str, **more: Any) -> None:
        self.told_at = time.monotonic()
        used = resource.getrusage(resource.RUSAGE_SELF)
        facts = {"t": self.told_at - self.begun, "value": self.value, "bound": self.bound}
        spent = {"cpu": used.ru_utime + used.ru_stime, "rss_mb": _peak_mb(used.ru_maxrss)}
        sys.stdout.write(json.dumps({"kind": kind, **facts, **spent, **more}) + "\n")
        sys.stdout.flush()


def _peak_mb(told: int) -> float:
    """The most memory since this program was loaded: what the system counts may begin with the parent's."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return told / 1024
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    sys.exit(main())
