"""The command line answers about a plan from files: reasons, conflicts, prices, budgets, re-plans."""

import json
from pathlib import Path

import pytest

from caunoi.domain.allocation.instance_format import problem_as_json
from caunoi.domain.allocation.problem import Prices, Problem
from caunoi.foundation.commandline.entry import main


def written(tmp_path: Path, name: str, data) -> str:
    file = tmp_path / name
    file.write_text(json.dumps(data), encoding="utf-8")
    return str(file)


@pytest.fixture
def instance(tmp_path: Path) -> str:
    """Two classes of two seats for four people of two units; money for one class and a half."""
    return written(tmp_path, "instance.json", problem_as_json(small()))


def small(**more) -> Problem:
    return Problem.build(
        offerings=[
            {"programme": 0, "capacity": 2, "open_cost": 4},
            {"programme": 0, "capacity": 2, "open_cost": 4, "start": 1},
        ],
        requests=[{"person": n, "programme": 0, "weight": 3 + n, **more} for n in range(4)],
        prices=Prices(weight=1),
        unit_of_person=[0, 0, 1, 1],
        away_limit=[2, 2],
        rooms=[1],
        budget=6,
    )


@pytest.fixture
def plan(tmp_path: Path) -> str:
    return written(tmp_path, "plan.json", [[2, 0], [3, 0]])


def run(capsys, *words: str) -> tuple[int, dict]:
    code = main(["planning", *words, "--format", "json"])
    told = capsys.readouterr().out
    return code, json.loads(told) if told.strip() else {}


def test_reasons_and_the_price_of_including_somebody(instance, plan, capsys):
    code, told = run(capsys, "explain", instance, plan, "--requests", "1")

    assert code == 0
    assert [reason["request"] for reason in told["left_out"]] == [0, 1]
    (price,) = told["prices"]
    assert (price["request"], price["how"], price["offerings"], price["losers"]) == (1, "estimate", [0], [2])
    assert price["seen"] == 1
    assert price["loss"][0] <= 1 <= price["loss"][1]


def test_demands_that_conflict_and_the_cheapest_way_out(tmp_path, capsys):
    instance = written(tmp_path, "impossible.json", problem_as_json(small(must=1)))

    code, told = run(capsys, "conflict", instance, "--time-limit", "20")

    assert code == 0
    assert (told["status"], told["irreducible"], told["least"]) == ("conflict", True, True)
    assert {demand["kind"] for demand in told["demands"]} == {"must", "budget", "seats"}
    assert any(demand["sentence"] == "Kinh phí chỉ có 6." for demand in told["demands"])
    assert [(step["kind"], step["amount"]) for step in told["relief"]["steps"]] == [("budget", 2)]


def test_nothing_is_to_be_eased_where_all_demands_hold(instance, capsys):
    code, told = run(capsys, "conflict", instance)

    assert (code, told["status"], told["relief"]) == (0, "possible", None)


def test_what_a_little_more_of_each_limit_would_bring(instance, capsys):
    code, told = run(capsys, "prices", instance, "--money", "2")

    assert code == 0
    gains = {tag["code"]: tag["gain"] for tag in told["tags"]}
    assert gains == {"budget": [7, 7], "rooms": [0, 0], "away": [0, 0]}


def test_five_budgets_stand_side_by_side(instance, capsys):
    code, told = run(capsys, "frontier", instance, "--budgets", "8,0,4")

    assert code == 0
    assert [(point["budget"], point["served"]) for point in told["points"]] == [(0, 0), (4, 0.5), (8, 1)]


def test_a_cancelled_class_moves_its_people_and_the_new_plan_is_written(instance, plan, tmp_path, capsys):
    out = tmp_path / "new.json"

    code, told = run(capsys, "replan", instance, plan, "--cancel", "0", "--out", str(out))

    assert code == 0
    assert (told["status"], told["kept"], told["changed"]) == ("optimal", 2, 2)
    assert [(shift["from_offering"], shift["to_offering"]) for shift in told["shifts"]] == [(0, 1), (0, 1)]
    assert json.loads(out.read_text(encoding="utf-8")) == [[2, 1], [3, 1]]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--cancel", "7"], "Không có lớp 7"),
        (["--ill", "9"], "Không có người 9"),
        (["--merge", "5"], "đơn vị 5"),
    ],
)
def test_what_is_not_in_the_file_is_told_in_words(words, said, instance, plan, capsys):
    assert main(["planning", "replan", instance, plan, *words]) == 1

    assert said in capsys.readouterr().err


def test_a_plan_that_breaks_a_rule_is_not_explained(instance, tmp_path, capsys):
    wrong = written(tmp_path, "wrong.json", [[0, 0], [1, 0], [2, 0]])

    assert main(["planning", "explain", instance, wrong]) == 1

    assert "planning verify" in capsys.readouterr().err


def test_numbers_that_are_none_are_wrong_usage(instance, plan, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["planning", "replan", instance, plan, "--cancel", "một"])

    assert ended.value.code == 2
    assert "dấu phẩy" in capsys.readouterr().err
