"""A file handed in, and the jobs asked for about it."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import ImportBatch
from caunoi.apps.cadres.models.batch import BatchState
from caunoi.apps.cadres.services import batches
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import Refused
from caunoi.foundation.jobs import services as jobs
from caunoi.foundation.jobs.models import Job
from caunoi.foundation.policy import system_scope

CHECK, WRITE = "cadres.check", "cadres.write"


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
    refuse_unless(batch, BatchState.CHECKING, BatchState.CHECKED, BatchState.REFUSED)
    batch.state = BatchState.CHECKING
    return _ask_for(CHECK, "Kiểm tra tệp %(name)s", actor, batch)


@transaction.atomic
def request_write(*, actor: Actor, batch: ImportBatch) -> Job:
    """Ask for the write as a job; asked twice it is done once."""
    batch = batches.locked(actor, batch)
    refuse_unless(batch, BatchState.CHECKED)
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


def refuse_unless(batch: ImportBatch, *states: str) -> None:
    if batch.state not in states:
        words = _("Lần nhập này: %(state)s; không làm được việc vừa chọn. Tải lại trang để xem.")
        raise Refused(words % {"state": _(batch.get_state_display()).lower()})
