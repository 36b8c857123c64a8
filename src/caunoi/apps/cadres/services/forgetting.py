"""Imports let go: dropped by their owner, or older than the time of undo."""

from datetime import date, timedelta

from django.db import transaction

from caunoi.apps.cadres.models import ImportBatch, ImportRow
from caunoi.apps.cadres.models.batch import BatchState
from caunoi.apps.cadres.services import batches
from caunoi.apps.cadres.services.requesting import refuse_unless, running_job
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.jobs import services as jobs
from caunoi.foundation.policy import system_scope


@transaction.atomic
def drop_batch(*, actor: Actor, batch: ImportBatch) -> ImportBatch:
    """Not written after all: the file and what was read of it go, the counts stay."""
    batch = batches.locked(actor, batch)
    refuse_unless(batch, BatchState.CHECKING, BatchState.CHECKED, BatchState.REFUSED)
    if running := running_job(actor, batch):
        jobs.ask_to_stop(actor=actor, job=running)
    before, batch.state = batch.state, BatchState.DROPPED
    batch.save(update_fields=["state"])
    _empty(batch)
    record(actor, "cadres.import_dropped", batch, {"state": [before, batch.state]}, unit_id=batch.unit_id)
    return batch


def _empty(batch: ImportBatch) -> None:
    with system_scope("cadres: rows of the batch at hand"):
        ImportRow.objects.filter(batch=batch).delete()
    transaction.on_commit(lambda: batches.forget_files(batch))


@transaction.atomic
def forget_old_batches(*, actor: Actor, on: date) -> int:
    """Files and rows older than the time of undo are taken away; the counts and the record stay."""
    policy.check_create(actor, ImportBatch, unit_id=batches.home_unit(actor))
    with system_scope("cadres: imports past their time"):
        old = ImportBatch.objects.exclude(stored_as="").filter(
            created_at__date__lt=on - timedelta(days=batches.UNDO_DAYS)
        )
        found = [batch for batch in old if batches.undo_until(batch) < on]
    for batch in found:
        _empty(batch)
        with system_scope("cadres: imports past their time"):
            ImportBatch.objects.filter(pk=batch.pk).update(stored_as="")
    return len(found)
