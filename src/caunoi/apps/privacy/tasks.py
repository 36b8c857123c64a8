"""Names under which copies are made beside the pages, and what is done every day."""

from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.privacy import services
from caunoi.apps.privacy.models import DataCopy
from caunoi.apps.privacy.services.copying import COPY
from caunoi.foundation.jobs import JobContext, job
from caunoi.foundation.jobs.housekeeping import daily
from caunoi.foundation.policy import get_or_404


@job(COPY, needs=(DataCopy, "make"), time_limit=600)
def copy(context: JobContext) -> dict[str, Any]:
    found = get_or_404(context.actor, DataCopy, "make", pk=context.payload["copy"])
    context.progress(0, 1, _("Gom dữ liệu, bản chụp, nhật ký"))
    made = services.make_copy(actor=context.actor, copy=found, on=context.actor.on)
    return {"rows": made.rows, "scans": made.scans}


def register() -> None:
    """The job above and what is done every day by itself."""
    daily("privacy.due", lambda actor, on: services.propose_due(actor=actor, on=on))
    daily("privacy.old_copies", lambda actor, on: services.forget_old_copies(actor=actor, on=on))
