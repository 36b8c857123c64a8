"""What the owner of a file says on the check page: this column is that, these are one, here are the mended rows."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre, ImportBatch, ImportRow
from caunoi.apps.cadres.models.batch import BatchState, RowVerdict
from caunoi.apps.cadres.schema import people_schema
from caunoi.apps.cadres.services import batches
from caunoi.apps.cadres.services.requesting import request_check, start_import
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import Refused

NEW = "new"


@transaction.atomic
def upload_corrected(
    *, actor: Actor, batch: ImportBatch, file_name: str, content: bytes, in_background: bool = True
) -> ImportBatch:
    """Rows mended in the error workbook take the place of the bad ones; then everything is checked again.

    Of a batch that was written they make the next one, read as the first was.
    """
    if batch.state == BatchState.WRITTEN:
        return _next_batch(actor, batch, file_name, content, in_background=in_background)
    batch = still_open(actor, batch)
    bad = policy.visible(actor, ImportRow).filter(batch=batch, verdict=RowVerdict.REJECTED)
    numbers = list(bad.order_by("number").values_list("number", flat=True))
    if not numbers:
        raise Refused(_("Không còn dòng lỗi nào để nạp tệp đã sửa."))
    kept = batches.keep(content)
    said = {"stored_as": kept.stored_as, "sha256": kept.sha256, "name": file_name[-255:], "replaces": numbers}
    batch.overrides["corrections"] = [*batch.overrides.get("corrections", ()), said]
    change = {"corrections": [None, file_name]}
    return check_again(actor, batch, "cadres.import_mended", change, in_background=in_background)


def _next_batch(
    actor: Actor, batch: ImportBatch, file_name: str, content: bytes, *, in_background: bool
) -> ImportBatch:
    """The rows left out, mended, on the same day and with the same columns and words."""
    policy.check(actor, "change", batch)
    kept = {name: batch.overrides[name] for name in ("columns", "words") if name in batch.overrides}
    return start_import(
        actor=actor,
        file_name=file_name,
        content=content,
        on=batch.on,
        overrides=kept,
        in_background=in_background,
    )


@transaction.atomic
def remap_columns(
    *, actor: Actor, batch: ImportBatch, columns: Mapping[str, int | None], in_background: bool = True
) -> ImportBatch:
    """Read columns of the list from other columns of the file, or from none."""
    batch = still_open(actor, batch)
    if set(columns) - set(people_schema(batch.on).by_key):
        raise Refused(_("Không có cột này trong danh sách."))
    taken = {index for index in columns.values() if index is not None}
    before = batch.overrides.get("columns", {})
    kept = {key: index for key, index in before.items() if index not in taken}
    batch.overrides["columns"] = {**kept, **columns}
    change = {"columns": [None, ", ".join(f"{key}: {index}" for key, index in columns.items())]}
    return check_again(actor, batch, "cadres.import_remapped", change, in_background=in_background)


@transaction.atomic
def settle_duplicate(
    *, actor: Actor, batch: ImportBatch, number: int, answer: str, in_background: bool = True
) -> ImportBatch:
    """``answer`` is ``new`` or the id of the person the row speaks of."""
    batch = still_open(actor, batch)
    row = policy.get_or_404(actor, ImportRow, batch=batch, number=number)
    asked = {problem["other"]["id"] for problem in row.problems if problem.get("other")}
    if answer != NEW:
        if answer not in asked:
            raise Refused(_("Chọn một trong hai người đang được so sánh."))
        policy.get_or_404(actor, Cadre, "bring_in", pk=answer)
    batch.overrides["decisions"] = {**batch.overrides.get("decisions", {}), str(number): answer}
    change = {"decisions": [None, f"{number}: {answer}"]}
    return check_again(actor, batch, "cadres.import_duplicate_settled", change, in_background=in_background)


def still_open(actor: Actor, batch: ImportBatch) -> ImportBatch:
    batch = batches.locked(actor, batch)
    if batch.state != BatchState.CHECKED:
        raise Refused(_("Chỉ chỉnh được lần nhập đã kiểm tra và chưa ghi."))
    return batch


def check_again(
    actor: Actor, batch: ImportBatch, action: str, change: dict[str, list[str | None]], *, in_background: bool
) -> ImportBatch:
    batch.state = BatchState.CHECKING
    batch.save(update_fields=["overrides", "state"])
    record(actor, action, batch, {name: list(pair) for name, pair in change.items()}, unit_id=batch.unit_id)
    if in_background:
        request_check(actor=actor, batch=batch)
    return batch
