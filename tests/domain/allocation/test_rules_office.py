"""The rules an office adds, each at its edge: what it still allows, what it forbids, what it costs the best plan."""

import itertools
import random

import pytest

from caunoi.domain.allocation.check import check
from caunoi.domain.allocation.constraints import RULES
from caunoi.domain.allocation.construction import construct
from caunoi.domain.allocation.generate import generate_province
from caunoi.domain.allocation.instance_format import problem_as_json, problem_from_json
from caunoi.domain.allocation.linear import Programme, stacked
from caunoi.domain.allocation.moves import Change, what_breaks
from caunoi.domain.allocation.objective import full_programme
from caunoi.domain.allocation.office_rules import send_no_more_key_officials_to_one_class
from caunoi.domain.allocation.solve import relax, solve
from caunoi.domain.allocation.variables import choices
from caunoi.domain.allocation.verify import verify

from .offices import office_province, with_demands
from .tiny import OFFICE_RULES, best_by_trying_everything, generous, instance, random_instance

SEEDS = range(300)
FIELDS = {
    "closed": ("closed_weeks",),
    "lecturer": ("lecturers",),
    "key_away": ("units", "key_away_limit"),
    "retirement": ("persons", "leaves"),
    "item": ("items",),
    "quota": ("quotas",),
    "floor": ("floors",),
    "lock": ("locks",),
    "mandatory": ("objective", "mandatory_least"),
}


def without(case, rule):
    """The instance with the field of the rule taken out."""
    part, *inside = FIELDS[rule]
    if not inside:
        return {**case, part: None}
    return {**case, part: {**(case[part] or {}), inside[0]: None}}


def best(case):
    """The best plan by the solver: its value (None if there is none) and its lines."""
    solution = solve(problem_from_json(case), time_limit=20)
    return solution.objective, list(solution.placements)


@pytest.mark.parametrize("rule", OFFICE_RULES)
def test_every_office_rule_takes_something_from_the_best_plan_of_some_random_instance(rule):
    cases = [generous(random_instance(seed, office={rule})) for seed in range(60)]

    bites = [
        best_by_trying_everything(case) != best_by_trying_everything(without(case, rule)) for case in cases
    ]

    assert sum(bites) >= 8


def test_a_class_may_end_as_the_rest_begins_and_begin_as_it_ends():
    case = instance(
        [{"weeks": 2}, {"start": 1, "weeks": 2}, {"start": 3}], [{"count": 3}], closed_weeks=[[2]]
    )

    assert best(case)[1] == [(0, 0, 3)]
    assert {o for o in range(3) if verify(case, [[0, o]]).valid} == {0, 2}


def test_a_rest_holds_only_at_its_venue():
    case = instance([{"venue": 0}, {"venue": 1}], [{}], closed_weeks=[[0], None])

    assert best(case) == (1, [(0, 1, 1)])


def two_classes(second, **rest):
    """Two wishes of two people for two classes of one lecturer, the second as told."""
    case = instance([{"weeks": 2}, {"programme": 1, **second}], [{}, {"person": 1, "programme": 1}], **rest)
    case["offerings"]["lecturer"] = [0, 0]
    return case


@pytest.mark.parametrize(
    ("at_once", "start", "served"), [(1, 1, 1), (1, 2, 2), (2, 1, 2), (0, 2, 0), (None, 0, 2)]
)
def test_a_lecturer_teaches_no_more_classes_in_a_week_than_allowed(at_once, start, served):
    assert best(two_classes({"start": start}, lecturers={"at_once": [at_once]}))[0] == served


@pytest.mark.parametrize(("weeks", "served"), [(3, 2), (2, 1), (1, 1), (0, 0), (None, 2)])
def test_a_lecturer_teaches_no_more_weeks_than_allowed(weeks, served):
    assert best(two_classes({"start": 2}, lecturers={"weeks": [weeks]}))[0] == served


def test_a_class_without_a_lecturer_is_bound_by_none():
    case = two_classes({}, lecturers={"at_once": [1], "weeks": [2]})
    case["offerings"]["lecturer"] = [None, 0]

    assert best(case)[0] == 2


@pytest.mark.parametrize(("key", "served"), [([1, 1, 1], 1), ([1, 1, 0], 2), ([0, 0, 0], 3)])
def test_only_key_officials_are_counted_against_their_own_limit(key, served):
    people = [{"person": person} for person in range(3)]
    limits = {"away_limit": [3], "key_away_limit": [1]}

    case = instance([{}], people, persons={"unit": [0, 0, 0], "key": key}, units=limits)

    assert best(case)[0] == served


@pytest.mark.parametrize(
    ("leaves", "serve", "served"),
    [(54, 52, 1), (53, 52, 0), (2, 0, 1), (1, 0, 0), (1, None, 1), (None, 99, 1)],
)
def test_whoever_leaves_office_must_still_serve_long_enough_after_the_class(leaves, serve, served):
    case = instance(
        [{"weeks": 2}], [{}], persons={"leaves": [leaves]}, programmes=[{"id": 0, "serve": serve}]
    )

    assert best(case)[0] == served


def test_a_programme_and_the_one_before_it_may_stand_years_apart_within_the_time_left_in_office():
    chain = [{"id": 0, "prerequisite": None}, {"id": 1, "prerequisite": 0, "serve": 104}]
    classes = [
        {"start": 60, "weeks": 4},
        {"programme": 1, "start": 20},
        {"programme": 1, "start": 110, "weeks": 8},
    ]
    wishes = [{"person": p, "programme": q} for p in range(2) for q in range(2)]

    case = instance(classes, wishes, programmes=chain, persons={"leaves": [222, 221]})

    assert best(case) == (3, [(0, 0, 1), (1, 2, 1), (2, 0, 1)])


def test_the_limit_on_key_officials_inside_one_class_tightens_the_bound():
    people = [{"person": person} for person in range(4)]
    limits = {"key_away_limit": [2]}
    case = instance(
        [{"open_cost": 3}], people, (1, -1, 0), persons={"unit": [0] * 4, "key": [1] * 4}, units=limits
    )
    problem = problem_from_json(case)
    choice = choices(problem)
    model = full_programme(problem, choice)
    plain = stacked(
        rule(problem, choice) for rule in RULES if rule is not send_no_more_key_officials_to_one_class
    )

    loose = relax(Programme(model.cost, model.lower, model.upper, plain)).bound
    tight = relax(model).bound

    assert best(case)[0] == 0
    assert tight == pytest.approx(0, abs=1e-3)
    assert loose > 0.4


def test_an_item_is_paid_for_classes_heads_and_ways_but_not_for_other_things():
    case = instance([{"open_cost": 100}], [{"count": 5}], persons={"unit": [0]}, km=[[10]], cost_per_km=0.5)
    case["items"] = [{"name": "giảng viên và đi lại", "limit": 20, "open": [2], "head": [1], "travel": 1}]

    assert best(case)[0] == 3

    case["items"][0]["travel"] = 0
    assert best(case)[0] == 5


def test_an_item_without_limit_binds_nothing():
    case = instance([{}], [{}], items=[{"name": "tài liệu", "limit": None, "open": [5], "head": [5]}])

    assert best(case)[0] == 1


def test_a_quota_of_one_programme_leaves_the_others_alone():
    wishes = [{"person": person, "programme": programme} for person in range(2) for programme in range(2)]
    case = instance([{}, {"programme": 1, "start": 1}], wishes, persons={"unit": [0, 0]})

    assert best({**case, "quotas": [{"unit": 0, "programme": 1, "most": 1}]})[0] == 3
    assert best({**case, "quotas": [{"unit": 0, "most": 1}]})[0] == 1


def test_a_quota_to_be_filled_is_filled_though_it_costs_more_than_it_gives():
    case = instance(
        [{"open_cost": 7}], [{}], (1, -1, 0), persons={"unit": [0]}, quotas=[{"unit": 0, "least": 1}]
    )

    assert best(case) == (-6, [(0, 0, 1)])


def test_a_floor_in_heads_takes_seats_from_those_who_weigh_more():
    wishes = [{"weight": 5}, {"weight": 4, "person": 1}, {"weight": 1, "person": 2}]
    case = instance([{"capacity": 2}], wishes, floors=[{"name": "nữ", "people": [2], "heads": 1}])

    assert best(case) == (6, [(0, 0, 1), (2, 0, 1)])


def test_a_floor_as_a_share_is_a_share_of_those_served():
    wishes = [{"person": person} for person in range(4)]
    case = instance(
        [{"capacity": 3}], wishes, floors=[{"name": "xã khó khăn", "people": [2, 3], "share": 0.6}]
    )

    served = {request for request, _, _ in best(case)[1]}

    assert len(served) == 3
    assert {2, 3} <= served


LOCKS = {
    "opened": ({"opened": [1]}, (-1, [(0, 1, 1)])),
    "closed": ({"closed": [0]}, (-1, [(0, 1, 1)])),
    "placed": ({"placed": [[0, 1, 1]]}, (-1, [(0, 1, 1)])),
    "unplaced": ({"unplaced": [0]}, (0, [])),
}


@pytest.mark.parametrize("name", LOCKS)
def test_what_is_locked_stays_though_it_costs(name):
    lock, expected = LOCKS[name]
    case = instance([{"open_cost": 1}, {"open_cost": 5}], [{"weight": 4}], (1, -1, 0))

    if name == "closed":
        case["requests"]["must"] = [1]

    assert best({**case, "locks": lock}) == expected


def test_heads_locked_in_a_class_are_the_least_that_sit_there():
    case = instance([{}, {}], [{"count": 3}], locks={"placed": [[0, 1, 2]]})

    assert [verify(case, [[0, 0, 3 - n], [0, 1, n]]).valid for n in range(4)] == [False, False, True, True]


def test_a_lock_on_a_seat_that_cannot_be_is_impossible_and_said_so():
    case = instance([{}], [{}], persons={"unit": [0]}, km=[[99]], max_km=90, locks={"placed": [[0, 0, 1]]})

    solution = solve(problem_from_json(case), time_limit=20)

    assert solution.status == "infeasible"
    assert (solution.findings[0].request, solution.findings[0].message) == (0, "Lớp 0 cách 99 km, quá 90 km.")


@pytest.mark.parametrize("locks", [{}, {"closed": [0]}, {"unplaced": [0]}])
def test_a_lock_on_nobody_asks_for_nothing(locks):
    case = instance(
        [{}], [{}], persons={"unit": [0]}, km=[[99]], max_km=90, locks={"placed": [[0, 0, 0]], **locks}
    )

    assert verify(case, []).valid
    assert solve(problem_from_json(case), time_limit=20).status == "optimal"


TWO_MUSTS = [{"must": 1}, {"person": 1, "must": 1}]
IN_THE_WAY = {
    "tuần nghỉ của địa điểm": {"closed_weeks": [[3]]},
    "các lựa chọn đã chốt": {"locks": {"closed": [1]}},
    "thời gian phải công tác": {"persons": {"leaves": [3, 3]}, "programmes": [{"id": 0, "serve": 0}]},
    "số lớp giảng viên dạy cùng lúc": {"lecturers": {"at_once": [1]}},
    "số tuần giảng viên dạy": {"lecturers": {"weeks": [4]}},
    "giới hạn của từng mục chi": {"items": [{"limit": 1, "open": [1, 1]}]},
    "chỉ tiêu của đơn vị": {"persons": {"unit": [0, 0]}, "quotas": [{"unit": 0, "most": 1}]},
    "sàn công bằng": {"floors": [{"name": "nữ", "people": [0], "share": 0.6}]},
}


@pytest.mark.parametrize("words", IN_THE_WAY)
def test_the_rule_that_keeps_people_from_seats_they_must_have_is_named(words):
    classes = [{"capacity": 1, "weeks": 3}, {"capacity": 1, "weeks": 2, "start": 2}]
    case = instance(classes, TWO_MUSTS, **IN_THE_WAY[words])
    case["offerings"]["lecturer"] = [0, 0]

    solution = solve(problem_from_json(case), time_limit=20)

    assert solution.status == "infeasible"
    assert words in solution.findings[0].message


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        ({"closed_weeks": [[0]]}, "tuần nghỉ"),
        ({"locks": {"closed": [0]}}, "đã chốt không mở"),
        ({"locks": {"unplaced": [0]}}, "đã chốt không xếp"),
        ({"persons": {"leaves": [1]}, "programmes": [{"id": 0, "serve": 1}]}, "thời gian công tác"),
    ],
)
def test_what_keeps_somebody_from_every_class_is_said_before_solving(rest, words):
    problem = problem_from_json(instance([{}], [{"must": 1}], **rest))

    assert [words in finding.message for finding in check(problem)] == [True]


def only_limits(case):
    """The instance without the rules that demand heads, which a first plan may still owe."""
    case = {
        **case,
        "floors": None,
        "requests": {**case["requests"], "must": [0] * len(case["requests"]["must"])},
    }
    case["objective"] = {**case["objective"], "mandatory_least": 0}
    case["quotas"] = [{**quota, "least": None} for quota in case.get("quotas") or []]
    case["locks"] = {**(case.get("locks") or {}), "opened": [], "placed": []}
    return case


def test_the_first_plan_keeps_every_rule_that_limits():
    seated = 0

    for seed in SEEDS:
        case = only_limits(random_instance(seed))
        problem = problem_from_json(case)
        choice = choices(problem)
        plan = construct(problem, choice, choice.worth, out_of_time=lambda: False)
        found = verify(case, [list(line) for line in plan])
        assert found.valid, (seed, found.violations)
        seated += len(plan)

    assert seated > 80


@pytest.mark.parametrize("lock", [{"opened": [1]}, {"placed": [[1, 1, 2]]}])
def test_the_first_plan_opens_and_fills_what_is_locked_though_it_is_worth_less_than_it_costs(lock):
    wishes = [{"weight": 3}, {"person": 1, "weight": 0, "count": 2}]
    classes = [{"open_cost": 1}, {"open_cost": 9, "min_size": 2, "capacity": 2}]
    problem = problem_from_json(instance(classes, wishes, (1, -1, 0), locks=lock))
    choice = choices(problem)

    plan = construct(problem, choice, choice.worth, out_of_time=lambda: False)

    assert verify(problem_as_json(problem), [list(line) for line in plan]).valid
    assert {offering for _, offering, _ in plan} >= {1}


def test_a_change_that_leaves_a_floor_no_further_off_is_not_held_against_it():
    case = instance(
        [{}, {}], [{}, {"person": 1}], floors=[{"name": "nữ", "people": [0], "heads": 1, "share": 0.5}]
    )
    problem = problem_from_json(case)

    def told(plan, change):
        return [finding.code for finding in what_breaks(problem, plan, change)]

    assert told([], Change(0, to_offering=0)) == []
    assert told([(1, 0, 1)], Change(1, 0, 1)) == []
    assert told([(1, 0, 1)], Change(1, from_offering=0)) == []
    assert told([], Change(1, to_offering=0)) == ["allocation.floor"]
    assert told([(0, 0, 1), (1, 0, 1)], Change(0, from_offering=0)) == ["allocation.floor"] * 2


def test_a_first_plan_within_no_money_opens_nothing_that_costs():
    problem = problem_from_json(instance([{"open_cost": 4}], [{}], budget=3))
    choice = choices(problem)

    assert construct(problem, choice, choice.worth, out_of_time=lambda: False) == []


def test_all_rules_together_still_leave_the_oracle_and_the_solver_of_one_mind():
    """Every office rule at once, where the random instances of the solver's own test have a few each."""
    agreed = 0

    for seed, rules in itertools.product(range(25), (OFFICE_RULES, list(OFFICE_RULES)[:4])):
        case = random_instance(seed, office=rules)
        value, plan = best(case)
        assert (None if value is None else pytest.approx(value, abs=1e-6)) == best_by_trying_everything(
            case
        ), seed
        if value is not None:
            assert verify(case, [list(line) for line in plan]).valid, seed
            agreed += 1

    assert agreed > 5


@pytest.mark.parametrize("block", range(4))
def test_the_solver_finds_what_trying_every_plan_finds_where_little_but_an_office_binds(block):
    """Without room, money and order in the way, more is at stake than in the mixed instances."""
    for seed in range(1000 + block * 25, 1025 + block * 25):
        case = generous(random_instance(seed, office=random.Random(seed).sample(sorted(OFFICE_RULES), 3)))
        value, plan = best(case)
        everything = best_by_trying_everything(case)
        assert value == (None if everything is None else pytest.approx(everything, abs=1e-6)), seed
        assert value is None or verify(case, [list(line) for line in plan]).valid, seed


def test_a_province_under_every_rule_of_an_office_is_solved_and_passes_the_checker():
    problem = office_province("XS", 1)

    solution = solve(problem, time_limit=60)

    assert solution.status == "optimal"
    assert verify(problem_as_json(problem), [list(line) for line in solution.placements]).valid
    assert solution.objective < solve(generate_province("XS", 1), time_limit=60, gap=0.1).bound


def test_a_province_whose_office_also_demands_is_solved_and_passes_the_checker():
    problem = office_province("S", 1)
    choice = choices(problem)
    first = construct(problem, choice, choice.worth, out_of_time=lambda: False)
    demanding = with_demands(problem, first, 0.36)

    solution = solve(demanding, time_limit=60, gap=0.05)

    assert solution.gap <= 0.05
    assert verify(problem_as_json(demanding), [list(line) for line in solution.placements]).valid
    assert not verify(problem_as_json(demanding), [list(line) for line in first]).valid
