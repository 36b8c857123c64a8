"""Reading imports: the list of them, one of them, its rows by what they do."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from caunoi.apps.cadres.models import ImportBatch, ImportRow
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import get_or_404, visible

ROWS_ON_A_PAGE = 100


def recent_imports(actor: Actor, limit: int = 20) -> Sequence[ImportBatch]:
    """Newest first."""
    return list(visible(actor, ImportBatch).order_by("-created_at")[:limit])


def import_or_404(actor: Actor, batch_id: UUID) -> ImportBatch:
    return get_or_404(actor, ImportBatch, pk=batch_id)


def rows_of_import(actor: Actor, batch: ImportBatch, verdict: str, *, after: int = 0) -> list[Any]:
    """One page of rows after a number, and one row more when there are more."""
    rows = visible(actor, ImportRow).filter(batch=batch, verdict=verdict, number__gt=after)
    return list(rows.order_by("number")[: ROWS_ON_A_PAGE + 1])


def all_rows_of_import(actor: Actor, batch: ImportBatch) -> list[Any]:
    return list(visible(actor, ImportRow).filter(batch=batch).order_by("number"))


def doubtful_rows(actor: Actor, batch: ImportBatch, limit: int = 20) -> list[Any]:
    """Rejected rows that may be somebody already known."""
    bad = visible(actor, ImportRow).filter(batch=batch, verdict="rejected").order_by("number")
    return [row for row in bad if any(problem.get("other") for problem in row.problems)][:limit]
