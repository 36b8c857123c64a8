"""A look or a change of many people: at once where they are few, as a job where they are many."""

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import BulkChange
from caunoi.apps.cadres.models.bulk import BulkState
from caunoi.apps.cadres.services import bulk
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused
from caunoi.foundation.jobs import services as jobs
from caunoi.foundation.jobs.models import Job
from caunoi.foundation.policy import system_scope, visible

LOOK, DO = "cadres.bulk_look", "cadres.bulk_do"


def look(*, actor: Actor, change: BulkChange, address: str) -> BulkChange:
    if bulk.is_long(change.chosen):
        return _as_job(actor, change, LOOK, "Xem trước: %(what)s, %(n)s người", BulkState.LOOKING, address)
    return bulk.look(actor=actor, change=change)


def carry_out(*, actor: Actor, change: BulkChange, address: str) -> BulkChange:
    if bulk.is_long(change.chosen):
        return _as_job(actor, change, DO, "%(what)s, %(n)s người", BulkState.DOING, address)
    return bulk.carry_out(actor=actor, change=change)


@transaction.atomic
def _as_job(actor: Actor, change: BulkChange, name: str, title: str, state: str, address: str) -> BulkChange:
    """Asked twice it runs once; the title is kept with the job, in the language of records."""
    policy.check(actor, "change", change)
    change = visible(actor, BulkChange, "change").select_for_update().get(pk=change.pk)
    running = job_of(change)
    if running is not None and not running.has_ended:
        return change
    if state == BulkState.DOING and change.state not in (BulkState.LOOKED, BulkState.DOING):
        raise Refused(_("Lần làm này không còn chờ thực hiện. Tải lại trang để xem."))
    told = title % {"what": change.get_kind_display(), "n": change.chosen}
    job = jobs.enqueue(
        actor=actor, name=name, title=told[:200], payload={"change": str(change.pk), "url": address}
    )
    change.job_id, change.state = job.pk, state
    change.save(update_fields=["job_id", "state"])
    return change


def job_of(change: BulkChange) -> Job | None:
    """The last job asked for this change; whoever may see the change may watch it."""
    if change.job_id is None:
        return None
    with system_scope("cadres: the job of a visible bulk change"):
        found = Job.objects.filter(pk=change.job_id).first()
    return jobs.with_progress(found) if found else None
