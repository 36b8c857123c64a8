"""Looking at the queue as a whole."""

from dataclasses import dataclass
from datetime import datetime

from caunoi.foundation.jobs.models import Job, JobState
from caunoi.foundation.policy import system_scope


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
