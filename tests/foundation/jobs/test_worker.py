"""The worker watches a child that it can always kill; the child here is any process."""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from caunoi.foundation import clock
from caunoi.foundation.jobs import mailbox, services, worker
from caunoi.foundation.jobs.models import Job, JobState
from caunoi.foundation.jobs.services import Taker
from tests.foundation.jobs.work import minutes, now_of, put

pytestmark = pytest.mark.django_db

SLEEPS = "import time; time.sleep(60)"
FAILS = "raise SystemExit(3)"
IGNORES = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
popen = subprocess.Popen


@pytest.fixture
def child(monkeypatch):
    """``child(code)`` makes the worker start that program instead of ours."""
    started: list[subprocess.Popen] = []

    def make(code: str) -> list[subprocess.Popen]:
        def start(command: list[str], **how: Any) -> subprocess.Popen:
            assert command[1:4] == ["-m", "caunoi", "jobs"]
            started.append(popen([sys.executable, "-c", code], **how))
            return started[-1]

        monkeypatch.setattr(worker.subprocess, "Popen", start)
        return started

    yield make
    for each in started:
        if each.poll() is None:
            each.kill()


@pytest.fixture
def job(system) -> Job:
    put(system)
    claimed = services.claim()
    assert claimed is not None
    return claimed


def test_a_child_past_its_time_is_killed_and_the_job_tried_again(child, job) -> None:
    started, began = child(SLEEPS), time.monotonic()

    worker.supervise(job)

    assert time.monotonic() - began < 5
    assert started[0].returncode == -9
    waiting = now_of(job)
    assert (waiting.state, waiting.fault) == (JobState.WAITING, "Việc bị ngắt (mã -9).")


def test_a_child_that_does_not_listen_is_killed_when_the_person_stops_it(child, job, monkeypatch) -> None:
    monkeypatch.setattr(worker, "GRACE", 0.2)
    monkeypatch.setattr(worker, "registered", lambda name: _with_time(60))
    started = child(IGNORES)
    mailbox.ask_to_stop(job.pk)

    worker.supervise(job)

    assert started[0].returncode == -9
    assert now_of(job).state == JobState.STOPPED


def test_a_child_that_fails_is_tried_again_and_at_last_given_up(child, job) -> None:
    child(FAILS)

    worker.supervise(job)
    assert now_of(job).state == JobState.WAITING

    job.attempts = 2
    job.state = JobState.RUNNING
    job.save()
    worker.supervise(job)
    assert (now_of(job).state, now_of(job).fault) == (JobState.FAILED, "Việc bị ngắt (mã 3).")


def test_the_ending_the_child_wrote_is_left_alone(child, job) -> None:
    services.end(job.pk, JobState.DONE, result={"rows": 1})
    child("pass")

    worker.supervise(job)

    assert (now_of(job).state, now_of(job).result) == (JobState.DONE, {"rows": 1})


def test_a_living_child_keeps_the_lease(child, job, monkeypatch) -> None:
    renewed: list[object] = []
    monkeypatch.setattr(services, "renew_lease", lambda held, lease: not renewed.append((held.pk, lease)))
    child("import time; time.sleep(0.8)")

    worker.supervise(job, minutes(2))

    assert renewed
    assert set(renewed) == {(job.pk, minutes(2))}


def test_a_child_whose_job_another_worker_took_over_is_ended_and_writes_nothing(
    child, job, monkeypatch
) -> None:
    monkeypatch.setattr(worker, "GRACE", 0.2)
    monkeypatch.setattr(worker, "registered", lambda name: _with_time(60))
    Job.objects.filter(pk=job.pk).update(lease_until=clock.now() - minutes(1))
    taken_over = services.claim(Taker("another"))
    started = child(SLEEPS)

    worker.supervise(job)

    assert started[0].returncode == -9
    assert (now_of(job).state, now_of(job).attempts, now_of(job).worker) == ("running", 2, "another")
    assert taken_over == job


@pytest.mark.parametrize("only", ["tests", "tests.count"])
def test_a_helper_takes_its_own_jobs_and_keeps_no_house(system, monkeypatch, only) -> None:
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    supervised: list[Job] = []
    monkeypatch.setattr(worker, "supervise", lambda found, lease: supervised.append(found))
    put(system, name="testsalike.count")
    mine, helper = put(system), worker.Worker(Taker("helper", only=only))
    monkeypatch.setattr(helper.house, "keep_if_due", lambda: pytest.fail("a helper kept the house"))

    helper.run(once=True)

    assert supervised == [mine]
    assert now_of(mine).worker == "helper"


def test_a_child_whose_worker_is_gone_ends_itself_with_all_it_started(tmp_path, settings) -> None:
    grandchild = tmp_path / "grandchild"
    code = f"""
import pathlib, subprocess, sys, time
from caunoi.foundation.jobs import worker
worker.IDLE = 0.05
started = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
pathlib.Path({str(grandchild)!r}).write_text(str(started.pid))
worker.end_with(1 if sys.argv[1] == "gone" else __import__("os").getppid())
time.sleep(0.5)
started.kill()
"""
    env = {**os.environ, "PYTHONPATH": str(settings.ROOT / "src")}
    setup = "import django; django.setup()\n"
    ends = {}
    for case in ("there", "gone"):
        ran = popen([sys.executable, "-c", setup + code, case], env=env, start_new_session=True)
        ends[case] = ran.wait(30)

    assert ends == {"there": 0, "gone": -9}
    assert not _lives(int(grandchild.read_text()))


def test_the_worker_does_everything_that_waits_and_goes(child, system, monkeypatch) -> None:
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    supervised: list[Job] = []
    monkeypatch.setattr(worker, "supervise", lambda found, lease: supervised.append(found))
    wanted = [put(system), put(system)]

    worker.Worker().run(once=True)

    assert supervised == wanted


def test_a_worker_told_to_stop_claims_nothing_more(system, monkeypatch) -> None:
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    job, busy = put(system), worker.Worker()
    busy.ask_to_stop()

    busy.run(once=True)

    assert now_of(job).state == JobState.WAITING


def _lives(pid: int) -> bool:
    """A process that has ended and that nobody asked about yet does not live."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def _with_time(limit: int) -> Any:
    from dataclasses import replace

    from caunoi.foundation.jobs.registry import registered
    from tests.foundation.jobs.work import NAME

    return replace(registered(NAME), time_limit=limit)
