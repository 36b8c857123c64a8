"""Asking for work, claiming it, telling how far it is, ending it. A lease makes a killed worker's job come back."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from caunoi.foundation import clock
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Forbidden, NotVisible, Refused
from caunoi.foundation.jobs import mailbox
from caunoi.foundation.jobs.models import Job, JobState
from caunoi.foundation.jobs.registry import registered
from caunoi.foundation.policy import system_scope

LEASE = timedelta(seconds=60)
WAIT_AFTER_FAILURE = (timedelta(seconds=5), timedelta(minutes=1), timedelta(minutes=10))
TOLD = frozenset({"done", "total", "stage", "detail"})


@dataclass(frozen=True)
class Taker:
    """Who takes jobs (bên nhận việc): its name, how long it may be silent before another takes over, which jobs.

    ``only`` is the name of a job, or of a group: what stands before the dot; empty takes all.
    """

    name: str = ""
    lease: timedelta = LEASE
    only: str = ""


ANYBODY = Taker()


@transaction.atomic
def enqueue(
    *, actor: Actor, name: str, title: str, payload: dict[str, Any] | None = None, key: str | None = None
) -> Job:
    """Ask for a job in the caller's transaction; the same ``key`` twice is the same job."""
    bound = registered(name)
    if not bound.policy.admits(actor):
        raise Forbidden(_("Vai trò của bạn không làm được việc này."))
    now = clock.now()
    with system_scope("jobs: queue"):
        if key and (known := Job.objects.filter(key=key).first()):
            return known
        return Job.objects.create(
            name=name, title=title, payload=payload or {}, actor_key=actor.key, key=key,
            run_after=now, asked_at=now, max_attempts=bound.max_attempts,
        )  # fmt: skip


@transaction.atomic
def claim(taker: Taker = ANYBODY) -> Job | None:
    """The next job to run, leased to this worker; jobs whose lease ran out count as waiting."""
    with system_scope("jobs: queue"):
        while (found := _next_ready(taker.only)) is not None:
            if found.attempts < found.max_attempts:
                return _leased(found, taker)
            _give_up(found)
    return None


def _next_ready(only: str) -> Job | None:
    now = clock.now()
    ready = Q(state=JobState.WAITING, run_after__lte=now) | Q(state=JobState.RUNNING, lease_until__lt=now)
    waiting = Job.objects.filter(ready).order_by("run_after", "asked_at")
    if only:
        waiting = waiting.filter(Q(name=only) | Q(name__startswith=f"{only}."))
    if connection.features.has_select_for_update_skip_locked:
        waiting = waiting.select_for_update(skip_locked=True)
    return waiting.first()


def _leased(found: Job, taker: Taker) -> Job:
    now = clock.now()
    found.state, found.lease_until, found.worker = JobState.RUNNING, now + taker.lease, taker.name
    found.started_at = found.started_at or now
    found.attempts += 1
    found.save(update_fields=["state", "lease_until", "worker", "started_at", "attempts"])
    return found


def _give_up(found: Job) -> None:
    found.state, found.ended_at, found.lease_until = JobState.FAILED, clock.now(), None
    found.fault = _("Việc bị ngắt giữa chừng nhiều lần. Thử lại, hoặc báo quản trị kèm mã việc.")
    found.save(update_fields=["state", "ended_at", "fault", "lease_until"])


def renew_lease(job: Job, lease: timedelta = LEASE) -> bool:
    """False when the job is no longer this run's: it has ended, or its lease ran out and another worker has it.

    A long transaction may hold SQLite's write lock; then nobody else can claim either, and the lease can wait. A
    database out of reach is asked again with a new connection.
    """
    try:
        with system_scope("jobs: queue"):
            held = _of_run(job.pk, job.attempts).update(lease_until=clock.now() + lease, **_told_afar(job.pk))
            _hear_of_a_stop(job.pk)
    except (OperationalError, InterfaceError):
        connection.close_if_unusable_or_obsolete()
        return True
    return bool(held)


def _of_run(job_id: UUID, attempt: int) -> Any:
    """The job while it is in this run: a worker that comes back from the dead writes into nobody else's."""
    return Job.objects.filter(pk=job_id, state=JobState.RUNNING, attempts=attempt)


def is_of_run(job: Job) -> bool:
    """Is the job still in the run it was claimed for?"""
    with system_scope("jobs: queue"):
        return bool(_of_run(job.pk, job.attempts).exists())


def _others_may_be_afar() -> bool:
    """Notes beside the database reach this machine alone; SQLite has no other, and one write lock for all."""
    return bool(connection.features.has_select_for_update_skip_locked)


def _told_afar(job_id: UUID) -> dict[str, Any]:
    return _last_told(job_id) if _others_may_be_afar() else {}


def _last_told(job_id: UUID) -> dict[str, Any]:
    return {name: value for name, value in mailbox.read(job_id).items() if name in TOLD}


def _hear_of_a_stop(job_id: UUID) -> None:
    """Whoever asked on another machine wrote it into the row; the job looks for a note beside it."""
    if _others_may_be_afar() and Job.objects.filter(pk=job_id, stop_asked=True).exists():
        mailbox.ask_to_stop(job_id)


def end(
    job_id: UUID,
    state: str,
    *,
    result: dict[str, Any] | None = None,
    fault: str = "",
    attempt: int | None = None,
) -> None:
    """Write the ending and the last progress into the row, and take the notes away.

    With ``attempt`` only while the job is in that run.
    """
    ended = {"state": state, "result": result, "fault": fault[:1000], "ended_at": clock.now()}
    with system_scope("jobs: queue"):
        found = Job.objects.filter(pk=job_id) if attempt is None else _of_run(job_id, attempt)
        written = found.update(**ended, lease_until=None, **_last_told(job_id))
    if written:
        mailbox.clear(job_id)


def retry_later(job_id: UUID, attempts: int, fault: str) -> None:
    wait = WAIT_AFTER_FAILURE[min(attempts, len(WAIT_AFTER_FAILURE)) - 1]
    with system_scope("jobs: queue"):
        Job.objects.filter(pk=job_id).update(
            state=JobState.WAITING, run_after=clock.now() + wait, fault=fault[:1000], lease_until=None
        )


def ask_to_stop(*, actor: Actor, job: Job) -> Job:
    """The person who asked may stop it; nobody else sees it at all."""
    if job.actor_key != actor.key and not actor.is_system:
        raise NotVisible("jobs.Job")
    if job.has_ended:
        raise Refused(_("Việc này đã kết thúc nên không dừng được nữa."))
    mailbox.ask_to_stop(job.id)
    if _others_may_be_afar():
        with system_scope("jobs: queue"):
            Job.objects.filter(pk=job.pk).update(stop_asked=True)
    if job.state == JobState.WAITING:
        end(job.id, JobState.STOPPED)
        job.state = JobState.STOPPED
    return job


def own_job_or_404(actor: Actor, job_id: UUID) -> Job:
    with system_scope("jobs: one's own"):
        found = Job.objects.filter(pk=job_id).first()
    if found is None or (found.actor_key != actor.key and not actor.is_system):
        raise NotVisible("jobs.Job")
    return with_progress(found)


def with_progress(job: Job) -> Job:
    """The row with the running job's own latest words laid over it."""
    if not job.has_ended:
        for name, value in mailbox.read(job.id).items():
            setattr(job, name, value)
    return job


def own_jobs(actor: Actor, limit: int = 50) -> list[Job]:
    with system_scope("jobs: one's own"):
        found = list(Job.objects.filter(actor_key=actor.key).order_by("-asked_at")[:limit])
    return [with_progress(each) for each in found]
