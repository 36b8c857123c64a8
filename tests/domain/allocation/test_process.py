"""The solver in its own process: answers, limits, kills, and files."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from caunoi.domain.allocation import process
from caunoi.domain.allocation.files import solve_file, verify_file
from caunoi.domain.allocation.instance_format import FormatError, read_json, read_problem
from caunoi.domain.allocation.process import SolverDied, solve_in_process
from caunoi.domain.allocation.verify import verify

from .tiny import instance

INSTANCES = Path(__file__).parent / "instances"
XS, M = INSTANCES / "province-xs-s1.json", INSTANCES / "province-m-s1.json"


def kill_the_child_after(words, monkeypatch):
    """Kill the child once it has told of so many steps; gives the callback that does it."""
    children = []
    start = process._child

    def remembered():
        children.append(start())
        return children[-1]

    def told(progress):
        told.count += 1
        if told.count == words:
            os.kill(children[0].pid, signal.SIGKILL)

    told.count = 0
    monkeypatch.setattr(process, "_child", remembered)
    return told


def test_the_child_answers_as_the_solver_does():
    solution = solve_in_process(read_problem(INSTANCES / "holmberg-p01.json"), time_limit=60)

    assert (solution.status, solution.objective, solution.bound) == ("optimal", -8848, -8848)


def test_a_killed_child_leaves_the_best_plan_it_told_of(monkeypatch):
    told = kill_the_child_after(3, monkeypatch)

    solution = solve_in_process(read_json(XS), time_limit=60, on_progress=told)

    assert solution.status == "feasible"
    verdict = verify(read_json(XS), [list(line) for line in solution.placements])
    assert verdict.valid
    assert verdict.objective == pytest.approx(solution.objective)
    assert solution.objective > 0


def test_a_child_that_does_not_heed_its_limit_is_killed(monkeypatch):
    deaf = "import sys, time; sys.stdin.read(); time.sleep(600)"
    monkeypatch.setattr(
        process,
        "_child",
        lambda: subprocess.Popen(
            [sys.executable, "-c", deaf], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ),
    )
    begun = time.monotonic()

    solution = solve_in_process(read_json(XS), time_limit=0.5, grace=0.5)

    assert solution.status == "unknown"
    assert time.monotonic() - begun < 60


def test_a_child_that_dies_without_a_word_is_an_error_in_words(monkeypatch):
    monkeypatch.setattr(
        process,
        "_child",
        lambda: subprocess.Popen(
            [sys.executable, "-c", "pass"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ),
    )

    with pytest.raises(SolverDied, match="hãy chạy lại"):
        solve_in_process(read_json(XS), time_limit=30)


def test_a_child_that_is_asked_to_stop_gives_its_best_so_far():
    told = []

    solution = solve_in_process(
        read_json(XS), time_limit=60, on_progress=told.append, should_stop=lambda: len(told) >= 3
    )

    assert solution.status == "feasible"
    assert solution.placements


def test_a_file_is_solved_and_the_checker_agrees(tmp_path):
    out = tmp_path / "plan.json"

    answer = solve_file(INSTANCES / "gapmax-gap1-0.json", out, time_limit=60)

    assert {key: answer[key] for key in ("status", "objective", "bound", "gap")} == {
        "status": "optimal",
        "objective": 336,
        "bound": 336,
        "gap": 0,
    }
    assert verify_file(INSTANCES / "gapmax-gap1-0.json", out) == {
        "valid": True,
        "objective": 336,
        "mandatory_heads": 0,
        "violations": [],
    }
    assert list(tmp_path.iterdir()) == [out]


def test_an_impossible_file_says_why_and_leaves_an_empty_plan(tmp_path):
    source, out = tmp_path / "instance.json", tmp_path / "plan.json"
    source.write_text(json.dumps(instance([{"capacity": 1}], [{"must": 1, "count": 2}])), encoding="utf-8")

    answer = solve_file(source, out, time_limit=20)

    assert answer["status"] == "infeasible"
    assert (answer["objective"], answer["bound"], answer["gap"]) == (None, None, None)
    assert answer["findings"]
    assert json.loads(out.read_text()) == []


def test_the_limit_holds_for_a_whole_province():
    begun = time.monotonic()

    solution = solve_in_process(read_json(M), time_limit=3)

    assert solution.status == "feasible"
    assert time.monotonic() - begun < 3 + process.GRACE + 5
    assert verify(read_json(M), [list(line) for line in solution.placements]).valid


def test_a_malformed_plan_file_is_an_error_in_words(tmp_path):
    plan = tmp_path / "plan.json"
    plan.write_text("[[0, 1", encoding="utf-8")

    with pytest.raises(FormatError, match="không phải JSON hợp lệ"):
        verify_file(XS, plan)
