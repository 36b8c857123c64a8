"""A workbook into the registry: taken in, checked, written or dropped. The check is made by what writes."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.cadres.events import PeopleImported
from caunoi.apps.cadres.models import ImportBatch, ImportRow
from caunoi.apps.cadres.models.batch import BatchState, RowVerdict
from caunoi.apps.cadres.services import batches, reversal
from caunoi.apps.cadres.services.collecting import nothing_to_collect
from caunoi.apps.cadres.services.comparing import compare
from caunoi.apps.cadres.services.fingerprints import fingerprint_of
from caunoi.apps.cadres.services.mended import merged_people
from caunoi.apps.cadres.services.records import PersonRecord, RowPlan, counts_of, masked
from caunoi.apps.cadres.services.sheet_rows import SaidRow
from caunoi.apps.cadres.services.sheets import PeopleSheet, reading_as_json
from caunoi.apps.cadres.services.watching import NOBODY, Watch
from caunoi.apps.cadres.services.writing import write
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.selectors import head
from caunoi.foundation.audit.services import record
from caunoi.foundation.db.bulk import insert_rows
from caunoi.foundation.errors import Refused
from caunoi.foundation.events import publish
from caunoi.foundation.jobs import services as jobs
from caunoi.foundation.jobs.models import Job
from caunoi.foundation.policy import system_scope
from caunoi.foundation.workbooks.refusals import RefusedFile

ROWS_AT_ONCE = 2000
FORESEEN = "foreseen"
CHECK, WRITE = "cadres.check", "cadres.write"


@dataclass(frozen=True)
class Checked:
    """A file compared with the registry (kết quả kiểm tra): each row said and planned, side by side."""

    sheet: PeopleSheet
    rows: list[SaidRow]
    plans: list[RowPlan]

    @property
    def counts(self) -> dict[str, int]:
        return counts_of(self.plans)


@transaction.atomic
def start_import(
    *,
    actor: Actor,
    file_name: str,
    content: bytes,
    on: date,
    overrides: dict[str, Any] | None = None,
    in_background: bool = True,
) -> ImportBatch:
    """Keep the file and ask for its check; nothing of it is believed yet."""
    unit_id = batches.home_unit(actor)
    policy.check_create(actor, ImportBatch, unit_id=unit_id)
    kept = batches.keep(content)
    batch = ImportBatch(
        file_name=file_name[-255:], stored_as=kept.stored_as, sha256=kept.sha256, on=on, unit_id=unit_id,
        actor_key=actor.key, actor_label=actor.label, created_at=clock.now(), overrides=overrides or {},
    )  # fmt: skip
    batch.save()
    record(actor, "cadres.import_started", batch, {"file_name": [None, file_name]}, unit_id=unit_id)
    if in_background:
        request_check(actor=actor, batch=batch)
    return batch


@transaction.atomic
def request_check(*, actor: Actor, batch: ImportBatch) -> Job:
    """Ask for the check as a job; one that runs already is the same one."""
    batch = batches.locked(actor, batch)
    _refuse_unless(batch, BatchState.CHECKING, BatchState.CHECKED, BatchState.REFUSED)
    batch.state = BatchState.CHECKING
    return _ask_for(CHECK, "Kiểm tra tệp %(name)s", actor, batch)


@transaction.atomic
def request_write(*, actor: Actor, batch: ImportBatch) -> Job:
    """Ask for the write as a job; asked twice it is done once."""
    batch = batches.locked(actor, batch)
    _refuse_unless(batch, BatchState.CHECKED)
    return _ask_for(WRITE, "Ghi tệp %(name)s vào sổ", actor, batch)


def _ask_for(name: str, title: str, actor: Actor, batch: ImportBatch) -> Job:
    """The title is kept with the job, in the language of records."""
    if running := running_job(actor, batch):
        return running
    payload = {"batch": str(batch.pk)}
    job = jobs.enqueue(
        actor=actor, name=name, title=(title % {"name": batch.file_name})[:200], payload=payload
    )
    batch.job_id = job.pk
    batch.save(update_fields=["job_id", "state"])
    return job


def job_of(batch: ImportBatch) -> Job | None:
    """The last job asked for this batch, with its progress; whoever may see the batch may watch it."""
    if batch.job_id is None:
        return None
    with system_scope("cadres: the job of a visible batch"):
        found = Job.objects.filter(pk=batch.job_id).first()
    return jobs.with_progress(found) if found else None


def running_job(actor: Actor, batch: ImportBatch) -> Job | None:
    job = job_of(batch)
    return job if job is not None and not job.has_ended else None


def _refuse_unless(batch: ImportBatch, *states: str) -> None:
    if batch.state not in states:
        words = _("Lần nhập này: %(state)s; không làm được việc vừa chọn. Tải lại trang để xem.")
        raise Refused(words % {"state": _(batch.get_state_display()).lower()})


def compare_file(
    *, actor: Actor, batch: ImportBatch, watch: Watch = NOBODY, sheet: PeopleSheet | None = None
) -> Checked:
    """Read the batch's files and plan every row; nothing is written. Raises RefusedFile."""
    sheet = sheet or merged_people(batch, watch=watch)
    readable = [row for row in sheet.rows if row.record is not None]
    decisions = batch.overrides.get("decisions", {})
    planned = compare(
        [row.record for row in readable if row.record],
        actor=actor,
        on=batch.on,
        decisions=decisions,
        watch=watch,
    )
    by_number = {row.number: plan for row, plan in zip(readable, planned, strict=True)}
    plans = [_with_reading(row, by_number.get(row.number)) for row in sheet.rows]
    return Checked(sheet, sheet.rows, plans)


def _with_reading(row: SaidRow, plan: RowPlan | None) -> RowPlan:
    """A row whose cells could not be read is rejected as it stands; remarks of the reading stay with the plan."""
    if plan is None:
        blank = RowPlan(PersonRecord(full_name=row.label, row_number=row.number), RowVerdict.REJECTED)
        blank.problems = list(row.problems)
        return blank
    plan.problems = [*row.problems, *plan.problems]
    return plan


@nothing_to_collect()
def check_batch(*, actor: Actor, batch: ImportBatch, watch: Watch = NOBODY) -> ImportBatch:
    """Read the file and say what each row would do; a file that cannot be read is refused with a reason."""
    policy.check(actor, "change", batch)
    _refuse_unless(batch, BatchState.CHECKING, BatchState.CHECKED)
    try:
        checked = compare_file(actor=actor, batch=batch, watch=watch)
    except RefusedFile as fault:
        return _refuse_file(actor, batch, fault)
    return _keep_check(actor, batch, checked, watch)


@transaction.atomic
def _refuse_file(actor: Actor, batch: ImportBatch, fault: RefusedFile) -> ImportBatch:
    batch = batches.locked(actor, batch)
    batch.state, batch.refusal = BatchState.REFUSED, str(fault)[:1000]
    batch.save(update_fields=["state", "refusal"])
    record(actor, "cadres.import_refused", batch, {"refusal": [None, batch.refusal]}, unit_id=batch.unit_id)
    return batch


@transaction.atomic
def _keep_check(
    actor: Actor, batch: ImportBatch, checked: Checked, watch: Watch, *, stale: bool = False
) -> ImportBatch:
    batch = batches.locked(actor, batch)
    _refuse_unless(batch, BatchState.CHECKING, BatchState.CHECKED)
    batch.state, batch.refusal, batch.data_head = BatchState.CHECKED, "", head()[0]
    batch.reading = {
        **reading_as_json(checked.sheet), "stale": stale, FORESEEN: fingerprint_of(checked.plans),
    }  # fmt: skip
    _set_counts(batch, checked.counts)
    batch.save()
    _keep_rows(batch, checked, watch)
    changes = {name: [None, count] for name, count in checked.counts.items()}
    record(actor, "cadres.import_checked", batch, changes, unit_id=batch.unit_id)
    return batch


def _set_counts(batch: ImportBatch, counts: dict[str, int]) -> None:
    for name, count in counts.items():
        setattr(batch, name, count)


def _keep_rows(batch: ImportBatch, checked: Checked, watch: Watch) -> None:
    with system_scope("cadres: rows of the batch at hand"):
        ImportRow.objects.filter(batch=batch).delete()
    pairs = list(zip(checked.rows, checked.plans, strict=True))
    for start in range(0, len(pairs), ROWS_AT_ONCE):
        watch.go_on()
        insert_rows(ImportRow, [_import_row(batch, *pair) for pair in pairs[start : start + ROWS_AT_ONCE]])
        watch.tell(min(start + ROWS_AT_ONCE, len(pairs)), len(pairs), _("Lưu kết quả kiểm tra"))


def _import_row(batch: ImportBatch, said: SaidRow, plan: RowPlan) -> dict[str, Any]:
    return {
        "batch_id": batch.pk,
        "number": said.number,
        "verdict": str(plan.verdict),
        "cadre_id": plan.cadre_id,
        "label": said.label[:200],
        "values": _shown_values(said.values),
        "problems": [problem.as_json() for problem in plan.problems],
        "changes": plan.changes,
        "before": reversal.sealed(plan.inverse) if plan.inverse else None,
        "after_seq": plan.inverse.get("seq"),
    }


def _shown_values(values: dict[str, Any]) -> dict[str, str]:
    """The row as read, the identity number by its last digits only."""
    shown = {key: str(value) for key, value in values.items() if value not in (None, "")}
    if "identity_number" in shown:
        shown["identity_number"] = masked(shown["identity_number"])
    return shown


@nothing_to_collect()
def write_batch(*, actor: Actor, batch: ImportBatch, watch: Watch = NOBODY) -> ImportBatch:
    """Write the valid rows, all or nothing; when the registry moved since the check, a new check instead."""
    policy.check(actor, "change", batch)
    _refuse_unless(batch, BatchState.CHECKED)
    sheet = merged_people(batch, watch=watch)
    with transaction.atomic():
        batch = batches.locked(actor, batch)
        _refuse_unless(batch, BatchState.CHECKED)
        # The first record holds the chain until the end, so nobody else writes between comparison and commit.
        record(
            actor, "cadres.import_written", batch, {"state": [batch.state, "written"]}, unit_id=batch.unit_id
        )
        checked = compare_file(actor=actor, batch=batch, watch=watch, sheet=sheet)
        if fingerprint_of(checked.plans) == batch.reading.get(FORESEEN):
            return _write_checked(actor, batch, checked, watch)
        transaction.set_rollback(True)
    checked = compare_file(actor=actor, batch=batch, watch=watch, sheet=sheet)
    return _keep_check(actor, batch, checked, watch, stale=True)


def _write_checked(actor: Actor, batch: ImportBatch, checked: Checked, watch: Watch) -> ImportBatch:
    counts = write(checked.plans, actor=actor, on=batch.on, batch=batch, watch=watch)
    batch.state, batch.written_at = BatchState.WRITTEN, clock.now()
    batch.save(update_fields=["state", "written_at"])
    _keep_rows(batch, checked, watch)
    publish(PeopleImported(batch.pk, counts["added"] + counts["changed"]))
    return batch


@nothing_to_collect()
def import_now(*, actor: Actor, batch: ImportBatch, watch: Watch = NOBODY) -> tuple[ImportBatch, Checked]:
    """Check and write in one go, for whoever reads the counts afterwards (the command line)."""
    policy.check(actor, "change", batch)
    try:
        sheet = merged_people(batch, watch=watch)
    except RefusedFile as fault:
        _refuse_file(actor, batch, fault)
        raise Refused(str(fault)) from fault
    with transaction.atomic():
        batch = batches.locked(actor, batch)
        _refuse_unless(batch, BatchState.CHECKING, BatchState.CHECKED)
        record(
            actor, "cadres.import_written", batch, {"state": [batch.state, "written"]}, unit_id=batch.unit_id
        )
        checked = compare_file(actor=actor, batch=batch, watch=watch, sheet=sheet)
        _set_counts(batch, checked.counts)
        batch.reading = reading_as_json(sheet)
        batch.save()
        return _write_checked(actor, batch, checked, watch), checked


@nothing_to_collect()
def check_only(*, actor: Actor, file_name: str, content: bytes, on: date, watch: Watch = NOBODY) -> Checked:
    """What an import would do, leaving nothing behind."""
    policy.check_create(actor, ImportBatch, unit_id=batches.home_unit(actor))
    kept = batches.keep(content)
    batch = ImportBatch(file_name=file_name, stored_as=kept.stored_as, sha256=kept.sha256, on=on)
    try:
        return compare_file(actor=actor, batch=batch, watch=watch)
    except RefusedFile as fault:
        raise Refused(str(fault)) from fault
    finally:
        kept.path.unlink(missing_ok=True)


@transaction.atomic
def drop_batch(*, actor: Actor, batch: ImportBatch) -> ImportBatch:
    """Not written after all: the file and what was read of it go, the counts stay."""
    batch = batches.locked(actor, batch)
    _refuse_unless(batch, BatchState.CHECKING, BatchState.CHECKED, BatchState.REFUSED)
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
