"""Jobs of the tests' own, and a queue to look into."""

from datetime import timedelta
from typing import Any

from caunoi.apps.cadres.models import Cadre
from caunoi.foundation import clock
from caunoi.foundation.jobs import JobContext, job
from caunoi.foundation.jobs.models import Job
from caunoi.foundation.policy import system_scope

NAME = "tests.count"


@job(NAME, needs=(Cadre, "bring_in"), time_limit=1, max_attempts=2)
def count(context: JobContext) -> dict[str, Any]:
    """Does what its payload says, so that each ending can be brought about."""
    context.progress(1, 2, "đang đếm", sau=3)
    context.stop_if_asked()
    fault = context.payload.get("raise")
    if fault:
        raise fault
    return {"actor": context.actor.key}


def put(actor: Any, **given: Any) -> Job:
    """A job as the queue keeps it, past the check of whoever asks."""
    now = clock.now()
    row = {"name": NAME, "title": "Đếm", "actor_key": actor.key, "run_after": now, "asked_at": now, **given}
    return Job.objects.create(**{"max_attempts": 2, **row})


def now_of(job: Job) -> Job:
    with system_scope("tests: look at rows"):
        return Job.objects.get(pk=job.pk)


def minutes(n: float) -> timedelta:
    return timedelta(minutes=n)
