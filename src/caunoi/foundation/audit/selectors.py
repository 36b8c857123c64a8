"""Reading the record: the head, the history of one thing, and whether the chain is whole."""

from typing import Any

from django.db import models

from caunoi.foundation.actors import Actor
from caunoi.foundation.audit import chain
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.policy import check, system_scope


def head() -> tuple[int, str]:
    """(number of records, hash of the last): the version of the whole database, and what a backup is checked by."""
    with system_scope("audit: head of the chain"):
        found = AuditEvent.objects.order_by("-seq").values_list("seq", "hash").first()
    return found or (0, chain.GENESIS)


def head_of_changes() -> str:
    """The hash of the last record that changed something: the version of the data, whoever only looks at them."""
    with system_scope("audit: head of the chain"):
        only_read = models.Q()
        for ending in ("_viewed", "_shown", "_exported", "list_taken"):
            only_read |= models.Q(action__endswith=ending)
        changes = AuditEvent.objects.exclude(only_read).order_by("-seq")
        return changes.values_list("hash", flat=True).first() or chain.GENESIS


def history_of(actor: Actor, target: models.Model) -> Any:
    """Everything that was written about ``target``, newest first, for somebody who may see it."""
    check(actor, "view", target)
    with_target = {"target_type": target._meta.label_lower, "target_id": str(target.pk)}
    return AuditEvent.objects.all().scoped().filter(**with_target).order_by("-seq")


def chain_fault() -> str | None:
    with system_scope("audit: walk the chain"):
        return chain.first_fault(AuditEvent.objects.order_by("seq").iterator(chunk_size=5000))
