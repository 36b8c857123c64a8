"""Plans after a shock, against every plan there is."""

import itertools
import random
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from caunoi.domain.allocation.changes import heads_of
from caunoi.domain.allocation.generate import generate_province
from caunoi.domain.allocation.instance_format import problem_as_json, problem_from_json
from caunoi.domain.allocation.office import Quota
from caunoi.domain.allocation.problem import NO_LIMIT, limits
from caunoi.domain.allocation.replan import near_classes, replan
from caunoi.domain.allocation.shocks import classes_cancelled, lecturer_ill, people_ill, units_merged
from caunoi.domain.allocation.solve import solve
from caunoi.domain.allocation.verify import verify

from .tiny import instance, random_instance


def every_plan(case):
    """All plans the checker accepts."""
    wanted, offered = case["requests"], case["offerings"]
    pairs = [
        (r, o)
        for r, programme in enumerate(wanted["programme"])
        for o, taught in enumerate(offered["programme"])
        if programme == taught
    ]
    for heads in itertools.product(*(range(wanted["count"][r] + 1) for r, _ in pairs)):
        plan = [(r, o, n) for (r, o), n in zip(pairs, heads, strict=True) if n]
        if verify(case, [list(line) for line in plan]).valid:
            yield plan


def kept(old, plan):
    had, has = Counter(), Counter()
    for lines, tally in ((old, had), (plan, has)):
        for request, _, heads in lines:
            tally[request] += heads
    return sum(min(had[request], has[request]) for request in had)


def moves(old, plan):
    """Heads of each request that leave or, if more, come."""
    before, after = heads_of(old), heads_of(plan)
    left, came = Counter(), Counter()
    for pair in {*before, *after}:
        difference = after.get(pair, 0) - before.get(pair, 0)
        (came if difference > 0 else left)[pair[0]] += abs(difference)
    return left | came


def changed(problem, old, plan):
    most = Counter()
    for request, heads in moves(old, plan).items():
        person = int(problem.requests.person[request])
        most[person] = max(most[person], heads)
    return most.total()


def moved(old, plan):
    return moves(old, plan).total()


def shocked(problem, plan, seed):
    """One shock of each kind in turn."""
    rng = random.Random(seed)
    used = sorted({offering for _, offering, _ in plan})
    people = sorted({int(problem.requests.person[request]) for request, _, _ in plan})
    kind = seed % 4
    if kind == 0:
        return classes_cancelled(problem, [rng.choice(used)])
    if kind == 1:
        return lecturer_ill(problem, range(len(problem.offerings)), [rng.randint(0, 5)])
    if kind == 2:
        return people_ill(problem, [rng.choice(people)])
    units = [] if problem.unit_of_person is None else problem.unit_of_person.tolist()
    return units_merged(classes_cancelled(problem, used[:1]), units, max(units, default=0))


def shocks_of_random_plans(seeds):
    for seed in seeds:
        problem = problem_from_json(random_instance(seed))
        plan = solve(problem, time_limit=20).placements
        if plan:
            yield seed, plan, shocked(problem, plan, seed)


@pytest.mark.parametrize("everywhere", [True, False])
def test_no_plan_there_is_keeps_more_seats_or_as_many_with_fewer_people_changed_or_seats_moved(everywhere):
    looked_at = Counter()

    for seed, old, problem in shocks_of_random_plans(range(400)):
        case = problem_as_json(problem)
        near = near_classes(problem, heads_of(old))
        plans = list(every_plan(case))
        if not everywhere:
            plans = [plan for plan in plans if all(near[o] for _, o, _ in plan)] or plans
        found = replan(problem, old, everywhere=everywhere, time_limit=20)

        if not plans:
            assert found.status == "infeasible", seed
            looked_at["infeasible"] += 1
            continue
        most = max(kept(old, plan) for plan in plans)
        fewest = min(changed(problem, old, plan) for plan in plans if kept(old, plan) == most)
        assert (found.status, found.kept, found.kept_bound) == ("optimal", most, most), seed
        assert (found.changed, found.changed_bound) == (fewest, fewest), seed
        assert changed(problem, old, found.placements) == fewest, seed
        best = [plan for plan in plans if kept(old, plan) == most and changed(problem, old, plan) == fewest]
        least = min(moved(old, plan) for plan in best)
        assert (found.moved, found.moved_bound, moved(old, found.placements)) == (least, least, least), seed
        assert verify(case, [list(line) for line in found.placements]).valid, seed
        looked_at["moved"] += fewest > found.hit
        looked_at["spared"] += least < max(moved(old, plan) for plan in best)
        looked_at["planned"] += 1

    assert looked_at["planned"] > 40
    assert looked_at["moved"] > 0
    assert looked_at["spared"] > 0


def test_giving_up_a_seat_may_spare_others_a_change():
    for seed, old, problem in shocks_of_random_plans(range(60)):
        plans = list(every_plan(problem_as_json(problem)))
        if not plans:
            continue
        most = max(kept(old, plan) for plan in plans)
        fewest = min(changed(problem, old, plan) for plan in plans if kept(old, plan) >= most - 1)

        found = replan(problem, old, allowance=1, everywhere=True, time_limit=20)

        assert (found.status, found.changed) == ("optimal", fewest), seed
        assert found.kept >= most - 1, seed


def test_the_lines_of_change_turn_the_old_plan_into_the_new_one():
    for _seed, old, problem in shocks_of_random_plans(range(60)):
        found = replan(problem, old, time_limit=20)
        heads = Counter(heads_of(old))
        for shift in found.shifts:
            if shift.from_offering is not None:
                heads[shift.request, shift.from_offering] -= shift.heads
            if shift.to_offering is not None:
                heads[shift.request, shift.to_offering] += shift.heads
        if found.status == "optimal":
            assert {pair: n for pair, n in heads.items() if n} == heads_of(found.placements)


def test_people_of_a_cancelled_class_go_to_the_other_and_one_makes_room_for_them():
    case = instance(
        [{"capacity": 2}, {"capacity": 2, "start": 3}, {"start": 6, "capacity": 1}],
        [{"person": 0}, {"person": 1}, {"person": 2}],
    )
    problem = classes_cancelled(problem_from_json(case), [0])

    found = replan(problem, [(0, 0, 1), (1, 1, 1), (2, 1, 1)])

    assert (found.status, found.kept, found.hit, found.changed) == ("optimal", 3, 1, 1)
    assert [(s.request, s.from_offering, s.to_offering, s.rule) for s in found.shifts] == [(0, 0, 2, "lost")]
    assert "Lớp 0" in found.shifts[0].message


def test_whoever_moves_without_having_lost_a_seat_is_told_what_staying_breaks():
    case = instance(
        [{"capacity": 2}, {"capacity": 1, "start": 3}, {"start": 6, "capacity": 1}],
        [{"person": 0}, {"person": 1}],
        persons={"unit": [0, 1]},
        km=[[10], [10]],
        pair_cost=[[0, 0, None], [0, 0, 0]],
    )
    problem = classes_cancelled(problem_from_json(case), [0])

    found = replan(problem, [(0, 0, 1), (1, 1, 1)])

    assert (found.kept, found.hit, found.changed) == (2, 1, 2)
    assert {shift.request: shift.rule for shift in found.shifts} == {0: "lost", 1: "capacity"}


def test_nothing_happened_and_nothing_changes():
    problem = generate_province("XS", 3)
    plan = solve(problem, time_limit=3, gap=0.3).placements

    found = replan(problem, plan)

    assert (found.status, found.hit, found.changed, found.shifts) == ("optimal", 0, 0, ())


def test_units_that_merge_may_send_as_many_together_as_both_could():
    case = instance([{}], [{}, {"person": 1}], persons={"unit": [0, 1]}, units={"away_limit": [1, None]})

    merged = units_merged(problem_from_json(case), [0, 1], 0)
    tighter = units_merged(problem_from_json({**case, "units": {"away_limit": [0, 1]}}), [1], 0)

    assert merged.away_limit.tolist()[0] > 1000
    assert tighter.away_limit.tolist()[0] == 1
    assert replan(tighter, [(0, 0, 1), (1, 0, 1)]).kept == 1


def test_after_a_shock_in_a_province_the_least_number_of_people_change_at_once():
    problem = generate_province("S", 4)
    plan = solve(problem, time_limit=3, gap=0.2).placements
    largest = Counter(offering for _, offering, _ in plan).most_common(1)[0][0]

    found = replan(classes_cancelled(problem, [largest]), plan, time_limit=20)

    assert found.status == "optimal"
    assert found.changed >= found.hit > 0
    case = problem_as_json(classes_cancelled(problem, [largest]))
    assert verify(case, [list(line) for line in found.placements]).valid


def test_units_that_merge_add_up_their_limits_and_their_seats():
    problem = replace(
        problem_from_json(random_instance(0)),
        unit_of_person=np.array([0, 1, 2]),
        away_limit=limits([1, 2, 4]),
        key_away_limit=limits([1, None, 1]),
        quotas=(
            Quota(0, 0, most=2, least=1),
            Quota(1, 0, most=3),
            Quota(1, 1, most=5, least=2),
            Quota(1, 0, most=9),
            Quota(2, 0, most=7),
        ),
    )

    after = units_merged(problem, [0, 1], 1)

    assert after.unit_of_person.tolist() == [1, 1, 2]
    assert after.away_limit.tolist()[1:] == [3, 4]
    assert after.key_away_limit.tolist()[1:] == [NO_LIMIT, 1]
    # Unit 0 had no row for programme 1: nothing limited it there, so nothing limits the two together.
    assert set(after.quotas) == {
        Quota(2, 0, most=7),
        Quota(1, 0, most=5, least=1),
        Quota(1, 1, least=2),
    }
