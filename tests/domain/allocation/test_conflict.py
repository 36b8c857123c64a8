"""Demands that cannot hold together, and the cheapest way out, against every plan there is."""

import itertools
from collections import Counter
from dataclasses import replace

import pytest

from caunoi.domain.allocation.conflict import smallest_conflict
from caunoi.domain.allocation.constraints import RULES
from caunoi.domain.allocation.demand_rows import OWNERS, DemandModel, loosest
from caunoi.domain.allocation.demands import Demand, sentence, without
from caunoi.domain.allocation.instance_format import problem_as_json, problem_from_json
from caunoi.domain.allocation.office import Floor, Quota
from caunoi.domain.allocation.relief import cheapest_relief, usual_price
from caunoi.domain.allocation.solve import solve
from caunoi.domain.allocation.verify import verify

from .test_replan import every_plan
from .tiny import best_by_trying_everything, instance, random_instance


def possible(problem):
    return best_by_trying_everything(problem_as_json(replace(problem, mandatory_first=False))) is not None


def has_a_plan(problem):
    return solve(replace(problem, mandatory_first=False), time_limit=20).status != "infeasible"


def impossible_instances(seeds):
    for seed in seeds:
        problem = replace(problem_from_json(random_instance(seed)), mandatory_first=False)
        found = smallest_conflict(problem, time_limit=20)
        if found.status == "conflict":
            yield seed, problem, found


def alone(problem, demands):
    """The problem that demands these and nothing else."""
    return without(problem, [demand for demand in DemandModel(problem).demands if demand not in demands])


def test_a_conflict_is_told_exactly_where_no_plan_exists():
    told = Counter()

    for seed in range(120):
        problem = replace(problem_from_json(random_instance(seed)), mandatory_first=False)
        found = smallest_conflict(problem, time_limit=20)
        assert (found.status == "possible") == possible(problem), seed
        told[found.status] += 1

    assert min(told.values()) > 10


def test_dropping_any_one_demand_of_a_conflict_makes_the_others_possible():
    sizes = Counter()

    for seed, problem, found in impossible_instances(range(150)):
        assert not possible(alone(problem, found.demands)), seed
        for demand in found.demands:
            others = [other for other in found.demands if other != demand]
            assert possible(alone(problem, others)), (seed, demand)
        assert found.irreducible, seed
        sizes[len(found.demands)] += 1

    assert sizes[1] > 5
    assert sizes.total() - sizes[1] > 10


def test_no_conflict_has_fewer_demands():
    looked_at = 0

    for seed, problem, found in impossible_instances(range(90)):
        demands = DemandModel(problem).demands
        assert found.least, seed
        for fewer in itertools.combinations(demands, min(2, len(found.demands) - 1)):
            assert has_a_plan(alone(problem, fewer)), (seed, fewer)
            looked_at += 1

    assert looked_at > 50


def test_everything_is_possible_where_nobody_demands_anything():
    for seed in range(60):
        problem = replace(problem_from_json(random_instance(seed)), mandatory_first=False)
        free = without(problem, DemandModel(problem).demands)

        assert smallest_conflict(free).status == "possible", seed
        assert has_a_plan(free), seed
        assert smallest_conflict(loosest(problem)).status == "possible", seed


def plain(problem):
    """Without what an office adds, so that the test can count by itself what each plan would need."""
    return replace(
        problem, closed_weeks=None, lecturers=None, key_away_limit=None, leaves=None, items=(), quotas=(), floors=(),
        locks=None, mandatory_first=False, mandatory_least=0,
    )  # fmt: skip


def price_of(case, problem, plan):
    """What easing everything this plan breaks costs at the usual prices, counted from the checker's findings."""
    heads, seats, busy, running, served = Counter(), Counter(), Counter(), Counter(), Counter()
    amounts = Counter()
    for request, offering, number in plan:
        start, weeks = case["offerings"]["start"][offering], case["offerings"]["weeks"][offering]
        table = case["pair_seats"]
        used = table[request][offering] if table else case["requests"]["seats"][request]
        heads[offering] += number
        served[request] += number
        seats[offering] += number * used
        for week in range(start, start + weeks):
            if case["units"] and case["persons"]:
                busy[case["persons"]["unit"][case["requests"]["person"][request]], week] += number
    for offering in heads:
        start, weeks = case["offerings"]["start"][offering], case["offerings"]["weeks"][offering]
        for week in range(start, start + weeks):
            running[case["offerings"]["venue"][offering], week] += 1
        amounts["seats", offering] = max(0, seats[offering] - case["offerings"]["capacity"][offering])
        amounts["min_size", offering] = max(0, case["offerings"]["min_size"][offering] - heads[offering])
    limits = (case["units"] or {}).get("away_limit") or []
    for name, count, limit in (("away", busy, limits), ("rooms", running, case["rooms"] or [])):
        for (index, _week), number in count.items():
            if index < len(limit) and limit[index] is not None:
                amounts[name, index] = max(amounts[name, index], number - limit[index])
    for violation in verify(case, [list(line) for line in plan]).violations:
        if violation.rule == "must":
            request = violation.where["request"]
            amounts["must", request] = case["requests"]["count"][request] - served[request]
        if violation.rule == "distance":
            amounts["distance", 0] = 1
        if violation.rule == "prerequisite":
            amounts["prerequisite", case["requests"]["programme"][violation.where["request"]]] = 1
    if case["budget"] is not None:
        amounts["budget", 0] = max(0.0, problem.spent(plan) - case["budget"])
    return sum(usual_price(problem, Demand(*key)) * amount for key, amount in amounts.items())


def test_no_way_out_is_cheaper_than_the_one_told():
    eased = 0

    for seed in range(200):
        problem = plain(problem_from_json(random_instance(seed)))
        case = problem_as_json(problem)
        if len(every := list(every_plan(problem_as_json(loosest(problem))))) > 600:
            continue
        cheapest = min(price_of(case, problem, plan) for plan in every)

        found = cheapest_relief(problem, time_limit=20)

        assert found.status == "optimal", seed
        assert found.price == pytest.approx(cheapest, abs=1e-6), seed
        assert found.bound == pytest.approx(cheapest, abs=1e-6), seed
        assert verify(problem_as_json(found.eased), [list(line) for line in found.placements]).valid, seed
        eased += found.price > 0

    assert eased > 10


def test_the_way_out_leads_out_whatever_is_demanded():
    kinds = Counter()

    for seed, problem, _ in impossible_instances(range(250)):
        found = cheapest_relief(problem, time_limit=20)
        assert found.steps, seed
        assert verify(problem_as_json(found.eased), [list(line) for line in found.placements]).valid, seed
        assert has_a_plan(found.eased), seed
        kinds.update(step.demand.kind for step in found.steps)

    assert len(kinds) > 12


def test_nothing_is_eased_where_nothing_stands_in_the_way():
    found = cheapest_relief(problem_from_json(instance([{}], [{"must": 1}])))

    assert (found.status, found.price, found.steps) == ("optimal", 0, ())


def two_who_need_the_only_seat(**rest):
    return problem_from_json(
        instance([{"capacity": 1, "open_cost": 40}], [{"must": 1}, {"person": 1, "must": 1}], **rest)
    )


def test_a_conflict_names_people_and_the_limit_in_words():
    found = smallest_conflict(two_who_need_the_only_seat())

    assert found.least
    assert found.sentences == (
        "Yêu cầu 0 (người 0, chương trình 0) bắt buộc xếp đủ 1 người.",
        "Yêu cầu 1 (người 1, chương trình 0) bắt buộc xếp đủ 1 người.",
        "Lớp 0 chỉ có 1 chỗ.",
    )


def test_prices_decide_which_way_is_cheapest():
    problem = two_who_need_the_only_seat(budget=30)

    usual = cheapest_relief(problem)
    people_first = cheapest_relief(problem, prices={"seats": 1e4, "budget": 1.0, Demand("must", 1): 5.0})

    assert [(step.demand, step.amount) for step in usual.steps] == [
        (Demand("budget"), 10),
        (Demand("seats", 0), 1),
    ]
    assert [(step.demand, step.amount) for step in people_first.steps] == [
        (Demand("budget"), 10),
        (Demand("must", 1), 1),
    ]
    assert usual.eased.budget == 40


def test_a_quota_whose_least_is_above_its_most_stands_against_itself():
    case = instance([{}], [{}, {"person": 1}], persons={"unit": [0, 0]})
    problem = replace(problem_from_json(case), quotas=(Quota(0, None, 0, 1),))

    assert smallest_conflict(problem).demands == (Demand("quota_least", 0), Demand("quota_most", 0))
    assert len(cheapest_relief(problem).steps) == 1


def test_a_floor_that_money_cannot_reach_is_told_with_the_budget():
    case = instance([{"open_cost": 9}], [{}, {"person": 1}], budget=5)
    problem = replace(problem_from_json(case), floors=(Floor("nữ", (1,), 1),))

    found = smallest_conflict(problem)

    assert found.sentences == ("Kinh phí chỉ có 5.", "Nhóm “nữ” phải được xếp ít nhất 1 người.")


def test_every_rule_is_a_demand_or_holds_always():
    always = {"sit_only_in_open_classes", "sit_in_one_class_a_week"}

    assert {rule.__name__ for rule in RULES} == {*OWNERS, *always}


def test_every_demand_of_every_kind_has_a_sentence():
    told = set()

    for seed in range(200):
        problem = problem_from_json(random_instance(seed))
        for demand in DemandModel(problem).demands:
            assert sentence(problem, demand).endswith("."), demand
            told.add(demand.kind)

    assert len(told) >= 18, told
