"""Where a fact comes from: the row of a file, or somebody's hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from caunoi.apps.cadres.models.fact import Fact


@dataclass(frozen=True)
class Source:
    """The origin of one fact (nguồn của dữ kiện): a row of an import, or who wrote it down when."""

    batch_id: UUID | None
    file_name: str
    row: int | None
    at: datetime
    by: str


def sources_of(facts: Iterable[Fact], writers: Mapping[str, str]) -> Mapping[UUID, Source]:
    """``writers`` tells by the id of a fact who wrote it by hand; a fact of a file needs nobody."""
    return {fact.pk: _source(fact, writers.get(str(fact.pk), "")) for fact in facts}


def _source(fact: Fact, writer: str) -> Source:
    batch = fact.batch
    if batch is None:
        return Source(None, "", None, fact.recorded_at, writer)
    return Source(batch.pk, batch.file_name, fact.row_number, fact.recorded_at, batch.actor_label)
