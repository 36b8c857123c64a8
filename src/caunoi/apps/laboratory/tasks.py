"""The name under which the cost of a draft is found beside the pages."""

from datetime import date
from typing import Any

from caunoi.apps.laboratory.models import DraftStandard
from caunoi.apps.laboratory.services.costing import COST, cost_of, keep_cost
from caunoi.foundation.jobs import JobContext, job
from caunoi.foundation.policy import get_or_404


def register() -> None:
    job(COST, needs=(DraftStandard, "change"), time_limit=600, max_attempts=2)(find_cost)


def find_cost(context: JobContext) -> dict[str, Any]:
    draft = get_or_404(context.actor, DraftStandard, "change", pk=context.payload["draft"])
    context.progress(0, 1, "Xếp người mới thiếu vào các lớp.")
    text = draft.text
    found = cost_of(context.actor, text, date.fromisoformat(context.payload["on"]))
    keep_cost(actor=context.actor, draft=draft, text=text, found=found)
    return {"placed": found["placed"], "cost": found["cost"]}
