"""Freezing at once where a round is small, as a job where people would wait for it."""

from django.db import transaction

from caunoi.apps.reviews.models import FrozenReview, ReviewLine, ReviewRound
from caunoi.apps.reviews.services.freezing import freeze_round, refuse_open_sheets
from caunoi.apps.reviews.services.holding import locked_round
from caunoi.foundation.actors import Actor
from caunoi.foundation.jobs import services as jobs
from caunoi.foundation.jobs.models import Job
from caunoi.foundation.policy import system_scope, visible

FREEZE = "reviews.freeze"
AT_ONCE_UP_TO = 2_000
"""So many are judged and sealed within a second."""


def freeze(*, actor: Actor, round_: ReviewRound, address: str) -> FrozenReview | None:
    """The sealed review; None where a job is on its way to it, to be watched on the page of the round."""
    people = visible(actor, ReviewLine).filter(sheet__round=round_).count()
    if people <= AT_ONCE_UP_TO:
        return freeze_round(actor=actor, round_=round_)
    _as_job(actor, round_, address)
    return None


@transaction.atomic
def _as_job(actor: Actor, round_: ReviewRound, address: str) -> None:
    """Asked twice it runs once; what would be refused is refused before anything is queued."""
    round_ = locked_round(actor, round_)
    refuse_open_sheets(actor, round_)
    running = job_of(round_)
    if running is not None and not running.has_ended:
        return
    told = f"Chốt: {round_.name}"  # kept with the job, in the language of records
    job = jobs.enqueue(
        actor=actor, name=FREEZE, title=told[:200], payload={"round": str(round_.pk), "url": address}
    )
    round_.job_id = job.pk
    round_.save(update_fields=["job_id"])


def job_of(round_: ReviewRound) -> Job | None:
    """The last job asked for this round; whoever may change the round may watch it."""
    if round_.job_id is None:
        return None
    with system_scope("reviews: the job that freezes a visible round"):
        found = Job.objects.filter(pk=round_.job_id).first()
    return jobs.with_progress(found) if found else None
