"""The worker: one loop that claims, and one child process per job, so that a job can always be killed."""

import os
import signal
import subprocess
import sys
import time
from uuid import UUID

from django.db import close_old_connections

from caunoi.foundation import clock
from caunoi.foundation.actors import Actor, SystemActor, load_actor
from caunoi.foundation.errors import NotVisible, Refused
from caunoi.foundation.jobs import mailbox, services
from caunoi.foundation.jobs.housekeeping import House
from caunoi.foundation.jobs.models import Job, JobState
from caunoi.foundation.jobs.registry import JobContext, Registered, Stopped, registered
from caunoi.foundation.policy import system_scope
from caunoi.foundation.policy.walls import acting

IDLE, HEARTBEAT, GRACE = 1.0, 5.0, 10.0
ASK_AGAIN = 1.0
NO_LONGER_HELD = "Người yêu cầu không còn quyền làm việc này."
OUT_OF_SIGHT = "Mục cần làm không còn, hoặc người yêu cầu không còn được xem."


class Worker:
    """Runs until told to stop; a job whose child dies is tried again after a wait."""

    def __init__(self) -> None:
        self.stopping = False
        self.house = House()

    def ask_to_stop(self, *_: object) -> None:
        self.stopping = True

    def run(self, *, once: bool = False) -> None:
        while not self.stopping:
            close_old_connections()
            self.house.keep_if_due()
            job = services.claim()
            if job is not None:
                supervise(job)
            elif once:
                return
            else:
                time.sleep(IDLE)


def supervise(job: Job) -> None:
    """Watch the child: renew the lease while it lives, kill it past its time or when the person stops it."""
    limit = time.monotonic() + registered(job.name).time_limit
    child = subprocess.Popen(
        [sys.executable, "-m", "caunoi", "jobs", "run", str(job.id)], start_new_session=True
    )  # our own program and a UUID
    asked_at: float | None = None
    while child.poll() is None:
        time.sleep(min(HEARTBEAT, 0.5))
        services.renew_lease(job.id)
        asked_at = asked_at or (time.monotonic() if mailbox.stop_is_asked(job.id) else None)
        if time.monotonic() > limit or (asked_at and time.monotonic() > asked_at + GRACE):
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
    settle(job, child.returncode, stopped=asked_at is not None)


def settle(job: Job, code: int, *, stopped: bool) -> None:
    """The child writes its own ending; if it could not, the worker does."""
    with system_scope("jobs: queue"):
        job.refresh_from_db(fields=["state", "attempts"])
    if job.state != JobState.RUNNING:
        return
    if stopped:
        services.end(job.id, JobState.STOPPED)
    elif job.attempts >= job.max_attempts:
        services.end(job.id, JobState.FAILED, fault=f"Việc bị ngắt (mã {code}).")
    else:
        services.retry_later(job.id, job.attempts, f"Việc bị ngắt (mã {code}).")


def run_here(job_id: UUID) -> bool:
    """Run one claimed job in this process: the child's whole work. True when it ended well."""
    worker = SystemActor(key="system:jobs", label="Việc nền", on=clock.today())
    job = services.own_job_or_404(worker, job_id)
    bound = registered(job.name)
    actor = _person_of(job, bound)
    if actor is None:
        services.end(job.id, JobState.FAILED, fault=NO_LONGER_HELD)
        return False
    rights = RightsAtEachStep(job, bound, actor)
    context = JobContext(
        payload=job.payload,
        actor=actor,
        report=lambda change: mailbox.tell(job.id, change),
        stop_asked=rights.stop_asked,
        ask_rights=rights.ask,
    )
    with acting(actor):
        return _run(job, bound, context)


def _person_of(job: Job, bound: Registered) -> Actor | None:
    """Whoever asked, with the rights of this moment; None when they may not do it now."""
    actor = load_actor(job.actor_key, clock.today())
    return actor if actor is not None and bound.policy.admits(actor) else None


class RightsAtEachStep:
    """A job that runs long asks again as it goes: a right it began with and that ended meanwhile ends the job."""

    def __init__(self, job: Job, bound: Registered, actor: Actor) -> None:
        self.job, self.bound, self.begun_with = job, bound, set(actor.grants)
        self.asked_at = time.monotonic()

    def stop_asked(self) -> bool:
        self.ask()
        return mailbox.stop_is_asked(self.job.id)

    def ask(self) -> None:
        if time.monotonic() - self.asked_at < ASK_AGAIN:
            return
        actor = _person_of(self.job, self.bound)
        if actor is None or self.begun_with - set(actor.grants):
            raise Refused(NO_LONGER_HELD)
        self.asked_at = time.monotonic()


def _run(job: Job, bound: Registered, context: JobContext) -> bool:
    try:
        result = bound.run(context)
    except Stopped:
        services.end(job.id, JobState.STOPPED)
        return True
    except Refused as refusal:
        services.end(job.id, JobState.FAILED, fault=refusal.reason)
        return False
    except NotVisible:
        services.end(job.id, JobState.FAILED, fault=OUT_OF_SIGHT)
        return False
    services.end(job.id, JobState.DONE, result=result or {})
    return True
