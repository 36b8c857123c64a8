"""Names under which an import runs beside the pages."""

from datetime import timedelta
from typing import Any

from caunoi.apps.cadres import services
from caunoi.apps.cadres.models import Cadre, ImportBatch
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


daily("cadres.old_imports", lambda actor, on: services.forget_old_batches(actor=actor, on=on))
daily(
    "cadres.unnamed_scans",
    lambda actor, _on: services.forget_unnamed_scans(actor=actor, before=clock.now() - UNNAMED_FOR),
)
