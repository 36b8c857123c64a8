"""Mandatory needs before all others: two questions, one answer that says no more than was proven."""

import pytest

from caunoi.domain.allocation.generate import generate_province
from caunoi.domain.allocation.instance_format import problem_as_json, problem_from_json
from caunoi.domain.allocation.mandatory import most_mandatory
from caunoi.domain.allocation.process import solve_in_process
from caunoi.domain.allocation.solve import solve
from caunoi.domain.allocation.verify import verify

from .tiny import all_plans, instance, random_instance


def mandatory_first(seed):
    """A random instance in which every second request is mandatory, and comes first."""
    case = random_instance(seed)
    size = len(case["requests"]["person"])
    case["requests"]["mandatory"] = [(seed + number) % 2 for number in range(size)]
    case["objective"]["mandatory_first"] = 1
    return case


def best_in_order(case):
    """Most mandatory heads any sound plan seats, and the best worth among those plans; None if none is sound."""
    verdicts = [verdict for plan in all_plans(case) if (verdict := verify(case, plan)).valid]
    return max(((each.mandatory_heads, each.objective) for each in verdicts), default=None)


def judged(case, solution):
    verdict = verify(case, [list(line) for line in solution.placements])
    assert verdict.valid
    assert verdict.objective == pytest.approx(solution.objective, abs=1e-6)
    return verdict


@pytest.mark.parametrize("block", range(6))
def test_mandatory_needs_come_before_any_gain_as_trying_every_plan_shows(block):
    for seed in range(block * 20, block * 20 + 20):
        case = mandatory_first(seed)

        solution = solve(problem_from_json(case), time_limit=20)
        best = best_in_order(case)

        if best is None:
            assert solution.status == "infeasible", seed
            continue
        heads, worth = best
        assert (solution.status, solution.mandatory.heads, solution.mandatory.most) == (
            "optimal",
            heads,
            heads,
        ), seed
        assert judged(case, solution).mandatory_heads == heads, seed
        assert solution.objective == pytest.approx(worth, abs=1e-6), seed
        assert solution.bound == pytest.approx(worth, abs=1e-6), seed


def test_a_gap_that_is_good_enough_for_money_is_not_for_mandatory_needs():
    for seed in range(40):
        case = mandatory_first(seed)
        if (best := best_in_order(case)) is None:
            continue

        solution = solve(problem_from_json(case), time_limit=20, gap=0.9)

        assert solution.mandatory.heads == best[0], seed
        assert solution.bound >= best[1] - 1e-6, seed


def test_without_any_time_the_plan_is_sound_and_nothing_is_claimed_that_was_not_proven():
    for seed in range(60):
        case = mandatory_first(seed)
        if (best := best_in_order(case)) is None:
            continue

        solution = solve(problem_from_json(case), time_limit=0.0)

        if solution.objective is not None:
            heads = judged(case, solution).mandatory_heads
            assert heads == solution.mandatory.heads, seed
            assert solution.mandatory.most is None or solution.mandatory.most >= best[0], seed
            assert solution.status == "feasible" or (heads, solution.objective) == pytest.approx(best), seed
            assert solution.bound is None or heads < best[0] or solution.bound >= best[1] - 1e-6, seed


def test_plans_told_on_the_way_are_worth_what_the_problem_says_not_the_heads_they_seat():
    case = problem_as_json(generate_province("XS", 1))
    case["requests"]["mandatory"] = [
        int(number % 3 == 0) for number in range(len(case["requests"]["person"]))
    ]
    case["objective"]["mandatory_first"] = 1
    told = []

    solution = solve(problem_from_json(case), time_limit=12, on_progress=told.append)

    with_plan = [step for step in told if step.incumbent is not None]
    assert {step.stage for step in with_plan} >= {"Xếp nhu cầu bắt buộc trước", "Xong"}
    for step in with_plan:
        verdict = verify(case, [list(line) for line in step.incumbent])
        assert verdict.valid
        assert verdict.objective == pytest.approx(step.objective, abs=1e-6)
    assert all(step.bound >= solution.objective - 1e-6 for step in told if step.bound is not None)
    assert [step.seconds for step in told] == sorted(step.seconds for step in told)
    assert solution.mandatory.most >= solution.mandatory.heads > 0


def test_what_was_reached_comes_back_from_a_process_of_its_own():
    case = instance([{"capacity": 1}], [{}, {"person": 1, "weight": 9}])
    case["requests"]["mandatory"] = [1, 0]
    case["objective"]["mandatory_first"] = 1

    solution = solve_in_process(case, time_limit=20)

    assert solution.placements == ((0, 0, 1),)
    assert (solution.mandatory.heads, solution.mandatory.most) == (1, 1)


def test_a_pair_its_weight_table_rules_out_stays_out_when_mandatory_needs_are_counted():
    case = instance([{}], [{}], pair_weight=[[None]])
    case["requests"]["mandatory"] = [1]

    assert solve(most_mandatory(problem_from_json(case)), time_limit=5).objective == 0
