"""Where a fact comes from: the row of a file, or somebody's hand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from caunoi.apps.cadres.models import Cadre, CadreMerge, ImportBatch, ImportRow
from caunoi.apps.cadres.models.fact import Fact
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.audit.selectors import history_of
from caunoi.foundation.policy import system_scope, visible


@dataclass(frozen=True)
class Source:
    """The origin of one fact (nguồn của dữ kiện): a row of an import, or who wrote it down when.

    ``batch_id`` is None where the actor may not open the row any more; ``verdict`` says under which part it stands.
    """

    file_name: str
    row: int | None
    at: datetime
    by: str
    batch_id: UUID | None = None
    verdict: str = ""

    @property
    def from_file(self) -> bool:
        return bool(self.file_name)


def events_of(actor: Actor, cadre: Cadre, joined: Iterable[CadreMerge] = ()) -> list[AuditEvent]:
    """What was written about the person, newest first; also under the records that were joined to this one."""
    found = list(history_of(actor, cadre))
    gone = [str(done.lost_id) for done in joined]
    if gone:
        theirs = (
            AuditEvent.objects.all()
            .scoped(by_product="audit: history of a thing seen")
            .filter(target_type="cadres.cadre", target_id__in=gone)
        )
        found = sorted([*found, *theirs], key=lambda event: -event.seq)
    return found


def sources_of(actor: Actor, facts: Iterable[Fact], events: Sequence[AuditEvent]) -> Mapping[UUID, Source]:
    """The source of each fact by its id; ``events`` is the history of the person the facts are about."""
    given = list(facts)
    files, rows = _files_of(given), _rows_open_to(actor, given)
    return {
        fact.pk: _source(fact, files, fact.recorded_at, _writer(fact.recorded_at, events), rows)
        for fact in given
    }


def source_of_person(actor: Actor, cadre: Cadre, events: Sequence[AuditEvent]) -> Source | None:
    """Where the columns of the person themselves come from."""
    files = _files_of([cadre])
    file = files.get(cadre.batch_id)
    if file is None and not events:
        return None
    at = file.written_at or file.created_at if file else events[-1].at
    writer = events[-1].actor_label if events else ""
    return _source(cadre, files, at, writer, _rows_open_to(actor, [cadre]))


Files = Mapping[UUID | None, ImportBatch]
Rows = Mapping[tuple[UUID, int], str]


def _files_of(written: Sequence[Any]) -> Files:
    """The name of the file and who brought it are told to everybody who sees the fact, also of a wider import."""
    with system_scope("cadres: the file a fact came from"):
        return dict(ImportBatch.objects.in_bulk({each.batch_id for each in written if each.batch_id}))


def _rows_open_to(actor: Actor, written: Sequence[Any]) -> Rows:
    """The rows of files behind these facts that the actor may open, each with its verdict."""
    named = {(each.batch_id, each.row_number) for each in written if each.batch_id and each.row_number}
    if not named:
        return {}
    batches, numbers = {batch for batch, _ in named}, {number for _, number in named}
    found = visible(actor, ImportRow).filter(batch__in=batches, number__in=numbers)
    return {
        (batch, number): verdict
        for batch, number, verdict in found.values_list("batch_id", "number", "verdict")
    }


def _source(written: Any, files: Files, at: datetime, writer: str, rows: Rows) -> Source:
    file = files.get(written.batch_id)
    if file is None:
        return Source("", None, at, writer)
    verdict = rows.get((written.batch_id, written.row_number), "")
    batch_id = written.batch_id if verdict else None
    return Source(file.file_name, written.row_number, at, file.actor_label, batch_id, verdict)


def _writer(recorded_at: datetime, events: Sequence[AuditEvent]) -> str:
    """A write and its audit record share a transaction, the record last: it is the first one not before the fact."""
    later = [event for event in events if event.at >= recorded_at]
    return later[-1].actor_label if later else ""
