"""Writing the record, in the same transaction as the write it speaks of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db import connection, models, transaction

from caunoi.foundation import clock
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit import chain
from caunoi.foundation.audit.deputies import label_of
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.db.bulk import insert_rows
from caunoi.foundation.policy import FieldClass, field_classes_of, system_scope
from caunoi.foundation.system_time import as_known_now

ADVISORY_LOCK = (
    8_201_900  # one writer at a time extends the chain on PostgreSQL; SQLite's IMMEDIATE does it there
)
CHANGED, LIST_TAKEN = "•••", "audit.list_taken"
COLUMNS = tuple(column.attname for column in AuditEvent._meta.concrete_fields)
AT_ONCE = 1000
PLAIN = (str, int, bool, list, dict, type(None))


_batch: ContextVar[UUID | None] = ContextVar("batch_of_writes", default=None)


@contextmanager
def part_of_batch(batch_id: UUID) -> Iterator[None]:
    """Every write within is remembered as part of one batch, whichever service makes it."""
    token = _batch.set(batch_id)
    try:
        yield
    finally:
        _batch.reset(token)


class OutsideTransaction(RuntimeError):
    """A record outside the transaction of its write could survive a write that did not."""


@dataclass(frozen=True)
class Entry:
    """One thing to remember; ``changes`` maps a field to [before, after]."""

    action: str
    target: models.Model
    changes: dict[str, list[Any]] = field(default_factory=dict)
    unit_id: UUID | None = None


def record(
    actor: Actor,
    action: str,
    target: models.Model,
    changes: dict[str, list[Any]] | None = None,
    *,
    unit_id: UUID | None = None,
    reason: str = "",
    batch_id: UUID | None = None,
) -> AuditEvent:
    """Remember one write. ``action`` is ``module.thing_done``, e.g. ``cadres.cadre_transferred``."""
    return record_many(
        actor, [Entry(action, target, changes or {}, unit_id)], reason=reason, batch_id=batch_id
    )[0]


def record_many(
    actor: Actor, entries: Iterable[Entry], *, reason: str = "", batch_id: UUID | None = None
) -> Sequence[AuditEvent]:
    """Remember many writes of one transaction, in order; one round trip per thousand."""
    if not connection.in_atomic_block:
        raise OutsideTransaction("audit.record needs the transaction of the write it speaks of")
    with system_scope("audit: extend the chain"), as_known_now(), transaction.atomic():
        seq, prev_hash = _head_locked()
        events = []
        for entry in entries:
            seq += 1
            event = _event(seq, actor, entry, reason, batch_id)
            event.prev_hash, event.hash = prev_hash, chain.link(chain.body_of(event), prev_hash)
            prev_hash = event.hash
            events.append(event)
        for start in range(0, len(events), AT_ONCE):
            insert_rows(AuditEvent, [_columns(event) for event in events[start : start + AT_ONCE]])
        return events


def _columns(event: AuditEvent) -> dict[str, Any]:
    return {name: getattr(event, name) for name in COLUMNS}


@transaction.atomic
def record_list(
    actor: Actor, title: str, *, rows: int, form: str, asked: Mapping[str, Sequence[str]] | None = None
) -> None:
    """A list of people left the product: who took it, which, narrowed by what, how many rows, in which form.

    One record for a file or an answer, none for its rows; ``asked`` is the query of the address. The record belongs
    to the unit the reader's grant names, so that this unit's board finds it.
    """
    unit_id = next((grant.unit_id for grant in actor.grants if grant.unit_id), None)
    narrowed = [(key, value) for key, values in (asked or {}).items() for value in values if key != "format"]
    said = {"list": title, "rows": rows, "form": form, "filter": urlencode(narrowed)[:300]}
    changes: dict[str, list[Any]] = {name: [None, value] for name, value in said.items() if value != ""}
    record(actor, LIST_TAKEN, AuditEvent(pk=title[:64]), changes, unit_id=unit_id)


def _event(seq: int, actor: Actor, entry: Entry, reason: str, batch_id: UUID | None) -> AuditEvent:
    return AuditEvent(
        seq=seq,
        at=clock.now(),
        actor_key=actor.key,
        actor_label=label_of(actor, type(entry.target), entry.unit_id),
        action=entry.action,
        target_type=entry.target._meta.label_lower,
        target_id=str(entry.target.pk),
        unit_id=entry.unit_id,
        changes=_safe(type(entry.target), entry.changes),
        reason=reason,
        batch_id=batch_id or _batch.get(),
    )


def _safe(model: type[models.Model], changes: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Sensitive values are remembered as changed, never as text."""
    classes = field_classes_of(model)
    return {
        name: [CHANGED, CHANGED]
        if classes.get(name, FieldClass.P2) >= FieldClass.P3
        else [_plain(v) for v in pair]
        for name, pair in changes.items()
    }


def _plain(value: Any) -> Any:
    return value if isinstance(value, PLAIN) else str(value)


def _head_locked() -> tuple[int, str]:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
    head = AuditEvent.objects.order_by("-seq").values_list("seq", "hash").first()
    return head or (0, chain.GENESIS)
