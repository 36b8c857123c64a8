"""Many provinces over the queue: asked once, solved once, verified, gone on with after whatever ended them."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from caunoi.apps.planning import cli_country
from caunoi.apps.planning.models import CountryPiece
from caunoi.apps.planning.selectors.country import figures_of, states_of, sum_of
from caunoi.apps.planning.services import country
from caunoi.apps.planning.services.country import Order, Run, ask_piece, solve_piece
from caunoi.domain.allocation.answer import Effort, Solution
from caunoi.domain.allocation.instance_format import FormatError, problem_as_json
from caunoi.domain.allocation.problem import Prices, Problem
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.commandline.entry import main
from caunoi.foundation.errors import Forbidden, NotVisible, Refused
from caunoi.foundation.jobs import services as jobs
from caunoi.foundation.jobs.models import JobState
from caunoi.foundation.jobs.worker import run_here
from caunoi.foundation.policy import get_or_404, system_scope
from tests.factories.cadres import SYSTEM, all_of
from tests.factories.organisation import make_unit

pytestmark = pytest.mark.django_db

ORDER = Order("thử", Effort(time_limit=20))
BEST = {"tinh-1": 4.0, "tinh-2": 6.0}
"""The two heaviest of the three, less the opening."""


def problem(number: int) -> dict:
    return problem_as_json(
        Problem.build(
            offerings=[{"programme": 0, "capacity": 2, "open_cost": 1}],
            requests=[{"person": n, "programme": 0, "weight": number + n} for n in range(3)],
            prices=Prices(weight=1, open_cost=-1),
        )
    )


@pytest.fixture(autouse=True)
def notes_of_the_test(tmp_path, settings):
    settings.VAR = tmp_path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "problems"
    made.mkdir()
    for number in (1, 2):
        (made / f"tinh-{number}.json").write_text(json.dumps(problem(number)), encoding="utf-8")
    return made


def asked(number: int = 1, order: Order = ORDER) -> CountryPiece:
    return ask_piece(actor=SYSTEM, order=order, name=f"tinh-{number}", instance=problem(number))


def run(capsys, *words: object) -> tuple[int, dict]:
    code = main(["planning", "country", *map(str, words), "--format", "json"])
    return code, json.loads(capsys.readouterr().out)


def work() -> None:
    """As a worker does, in this process."""
    while (job := jobs.claim(jobs.Taker("máy-thử:1", only="planning"))) is not None:
        assert run_here(job.pk)


def test_pieces_go_through_the_queue_and_come_back_with_value_bound_and_who_solved_them(folder, capsys):
    code, told = run(capsys, folder, "--run", "thử", "--no-wait")
    assert (code, [piece["status"] for piece in told["pieces"]]) == (1, ["waiting", "waiting"])

    work()
    code, told = run(capsys, folder, "--run", "thử", "--out", folder.parent / "plans")

    assert code == 0
    assert {piece["name"]: piece["value"] for piece in told["pieces"]} == BEST
    assert {(piece["verified"], piece["worker"], piece["attempt"]) for piece in told["pieces"]} == {
        (True, "máy-thử:1", 1)
    }
    assert (told["whole"]["value"], told["whole"]["bound"], told["whole"]["gap"]) == (10.0, 10.0, 0.0)
    verdict = main(
        ["planning", "verify", str(folder / "tinh-2.json"), str(folder.parent / "plans" / "tinh-2.plan.json")]
    )
    assert verdict == 0


def test_asking_again_asks_for_nothing_twice():
    first = asked()
    work()

    again = asked()

    assert (again.pk, again.job_id, again.is_solved) == (first.pk, first.job_id, True)
    assert len(all_of(CountryPiece)) == 1
    assert jobs.claim() is None


def test_a_run_goes_on_with_what_the_queue_gave_up():
    piece = asked()
    jobs.end(piece.job_id, JobState.FAILED, fault="mất điện")
    assert [state.is_over for state in states_of(SYSTEM, "thử")] == [True]

    again = asked()
    work()

    assert again.job_id != piece.job_id
    assert get_or_404(SYSTEM, CountryPiece, pk=piece.pk).objective == BEST["tinh-1"]


@pytest.mark.parametrize("other", [{"number": 2}, {"order": replace(ORDER, effort=Effort(time_limit=21))}])
def test_another_problem_or_effort_under_the_same_name_is_refused(other):
    asked()

    with pytest.raises(Refused, match="đã có “tinh-1”"):
        given = {"order": ORDER, **other}
        number = given.pop("number", 1)
        ask_piece(actor=SYSTEM, name="tinh-1", instance=problem(number), **given)


def test_what_is_no_problem_is_named_before_anything_is_asked(folder, capsys):
    broken = problem(3)
    broken["offerings"]["venue"] = [-1]
    (folder / "a-hong.json").write_text(json.dumps(broken), encoding="utf-8")

    with pytest.raises(FormatError):
        ask_piece(actor=SYSTEM, order=ORDER, name="hỏng", instance=broken)
    assert main(["planning", "country", str(folder), "--run", "thử"]) == 1
    assert all_of(CountryPiece) == []


def test_the_answer_kept_first_stays_when_a_worker_thought_dead_comes_back():
    piece = asked()
    solve_piece(actor=SYSTEM, piece=piece, run=Run("một", 1))

    late = solve_piece(actor=SYSTEM, piece=piece, run=Run("hai", 2))

    assert (late.worker, late.attempt) == ("một", 1)
    with system_scope("tests: look at rows"):
        assert AuditEvent.objects.filter(action="planning.piece_solved").count() == 1


def test_a_plan_the_checker_does_not_confirm_is_not_kept(monkeypatch):
    piece = asked()
    boasting = Solution("optimal", (), 999.0, 999.0, 1.0)
    monkeypatch.setattr(country, "solve_in_process", lambda *args, **more: boasting)

    with pytest.raises(Refused, match="không khớp"):
        solve_piece(actor=SYSTEM, piece=piece, run=Run("một", 1))

    assert not get_or_404(SYSTEM, CountryPiece, pk=piece.pk).is_solved


def test_the_checker_is_asked_again_about_what_is_printed():
    piece = asked()
    work()
    all_of(CountryPiece)
    CountryPiece.objects.all().scoped().filter(pk=piece.pk).update(placements=[[0, 0, 1]])

    (row,) = figures_of(SYSTEM, "thử")

    assert row["verified"] is False
    assert sum_of([row])["verified"] is False


def test_a_run_is_seen_and_ordered_by_the_board_of_the_unit_it_is_for(actor_with):
    mine, other = make_unit(), make_unit()
    board, stranger = actor_with("btc", mine), actor_with("btc", other)
    order = replace(ORDER, unit=mine)

    piece = ask_piece(actor=board, order=order, name="tinh-1", instance=problem(1))

    assert get_or_404(board, CountryPiece, pk=piece.pk) == piece
    with pytest.raises(NotVisible):
        get_or_404(stranger, CountryPiece, pk=piece.pk)
    with pytest.raises(Forbidden):
        ask_piece(actor=stranger, order=replace(order, run="khác"), name="tinh-1", instance=problem(1))


def test_whoever_leaves_off_waiting_is_told_how_to_go_on_and_the_pieces_stay_asked(
    folder, capsys, monkeypatch
):
    def leave(run: str, workers: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli_country, "_wait", leave)

    assert main(["planning", "country", str(folder), "--run", "thử"]) == 1
    assert "làm tiếp" in capsys.readouterr().err
    assert [state.is_over for state in states_of(SYSTEM, "thử")] == [False, False]


def test_a_trial_says_what_would_be_asked_and_asks_for_nothing(folder, capsys):
    code = main(["planning", "country", str(folder), "--run", "thử", "--dry-run", "--format", "json"])

    assert code == 0
    assert json.loads(capsys.readouterr().out) == [
        {"name": "tinh-1", "requests": 3},
        {"name": "tinh-2", "requests": 3},
    ]
    assert all_of(CountryPiece) == []
