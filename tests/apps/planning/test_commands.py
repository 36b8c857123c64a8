"""The command line: solve and verify without a database, propose with one."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from caunoi.apps.planning.models import Plan
from caunoi.domain.allocation.instance_format import problem_as_json
from caunoi.domain.allocation.problem import Prices, Problem
from caunoi.foundation.commandline.entry import main
from tests.factories.cadres import all_of
from tests.factories.planning import make_scene


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    """Two classes of two seats for three people, the second class dearer."""
    problem = Problem.build(
        offerings=[
            {"programme": 0, "capacity": 2, "open_cost": 1},
            {"programme": 0, "capacity": 2, "open_cost": 4, "start": 1},
        ],
        requests=[{"person": n, "programme": 0, "weight": 3} for n in range(3)],
        prices=Prices(weight=1, open_cost=-1),
        name="nhỏ",
    )
    file = tmp_path / "instance.json"
    file.write_text(json.dumps(problem_as_json(problem)), encoding="utf-8")
    return file


def run(capsys, *words: str) -> tuple[int, dict]:
    code = main(["planning", *words, "--format", "json"])
    told = capsys.readouterr().out
    return code, json.loads(told) if told.strip() else {}


def test_solving_writes_a_plan_the_checker_confirms(instance, tmp_path, capsys):
    out = tmp_path / "plan.json"

    code, told = run(
        capsys, "solve", str(instance), "--out", str(out), "--time-limit", "20", "--threads", "1"
    )
    verified, verdict = run(capsys, "verify", str(instance), str(out))

    assert (code, verified) == (0, 0)
    assert list(told) == ["status", "objective", "bound", "gap", "seconds"]
    assert (told["status"], told["objective"], told["bound"], told["gap"]) == ("optimal", 5.0, 5.0, 0.0)
    assert verdict == {"valid": True, "objective": 5.0, "mandatory_heads": 0, "violations": []}
    assert sum(line[2] if len(line) > 2 else 1 for line in json.loads(out.read_text())) in (2, 3)


def test_a_plan_that_breaks_a_rule_ends_with_one_and_names_the_rule(instance, tmp_path, capsys):
    plan = tmp_path / "plan.json"
    plan.write_text("[[0, 0], [1, 0], [2, 0]]")

    code, verdict = run(capsys, "verify", str(instance), str(plan))

    assert code == 1
    assert [violation["rule"] for violation in verdict["violations"]] == ["capacity"]


def test_the_checker_counts_the_mandatory_heads_a_plan_serves(instance, tmp_path, capsys):
    data = json.loads(instance.read_text())
    data["requests"]["mandatory"] = [1, 0, 1]
    instance.write_text(json.dumps(data))
    served = {}
    for name, placed in (("both", [[0, 0], [2, 0]]), ("one", [[0, 0], [1, 0]]), ("none", [])):
        plan = tmp_path / f"{name}.json"
        plan.write_text(json.dumps(placed))
        served[name] = run(capsys, "verify", str(instance), str(plan))[1]["mandatory_heads"]

    assert served == {"both": 2, "one": 1, "none": 0}


def test_that_there_is_no_plan_is_an_answer(instance, tmp_path, capsys):
    data = json.loads(instance.read_text())
    data["requests"]["must"] = [1, 1, 1]
    data["offerings"]["capacity"] = [1, 1]
    instance.write_text(json.dumps(data))

    code, told = run(capsys, "solve", str(instance), "--out", str(tmp_path / "plan.json"))

    assert (code, told["status"], told["objective"]) == (0, "infeasible", None)


@pytest.mark.parametrize("text", ["", "[", '{"offerings": 1}', '{"format": "plan-instance/9"}'])
def test_a_file_that_cannot_be_read_is_told_in_words(text, tmp_path, capsys):
    file = tmp_path / "instance.json"
    file.write_text(text)

    code = main(["planning", "solve", str(file), "--out", str(tmp_path / "plan.json")])

    assert code == 1
    assert len(capsys.readouterr().err.strip()) > 20


def test_solving_and_verifying_start_without_django(instance, tmp_path):
    """No settings, no models: the command answers where no database could be."""
    watch = (
        "import sys, caunoi.foundation.commandline.entry as entry; "
        f"entry.main(['planning', 'verify', {str(instance)!r}, {str(tmp_path / 'plan.json')!r}]); "
        "print(sorted(m for m in sys.modules if m.startswith(('django.db.models', 'caunoi.apps')) and 'planning' not in m))"
    )
    (tmp_path / "plan.json").write_text("[]")

    ran = subprocess.run([sys.executable, "-c", watch], capture_output=True, text=True, check=True)

    assert ran.stdout.strip().splitlines()[-1] == "['caunoi.apps']"


@pytest.mark.django_db
def test_proposing_stores_a_solved_plan(capsys):
    make_scene(12)

    code, told = run(capsys, "propose", "--year", "2021", "--budget", "2000000000", "--time-limit", "20")

    (plan,) = all_of(Plan)
    assert code == 0
    assert (told["plan"], told["status"], told["people"]) == (str(plan.pk), "optimal", 12)
    assert told["objective"] == plan.objective and plan.year == 2021


@pytest.mark.django_db
def test_without_a_budget_the_plan_has_enough_for_everybody(capsys):
    make_scene(12)

    _code, told = run(capsys, "propose", "--time-limit", "20")

    assert told["served"] == 12 and told["cost"] <= told["budget"]


@pytest.mark.django_db
def test_a_trial_keeps_nothing(capsys):
    make_scene(12)

    code, told = run(capsys, "propose", "--dry-run", "--time-limit", "20")

    assert (code, told["plan"], told["served"]) == (0, None, 12)
    assert all_of(Plan) == []


@pytest.mark.django_db
def test_the_catalogue_is_loaded_and_a_trial_of_it_keeps_nothing(capsys):
    from caunoi.apps.classes.models import Programme
    from tests.factories.organisation import real_territory

    real_territory()

    _code, trial = run(capsys, "catalogue", "--dry-run")
    kept = all_of(Programme)
    _code, told = run(capsys, "catalogue")

    assert kept == [] and trial == told
    assert told["added"] > 30 and told["changed"] == 0
