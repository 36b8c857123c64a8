"""Every rule, planted broken once, is seen by the checker, and a sound plan passes."""

import ast
import sys
from pathlib import Path

import pytest

from caunoi.domain.allocation import verify as verify_module
from caunoi.domain.allocation.verify import UnreadableInstance, verify

from .tiny import instance

PERSONS = {"persons": {"unit": [0, 0]}, "units": {"away_limit": [1]}}


def rules(case, plan):
    return [violation.rule for violation in verify(case, plan).violations]


def taught(offerings, **limits):
    """Two people with a wish each, and one lecturer for both classes."""
    case = instance(offerings, [{}, {"person": 1, "programme": 1}], lecturers=limits)
    case["offerings"]["lecturer"] = [0, 0]
    return case


def with_a_mandatory_need(offerings, prices):
    """One mandatory need, to be met."""
    case = instance(offerings, [{}], prices)
    case["requests"]["mandatory"], case["objective"]["mandatory_least"] = [1], 1
    return case


PLANTED = {
    "programme": (instance([{"programme": 1}], [{}]), [[0, 0]]),
    "pair": (instance([{}], [{}], pair_cost=[[None]]), [[0, 0]]),
    "distance": (instance([{}], [{}], persons={"unit": [0]}, km=[[91]], max_km=90), [[0, 0]]),
    "count": (instance([{}, {"start": 1}], [{}]), [[0, 0], [0, 1]]),
    "must": (instance([{}], [{"must": 1, "count": 2}]), [[0, 0]]),
    "min_size": (instance([{"min_size": 2}], [{}]), [[0, 0]]),
    "capacity": (instance([{"capacity": 3}], [{"seats": 2}, {"seats": 2, "person": 1}]), [[0, 0], [1, 0]]),
    "clash": (
        instance([{"weeks": 2}, {"programme": 1, "start": 1}], [{}, {"programme": 1}]),
        [[0, 0], [1, 1]],
    ),
    "away": (instance([{}], [{}, {"person": 1}], **PERSONS), [[0, 0], [1, 0]]),
    "rooms": (
        instance(
            [{"weeks": 2}, {"programme": 1, "start": 1}], [{}, {"person": 1, "programme": 1}], rooms=[1]
        ),
        [[0, 0], [1, 1]],
    ),
    "budget": (
        instance([{"open_cost": 5}], [{}], persons={"unit": [0]}, km=[[10]], cost_per_km=0.5, budget=9.99),
        [[0, 0]],
    ),
    "prerequisite": (
        instance(
            [{"start": 2}, {"programme": 1, "start": 1}],
            [{}, {"programme": 1}],
            programmes=[{"id": 0, "prerequisite": None}, {"id": 1, "prerequisite": 0}],
        ),
        [[0, 0], [1, 1]],
    ),
    "plan": (instance([{}], [{}]), [[0, 7]]),
    "closed": (instance([{"start": 3, "weeks": 2}], [{}], closed_weeks=[[4]]), [[0, 0]]),
    "lecturer": (taught([{"weeks": 2}, {"programme": 1, "start": 1}], at_once=[1]), [[0, 0], [1, 1]]),
    "lecturer_weeks": (taught([{"weeks": 2}, {"programme": 1, "start": 2}], weeks=[2]), [[0, 0], [1, 1]]),
    "key_away": (
        instance(
            [{}],
            [{}, {"person": 1}],
            persons={"unit": [0, 0], "key": [1, 1]},
            units={"key_away_limit": [1]},
        ),
        [[0, 0], [1, 0]],
    ),
    "retirement": (
        instance([{"weeks": 2}], [{}], persons={"leaves": [53]}, programmes=[{"id": 0, "serve": 52}]),
        [[0, 0]],
    ),
    "item": (
        instance(
            [{}],
            [{}],
            persons={"unit": [0]},
            km=[[10]],
            cost_per_km=0.5,
            items=[{"name": "đi lại", "limit": 7.99, "open": [2], "head": [1], "travel": 1}],
        ),
        [[0, 0]],
    ),
    "quota": (
        instance([{}], [{}, {"person": 1}], persons={"unit": [0, 0]}, quotas=[{"unit": 0, "most": 1}]),
        [[0, 0], [1, 0]],
    ),
    "floor": (
        instance([{}], [{}, {"person": 1}], floors=[{"name": "nữ", "people": [7], "share": 0.3}]),
        [[0, 0], [1, 0]],
    ),
    "lock": (instance([{}, {}], [{}], locks={"closed": [0, 1]}), [[0, 0]]),
    "mandatory": (with_a_mandatory_need([{"open_cost": 7}], (1, -1, 0)), []),
}
DEMANDED = {
    "quota": instance([{}], [{}], persons={"unit": [0]}, quotas=[{"unit": 0, "programme": 0, "least": 1}]),
    "floor": instance([{}], [{}], floors=[{"name": "nữ", "people": [0], "heads": 1}]),
    "lock": instance([{}], [{}], locks={"opened": [0]}),
    "mandatory": with_a_mandatory_need([{}], (1, 0, 0)),
}


@pytest.mark.parametrize("rule", PLANTED)
def test_a_planted_violation_is_named_by_its_rule(rule):
    case, plan = PLANTED[rule]

    found = rules(case, plan)

    assert rule in found
    assert set(found) == {rule}


@pytest.mark.parametrize("rule", DEMANDED)
def test_heads_that_are_demanded_and_missing_are_named_by_their_rule(rule):
    assert rules(DEMANDED[rule], []) == [rule]
    assert rules(DEMANDED[rule], [[0, 0]]) == []


@pytest.mark.parametrize(
    ("locks", "wrong"),
    [({"placed": [[0, 1, 2]]}, [[0, 1], [0, 0]]), ({"unplaced": [0]}, [[0, 0]]), ({"opened": [1]}, [[0, 0]])],
)
def test_every_kind_of_lock_is_watched(locks, wrong):
    assert rules(instance([{}, {}], [{"count": 2}], locks=locks), wrong) == ["lock"]


def test_mandatory_heads_are_counted_in_the_verdict():
    case = instance([{}], [{"count": 3}, {"person": 1}])

    assert verify(case, [[0, 0, 3]]).mandatory_heads == 0

    case["requests"]["mandatory"] = [1, 0]
    assert verify(case, [[0, 0, 2], [1, 0]]).mandatory_heads == 2


def test_a_sound_plan_passes_and_its_value_is_counted():
    case = instance(
        [{"open_cost": 5, "min_size": 2}],
        [{"weight": 3, "count": 2}],
        (1, -1, -2),
        persons={"unit": [0]},
        km=[[10]],
        cost_per_km=0.1,
        budget=7,
    )

    verdict = verify(case, [[0, 0, 2]])

    assert verdict.valid
    assert verdict.objective == pytest.approx(3 * 2 - 5 - 2 * 2 * 1)


def test_a_prerequisite_that_was_not_requested_counts_as_held():
    programmes = [{"id": 0, "prerequisite": None}, {"id": 1, "prerequisite": 0}]
    case = instance([{"programme": 1}], [{"programme": 1}], programmes=programmes)

    assert verify(case, [[0, 0]]).valid


def test_a_prerequisite_may_end_in_the_week_the_next_class_begins():
    programmes = [{"id": 0, "prerequisite": None}, {"id": 1, "prerequisite": 0}]
    case = instance(
        [{"weeks": 2}, {"programme": 1, "start": 2}], [{}, {"programme": 1}], programmes=programmes
    )

    assert verify(case, [[0, 0], [1, 1]]).valid


def test_heads_behind_one_row_may_sit_in_different_classes_of_one_week():
    case = instance([{"capacity": 1}, {"capacity": 1}], [{"count": 2}])

    assert verify(case, [[0, 0], [0, 1]]).valid


def test_the_price_of_a_delegation_is_shared_by_its_heads():
    case = instance([{}], [{"count": 4}], (0, 0, -1), pair_cost_total=[[10]])

    assert verify(case, [[0, 0, 3]]).objective == pytest.approx(-7.5)


@pytest.mark.parametrize("line", [[0], [0, 0, 0, 0], ["0", 0], [0, 0, -1], [True, 0], None, [0, 1.5]])
def test_a_line_that_makes_no_sense_is_a_violation_of_the_plan(line):
    assert rules(instance([{}], [{}]), [line]) == ["plan"]


def test_an_instance_without_its_columns_is_refused_in_words():
    with pytest.raises(UnreadableInstance, match="thiếu hoặc sai"):
        verify({"offerings": {}}, [])


CHECKER = ("verify.py", "sheet.py", "verify_office.py")


@pytest.mark.parametrize("name", CHECKER)
def test_the_checker_shares_no_code_with_the_solver(name):
    tree = ast.parse(Path(verify_module.__file__).with_name(name).read_text(encoding="utf-8"))

    imported = {
        name
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }

    own = {f"caunoi.domain.allocation.{Path(name).stem}" for name in CHECKER}
    assert {name.split(".")[0] for name in imported - own} <= set(sys.stdlib_module_names)
