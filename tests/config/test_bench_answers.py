"""``caunoi bench plan-set``, ``replan`` and ``explain``: published values, adjusted plans and reasons, checked."""

import json
from argparse import Namespace
from dataclasses import replace

import pytest

from caunoi.config.bench import TOLD_BY, bench, explaining, plan_set, replanning
from caunoi.config.bench.plan_set import Known, PlanSet, read_known
from caunoi.config.bench.published import read_published
from caunoi.config.contest.run import Run, Step
from caunoi.domain.allocation.explain import Reason, explain
from caunoi.domain.allocation.instance_format import FormatError, problem_from_json
from caunoi.domain.allocation.solve import solve
from caunoi.foundation.commandline import Output

ASSIGNMENT = "2 3\n 5 1 4\n 2 6 3\n 1 1 1\n 1 1 1\n 2 2\n"
"""Two agents of two seats, three jobs: 1 by the first, 2 and 3 by the second."""
LOCATION = "2 4\n 4 10\n 9 1\n 2 2 2 2\n 0 0 0 0\n 7 7 7 7 29\n"
"""The first facility takes two of four demands, the second all: both open cost 10 + 1 + 14, the second alone 1 + 28."""
TABLE = "name\tsense\tbest\tlimit\tsource\nsmall\tmin\t6\t6\there\nprofits\tmax\t13\t\there\n"


def asked(**said: object) -> Namespace:
    usual = {"quick": True, "json_file": None, "size": None, "time": None, "file": None, "ref": ()}
    return Namespace(**{**usual, "dir": None, "best": None, "only": None, **said})


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "small").write_text(ASSIGNMENT)
    (tmp_path / "gapmax-small").write_text(ASSIGNMENT)
    (tmp_path / "published.tsv").write_text(TABLE.replace("profits", "gapmax-small"))
    return tmp_path


def best_of(path) -> float:
    solution = solve(problem_from_json(read_published(path)), time_limit=20)
    assert solution.status == "optimal"
    return solution.objective


def test_an_assignment_is_read_as_costs_to_keep_small_or_as_profits(folder) -> None:
    assert best_of(folder / "small") == -6.0
    assert best_of(folder / "gapmax-small") == 15.0


def test_a_location_may_be_followed_by_its_value(tmp_path) -> None:
    for text in (LOCATION, LOCATION.replace(" 29", "")):
        (tmp_path / "plant").write_text(text)
        assert best_of(tmp_path / "plant") == -25.0


def test_numbers_that_fit_no_shape_and_words_are_refused_by_name(tmp_path) -> None:
    for text in ("2 3 1 1", "two three", ""):
        (tmp_path / "broken").write_text(text)
        with pytest.raises(FormatError, match="broken"):
            read_published(tmp_path / "broken")


def test_what_is_missing_to_the_published_value_is_told_for_each_and_for_all(folder, capsys) -> None:
    kept = folder / "kept.json"

    ended = bench(
        asked(name="plan-set", dir=str(folder), time=20.0, json_file=str(kept), only=["small"]),
        Output("json"),
    )

    small, whole = json.loads(capsys.readouterr().out)
    assert ended == 0
    assert (small["status"], small["best"], small["off_percent"], small["fault"]) == (
        "optimal",
        -6.0,
        0.0,
        "",
    )
    assert (whole["n"], whole["off_percent"], whole["worst_percent"]) == (1, 0.0, 0.0)
    assert len(json.loads(kept.read_text())["rows"]) == 2


def test_a_bound_on_the_wrong_side_of_the_published_value_ends_the_bench_with_a_fault(folder, capsys) -> None:
    better_than_can_be = folder / "table.tsv"
    better_than_can_be.write_text("name\tsense\tbest\tlimit\tsource\nsmall\tmin\t5\t\there\n")

    ended = bench(
        asked(name="plan-set", dir=str(folder), time=20.0, best=str(better_than_can_be)), Output("json")
    )

    small, whole = json.loads(capsys.readouterr().out)
    assert ended == 1
    assert "thấp hơn" in small["fault"] and whole["fault"] == "1 sai"


def test_a_value_better_than_anybody_can_have_is_a_fault() -> None:
    run = Run("ours", "feasible", (Step(1.0, 9.0, 10.0),), 1.0, 1.0, 1.0)

    assert Known(8.0, 9.0).against(run).fault == ""
    assert Known(7.0, 8.0).against(run).fault != ""
    assert Known(7.0, None).against(run).fault == ""
    assert Known(10.0, None).off(run) == 10.0
    assert Known(-9.0, None).off(replace(run, steps=())) is None


def test_costs_in_the_table_become_values_below_nought(folder) -> None:
    known = read_known(folder / "published.tsv")

    assert (known["small"], known["gapmax-small"]) == (Known(-6.0, -6.0), Known(13.0, None))


def test_no_folder_no_instances() -> None:
    assert list(plan_set.cases(asked())) == []


def test_the_table_of_the_repository_holds_what_its_instances_are_worth(pytestconfig) -> None:
    root = pytestconfig.rootpath
    known = read_known(root / "bench" / "published.tsv")
    folder = root / "tests" / "domain" / "allocation" / "instances"
    files = [path for path in sorted(folder.glob("*.json")) if path.stem in ("holmberg-p01", "gapmax-gap1-0")]

    rows = PlanSet(files, known, 30.0, ()).rows("plan-set")

    assert {path.stem for path in folder.glob("*.json")} <= known.keys()
    assert [(row["status"], row["off_percent"], row["fault"]) for row in rows[:2]] == [
        ("optimal", 0.0, "")
    ] * 2


def test_an_adjusted_plan_is_told_beside_the_full_one() -> None:
    (shocked,) = replanning.cases(asked(size=["XS"], time=3.0))

    full, *found = shocked.rows("replan")

    assert full["value"] > 0 and full["cpu_s"] > 0
    assert [row["fault"] for row in found] == ["", "", ""]
    assert all(row["ratio"] > 0 and row["changed"] >= row["hit"] > 0 for row in found)
    assert all(row["moved_percent"] > 0 and row["gap_percent"] >= full["gap_percent"] for row in found)


def test_every_reason_of_a_province_is_confirmed_by_the_checker() -> None:
    (explained,) = explaining.cases(asked(size=["XS"], time=3.0))

    (row,) = explained.rows("explain")

    assert row["unserved"] == row["reasons"] == row["confirmed"] > 0
    assert (row["fault"], row["wrong"]) == ("", False)


def test_a_reason_that_is_not_so_is_not_confirmed() -> None:
    (explained,) = explaining.cases(asked(size=["XS"], time=3.0))
    problem, plan = explained.plan.problem, explained.plan.solved[0].placements
    reasons = explain(problem, plan)
    request, reason = next((r, each) for r, each in reasons.items() if each.rule not in ("worth", "possible"))

    def denied(*wrong: Reason) -> list[list[int]]:
        return [explaining.unconfirmed(problem, plan, {request: each}) for each in wrong]

    assert explaining.unconfirmed(problem, plan, reasons) == []
    assert denied(
        replace(reason, rule="lecturer"), replace(reason, rule="worth"), Reason("no_class", ""),
    ) == [[request]] * 3  # fmt: skip


def test_each_kind_of_row_has_a_table_of_its_own() -> None:
    assert all(key in columns for key, columns in TOLD_BY.items())
