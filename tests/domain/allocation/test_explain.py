"""Reasons that the checker confirms, and moves by hand whose faults are told at once."""

from collections import Counter

import pytest

from caunoi.domain.allocation.explain import explain
from caunoi.domain.allocation.generate import generate_province
from caunoi.domain.allocation.instance_format import problem_as_json, problem_from_json
from caunoi.domain.allocation.moves import Change, what_breaks
from caunoi.domain.allocation.solve import solve
from caunoi.domain.allocation.verify import verify

from .test_verify import PLANTED
from .tiny import OFFICE_RULES, instance, random_instance


def assert_confirmed(case, problem, plan, request, reason):
    if reason.rule == "no_class":
        assert problem.requests.programme[request] not in problem.offerings.programme
        return
    verdict = verify(case, [*map(list, plan), [request, reason.offering, 1]])
    if reason.rule == "worth":
        assert verdict.valid
        assert verdict.objective <= problem.objective(plan) + 1e-6
    else:
        assert reason.rule in {violation.rule for violation in verdict.violations}


def best_plans(seeds):
    """The random instances that have a plan, each with its best."""
    for seed in seeds:
        case = random_instance(seed)
        problem = problem_from_json(case)
        solution = solve(problem, time_limit=20)
        if solution.status == "optimal":
            yield case, problem, list(solution.placements)


def test_every_reason_on_a_best_plan_is_confirmed_by_the_checker():
    confirmed = 0

    for case, problem, plan in best_plans(range(150)):
        for request, reason in explain(problem, plan).items():
            assert_confirmed(case, problem, plan, request, reason)
            confirmed += 1

    assert confirmed > 100


def test_every_reason_in_a_province_is_confirmed_by_the_checker():
    problem = generate_province("XS", 3)
    case = problem_as_json(problem)
    plan = solve(problem, time_limit=60, gap=0.15).placements

    reasons = explain(problem, plan)

    served = {request for request, _, _ in plan}
    assert set(reasons) == set(range(len(problem.requests))) - served
    for request, reason in reasons.items():
        if reason.rule != "possible":
            assert_confirmed(case, problem, plan, request, reason)


REASONS = {
    "no_class": (instance([{"programme": 1}], [{}]), []),
    "capacity": (instance([{"capacity": 1}], [{}, {"person": 1}]), [(0, 0, 1)]),
    "min_size": (instance([{"min_size": 2, "open_cost": 4}], [{}]), []),
    "distance": (instance([{}], [{}], persons={"unit": [0]}, km=[[99]], max_km=90), []),
    "budget": (instance([{"open_cost": 4}], [{}], budget=3), []),
    "worth": (instance([{"open_cost": 4}], [{}], (1, -1, 0)), []),
    "possible": (instance([{}], [{}]), []),
    "clash": (instance([{}, {"programme": 1}], [{}, {"programme": 1}]), [(0, 0, 1)]),
    "away": (
        instance([{}], [{}, {"person": 1}], persons={"unit": [0, 0]}, units={"away_limit": [1]}),
        [(0, 0, 1)],
    ),
    "prerequisite": (
        instance(
            [{"start": 5}, {"programme": 1}],
            [{}, {"programme": 1}],
            programmes=[{"id": 0, "prerequisite": None}, {"id": 1, "prerequisite": 0}],
        ),
        [(0, 0, 1)],
    ),
    "rooms": (
        instance([{}, {"programme": 1}], [{}, {"person": 1, "programme": 1}], rooms=[1]),
        [(0, 0, 1)],
    ),
    **{
        rule: (case, [(*line, 1) for line in plan[:-1]])
        for rule, (case, plan) in PLANTED.items()
        if rule in {*OFFICE_RULES, "lecturer_weeks"} - {"floor", "mandatory"}
    },
    "floor": (PLANTED["floor"][0], [(0, 0, 1)]),
}


@pytest.mark.parametrize("rule", REASONS)
def test_the_rule_in_the_way_is_the_reason(rule):
    case, plan = REASONS[rule]

    reasons = explain(problem_from_json(case), plan)

    assert [reason.rule for reason in reasons.values()] == [rule]


def test_the_reason_says_what_opening_the_cheapest_class_would_cost():
    case = instance([{"min_size": 2, "open_cost": 40}, {"min_size": 2, "open_cost": 7}], [{}])

    reason = explain(problem_from_json(case), [])[0]

    assert (reason.offering, reason.cost) == (1, 7.0)
    assert "7" in reason.message


def test_a_move_breaks_exactly_the_rules_the_checker_sees():
    broken = Counter()

    for case, problem, plan in best_plans(range(300)):
        for change in possible_changes(problem, plan):
            told = {
                finding.code.removeprefix("allocation.") for finding in what_breaks(problem, plan, change)
            }
            after = verify(case, [list(line) for line in moved(plan, change)])
            assert told == {violation.rule for violation in after.violations}, (case, plan, change)
            broken.update(told)

    assert set(broken) >= {
        "capacity",
        "clash",
        "away",
        "rooms",
        "budget",
        "min_size",
        "prerequisite",
        "must",
        "count",
        "lecturer_weeks",
        *OFFICE_RULES,
    }


def possible_changes(problem, plan):
    for request, offering, _ in plan:
        yield Change(request, offering, None)
        for other in range(len(problem.offerings)):
            if other != offering:
                yield Change(request, offering, other)
    for request in range(len(problem.requests)):
        for offering in range(len(problem.offerings)):
            yield Change(request, None, offering)


def moved(plan, change):
    heads = {(request, offering): count for request, offering, count in plan}
    if change.from_offering is not None:
        heads[change.request, change.from_offering] -= change.heads
    if change.to_offering is not None:
        key = change.request, change.to_offering
        heads[key] = heads.get(key, 0) + change.heads
    return [(request, offering, count) for (request, offering), count in heads.items() if count]
