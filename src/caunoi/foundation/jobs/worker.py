"""The worker: one loop that claims, and one child process per job, so that a job can always be killed."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.db import close_old_connections

from caunoi.foundation import clock
from caunoi.foundation.actors import Actor, SystemActor, load_actor
from caunoi.foundation.errors import NotVisible, Refused
from caunoi.foundation.jobs import mailbox, services
from caunoi.foundation.jobs.housekeeping import House
from caunoi.foundation.jobs.models import Job, JobState
from caunoi.foundation.jobs.registry import JobContext, Registered, Stopped, registered
from caunoi.foundation.jobs.services import Taker
from caunoi.foundation.policy.walls import acting

IDLE, HEARTBEAT, GRACE = 1.0, 0.5, 10.0
ASK_AGAIN = 1.0
NO_LONGER_HELD = "Người yêu cầu không còn quyền làm việc này."
OUT_OF_SIGHT = "Mục cần làm không còn, hoặc người yêu cầu không còn được xem."


def worker_name() -> str:
    """This machine and this process, as the row of a job names them."""
    return f"{socket.gethostname()}:{os.getpid()}"[:120]


class Worker:
    """Runs until told to stop; a job whose child dies is tried again after a wait.

    One that takes some jobs only is a helper, maybe on another machine: it does not keep the house.
    """

    def __init__(self, taker: Taker | None = None) -> None:
        self.stopping = False
        self.taker = taker or Taker(worker_name())
        self.house = House()

    def ask_to_stop(self, *_: object) -> None:
        self.stopping = True

    def run(self, *, once: bool = False) -> None:
        while not self.stopping:
            close_old_connections()
            if not self.taker.only:
                self.house.keep_if_due()
            job = services.claim(self.taker)
            if job is not None:
                supervise(job, self.taker.lease)
            elif once:
                return
            else:
                time.sleep(IDLE)


def supervise(job: Job, lease: timedelta = services.LEASE) -> None:
    """Watch the child: renew the lease while it lives; kill it past its time, stopped, or taken over by another."""
    limit = time.monotonic() + registered(job.name).time_limit
    child = subprocess.Popen(
        [sys.executable, "-m", "caunoi", "jobs", "run", str(job.id), "--parent", str(os.getpid())],
        start_new_session=True,
    )  # our own program, a UUID and a number
    asked_at: float | None = None
    while child.poll() is None:
        time.sleep(HEARTBEAT)
        over = not services.renew_lease(job, lease) or mailbox.stop_is_asked(job.id)
        asked_at = asked_at or (time.monotonic() if over else None)
        if time.monotonic() > limit or (asked_at and time.monotonic() > asked_at + GRACE):
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
    settle(job, child.returncode, stopped=mailbox.stop_is_asked(job.id))


def settle(job: Job, code: int, *, stopped: bool) -> None:
    """The child writes its own ending; if it could not, the worker does."""
    if not services.is_of_run(job):
        return
    if stopped:
        services.end(job.id, JobState.STOPPED)
    elif job.attempts >= job.max_attempts:
        services.end(job.id, JobState.FAILED, fault=f"Việc bị ngắt (mã {code}).")
    else:
        services.retry_later(job.id, job.attempts, f"Việc bị ngắt (mã {code}).")


def end_with(parent: int | None) -> None:
    """Whoever started this was killed: end too, with all that was started here. A job's lease is renewed no more."""

    def look() -> None:
        while os.getppid() == parent:
            time.sleep(IDLE)
        os.killpg(0, signal.SIGKILL)

    if parent is not None:
        threading.Thread(target=look, daemon=True).start()


def run_here(job_id: UUID) -> bool:
    """Run one claimed job in this process: the child's whole work. True when it ended well."""
    worker = SystemActor(key="system:jobs", label="Việc nền", on=clock.today())
    job = services.own_job_or_404(worker, job_id)
    bound = registered(job.name)
    actor = _person_of(job, bound)
    if actor is None:
        services.end(job.id, JobState.FAILED, fault=NO_LONGER_HELD, attempt=job.attempts)
        return False
    rights = RightsAtEachStep(job, bound, actor)
    context = JobContext(
        payload=job.payload,
        actor=actor,
        report=lambda change: mailbox.tell(job.id, change),
        stop_asked=rights.stop_asked,
        ask_rights=rights.ask,
        worker=job.worker,
        attempt=job.attempts,
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
    end = partial(services.end, job.id, attempt=job.attempts)
    try:
        result = bound.run(context)
    except Stopped:
        end(JobState.STOPPED)
        return True
    except Refused as refusal:
        end(JobState.FAILED, fault=refusal.reason)
        return False
    except NotVisible:
        end(JobState.FAILED, fault=OUT_OF_SIGHT)
        return False
    end(JobState.DONE, result=result or {})
    return True
