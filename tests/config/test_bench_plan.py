"""``caunoi bench plan`` and ``country``: real engines in processes of their own, every plan checked."""

import json
from argparse import ArgumentTypeError, Namespace

import pytest

from caunoi.config.bench import bench, country, placing, planner
from caunoi.config.contest import references
from caunoi.config.contest.run import Run, Step, _run, run_engine
from caunoi.domain.allocation.generate import generate_province
from caunoi.domain.allocation.instance_format import problem_as_json, problem_from_json
from caunoi.foundation.commandline import Output

TINY = {
    "format": "plan-instance/1",
    "name": "tiny",
    "offerings": {
        "programme": [0, 0], "venue": [0, 0], "start": [0, 0], "weeks": [1, 1],
        "min_size": [1, 1], "capacity": [2, 1], "open_cost": [1.25, 0.5],
    },
    "requests": {"person": [0, 1, 2], "programme": [0, 0, 0], "weight": [3, 2, 1]},
    "budget": 1.5,
    "objective": {"sense": "max", "weight": 1, "open_cost": -1, "pair_cost": 0},
}  # fmt: skip
BEST = 3.75
"""Both heavy ones in the first class; the money does not open both."""


def asked(**said: object) -> Namespace:
    usual = {"quick": True, "json_file": None, "size": None, "time": None, "file": None, "ref": None}
    return Namespace(
        **{
            **usual,
            "pieces": None,
            "workers": None,
            "database": None,
            "dir": None,
            "best": None,
            "only": None,
            **said,
        }
    )


@pytest.mark.parametrize("engine", references.ENGINES)
def test_every_engine_proves_the_best_plan_of_a_tiny_problem(engine: str) -> None:
    if not references.is_installed(engine):
        pytest.skip(f"{engine}: extra of the benches")

    run = run_engine(engine, TINY, time_limit=20, seed=1, threads=1)

    assert (run.status, run.fault) == ("optimal", "")
    assert run.value == pytest.approx(BEST)
    assert run.bound == pytest.approx(BEST)
    assert run.rss_mb > 10 and run.cpu > 0


def test_ours_and_highs_are_told_side_by_side_on_the_problem_of_a_file(tmp_path, capsys) -> None:
    problem, kept = tmp_path / "problem.json", tmp_path / "kept.json"
    problem.write_text(json.dumps(TINY))

    bench(
        asked(name="plan", file=str(problem), time=20.0, ref=("highs",), json_file=str(kept)), Output("json")
    )

    ours, highs = json.loads(capsys.readouterr().out)
    assert (ours["reference"], highs["reference"]) == ("", "highs")
    assert (ours["fault"], highs["fault"]) == ("", "")
    assert highs["value_ratio"] == 1.0 and highs["ratio"] > 0
    assert json.loads(kept.read_text())["rows"][0]["trajectory"][-1][1:] == [BEST, BEST]


def test_a_reference_that_is_not_installed_is_named_with_what_to_install(monkeypatch) -> None:
    monkeypatch.setattr(references, "find_spec", lambda name: None)

    rows = planner.Contest(TINY, 5.0, ("cpsat", "scip")).rows("plan")

    assert [row["reference"] for row in rows] == ["", "cpsat", "scip"]
    assert rows[0]["value"] == pytest.approx(BEST)
    assert "ortools" in rows[1]["fault"] and "pyscipopt" in rows[2]["fault"]


def test_with_the_classes_fixed_everybody_is_placed_as_well_as_can_be() -> None:
    (asked_for,) = placing.cases(asked(size=["XS"], time=1.0, ref=("highs",)))

    ours, highs = asked_for.rows("placement")

    plan = asked_for.plan.solved[0]
    assert (ours["fault"], highs["fault"]) == ("", "")
    assert ours["status"] == highs["status"] == "optimal"
    assert ours["value"] == pytest.approx(highs["value"]) and ours["value"] >= plan.objective - 1e-4


def test_fixed_classes_are_those_of_the_plan_and_no_others() -> None:
    fixed = placing.with_classes_of(problem_from_json(TINY), [(0, 1, 1)])

    assert fixed.locks is not None
    assert (fixed.locks.opened, fixed.locks.closed) == ((1,), (0,))


def test_pieces_of_a_country_are_solved_over_the_queue_and_summed() -> None:
    (asked_for,) = country.cases(asked(size=["XS"], pieces=2, workers=2, time=2.0))

    first, second, whole = asked_for.rows("country")

    assert (first["fault"], second["fault"], whole["fault"]) == ("", "", "")
    assert whole["value"] == pytest.approx(first["value"] + second["value"], abs=1e-3)
    assert whole["bound"] >= whole["value"]
    assert first["reference"] != "" and whole["cpu_s"] > 0 and whole["rss_mb"] > 10


def test_a_piece_without_a_verified_plan_is_a_fault() -> None:
    row = {"name": "p", "verified": None, "fault": "mất điện"}

    assert country._fault(row) == "p: mất điện"
    assert country._fault({**row, "verified": True}) == ""


def test_an_engine_past_its_time_is_killed_and_what_it_told_is_kept() -> None:
    instance = problem_as_json(generate_province("S", 1))

    run = run_engine("highs", instance, time_limit=60, seed=1, threads=1, grace=-57)

    assert run.status == "killed"


def test_a_plan_that_breaks_a_rule_is_a_fault() -> None:
    said = {"t": 1.0, "value": 6.0, "bound": 6.0, "cpu": 1.0, "rss_mb": 1.0}
    lines = [{"kind": "step", "plan": [[0, 0, 1], [1, 0, 1], [2, 0, 1]], **said}]

    assert _run("highs", TINY, lines, 1.0).fault != ""


def test_a_value_the_plan_is_not_worth_is_a_fault() -> None:
    said = {"t": 1.0, "value": 9.0, "bound": 9.0, "cpu": 1.0, "rss_mb": 1.0}

    assert "9.0" in _run("highs", TINY, [{"kind": "step", "plan": [[0, 0, 1]], **said}], 1.0).fault


def test_a_bound_below_a_plan_somebody_holds_is_a_fault() -> None:
    run = Run("scip", "timelimit", (Step(1.0, 5.0, 6.0),), 1.0, 1.0, 1.0)

    assert run.against(6.0).fault == ""
    assert run.against(7.0).fault != ""


def test_the_way_is_read_as_first_plan_and_time_to_a_gap() -> None:
    steps = (
        Step(1.0, None, 200.0),
        Step(2.0, 100.0, 200.0),
        Step(3.0, 100.0, 101.0),
        Step(4.0, 100.0, 100.1),
    )
    run = Run("ours", "feasible", steps, 4.0, 4.0, 1.0)

    assert (run.first_plan, run.within(0.01), run.within(0.0001)) == (2.0, 3.0, None)


def test_an_unknown_reference_is_refused_by_name() -> None:
    assert planner.engines("highs,scip") == ("highs", "scip")
    with pytest.raises(ArgumentTypeError, match="gurobi"):
        planner.engines("highs,gurobi")
