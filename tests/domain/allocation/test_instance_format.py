"""The two file formats: every family read, round trips, and errors that name the field."""

import copy
import itertools
import json
from pathlib import Path

import pytest

from caunoi.domain.allocation.generate import generate_province
from caunoi.domain.allocation.instance_format import (
    FormatError,
    plan_as_json,
    plan_from_json,
    problem_as_json,
    problem_from_json,
    read_problem,
    write_json,
)
from caunoi.domain.allocation.verify import verify

from .tiny import OFFICE_RULES, all_plans, instance, random_instance

INSTANCES = sorted((Path(__file__).parent / "instances").glob("*.json"))


@pytest.mark.parametrize("path", INSTANCES, ids=lambda path: path.stem)
def test_a_problem_written_and_read_again_is_the_same(path):
    written = problem_as_json(read_problem(path))

    assert problem_as_json(problem_from_json(json.loads(json.dumps(written)))) == written


@pytest.mark.parametrize("seed", range(20))
def test_the_rules_of_an_office_survive_the_format(seed):
    case = random_instance(seed, office=OFFICE_RULES)

    written = problem_as_json(problem_from_json(case))

    assert problem_as_json(problem_from_json(json.loads(json.dumps(written)))) == written
    for plan in all_plans(case):
        assert verify(written, plan) == verify(case, plan)


def test_a_lecturer_nobody_lists_is_named_in_the_error():
    case = instance([{}], [{}], lecturers={"at_once": [1]})
    case["offerings"]["lecturer"] = [1]

    with pytest.raises(FormatError, match=r"offerings\.lecturer"):
        problem_from_json(case)


def test_unknown_fields_are_noted_and_otherwise_ignored():
    case = {**instance([{}], [{}]), "weather": "mưa"}

    assert problem_from_json(case).notes == ("Bỏ qua trường lạ “weather”.",)


def broken(path, value):
    """A sound instance with one field replaced, or removed where the value is None."""
    case = copy.deepcopy(instance([{}], [{}]))
    *way, last = path.split(".")
    place = case
    for step in way:
        place = place[step]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return case


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        ("format", "plan-instance/9", "plan-instance/9"),
        ("offerings", None, "offerings"),
        ("offerings", [1], "offerings"),
        ("offerings.programme", None, "offerings.programme"),
        ("offerings.capacity", None, "offerings.capacity"),
        ("offerings.capacity", [1, 2], "offerings.capacity"),
        ("offerings.capacity", ["nhiều"], r"offerings.capacity\[0\]"),
        ("offerings.capacity", [-1], r"offerings.capacity\[0\]"),
        ("offerings.capacity", [float("nan")], r"offerings.capacity\[0\]"),
        ("offerings.capacity", [True], r"offerings.capacity\[0\]"),
        ("offerings.start", [0.5], r"offerings.start\[0\]"),
        ("offerings.weeks", [0], r"offerings.weeks\[0\]"),
        ("requests.person", None, "requests.person"),
        ("requests.count", [-1], r"requests.count\[0\]"),
        ("requests.count", [10**400], r"requests.count\[0\]"),
        ("requests.must", [2], r"requests.must\[0\]"),
        ("objective", None, "objective"),
        ("objective.sense", "min", "objective.sense"),
        ("objective.weight", "1", "objective.weight"),
        ("programmes", {"0": None}, "programmes"),
        ("programmes", [5], r"programmes\[0\]"),
        ("rooms", [-1], r"rooms\[0\]"),
        ("rooms", [], "rooms"),
        ("budget", "vô hạn", "budget"),
        ("pair_cost", [[1, 2]], r"pair_cost\[0\]"),
        ("pair_cost", [1], r"pair_cost\[0\]"),
        ("pair_seats", [[-1]], r"pair_seats\[0\]"),
        ("km", [[1]], "persons.unit"),
        ("persons", {"unit": []}, "requests.person"),
        ("persons", [], "persons"),
        ("units", 5, "units"),
        ("offerings.lecturer", [0, 0], "offerings.lecturer"),
        ("offerings.lecturer", [-1], r"offerings.lecturer\[0\]"),
        ("requests.mandatory", [2], r"requests.mandatory\[0\]"),
        ("objective.mandatory_first", 2, "mandatory_first"),
        ("objective.mandatory_least", -1, "mandatory_least"),
        ("closed_weeks", [], "offerings.venue"),
        ("closed_weeks", [3], r"closed_weeks\[0\]"),
        ("lecturers", [], "lecturers"),
        ("lecturers", {"at_once": [1], "weeks": []}, "lecturers.weeks"),
        ("persons", {"key": [2]}, r"persons.key\[0\]"),
        ("persons", {"leaves": []}, "persons.leaves"),
        ("programmes", [{"serve": -1}], r"programmes\[0\].serve"),
        ("items", [{"limit": 1, "open": [1, 2]}], r"items\[0\].open"),
        ("items", [{"travel": 2}], r"items\[0\].travel"),
        ("items", [5], r"items\[0\]"),
        ("quotas", [{"unit": 0}], "persons.unit"),
        ("quotas", [{"most": 1}], r"quotas\[0\]"),
        ("floors", [{"share": 0.5}], r"floors\[0\].people"),
        ("floors", [{"people": [0], "share": 1.5}], r"floors\[0\].share"),
        ("locks", {"opened": [1]}, "locks.opened"),
        ("locks", {"placed": [[1, 0, 1]]}, "locks.placed"),
        ("locks", {"placed": [[0, 0]]}, r"locks.placed\[0\]"),
        ("locks", [], "locks"),
    ],
)
def test_a_wrong_field_is_named_in_the_error(path, value, named):
    with pytest.raises(FormatError, match=named):
        problem_from_json(broken(path, value))


@pytest.mark.parametrize("data", [None, [], 3, "x"])
def test_what_is_not_an_object_is_no_problem_at_all(data):
    with pytest.raises(FormatError, match="đối tượng JSON"):
        problem_from_json(data)


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "\ud800".encode("utf-8", "surrogatepass")])
def test_a_file_that_is_not_json_is_refused_in_words(tmp_path, text):
    path = tmp_path / "x.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())

    with pytest.raises(FormatError, match=r"Tệp “x.json”"):
        read_problem(path)


def test_a_file_that_is_not_there_is_refused_in_words(tmp_path):
    with pytest.raises(FormatError, match="Không đọc được"):
        read_problem(tmp_path / "none.json")


def test_any_single_damage_is_either_read_or_refused_in_words():
    for seed in range(60):
        case = random_instance(seed)
        for key in case:
            for wrong in (None, 7, "x", [], {}, [[]], [{}], [None]):
                try:
                    problem_from_json({**case, key: wrong})
                except FormatError as error:
                    assert str(error)


def test_any_single_damage_inside_a_rule_of_an_office_is_either_read_or_refused_in_words():
    for seed in range(30):
        case = random_instance(seed, office=OFFICE_RULES)
        for key in ("lecturers", "items", "quotas", "floors", "locks", "persons", "units", "objective"):
            rows = case[key] if isinstance(case[key], list) else [case[key]]
            for field, wrong in itertools.product(
                rows[0], (None, 7, -1, "x", [], {}, [[]], [{}], [None], True)
            ):
                damaged = {**rows[0], field: wrong}
                try:
                    problem_from_json({**case, key: [damaged] if isinstance(case[key], list) else damaged})
                except FormatError as error:
                    assert str(error)


def test_a_plan_is_written_short_and_read_back():
    problem = problem_from_json(instance([{}, {}], [{"count": 3}, {}]))

    lines = plan_as_json([(1, 0, 1), (0, 1, 2)])

    assert lines == [[0, 1, 2], [1, 0]]
    assert plan_from_json(lines, problem) == [(0, 1, 2), (1, 0, 1)]


@pytest.mark.parametrize("data", [{}, [[0]], [[0, 9]], [["a", 0]], [3]])
def test_a_wrong_plan_is_refused_in_words(data):
    with pytest.raises(FormatError, match="Kế hoạch"):
        plan_from_json(data, problem_from_json(instance([{}], [{}])))


def test_a_file_that_cannot_be_written_whole_leaves_the_old_one(tmp_path):
    path = tmp_path / "plan.json"
    path.write_text("old")

    with pytest.raises(TypeError):
        write_json(path, [object()])

    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_generated_province_is_the_same_for_the_same_seed_and_survives_the_format():
    first, second, other = (problem_as_json(generate_province("S", seed)) for seed in (1, 1, 2))

    assert first == second != other
    assert problem_as_json(problem_from_json(first)) == first
