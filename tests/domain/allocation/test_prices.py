"""Prices of seats, price tags and the frontier of budgets, against every plan there is."""

import itertools
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from caunoi.domain.allocation.answer import Effort
from caunoi.domain.allocation.comparison import Known, compare
from caunoi.domain.allocation.frontier import frontier
from caunoi.domain.allocation.generate import generate_province
from caunoi.domain.allocation.inclusion import (
    may_not_be_served,
    must_be_served,
    price_of_inclusion,
    quick_prices,
    worth_of_seat,
)
from caunoi.domain.allocation.instance_format import problem_as_json, problem_from_json
from caunoi.domain.allocation.office import Floor
from caunoi.domain.allocation.solve import solve
from caunoi.domain.allocation.tags import floors_let_go, more_money, one_more_away, price_tags, usual_offers
from caunoi.domain.allocation.verify import verify

from .test_conflict import plain
from .tiny import best_by_trying_everything, instance, random_instance

EFFORT = Effort(time_limit=20)


def best(problem):
    return best_by_trying_everything(problem_as_json(problem))


def freer(problem):
    """Without most rules, so that money and seats have room to matter."""
    requests = replace(problem.requests, must=np.zeros_like(problem.requests.must))
    return replace(plain(problem), requests=requests, rooms=None, max_km=None)


def solved(seeds):
    """Random problems with their best plan, every other one with few rules."""
    for seed in seeds:
        problem = replace(problem_from_json(random_instance(seed)), mandatory_first=False)
        problem = freer(problem) if seed % 2 else problem
        solution = solve(problem, time_limit=20)
        if solution.status == "optimal":
            yield seed, problem, Known.of(solution)


def left_out(problem, plan):
    served = Counter()
    for request, _, heads in plan:
        served[request] += heads
    return [r for r in range(len(problem.requests)) if served[r] < problem.requests.count[r]]


def test_the_price_of_inclusion_is_the_difference_of_the_two_best_plans_there_are():
    priced = Counter()

    for seed, problem, base in solved(range(60)):
        for request in left_out(problem, base.placements):
            changed = must_be_served(problem, request)
            forced = best(changed)
            found = price_of_inclusion(problem, base, request, EFFORT)
            priced[found.status] += 1
            if forced is None:
                assert (found.status, found.loss) == ("infeasible", None), seed
                continue
            assert found.exact, seed
            assert found.loss.low == pytest.approx(best(problem) - forced, abs=1e-5), seed
            assert found.money == pytest.approx(
                problem.spent(found.placements) - problem.spent(base.placements)
            )
            assert verify(problem_as_json(changed), [list(line) for line in found.placements]).valid, seed
            assert found.offerings, seed

    assert min(priced["optimal"], priced["infeasible"]) > 5


def test_a_quick_price_holds_the_true_one_between_its_two_numbers():
    priced = Counter()

    for seed, problem, base in solved(range(80)):
        for found in quick_prices(problem, base, left_out(problem, base.placements)):
            forced = best(must_be_served(problem, found.request))
            if forced is None:
                assert found.loss is None, seed
            elif found.loss is not None:
                true = base.objective - forced
                assert found.loss.low - 1e-5 <= true <= found.loss.high + 1e-5, (seed, found.request)
                priced["exact" if found.exact else "between"] += 1
            assert found.status != "infeasible" or forced is None, seed

    assert min(priced["exact"], priced["between"]) > 5


def test_the_worth_of_a_seat_is_what_the_best_plan_loses_without_it():
    lost = 0

    for seed, problem, base in solved(range(60)):
        for request in sorted({request for request, _, _ in base.placements}):
            barred = best(may_not_be_served(problem, request))
            found = worth_of_seat(problem, base, request, EFFORT)
            if barred is None:
                assert found.status == "infeasible", seed
                continue
            assert found.loss.low == pytest.approx(base.objective - barred, abs=1e-5), seed
            assert request not in {r for r, _, _ in found.placements}, seed
            lost += found.loss.low > 1e-6

    assert lost > 10


def test_who_takes_the_seat_and_who_loses_one_are_named():
    case = instance([{"capacity": 1}], [{"weight": 5}, {"person": 1, "weight": 3}])
    problem = problem_from_json(case)
    base = Known.of(solve(problem))

    price = price_of_inclusion(problem, base, 1, EFFORT)
    worth = worth_of_seat(problem, base, 0, EFFORT)

    assert (price.loss.low, price.offerings, price.losers) == (2, (0,), (0,))
    assert (worth.loss.low, worth.winners) == (2, (1,))


def test_where_plans_are_not_proven_the_price_is_an_interval_that_holds_the_true_one():
    problem = generate_province("XS", 5)
    truth = solve(problem, time_limit=60)
    rough = Known.of(solve(problem, gap=0.3, time_limit=20))
    quick = quick_prices(problem, rough, left_out(problem, rough.placements)[:20])
    request = next(price.request for price in quick if price.loss is not None)
    assert truth.status == "optimal"

    found = price_of_inclusion(problem, rough, request, Effort(gap=0.3, time_limit=20))
    best_forced = solve(must_be_served(problem, request), time_limit=60)

    assert not found.exact
    assert found.loss.low - 1e-6 <= truth.objective - best_forced.objective <= found.loss.high + 1e-6


def test_a_tag_is_the_difference_that_solving_again_shows():
    brought = Counter()

    for seed, problem, base in solved(range(100)):
        for tag in price_tags(problem, base, usual_offers(problem, 2.0), EFFORT):
            true = best(tag.offer.problem) - base.objective
            assert tag.found.exact, (seed, tag.offer)
            assert tag.found.gain.low == pytest.approx(true, abs=1e-5), (seed, tag.offer)
            assert tag.offer.message.endswith(".")
            brought[tag.offer.code, true > 1e-6] += 1

    assert {code for code, more in brought if more} >= {"budget", "rooms", "away"}


def test_the_price_of_a_floor_is_the_objective_with_and_without_it():
    case = instance([{"capacity": 1}], [{"weight": 5}, {"person": 1, "weight": 2}])
    problem = replace(problem_from_json(case), floors=(Floor("nữ", (1,), 1),))
    base = Known.of(solve(problem))

    (tag,) = price_tags(problem, base, floors_let_go(problem), EFFORT)

    assert tag.found.gain.low == tag.found.gain.high == 3
    assert "nữ" in tag.offer.message


def test_one_more_away_is_for_one_unit_or_for_all():
    case = instance([{}], [{}, {"person": 1}], persons={"unit": [0, 1]}, units={"away_limit": [1, None]})
    problem = problem_from_json(case)

    assert one_more_away(problem, 0).problem.away_limit.tolist()[0] == 2
    assert one_more_away(problem).problem.away_limit.tolist() == [2, problem.away_limit.tolist()[1]]


def test_a_plan_in_hand_is_never_thrown_away_for_a_worse_one():
    problem = generate_province("S", 5)
    base = Known.of(solve(problem, gap=0.05, time_limit=6))

    found = compare(problem, base, more_money(problem, 10.0).problem, Effort(time_limit=0.5), direction=1)

    assert found.seen >= 0
    assert found.gain.low >= 0


def test_shares_and_values_never_fall_with_the_budget_and_match_the_best_there_is():
    rising = Counter()

    for seed, problem, _ in solved(range(40)):
        budgets = [0.0, 1.5, 3.0, 6.0, 12.0]
        points = frontier(problem, budgets, EFFORT)

        for point in points:
            true = best(replace(problem, budget=point.budget))
            if true is None:
                assert point.status == "infeasible", seed
                continue
            assert point.objective <= true + 1e-6 <= point.bound + 2e-6, seed
            plan = [list(line) for line in point.placements]
            assert verify(problem_as_json(replace(problem, budget=point.budget)), plan).valid, seed
        told = [(p.objective, p.bound, p.served, p.weight) for p in points if p.objective is not None]
        for before, after in itertools.pairwise(told):
            assert all(now >= then - 1e-6 for then, now in zip(before, after, strict=True)), seed
        rising["more"] += len({served for _, _, served, _ in told}) > 1

    assert rising["more"] > 5


def test_five_budgets_of_a_province_rise_side_by_side():
    problem = generate_province("XS", 4)
    budgets = [problem.budget * share for share in (0.5, 0.75, 1.0, 1.25, 1.5)]

    points = frontier(problem, budgets, Effort(time_limit=2.0, gap=0.01))

    assert [point.budget for point in points] == sorted(budgets)
    assert np.all(np.diff([point.served for point in points]) >= 0)
    assert np.all(np.diff([point.bound for point in points]) >= -1e-9)
    assert points[-1].served > points[0].served
    assert all(point.spent <= point.budget + 1e-6 for point in points)
