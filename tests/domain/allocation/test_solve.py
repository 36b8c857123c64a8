"""The solver against every plan there is, and against published optima."""

from pathlib import Path

import pytest

from caunoi.domain.allocation import search
from caunoi.domain.allocation.instance_format import problem_from_json, read_json, read_problem
from caunoi.domain.allocation.solve import solve
from caunoi.domain.allocation.variables import classes_are_fixed
from caunoi.domain.allocation.verify import verify

from .test_verify import PLANTED
from .tiny import best_by_trying_everything, instance, random_instance

INSTANCES = Path(__file__).parent / "instances"
OPTIMA = {
    "holmberg-p01": -8848,
    "cap41": -1040444.375,
    "gap-c05100": -1931,
    "gapmax-gap1-0": 336,
    "province-xs-s1": 1011.39854,
}


@pytest.mark.parametrize("block", range(10))
def test_the_solver_finds_what_trying_every_plan_finds(block):
    for seed in range(block * 30, block * 30 + 30):
        case = random_instance(seed)

        best = best_by_trying_everything(case)
        solution = solve(problem_from_json(case), time_limit=20)

        if best is None:
            assert solution.status == "infeasible", seed
            assert solution.findings, seed
        else:
            assert solution.status == "optimal", seed
            assert solution.objective == pytest.approx(best, abs=1e-6), seed
            assert verify(case, [list(line) for line in solution.placements]).valid, seed


@pytest.mark.parametrize("threads", [1, 2])
def test_annealing_first_and_branching_beside_find_the_same(threads, monkeypatch):
    monkeypatch.setattr(search, "ANNEALED_COLUMNS", -1)
    monkeypatch.setattr(search, "BOUNDED_COLUMNS", -1)
    for seed in range(threads, 120, 4):
        case = random_instance(seed)

        best = best_by_trying_everything(case)
        solution = solve(problem_from_json(case), time_limit=20, threads=threads)

        assert solution.objective == (None if best is None else pytest.approx(best, abs=1e-6)), seed
        assert solution.status == ("infeasible" if best is None else "optimal"), seed


@pytest.mark.parametrize("rule", sorted(set(PLANTED) - {"must", "plan"}))
def test_the_solver_does_not_break_the_rule_though_it_would_pay(rule):
    case, plan = PLANTED[rule]

    solution = solve(problem_from_json(case), time_limit=20)

    assert solution.status == "optimal"
    assert verify(case, [list(line) for line in solution.placements]).valid
    assert solution.objective < verify(case, plan).objective


@pytest.mark.parametrize("name", OPTIMA)
def test_a_published_instance_is_solved_to_its_known_optimum(name):
    path = INSTANCES / f"{name}.json"

    solution = solve(read_problem(path), time_limit=120)

    assert solution.status == "optimal"
    assert solution.objective == pytest.approx(OPTIMA[name], abs=1e-6)
    assert solution.bound == solution.objective
    verdict = verify(read_json(path), [list(line) for line in solution.placements])
    assert verdict.valid
    assert verdict.objective == pytest.approx(OPTIMA[name], abs=1e-6)


def test_a_whole_province_gets_a_sound_plan_and_a_bound_above_the_best_known():
    path = INSTANCES / "province-m-s1.json"

    solution = solve(read_problem(path), time_limit=25)

    assert solution.status == "feasible"
    assert verify(read_json(path), [list(line) for line in solution.placements]).valid
    assert solution.objective > 8000
    assert solution.bound >= 8366.70


def test_the_same_seed_gives_the_same_plan():
    problem = read_problem(INSTANCES / "gap-c05100.json")

    first, second = (solve(problem, time_limit=60, seed=7) for _ in range(2))

    assert first.placements == second.placements


def test_every_plan_told_on_the_way_keeps_the_rules_and_the_bound_never_rises():
    path = INSTANCES / "gap-c05100.json"
    told = []

    solve(read_problem(path), time_limit=60, on_progress=told.append)

    plans = [progress for progress in told if progress.incumbent]
    assert plans
    for progress in plans:
        verdict = verify(read_json(path), [list(line) for line in progress.incumbent])
        assert verdict.valid
        assert verdict.objective == pytest.approx(progress.objective)
    bounds = [progress.bound for progress in told if progress.bound is not None]
    assert bounds == sorted(bounds, reverse=True)
    assert all(bound >= -1931 - 1e-6 for bound in bounds)


def test_a_search_that_is_asked_to_stop_gives_back_its_best_so_far():
    problem = read_problem(INSTANCES / "province-xs-s1.json")
    told = []

    solution = solve(problem, time_limit=60, on_progress=told.append, should_stop=lambda: len(told) >= 3)

    assert solution.status == "feasible"
    assert solution.placements


def test_a_gap_that_is_good_enough_ends_the_search_without_claiming_more():
    problem = read_problem(INSTANCES / "province-xs-s1.json")

    solution = solve(problem, time_limit=60, gap=0.2)

    assert solution.status == "feasible"
    assert solution.gap <= 0.2
    assert solution.objective <= 1011.39854 + 1e-6 <= solution.bound + 1e-6


def test_nothing_to_plan_is_planned_at_once():
    solution = solve(problem_from_json(instance([], [])), time_limit=5)

    assert (solution.status, solution.objective, solution.placements) == ("optimal", 0.0, ())


def test_requests_without_any_class_leave_an_empty_plan():
    solution = solve(problem_from_json(instance([], [{}, {"person": 1}])), time_limit=5)

    assert (solution.status, solution.objective) == ("optimal", 0.0)


def test_rules_that_contradict_each_other_are_named():
    case = instance([{}, {"programme": 1}], [{"must": 1}, {"programme": 1, "must": 1}])

    solution = solve(problem_from_json(case), time_limit=20)

    assert solution.status == "infeasible"
    assert "mỗi người một lớp trong một tuần" in solution.findings[0].message


@pytest.mark.parametrize(
    ("change", "settled"),
    [
        ({}, False),
        ({"locks": {"closed": [0]}}, False),
        ({"locks": {"opened": [1], "closed": [0]}}, True),
        ({"locks": {"opened": [1]}, "closed_weeks": [[0], None]}, True),
        ({"locks": {"closed": [0, 1]}}, True),
    ],
)
def test_classes_are_fixed_when_each_is_pinned_or_rests(change, settled):
    case = instance([{"venue": 0}, {"venue": 1}], [{}])

    assert classes_are_fixed(problem_from_json({**case, **change})) is settled


@pytest.mark.parametrize("seed", range(60))
def test_in_classes_that_are_fixed_people_are_placed_as_well_as_by_trying_everything(seed):
    case = random_instance(seed)
    classes = range(len(case["offerings"]["start"]))
    opened = [offering for offering in classes if (offering + seed) % 3]
    fixed = {**case, "locks": {"opened": opened, "closed": sorted({*classes} - {*opened})}}

    solution = solve(problem_from_json(fixed), time_limit=20)

    best = best_by_trying_everything(fixed)
    assert (solution.status == "infeasible") if best is None else (solution.objective == pytest.approx(best))
    assert best is None or solution.status == "optimal"
