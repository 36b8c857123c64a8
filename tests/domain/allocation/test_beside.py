"""The bound beside the plan: its faults are heard, and it ends when the plan does."""

import threading
import time
from types import SimpleNamespace

import pytest

from caunoi.domain.allocation.beside import Beside
from caunoi.domain.allocation.generate import generate_province
from caunoi.domain.allocation.solve import solve


class Broken:
    openings = None
    enough = False

    def run(self):
        raise ArithmeticError("để thử")

    within = staticmethod(lambda seconds: None)


def test_a_fault_beside_the_plan_is_raised_when_the_plan_ends():
    with pytest.raises(ArithmeticError), Beside(Broken(), beside=True, share=1.0):
        time.sleep(0.01)


def test_a_fault_of_the_plan_itself_is_not_hidden_by_one_beside_it():
    with pytest.raises(KeyError), Beside(Broken(), beside=True, share=1.0):
        raise KeyError("phương án")


def test_with_one_thread_the_bound_comes_first_and_in_its_share():
    asked = []
    bounding = SimpleNamespace(openings=None, enough=False, within=asked.append, run=None)

    with Beside(bounding, beside=False, share=3.5):
        assert asked == [3.5]


def test_a_stop_is_heard_in_the_middle_of_a_linear_programme_and_leaves_no_thread():
    before = threading.active_count()
    stop = threading.Event()
    problem = generate_province("L", 1)
    threading.Timer(2.0, stop.set).start()

    begun = time.monotonic()
    solution = solve(problem, time_limit=600, threads=2, should_stop=stop.is_set)

    assert solution.objective is not None
    assert time.monotonic() - begun < 60
    assert threading.active_count() <= before
