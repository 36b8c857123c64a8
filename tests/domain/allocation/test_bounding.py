"""No bound stands below the best plan: merged programme, inequalities on whole classes, branching."""

import itertools
import random

import numpy as np
import pytest

from caunoi.domain.allocation.bounding import Bounding
from caunoi.domain.allocation.instance_format import problem_from_json
from caunoi.domain.allocation.linear import Relaxation
from caunoi.domain.allocation.residual import residual_rows
from caunoi.domain.allocation.solve import Highs
from caunoi.domain.allocation.timeless import broken_links, without_weeks
from caunoi.domain.allocation.variables import choices
from caunoi.domain.allocation.verify import verify

from .tiny import OFFICE_RULES, best_by_trying_everything, instance, random_instance

EXACT = 1e-6


def bounds_told(case, **how):
    """Every bound the search for one tells, from the first round to the end of the branching."""
    problem, told = problem_from_json(case), []
    engine = how.pop("engine", Highs())
    search = Bounding(
        problem,
        choices(problem),
        engine,
        told=told.append,
        left=how.get("left", lambda: 20.0),
        should_stop=how.get("should_stop", lambda: False),
    )
    search.run()
    return told


def crowded_instance(seed):
    """Single heads of one programme before more classes than they need, half empty ones among them."""
    rng = random.Random(seed)
    venues, people, units = rng.randint(1, 2), rng.randint(3, 4), rng.randint(1, 2)
    offerings = [
        {
            "venue": rng.randrange(venues),
            "start": start,
            "capacity": rng.choice([2, 2, 3]),
            "open_cost": rng.choice([1, 2]),
            "min_size": rng.choice([0, 1, 2]),
        }
        for start in range(rng.randint(2, 4))
    ]
    requests = [{"person": p, "weight": rng.randint(1, 3), "seats": 1} for p in range(people)]
    limits = [rng.choice([1, 1, 2, None]) for _ in range(units)]
    return instance(
        offerings,
        requests,
        (1, -1, 0),
        persons={"unit": [rng.randrange(units) for _ in range(people)]},
        units=rng.choice([None, {"away_limit": limits}]),
        budget=rng.choice([None, 2, 3]),
    )


def plans_by_head(case):
    """Every plan of single heads: each sits in one class or nowhere."""
    classes = range(len(case["offerings"]["start"]))
    for seats in itertools.product([None, *classes], repeat=len(case["requests"]["person"])):
        yield [[head, offering] for head, offering in enumerate(seats) if offering is not None]


def merged_values(problem, choice, shape, plan):
    """The columns of the merged programme that say the plan."""
    values = choice.values((*line, 1)[:3] for line in plan)
    column_of = np.concatenate([shape.of_pair, shape.pairs + shape.of_class])
    return np.bincount(column_of, weights=values, minlength=shape.pairs + shape.kinds)


def holds(body, values):
    """Whether the values keep all rows."""
    used = np.bincount(body.row, weights=body.value * values[body.column], minlength=len(body))
    return bool(np.all(used >= body.lower - EXACT) and np.all(used <= body.upper + EXACT))


@pytest.mark.parametrize("block", range(4))
def test_no_bound_stands_below_what_trying_everything_finds(block):
    judged = 0
    for seed in range(1000 + block * 20, 1020 + block * 20):
        case = random_instance(seed)
        best = best_by_trying_everything(case)
        if best is not None:
            told = bounds_told(case)
            judged += 1

            assert told, seed
            assert min(told) >= best - EXACT, seed

    assert judged > 5


@pytest.mark.parametrize("rule", OFFICE_RULES)
def test_no_bound_stands_below_the_best_under_a_rule_of_an_office(rule):
    judged = 0
    for seed in range(2000, 2008):
        case = random_instance(seed, [rule])
        best = best_by_trying_everything(case)
        if best is not None:
            judged += 1

            assert min(bounds_told(case)) >= best - EXACT, (rule, seed)

    assert judged > 1


def test_the_bound_is_the_best_where_weeks_do_not_matter():
    told = bounds_told(
        instance([{"capacity": 2}, {"start": 5, "capacity": 2}], [{"person": p} for p in range(5)])
    )

    assert min(told) == pytest.approx(4)


def test_every_whole_plan_keeps_every_row_of_the_merged_programme_and_loses_nothing():
    kept = 0
    for seed in range(30):
        case = crowded_instance(seed)
        problem = problem_from_json(case)
        choice = choices(problem)
        shape = without_weeks(problem, choice)
        for plan in plans_by_head(case):
            verdict = verify(case, plan)
            if verdict.valid:
                values = merged_values(problem, choice, shape, plan)
                kept += 1

                assert holds(shape.body.rows, values), (seed, plan)
                assert np.all(values <= shape.body.upper), (seed, plan)
                assert len(broken_links(shape, values, EXACT)) == 0, (seed, plan)
                assert shape.body.worth(values) >= verdict.objective - EXACT, (seed, plan)

    assert kept > 300


def test_no_inequality_on_whole_classes_cuts_a_whole_plan_off():
    found = 0
    for seed in range(30):
        case = crowded_instance(seed)
        problem, rng = problem_from_json(case), np.random.default_rng(seed)
        choice = choices(problem)
        shape = without_weeks(problem, choice)
        rows = [residual_rows(shape, rng.random(len(shape.body)) * shape.body.upper) for _ in range(8)]
        found += sum(map(len, rows))
        if not any(map(len, rows)):
            continue
        for plan in plans_by_head(case):
            if verify(case, plan).valid:
                values = merged_values(problem, choice, shape, plan)

                assert all(holds(body, values) for body in rows), (seed, plan)

    assert found > 30


def test_no_bound_with_inequalities_on_whole_classes_stands_below_the_best():
    for seed in range(40, 55):
        case = crowded_instance(seed)
        best = max(v.objective for v in (verify(case, plan) for plan in plans_by_head(case)) if v.valid)

        assert min(bounds_told(case)) >= best - EXACT, seed


def test_a_second_class_for_the_last_heads_is_paid_in_full_before_any_branching():
    case = instance(
        [{"capacity": 36, "open_cost": 30, "start": week} for week in range(3)],
        [{"person": p, "weight": 1} for p in range(41)],
        (1, -1, 0),
    )
    problem, told = problem_from_json(case), []
    search = Bounding(problem, choices(problem), Highs(), told.append, lambda: 20.0, lambda: False)

    search.rounds()

    assert told[0] > 36 - 30 + EXACT
    assert told[-1] == pytest.approx(36 - 30)


def test_a_unit_without_a_limit_hides_no_inequality_of_a_unit_with_one():
    heads = [{"person": p, "weight": 1} for p in range(10)]
    classes = [{"capacity": 99, "start": week} for week in range(4)]
    units = [0] * 4 + [1] * 6
    for free in (None, 10):
        case = instance(classes, heads, persons={"unit": units}, units={"away_limit": [1, free]})
        problem = problem_from_json(case)
        shape = without_weeks(problem, choices(problem))

        rows = residual_rows(shape, np.array([0.8] * 10 + [2.5]))

        assert sorted(shape.request[rows.column[:-1]].tolist()) == [0, 1, 2, 3], free
        assert rows.upper.tolist() == [0.0], free


def test_a_bound_asked_to_stop_tells_no_more():
    assert bounds_told(instance([{}], [{}]), should_stop=lambda: True) == []


def test_a_relaxation_cut_short_proves_nothing():
    class Hasty(Highs):
        def growing(self, programme, should_stop):
            return Unsolved()

    class Unsolved:
        def solve(self, *, time_limit):
            return Relaxation(None, np.zeros(0), np.inf)

    told = bounds_told(instance([{}], [{}]), engine=Hasty())

    assert told
    assert min(told) >= 1 - EXACT
