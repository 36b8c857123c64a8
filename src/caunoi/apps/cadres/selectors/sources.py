"""Where a fact comes from: the row of a file, or somebody's hand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from caunoi.apps.cadres.models import Cadre, ImportBatch
from caunoi.apps.cadres.models.fact import Fact
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.audit.selectors import history_of
from caunoi.foundation.policy import visible


@dataclass(frozen=True)
class Source:
    """The origin of one fact (nguồn của dữ kiện): a row of an import, or who wrote it down when.

    ``batch_id`` is None where the actor may not open the import.
    """

    file_name: str
    row: int | None
    at: datetime
    by: str
    batch_id: UUID | None = None

    @property
    def from_file(self) -> bool:
        return bool(self.file_name)


def events_of(actor: Actor, cadre: Cadre) -> list[AuditEvent]:
    """What was written about the person, newest first."""
    return list(history_of(actor, cadre))


def sources_of(actor: Actor, facts: Iterable[Fact], events: Sequence[AuditEvent]) -> Mapping[UUID, Source]:
    """The source of each fact by its id; ``events`` is the history of the person the facts are about."""
    given = list(facts)
    batches = {fact.batch_id for fact in given if fact.batch_id}
    open_to_me = (
        set(visible(actor, ImportBatch).filter(pk__in=batches).values_list("pk", flat=True))
        if batches
        else set()
    )
    return {fact.pk: _source(fact, events, open_to_me) for fact in given}


def _source(fact: Fact, events: Sequence[AuditEvent], open_to_me: set[UUID]) -> Source:
    if fact.batch is None:
        return Source("", None, fact.recorded_at, _writer(fact.recorded_at, events))
    readable = fact.batch_id if fact.batch_id in open_to_me else None
    return Source(fact.batch.file_name, fact.row_number, fact.recorded_at, fact.batch.actor_label, readable)


def _writer(recorded_at: datetime, events: Sequence[AuditEvent]) -> str:
    """A write and its audit record share a transaction, the record last: it is the first one not before the fact."""
    later = [event for event in events if event.at >= recorded_at]
    return later[-1].actor_label if later else ""


def source_of_person(actor: Actor, cadre: Cadre, events: Sequence[AuditEvent]) -> Source | None:
    """Where the columns of the person themselves come from."""
    if cadre.batch is not None:
        mine = visible(actor, ImportBatch).filter(pk=cadre.batch_id).exists()
        batch = cadre.batch
        at = batch.written_at or batch.created_at
        return Source(batch.file_name, cadre.row_number, at, batch.actor_label, batch.pk if mine else None)
    return Source("", None, events[-1].at, events[-1].actor_label) if events else None
