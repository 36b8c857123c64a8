"""Bad input is named by rows and in words before any solver starts."""

from dataclasses import replace

import numpy as np
import pytest

from caunoi.domain.allocation.check import check
from caunoi.domain.allocation.instance_format import FormatError, problem_as_json, problem_from_json
from caunoi.domain.allocation.sanity import bad_input, circles
from caunoi.domain.allocation.solve import solve

from .tiny import best_by_trying_everything, instance, random_instance


def programmes(*prerequisites):
    return [{"id": number, "prerequisite": first} for number, first in enumerate(prerequisites)]


BAD = {
    "no_class": (instance([{"programme": 1}], [{"must": 1}, {"programme": 1}]), "error", "requests", (0,)),
    "no_need": (instance([{}, {"programme": 1}], [{}]), "warning", "offerings", (1,)),
    "no_venue": (instance([{}], [{"must": 1}], rooms=[0]), "error", "offerings", (0,)),
    "too_many": (instance([{"capacity": 1}], [{"count": 3}]), "warning", "requests", (0,)),
    "cycle": (
        instance(
            [{}, {"programme": 1, "start": 3}],
            [{"must": 1}, {"programme": 1}],
            programmes=programmes(1, 0),
        ),
        "error",
        "requests",
        (0, 1),
    ),
}


@pytest.mark.parametrize("code", BAD)
def test_bad_input_is_named_by_its_rows(code):
    case, severity, column, rows = BAD[code]

    found = {finding.code: finding for finding in bad_input(problem_from_json(case))}[f"allocation.{code}"]

    assert (found.severity, found.column, found.rows) == (severity, column, rows)
    assert found.message.endswith(".")


@pytest.mark.parametrize("code", [code for code, (_, severity, *_) in BAD.items() if severity == "error"])
def test_an_error_is_told_by_the_solver_without_solving(code):
    solution = solve(problem_from_json(BAD[code][0]), time_limit=5)

    assert solution.status == "infeasible"
    assert solution.findings[0].code == f"allocation.{code}"


def test_nobody_who_must_learn_makes_the_same_faults_warnings():
    for case, *_ in BAD.values():
        free = {**case, "requests": {**case["requests"], "must": [0] * len(case["requests"]["must"])}}
        assert {finding.severity for finding in bad_input(problem_from_json(free))} == {"warning"}


def test_the_cycle_is_named_programme_by_programme():
    case = instance(
        [{"programme": p, "start": 4 * p} for p in range(4)],
        [{"programme": p} for p in range(4)],
        programmes=programmes(1, 2, 0, 2),
    )

    (found,) = [f for f in bad_input(problem_from_json(case)) if f.code == "allocation.cycle"]

    assert "0 → 1 → 2 → 0" in found.message
    assert found.rows == (0, 1, 2)


def test_circles_are_found_once_each_and_chains_are_none():
    assert circles({0: 1, 1: 0, 5: 6, 6: 7, 7: 5, 9: 0}) == [[0, 1], [5, 6, 7]]
    assert circles({3: 3}) == [[3]]
    assert circles({1: 0, 2: 1}) == []


def test_somebody_who_holds_the_earlier_programme_may_begin_in_a_circle():
    case = instance([{}], [{"must": 1}], programmes=programmes(1, 0))

    findings = [f for f in bad_input(problem_from_json(case)) if f.code == "allocation.cycle"]

    assert [(finding.severity, finding.rows) for finding in findings] == [("warning", ())]
    assert solve(problem_from_json(case), time_limit=5).status == "optimal"


def test_a_number_that_is_none_is_named_with_its_row():
    problem = problem_from_json(instance([{}, {}], [{}, {"person": 1}]))
    weight, cost = np.array([1.0, np.nan]), np.array([0.0, np.inf])
    problem = replace(
        problem,
        requests=replace(problem.requests, weight=weight),
        offerings=replace(problem.offerings, open_cost=cost),
    )

    found = {f.message: f for f in bad_input(problem) if f.code == "allocation.number"}

    assert [(f.column, f.rows) for f in found.values()] == [("requests", (1,)), ("offerings", (1,))]
    assert all("số hữu hạn" in message for message in found)


def test_a_weight_that_is_no_number_is_refused_when_the_file_is_read():
    case = instance([{}], [{}])
    case["requests"]["weight"] = ["nhiều"]

    with pytest.raises(FormatError, match=r"requests.weight\[0\] phải là số"):
        problem_from_json(case)


def test_a_negative_budget_is_named():
    findings = check(problem_from_json(instance([{}], [{}], budget=-5)))

    assert any("-5" in finding.message and finding.severity == "error" for finding in findings)


def test_long_lists_of_rows_are_cut_in_the_sentence_but_kept_in_the_finding():
    problem = problem_from_json(instance([], [{"person": p} for p in range(40)]))

    (found,) = bad_input(problem)

    assert found.rows == tuple(range(40))
    assert "và 30 dòng khác" in found.message


def test_an_error_is_told_only_where_no_plan_exists():
    told = 0

    for seed in range(400):
        problem = replace(problem_from_json(random_instance(seed)), mandatory_first=False)
        if any(finding.severity == "error" for finding in bad_input(problem)):
            assert best_by_trying_everything(problem_as_json(problem)) is None, seed
            told += 1

    assert told > 10
