"""Asking, claiming, leasing, ending: a job is run by one worker at a time and comes back when that one dies."""

import pytest
from django.db import connection

from caunoi.foundation import clock
from caunoi.foundation.errors import Forbidden, NotVisible, Refused
from caunoi.foundation.jobs import mailbox, services
from caunoi.foundation.jobs.models import Job, JobState
from caunoi.foundation.jobs.selectors import queue_state
from caunoi.foundation.policy import UnscopedQuery
from tests.factories.organisation import make_unit
from tests.foundation.jobs.work import NAME, minutes, now_of, put

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(actor_with):
    return actor_with("xa", make_unit())


def ask(actor, **given) -> Job:
    return services.enqueue(actor=actor, name=NAME, title="Đếm", **given)


def test_a_job_is_asked_for_by_somebody_who_holds_its_verb(clerk, actor_with) -> None:
    assert ask(clerk).state == JobState.WAITING
    with pytest.raises(Forbidden):
        ask(actor_with("mattran"))


def test_the_same_key_twice_is_the_same_job(clerk) -> None:
    assert ask(clerk, key="một").pk == ask(clerk, key="một").pk
    assert ask(clerk, key="hai").pk != ask(clerk, key="một").pk


def test_the_queue_answers_nobody_directly(clerk) -> None:
    ask(clerk)

    with pytest.raises(UnscopedQuery):
        Job.objects.count()


def test_the_first_asked_is_claimed_first_and_only_once(clerk) -> None:
    first, second = ask(clerk), ask(clerk)

    assert [services.claim(), services.claim(), services.claim()] == [first, second, None]
    assert now_of(first).state == JobState.RUNNING


def test_a_job_for_later_waits(clerk) -> None:
    put(clerk, run_after=clock.now() + minutes(1))

    assert services.claim() is None


def test_a_job_whose_worker_died_is_claimed_again_after_its_lease(clerk) -> None:
    job = ask(clerk)
    services.claim()
    assert services.claim() is None
    expire(job)

    again = services.claim()

    assert again == job
    assert (again.attempts, again.state) == (2, JobState.RUNNING)


def test_a_living_worker_keeps_its_lease(clerk) -> None:
    ask(clerk)
    job = services.claim()
    expire(job)

    assert services.renew_lease(job)

    assert services.claim() is None


def test_a_worker_back_from_the_dead_neither_holds_nor_ends_what_another_runs(clerk) -> None:
    ask(clerk)
    job = services.claim()
    expire(job)
    services.claim()

    services.end(job.pk, JobState.DONE, result={"rows": 1}, attempt=job.attempts)

    assert not services.renew_lease(job)
    assert (now_of(job).state, now_of(job).result) == (JobState.RUNNING, None)


def test_progress_and_the_wish_to_stop_travel_between_machines(clerk, settings, tmp_path) -> None:
    """The page and the worker have each a folder of their own, and one database; SQLite is of one machine."""
    travels = connection.vendor == "postgresql"
    here, there = tmp_path / "page", tmp_path / "worker"
    ask(clerk)
    settings.VAR = there
    job = services.claim()
    mailbox.tell(job.pk, {"done": 3, "total": 9, "stage": "đang giải"})
    services.renew_lease(job)

    settings.VAR = here
    seen = services.own_job_or_404(clerk, job.pk)
    services.ask_to_stop(actor=clerk, job=seen)

    settings.VAR = there
    assert ((seen.done, seen.total, seen.stage) == (3, 9, "đang giải")) is travels
    assert not mailbox.stop_is_asked(job.pk)
    services.renew_lease(job)
    assert mailbox.stop_is_asked(job.pk) is travels


def test_a_job_interrupted_too_often_is_given_up_and_does_not_hold_up_the_next(clerk) -> None:
    tired, next_one = (
        put(clerk, state=JobState.RUNNING, attempts=2, lease_until=clock.now() - minutes(1)),
        ask(clerk),
    )

    assert services.claim() == next_one
    given_up = now_of(tired)
    assert given_up.state == JobState.FAILED
    assert "nhiều lần" in given_up.fault


def test_a_fault_is_tried_again_after_a_wait_that_grows(clerk) -> None:
    job = ask(clerk)
    waits = []
    for attempt in (1, 2, 3, 4):
        services.retry_later(job.pk, attempt, "mạng đứt")
        waits.append(now_of(job).run_after - clock.now())

    assert waits[0] < minutes(0.1) < waits[1] < minutes(1.1) < waits[2]
    assert services.claim() is None
    assert now_of(job).fault == "mạng đứt"


def test_an_ended_job_keeps_its_last_progress_and_leaves_no_note_behind(clerk) -> None:
    job = ask(clerk)
    mailbox.tell(job.pk, {"done": 7, "total": 9, "stage": "đang ghi", "detail": {"x": 1}, "state": "done"})

    services.end(job.pk, JobState.DONE, result={"rows": 9})

    ended = now_of(job)
    assert (ended.done, ended.total, ended.stage, ended.detail) == (7, 9, "đang ghi", {"x": 1})
    assert (ended.state, ended.result, ended.has_ended) == (JobState.DONE, {"rows": 9}, True)
    assert mailbox.read(job.pk) == {}


def test_progress_is_seen_while_the_job_holds_its_transaction(clerk) -> None:
    job = ask(clerk)
    mailbox.tell(job.pk, {"done": 3, "total": 9, "stage": "đang đọc"})

    seen = services.own_job_or_404(clerk, job.pk)

    assert (seen.done, seen.total, seen.stage) == (3, 9, "đang đọc")
    assert now_of(job).done == 0


def test_a_job_is_seen_by_the_person_who_asked_and_nobody_else(clerk, actor_with, system) -> None:
    job, other = ask(clerk), actor_with("btc")

    assert services.own_jobs(clerk) == [job]
    assert services.own_jobs(other) == []
    assert services.own_job_or_404(system, job.pk) == job
    with pytest.raises(NotVisible):
        services.own_job_or_404(other, job.pk)


def test_a_waiting_job_is_stopped_at_once(clerk) -> None:
    job = ask(clerk)

    services.ask_to_stop(actor=clerk, job=job)

    assert now_of(job).state == JobState.STOPPED
    assert services.claim() is None


def test_a_running_job_is_asked_to_stop(clerk) -> None:
    job = ask(clerk)
    running = services.claim()

    services.ask_to_stop(actor=clerk, job=running)

    assert mailbox.stop_is_asked(job.pk)
    assert now_of(job).state == JobState.RUNNING
    mailbox.clear(job.pk)


def test_nobody_stops_the_job_of_another_or_one_that_ended(clerk, actor_with) -> None:
    job = ask(clerk)

    with pytest.raises(NotVisible):
        services.ask_to_stop(actor=actor_with("btc"), job=job)
    services.end(job.pk, JobState.DONE)
    with pytest.raises(Refused):
        services.ask_to_stop(actor=clerk, job=now_of(job))


def test_the_state_of_the_queue_is_told(clerk) -> None:
    now = clock.now()
    put(clerk, run_after=now - minutes(5))
    put(clerk, state=JobState.RUNNING, lease_until=now - minutes(1))
    put(clerk, state=JobState.RUNNING, lease_until=now + minutes(1))
    put(clerk, state=JobState.FAILED)

    state = queue_state(now)

    assert (state.waiting, state.running, state.abandoned, state.failed) == (1, 2, 1, 1)
    assert state.oldest_waiting == now - minutes(5)


def expire(job: Job) -> None:
    from caunoi.foundation.policy import system_scope

    with system_scope("tests: the worker died"):
        Job.objects.filter(pk=job.pk).update(lease_until=clock.now() - minutes(1))
