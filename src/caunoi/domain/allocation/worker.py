"""The child process that solves (tiến trình giải): a request on standard input, JSON lines on standard output."""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import Any

from caunoi.domain.allocation.answer import Progress
from caunoi.domain.allocation.instance_format import FormatError, problem_from_json
from caunoi.domain.allocation.solve import solve

LAST_RESORT = 20.0
"""Seconds after the limit at which the system ends the process even if the parent is gone."""


def main() -> int:
    """Read one request, solve it, and say every new plan at once."""
    order = json.load(sys.stdin)
    signal.setitimer(signal.ITIMER_REAL, order["time_limit"] + LAST_RESORT)
    parent, stop = os.getppid(), _Flag()
    signal.signal(signal.SIGTERM, stop.raise_)
    try:
        problem = problem_from_json(order["instance"])
    except FormatError as error:
        _say({"kind": "refused", "message": str(error)})
        return 1
    solution = solve(
        problem,
        gap=order["gap"],
        time_limit=order["time_limit"],
        seed=order["seed"],
        threads=order["threads"],
        start=[(r, o, n) for r, o, n in order["start"]],
        on_progress=_tell,
        should_stop=lambda: stop.raised or os.getppid() != parent,
    )
    findings = [{"code": f.code, "message": f.message} for f in solution.findings]
    _say({
        "kind": "solution",
        "status": solution.status,
        "objective": solution.objective,
        "bound": solution.bound,
        "placements": solution.placements,
        "findings": findings,
        "mandatory": solution.mandatory and [solution.mandatory.heads, solution.mandatory.most],
    })  # fmt: skip
    return 0


class _Flag:
    raised = False

    def raise_(self, *_: object) -> None:
        self.raised = True


def _tell(progress: Progress) -> None:
    _say({
        "kind": "progress",
        "seconds": progress.seconds,
        "objective": progress.objective,
        "bound": progress.bound,
        "gap": progress.gap,
        "stage": progress.stage,
        "incumbent": progress.incumbent,
    })  # fmt: skip


def _say(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=True) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
