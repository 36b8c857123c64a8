"""Solving: as a job, stopped, killed, infeasible; nothing unverified is kept."""

import os
import signal
import subprocess
import time

import pytest

from caunoi.apps.planning.choices import PlanState
from caunoi.apps.planning.models import Need, Offering
from caunoi.apps.planning.selectors import Board, job_of, plan_or_404, rows_of
from caunoi.apps.planning.services import Watch, faults_of, solve_again, solve_plan
from caunoi.apps.planning.services import solving as solving_module
from caunoi.domain.allocation import process
from caunoi.domain.allocation.answer import Solution
from caunoi.domain.allocation.verify import verify
from caunoi.foundation.errors import Refused
from caunoi.foundation.jobs import mailbox, services
from caunoi.foundation.jobs.models import JobState
from caunoi.foundation.jobs.worker import run_here
from tests.factories.cadres import SYSTEM, all_of
from tests.factories.planning import make_plan, make_scene, papers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def notes_of_the_test(tmp_path, settings):
    settings.VAR = tmp_path


def test_a_small_province_is_solved_to_the_proven_best_and_verified():
    make_scene(12)

    plan = solve_plan(actor=SYSTEM, plan=make_plan())

    rows = rows_of(SYSTEM, plan)
    assert (plan.status, plan.gap, plan.state) == ("optimal", 0, PlanState.DRAFT)
    assert len(rows.served) == 12
    assert faults_of(rows) == []
    assert verify(plan.instance, [list(line) for line in Board(rows).placements]).objective == pytest.approx(
        plan.objective
    )


def test_money_on_the_rows_is_what_the_checker_counts():
    make_scene(12)

    plan = solve_plan(actor=SYSTEM, plan=make_plan())

    rows = rows_of(SYSTEM, plan)
    assert rows.cost == pytest.approx(1_000_000 * Board(rows).problem.spent(Board(rows).placements), abs=1)
    assert rows.cost <= plan.budget


def test_a_line_is_open_if_and_only_if_somebody_sits_in_it():
    make_scene(12)

    plan = solve_plan(actor=SYSTEM, plan=make_plan())

    sitting = {need.offering_id for need in all_of(Need, plan=plan) if need.offering_id}
    assert {line.pk for line in all_of(Offering, plan=plan) if line.opened} == sitting


def test_everybody_left_out_is_told_why():
    make_scene(12)

    plan = solve_plan(actor=SYSTEM, plan=make_plan(budget=50_000_000))

    needs = all_of(Need, plan=plan)
    assert all(need.offering_id is None and need.reason["rule"] and need.reason["cost"] for need in needs)


def test_too_few_for_a_class_are_left_out_rather_than_a_class_too_small():
    make_scene(9)

    plan = solve_plan(actor=SYSTEM, plan=make_plan())

    assert {need.reason["rule"] for need in all_of(Need, plan=plan)} == {"min_size"}


def test_the_order_to_solve_runs_as_a_job_and_tells_how_far_it_is(monkeypatch):
    make_scene(12, qualifications=papers(professional="so_cap"))
    plan = make_plan(solve=True)
    told = []
    monkeypatch.setattr(mailbox, "tell", lambda job_id, change: told.append(change))
    claimed = services.claim()

    ended_well = run_here(claimed.pk)

    plan = plan_or_404(SYSTEM, plan.pk)
    assert ended_well and job_of(plan).state == JobState.DONE
    assert (plan.state, plan.status) == (PlanState.DRAFT, "optimal")
    last = told[-1]["detail"]
    assert last["objective"] == pytest.approx(plan.objective)
    assert last["bound"] >= last["objective"] - 1e-6
    assert sum(last["lines"].values()) == len([n for n in all_of(Need, plan=plan) if n.offering_id])
    assert last["points"][-1][1] == pytest.approx(plan.objective)


def test_running_the_job_once_more_keeps_the_plan_as_it_is():
    make_scene(12)
    plan = make_plan(solve=True)
    claimed = services.claim()
    run_here(claimed.pk)
    before = [(need.pk, need.offering_id) for need in all_of(Need, plan=plan)]

    run_here(claimed.pk)

    assert [(need.pk, need.offering_id) for need in all_of(Need, plan=plan)] == before


def test_a_solver_killed_from_outside_leaves_the_best_plan_it_told_of(monkeypatch):
    make_scene(12, qualifications=papers(professional="so_cap"))
    children: list[subprocess.Popen] = []
    start = process._child

    def watched():
        children.append(start())
        return children[-1]

    monkeypatch.setattr(process, "_child", watched)

    def kill_at_the_first_plan(step):
        if step.objective is not None and children[0].poll() is None:
            os.kill(children[0].pid, signal.SIGKILL)

    plan = solve_plan(actor=SYSTEM, plan=make_plan(), watch=Watch(tell=kill_at_the_first_plan))

    assert children[0].wait() == -signal.SIGKILL
    assert plan.objective is not None and plan.state == PlanState.DRAFT
    assert faults_of(rows_of(SYSTEM, plan)) == []


def test_a_wish_to_stop_keeps_the_best_plan_so_far():
    make_scene(12, qualifications=papers(professional="so_cap"))
    began = time.monotonic()
    seen = []

    plan = solve_plan(
        actor=SYSTEM,
        plan=make_plan(time_limit=120),
        watch=Watch(tell=seen.append, should_stop=lambda: any(s.objective is not None for s in seen)),
    )

    assert time.monotonic() - began < 60
    assert plan.state == PlanState.DRAFT and plan.objective is not None


def test_a_plan_the_checker_does_not_confirm_is_not_kept(monkeypatch):
    make_scene(12)
    plan = make_plan()
    wrong = Solution("optimal", ((0, 0, 1), (0, 1, 1)), 26.0, 26.0, 1.0)
    monkeypatch.setattr(solving_module, "solve_in_process", lambda *args, **more: wrong)

    with pytest.raises(Refused, match="kiểm tra độc lập"):
        solve_plan(actor=SYSTEM, plan=plan)

    assert plan_or_404(SYSTEM, plan.pk).objective is None
    assert not any(need.offering_id for need in all_of(Need, plan=plan))


def test_a_value_the_checker_does_not_count_to_is_not_kept_either(monkeypatch):
    make_scene(12)
    plan = make_plan()
    boasting = Solution("optimal", (), 999.0, 999.0, 1.0)
    monkeypatch.setattr(solving_module, "solve_in_process", lambda *args, **more: boasting)

    with pytest.raises(Refused, match="không khớp"):
        solve_plan(actor=SYSTEM, plan=plan)


def test_solving_again_gives_up_what_was_moved_and_asks_for_another_job():
    make_scene(12)
    plan = solve_plan(actor=SYSTEM, plan=make_plan())

    again = solve_again(actor=SYSTEM, plan=plan)

    assert again.state == PlanState.SOLVING
    assert job_of(again).payload == {"plan": str(plan.pk)}
    with pytest.raises(Refused):
        solve_again(actor=SYSTEM, plan=again)
