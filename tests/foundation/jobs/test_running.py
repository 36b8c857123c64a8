"""One job in its child: the person's rights are asked again, and every ending is written down."""

from datetime import date, timedelta

import pytest

from caunoi.apps.accounts import services as accounts
from caunoi.foundation.errors import NotVisible, Refused
from caunoi.foundation.jobs import mailbox
from caunoi.foundation.jobs.models import JobState
from caunoi.foundation.jobs.worker import NO_LONGER_HELD, OUT_OF_SIGHT, run_here
from tests.apps.accounts.people import make_grant, make_user
from tests.factories.organisation import make_unit
from tests.foundation.jobs.work import now_of, put

pytestmark = pytest.mark.django_db


class Somebody:
    """An account with one grant, as the queue knows it."""

    def __init__(self, role: str = "xa", **dates: date) -> None:
        self.user = make_user()
        self.grant = make_grant(self.user, role, make_unit(), **dates)
        self.key = f"user:{self.user.pk}"


def run(actor, **payload) -> tuple[bool, object]:
    job = put(actor, state=JobState.RUNNING, attempts=1, payload=payload)
    return run_here(job.pk), now_of(job)


def test_a_job_runs_as_the_person_who_asked() -> None:
    actor = Somebody()

    well, job = run(actor)

    assert (well, job.state, job.result) == (True, JobState.DONE, {"actor": actor.key})
    assert (job.done, job.total, job.stage, job.detail) == (1, 2, "đang đếm", {"sau": 3})


def test_a_job_whose_persons_grant_ended_in_between_does_nothing(system) -> None:
    actor = Somebody()
    accounts.end_grant(actor=system, grant=actor.grant, on=system.on, reason="thôi việc")

    well, job = run(actor)

    assert (well, job.state, job.fault) == (False, JobState.FAILED, NO_LONGER_HELD)
    assert job.stage == ""


def test_a_job_whose_persons_account_was_closed_does_nothing(system) -> None:
    actor = Somebody()
    accounts.close_account(actor=system, user=actor.user, reason="thôi việc")

    well, job = run(actor)

    assert (well, job.fault) == (False, NO_LONGER_HELD)


def test_a_job_of_a_grant_that_has_not_begun_does_nothing(day) -> None:
    well, job = run(Somebody(valid_from=day + timedelta(days=1)))

    assert (well, job.fault) == (False, NO_LONGER_HELD)


def test_a_role_that_lost_the_verb_does_nothing() -> None:
    assert run(Somebody("mattran"))[1].fault == NO_LONGER_HELD


def test_a_job_asked_to_stop_ends_as_stopped() -> None:
    job = put(Somebody(), state=JobState.RUNNING, attempts=1)
    mailbox.ask_to_stop(job.pk)

    assert run_here(job.pk)
    assert now_of(job).state == JobState.STOPPED
    assert not mailbox.stop_is_asked(job.pk)


@pytest.mark.parametrize(
    ("fault", "told"),
    [(Refused("Tệp 14 MB, tối đa 10 MB."), "Tệp 14 MB, tối đa 10 MB."), (NotVisible("x"), OUT_OF_SIGHT)],
)
def test_a_refusal_ends_the_job_with_its_sentence(monkeypatch, fault, told) -> None:
    job = put(Somebody(), state=JobState.RUNNING, attempts=1)
    _raising(monkeypatch, fault)

    assert not run_here(job.pk)
    assert (now_of(job).state, now_of(job).fault) == (JobState.FAILED, told)


def test_a_fault_of_the_program_is_left_to_the_worker_which_tries_again(monkeypatch) -> None:
    job = put(Somebody(), state=JobState.RUNNING, attempts=1)
    _raising(monkeypatch, ZeroDivisionError())

    with pytest.raises(ZeroDivisionError):
        run_here(job.pk)
    assert now_of(job).state == JobState.RUNNING


def _raising(monkeypatch, fault: Exception) -> None:
    from dataclasses import replace

    from caunoi.foundation.jobs import registry
    from tests.foundation.jobs.work import NAME

    def run(context) -> None:
        raise fault

    monkeypatch.setitem(registry._registry, NAME, replace(registry.registered(NAME), run=run))
