"""A file compared with the registry, row by row, and what was found kept for the check page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import ImportBatch, ImportRow
from caunoi.apps.cadres.models.batch import BatchState, RowVerdict
from caunoi.apps.cadres.services import batches, reversal
from caunoi.apps.cadres.services.collecting import nothing_to_collect
from caunoi.apps.cadres.services.comparing import compare
from caunoi.apps.cadres.services.fingerprints import fingerprint_of
from caunoi.apps.cadres.services.mended import merged_people
from caunoi.apps.cadres.services.records import PersonRecord, RowPlan, counts_of, masked
from caunoi.apps.cadres.services.requesting import refuse_unless
from caunoi.apps.cadres.services.sheet_rows import SaidRow
from caunoi.apps.cadres.services.sheets import PeopleSheet, reading_as_json
from caunoi.apps.cadres.services.watching import NOBODY, Watch
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.selectors import head
from caunoi.foundation.audit.services import record
from caunoi.foundation.db.bulk import insert_rows
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import system_scope
from caunoi.foundation.workbooks.refusals import RefusedFile

ROWS_AT_ONCE = 2000
FORESEEN = "foreseen"


@dataclass(frozen=True)
class Checked:
    """A file compared with the registry (kết quả kiểm tra): each row said and planned, side by side."""

    sheet: PeopleSheet
    rows: list[SaidRow]
    plans: list[RowPlan]

    @property
    def counts(self) -> dict[str, int]:
        return counts_of(self.plans)


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
    refuse_unless(batch, BatchState.CHECKING, BatchState.CHECKED)
    try:
        checked = compare_file(actor=actor, batch=batch, watch=watch)
    except RefusedFile as fault:
        return refuse_file(actor, batch, fault)
    return keep_check(actor, batch, checked, watch)


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
def refuse_file(actor: Actor, batch: ImportBatch, fault: RefusedFile) -> ImportBatch:
    batch = batches.locked(actor, batch)
    batch.state, batch.refusal = BatchState.REFUSED, str(fault)[:1000]
    batch.save(update_fields=["state", "refusal"])
    record(actor, "cadres.import_refused", batch, {"refusal": [None, batch.refusal]}, unit_id=batch.unit_id)
    return batch


@transaction.atomic
def keep_check(
    actor: Actor, batch: ImportBatch, checked: Checked, watch: Watch, *, stale: bool = False
) -> ImportBatch:
    batch = batches.locked(actor, batch)
    refuse_unless(batch, BatchState.CHECKING, BatchState.CHECKED)
    batch.state, batch.refusal, batch.data_head = BatchState.CHECKED, "", head()[0]
    batch.reading = {
        **reading_as_json(checked.sheet), "stale": stale, FORESEEN: fingerprint_of(checked.plans),
    }  # fmt: skip
    set_counts(batch, checked.counts)
    batch.save()
    keep_rows(batch, checked, watch)
    changes = {name: [None, count] for name, count in checked.counts.items()}
    record(actor, "cadres.import_checked", batch, changes, unit_id=batch.unit_id)
    return batch


def set_counts(batch: ImportBatch, counts: dict[str, int]) -> None:
    for name, count in counts.items():
        setattr(batch, name, count)


def keep_rows(batch: ImportBatch, checked: Checked, watch: Watch) -> None:
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
