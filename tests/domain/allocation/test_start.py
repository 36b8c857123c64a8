"""A search begun with a plan: never worse than it, whatever else was found, and whatever in it is no longer possible."""

import pytest

from caunoi.domain.allocation import search
from caunoi.domain.allocation.board import can_be_laid_out
from caunoi.domain.allocation.instance_format import problem_as_json, problem_from_json
from caunoi.domain.allocation.solve import solve
from caunoi.domain.allocation.verify import verify

from .offices import office_province, with_demands
from .tiny import all_plans, random_instance


@pytest.fixture(params=["exact", "board"])
def way(request, monkeypatch):
    """Small problems go to the exact solver; here the board of the large ones is asked as well."""
    if request.param == "board":
        monkeypatch.setattr(search, "PROVABLE_COLUMNS", -1)
    return request.param


def best_plan(case):
    verdicts = ((verify(case, plan), plan) for plan in all_plans(case))
    sound = [(verdict.objective, plan) for verdict, plan in verdicts if verdict.valid]
    return max(sound, default=(None, None))


def cases(way, many):
    """Random instances the way can lay out, with their best plan; those without any plan are passed over."""
    for seed in range(many):
        case = random_instance(seed)
        problem = problem_from_json(case)
        objective, plan = best_plan(case)
        if plan is not None and (way == "exact" or can_be_laid_out(problem)):
            yield seed, case, problem, objective, plan


def test_a_sound_start_is_kept_even_if_there_is_no_time_at_all(way):
    tried = 0
    for seed, _, problem, objective, plan in cases(way, 120):
        solution = solve(problem, time_limit=0.0, start=[tuple(line) for line in plan])

        tried += 1
        assert solution.objective == pytest.approx(objective, abs=1e-6), seed
    assert tried > 25


def test_lines_of_a_start_that_are_not_possible_any_more_are_left_out(way):
    tried = 0
    for seed, case, problem, _, plan in cases(way, 60):
        classes, wishes = len(case["offerings"]["start"]), len(case["requests"]["person"])
        nonsense = [(request, offering, 1) for request in range(wishes) for offering in range(classes)]

        solution = solve(problem, time_limit=2.0, start=[*nonsense, *(tuple(line) for line in plan)])

        tried += 1
        if solution.objective is not None:
            assert verify(case, [list(line) for line in solution.placements]).valid, seed
    assert tried > 10


def test_a_search_on_the_board_with_demands_is_sound_and_never_falls_behind_its_start():
    before = office_province("M", 3)
    sound = solve(before, time_limit=3.0, seed=1, threads=2)
    problem = with_demands(before, list(sound.placements), share=0.3)
    case = problem_as_json(problem)

    first = solve(problem, time_limit=12.0, seed=1, threads=2)
    again = solve(problem, time_limit=1.0, seed=1, threads=2, start=first.placements)

    assert verify(case, [list(line) for line in first.placements]).valid
    assert first.bound is None or first.bound >= first.objective
    assert again.objective >= first.objective - 1e-9
