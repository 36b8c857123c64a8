"""Reading imports: the list of them, one of them, its rows by what they do."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from caunoi.apps.cadres.models import ImportBatch, ImportRow
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import get_or_404, visible

ROWS_ON_A_PAGE = 100
MISSES_SHOWN = 20


@dataclass(frozen=True)
class NearMiss:
    """A word that stands close to one of a list (từ gần đúng), and how many rows hold it."""

    column: str
    typed: str
    meant: str
    rows: int = 0


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


def near_misses(actor: Actor, batch: ImportBatch) -> list[NearMiss]:
    """The words the bad rows are asked about, those of most rows first."""
    bad = visible(actor, ImportRow).filter(batch=batch, verdict="rejected")
    asked = (miss_in(problem) for problems in bad.values_list("problems", flat=True) for problem in problems)
    counted = Counter(miss for miss in asked if miss is not None)
    return [
        NearMiss(miss.column, miss.typed, miss.meant, rows)
        for miss, rows in counted.most_common(MISSES_SHOWN)
    ]


def miss_in(problem: Mapping[str, Any]) -> NearMiss | None:
    """The word a problem asks about; an identity number is kept without its digits, so nobody is asked there."""
    if problem.get("severity") == "warning" or not (problem.get("value") and problem.get("suggestion")):
        return None
    return NearMiss(problem["column"], problem["value"], problem["suggestion"])
