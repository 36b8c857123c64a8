"""Names under which an import runs beside the pages."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from caunoi.apps.cadres import services
from caunoi.apps.cadres.models import BulkChange, Cadre, ImportBatch
from caunoi.apps.cadres.services import bulk, bulk_jobs
from caunoi.apps.cadres.services.asking import close_what_came
from caunoi.apps.cadres.services.requesting import CHECK, WRITE
from caunoi.apps.cadres.services.watching import Watch
from caunoi.foundation import clock
from caunoi.foundation.jobs import JobContext, job
from caunoi.foundation.jobs.housekeeping import daily
from caunoi.foundation.policy import get_or_404

UNNAMED_FOR = timedelta(days=2)
"""Longer than any upload takes between its file and its row."""


@job(CHECK, needs=(Cadre, "bring_in"), time_limit=600)
def check(context: JobContext) -> dict[str, Any]:
    batch = get_or_404(context.actor, ImportBatch, "change", pk=context.payload["batch"])
    batch = services.check_batch(actor=context.actor, batch=batch, watch=Watch.of_job(context))
    return {"state": batch.state, "rows": batch.rows}


@job(WRITE, needs=(Cadre, "bring_in"), time_limit=1800)
def write(context: JobContext) -> dict[str, Any]:
    batch = get_or_404(context.actor, ImportBatch, "change", pk=context.payload["batch"])
    if batch.written_at:  # killed after the commit and before it could say so
        return {"state": batch.state, "rows": batch.rows}
    batch = services.write_batch(actor=context.actor, batch=batch, watch=Watch.of_job(context))
    return {"state": batch.state, "rows": batch.rows}


@job(bulk_jobs.LOOK, needs=(BulkChange, "change"), time_limit=1800)
def look_at_many(context: JobContext) -> dict[str, Any]:
    change = get_or_404(context.actor, BulkChange, "change", pk=context.payload["change"])
    change = bulk.look(actor=context.actor, change=change, tell=_told(context, "Xem trước"))
    return {"state": change.state}


@job(bulk_jobs.DO, needs=(BulkChange, "change"), time_limit=1800)
def change_many(context: JobContext) -> dict[str, Any]:
    change = get_or_404(context.actor, BulkChange, "change", pk=context.payload["change"])
    if change.done_at:  # killed after the commit and before it could say so
        return {"state": change.state, "changed": change.changed}
    change = bulk.carry_out(actor=context.actor, change=change, tell=_told(context, "Ghi"))
    return {"state": change.state, "changed": change.changed}


def _told(context: JobContext, stage: str) -> Callable[[int, int], None]:
    def tell(done: int, total: int) -> None:
        context.stop_if_asked()
        context.progress(done, total, stage)

    return tell


def register() -> None:
    """What is done every day by itself; the names of the jobs above are bound by reading this file."""
    daily("cadres.old_bulk_changes", lambda actor, on: bulk.forget_old_changes(actor=actor, on=on))
    daily("cadres.facts_that_came", lambda actor, _on: close_what_came(actor=actor))
    daily("cadres.old_imports", lambda actor, on: services.forget_old_batches(actor=actor, on=on))
    daily(
        "cadres.unnamed_scans",
        lambda actor, _on: services.forget_unnamed_scans(actor=actor, before=clock.now() - UNNAMED_FOR),
    )
