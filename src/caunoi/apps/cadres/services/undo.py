"""The way back from an import, within 30 days: what can be put back, what was edited since, what cannot."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import PROTECT, Max
from django.utils.translation import gettext as _

from caunoi.apps.accounts.models import User
from caunoi.apps.cadres.events import PeopleImported
from caunoi.apps.cadres.models import Cadre, ImportBatch, ImportRow
from caunoi.apps.cadres.models.batch import BatchState, RowVerdict
from caunoi.apps.cadres.services import batches, reversal
from caunoi.apps.cadres.services.closed_years import ratings_decided
from caunoi.apps.cadres.services.standing import chunks
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.audit.services import Entry, record, record_many
from caunoi.foundation.errors import Refused
from caunoi.foundation.events import publish
from caunoi.foundation.policy import system_scope, visible

REASON = "cadres: what stands on the rows of a batch"


@dataclass
class UndoRow:
    """One row of the batch and why it is in its bucket (một dòng hoàn tác)."""

    number: int
    cadre_id: UUID
    label: str
    verdict: str
    inverse: dict[str, Any] = field(repr=False, default_factory=dict)
    reason: str = ""


@dataclass
class UndoPlan:
    """The three buckets; together they are the rows the batch wrote."""

    restored: list[UndoRow] = field(default_factory=list)
    kept: list[UndoRow] = field(default_factory=list)
    cannot: list[UndoRow] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        return {
            "restored": len(self.restored),
            "kept_because_edited": len(self.kept),
            "cannot": len(self.cannot),
        }


def preview_undo(*, actor: Actor, batch: ImportBatch, on: date) -> UndoPlan:
    """What an undo on that day would do; nothing is written."""
    policy.check(actor, "change", batch)
    if batch.state != BatchState.WRITTEN:
        raise Refused(_("Lần nhập này chưa ghi, hoặc đã hoàn tác."))
    if on > batches.undo_until(batch):
        raise Refused(_("Đã quá 30 ngày kể từ khi ghi nên không hoàn tác cả lần nhập được nữa."))
    rows = _written_rows(batch)
    newest = newest_records({row.cadre_id for row in rows})
    hindered = _hindrances(actor, rows)
    plan = UndoPlan()
    for row in rows:
        undo = UndoRow(row.number, row.cadre_id, row.label, row.verdict, reversal.opened(row.before))
        if newest.get(row.cadre_id, 0) > row.after_seq:
            undo.reason = _("Đã có người sửa sau khi nhập nên giữ nguyên.")
            plan.kept.append(undo)
        elif row.cadre_id in hindered:
            undo.reason = hindered[row.cadre_id]
            plan.cannot.append(undo)
        else:
            plan.restored.append(undo)
    return plan


def _written_rows(batch: ImportBatch) -> list[Any]:
    with system_scope(REASON):
        wrote = [RowVerdict.ADDED, RowVerdict.CHANGED]
        return list(ImportRow.objects.filter(batch=batch, verdict__in=wrote).order_by("number"))


def newest_records(people: set[UUID]) -> dict[UUID, int]:
    """For each person the number of the last record about them."""
    newest: dict[UUID, int] = {}
    with system_scope(REASON):
        events = AuditEvent.objects.filter(target_type="cadres.cadre").order_by()
        for some in chunks(map(str, people)):
            found = events.filter(target_id__in=some).values_list("target_id").annotate(seq=Max("seq"))
            newest |= {UUID(target): seq for target, seq in found}
    return newest


def _hindrances(actor: Actor, rows: Iterable[Any]) -> dict[UUID, str]:
    """Why somebody cannot be taken back: out of reach, or already named where the name must stay."""
    added = {row.cadre_id for row in rows if row.verdict == RowVerdict.ADDED}
    within = set()
    for some in chunks({row.cadre_id for row in rows}):
        within |= set(visible(actor, Cadre, "bring_in").filter(pk__in=some).values_list("pk", flat=True))
    outside = _("Hồ sơ đã chuyển ra ngoài phạm vi của bạn.")
    found = {row.cadre_id: outside for row in rows if row.cadre_id not in within}
    found |= {pk: closed.words for pk, closed in ratings_decided(_ratings_of(rows)).items()}
    for model, column in _places_that_name_a_person():
        told = _("Đã có trong %(where)s.") % {"where": _(str(model._meta.verbose_name))}
        for some in chunks(added):
            with system_scope(REASON):
                named = model._base_manager.filter(**{f"{column}__in": some})
                found |= dict.fromkeys(named.values_list(column, flat=True), told)
    return found


def _ratings_of(rows: Iterable[Any]) -> set[UUID]:
    """Ratings the batch brought or wrote over; those of people it brought go with them."""
    found: set[UUID] = set()
    for row in rows:
        inverse = reversal.opened(row.before) if row.verdict == RowVerdict.CHANGED else {}
        found |= {UUID(pk) for pk in inverse.get("new", {}).get("ratings", ())}
        found |= {UUID(pk) for pk, _values in inverse.get("old", {}).get("ratings", ())}
    return found


def _places_that_name_a_person() -> list[tuple[Any, str]]:
    """Rows of other modules, and of this one, that would lose their person; the facts of the file go with it."""
    named: list[tuple[Any, str]] = [(User, "subject_id")]
    for relation in Cadre._meta.related_objects:
        own_fact = relation.related_model._meta.label in {
            "cadres.Posting",
            "cadres.Qualification",
            "cadres.Rating",
        }
        if relation.on_delete is PROTECT or not own_fact:
            named.append((relation.related_model, relation.field.attname))
    return named


@transaction.atomic
def undo_batch(*, actor: Actor, batch: ImportBatch, on: date) -> UndoPlan:
    """Put back what can be put back, in one transaction, with a record for each person."""
    batch = batches.locked(actor, batch)
    # Held until the end, so that nobody edits between the look and the write.
    record(actor, "cadres.import_undone", batch, {"state": [batch.state, "undone"]}, unit_id=batch.unit_id)
    plan = preview_undo(actor=actor, batch=batch, on=on)
    _take_out(actor, [row for row in plan.restored if row.verdict == RowVerdict.ADDED], batch)
    _put_back(actor, [row for row in plan.restored if row.verdict == RowVerdict.CHANGED], batch)
    batch.state, batch.undone_at, batch.outcome = BatchState.UNDONE, clock.now(), plan.counts
    batch.save(update_fields=["state", "undone_at", "outcome"])
    _tell_rows(batch, plan)
    publish(PeopleImported(batch.pk, len(plan.restored)))
    return plan


def _take_out(actor: Actor, rows: list[UndoRow], batch: ImportBatch) -> None:
    """People the batch brought: their facts go with them, the record of them stays."""
    entries = [
        Entry(
            "cadres.cadre_taken_out", Cadre(pk=row.cadre_id), {"full_name": [row.label, None]}, batch.unit_id
        )
        for row in rows
    ]
    record_many(actor, entries, batch_id=batch.pk)
    for some in chunks([row.cadre_id for row in rows]):
        for model in reversal.FACTS.values():
            visible(actor, model, "change").filter(cadre_id__in=some).delete()
        visible(actor, Cadre, "bring_in").filter(pk__in=some).delete()


def _put_back(actor: Actor, rows: list[UndoRow], batch: ImportBatch) -> None:
    """People the batch changed: columns and facts as they were."""
    entries = []
    for some in chunks(rows):
        people = visible(actor, Cadre, "bring_in").in_bulk([row.cadre_id for row in some])
        for row in some:
            cadre = reversal.restored_person(people[row.cadre_id], row.inverse)
            cadre.save()
            _put_back_facts(actor, row.inverse)
            changes = {"version": [cadre.version - 1, cadre.version]}
            entries.append(Entry("cadres.cadre_restored", cadre, changes, cadre.custodian_id))
    record_many(actor, entries, batch_id=batch.pk)


def _put_back_facts(actor: Actor, inverse: dict[str, Any]) -> None:
    for name, model in reversal.FACTS.items():
        if fresh := inverse.get("new", {}).get(name):
            visible(actor, model, "change").filter(pk__in=fresh).delete()
        # Last change first: a fact changed twice goes back through both.
        for pk, values in reversed(inverse.get("old", {}).get(name, ())):
            visible(actor, model, "change").filter(pk=pk).update(**reversal.typed(model, values))


def _tell_rows(batch: ImportBatch, plan: UndoPlan) -> None:
    with system_scope(REASON):
        for row in [*plan.kept, *plan.cannot]:
            told = [{"message": row.reason, "severity": "warning"}]
            ImportRow.objects.filter(batch=batch, number=row.number).update(problems=told)
