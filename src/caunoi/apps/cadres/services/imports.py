"""A checked file written into the registry, all or nothing. The check is made by what writes."""

from django.db import transaction

from caunoi.apps.cadres.events import PeopleImported
from caunoi.apps.cadres.models import ImportBatch
from caunoi.apps.cadres.models.batch import BatchState
from caunoi.apps.cadres.services import batches
from caunoi.apps.cadres.services.checking import (
    FORESEEN,
    Checked,
    compare_file,
    keep_check,
    keep_rows,
    refuse_file,
    set_counts,
)
from caunoi.apps.cadres.services.collecting import nothing_to_collect
from caunoi.apps.cadres.services.fingerprints import fingerprint_of
from caunoi.apps.cadres.services.mended import merged_people
from caunoi.apps.cadres.services.requesting import refuse_unless
from caunoi.apps.cadres.services.sheets import reading_as_json
from caunoi.apps.cadres.services.watching import NOBODY, Watch
from caunoi.apps.cadres.services.writing import write
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import Refused
from caunoi.foundation.events import publish
from caunoi.foundation.workbooks.refusals import RefusedFile


@nothing_to_collect()
def write_batch(*, actor: Actor, batch: ImportBatch, watch: Watch = NOBODY) -> ImportBatch:
    """Write the valid rows, all or nothing; when the registry moved since the check, a new check instead."""
    policy.check(actor, "change", batch)
    refuse_unless(batch, BatchState.CHECKED)
    sheet = merged_people(batch, watch=watch)
    with transaction.atomic():
        batch = batches.locked(actor, batch)
        refuse_unless(batch, BatchState.CHECKED)
        # The first record holds the chain until the end, so nobody else writes between comparison and commit.
        record(
            actor, "cadres.import_written", batch, {"state": [batch.state, "written"]}, unit_id=batch.unit_id
        )
        checked = compare_file(actor=actor, batch=batch, watch=watch, sheet=sheet)
        if fingerprint_of(checked.plans) == batch.reading.get(FORESEEN):
            return _write_checked(actor, batch, checked, watch)
        transaction.set_rollback(True)
    checked = compare_file(actor=actor, batch=batch, watch=watch, sheet=sheet)
    return keep_check(actor, batch, checked, watch, stale=True)


def _write_checked(actor: Actor, batch: ImportBatch, checked: Checked, watch: Watch) -> ImportBatch:
    counts = write(checked.plans, actor=actor, on=batch.on, batch=batch, watch=watch)
    batch.state, batch.written_at = BatchState.WRITTEN, clock.now()
    batch.save(update_fields=["state", "written_at"])
    keep_rows(batch, checked, watch)
    publish(PeopleImported(batch.pk, counts["added"] + counts["changed"]))
    return batch


@nothing_to_collect()
def import_now(*, actor: Actor, batch: ImportBatch, watch: Watch = NOBODY) -> tuple[ImportBatch, Checked]:
    """Check and write in one go, for whoever reads the counts afterwards (the command line)."""
    policy.check(actor, "change", batch)
    try:
        sheet = merged_people(batch, watch=watch)
    except RefusedFile as fault:
        refuse_file(actor, batch, fault)
        raise Refused(str(fault)) from fault
    with transaction.atomic():
        batch = batches.locked(actor, batch)
        refuse_unless(batch, BatchState.CHECKING, BatchState.CHECKED)
        record(
            actor, "cadres.import_written", batch, {"state": [batch.state, "written"]}, unit_id=batch.unit_id
        )
        checked = compare_file(actor=actor, batch=batch, watch=watch, sheet=sheet)
        set_counts(batch, checked.counts)
        batch.reading = reading_as_json(sheet)
        batch.save()
        return _write_checked(actor, batch, checked, watch), checked
