"""Looking at the queue as a whole."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from caunoi.foundation.jobs.models import Job, JobState
from caunoi.foundation.policy import system_scope

PATIENCE = timedelta(seconds=30)
"""A worker that is there takes up what waits within a second or two."""


@dataclass(frozen=True)
class QueueState:
    """How the queue stands at a moment (tình trạng hàng việc)."""

    waiting: int
    running: int
    abandoned: int
    failed: int
    oldest_waiting: datetime | None


def queue_state(at: datetime) -> QueueState:
    """``abandoned`` counts running jobs whose lease ran out: their worker is gone."""
    with system_scope("jobs: state of the queue"):
        waiting = Job.objects.filter(state=JobState.WAITING, run_after__lte=at).order_by("run_after")
        running = Job.objects.filter(state=JobState.RUNNING)
        return QueueState(
            waiting=waiting.count(),
            running=running.count(),
            abandoned=running.filter(lease_until__lt=at).count(),
            failed=Job.objects.filter(state=JobState.FAILED).count(),
            oldest_waiting=waiting.values_list("run_after", flat=True).first(),
        )


def nobody_takes(job: Job, at: datetime) -> bool:
    """The job has waited longer than a worker would let it, and no worker is busy with another one."""
    ready = job.state == JobState.WAITING and job.run_after <= at - PATIENCE
    left = job.state == JobState.RUNNING and job.lease_until is not None and job.lease_until <= at - PATIENCE
    if not (ready or left):
        return False
    with system_scope("jobs: state of the queue"):
        return not Job.objects.filter(state=JobState.RUNNING, lease_until__gt=at).exists()
