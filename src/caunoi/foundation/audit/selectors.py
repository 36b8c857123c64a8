"""Reading the record: the head, the history of one thing, and whether the chain is whole."""

from functools import reduce
from operator import or_
from typing import Any

from django.db import models

from caunoi.foundation.actors import Actor
from caunoi.foundation.audit import chain
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.policy import check, system_scope

READS = ("_viewed", "_shown", "_exported", "list_taken")
ONLY_READ = reduce(or_, (models.Q(action__endswith=ending) for ending in READS))
"""Records of looking and taking along: nothing was changed by them."""


def head() -> tuple[int, str]:
    """(number of records, hash of the last): the version of the whole database, and what a backup is checked by."""
    with system_scope("audit: head of the chain"):
        found = AuditEvent.objects.order_by("-seq").values_list("seq", "hash").first()
    return found or (0, chain.GENESIS)


def head_of_changes() -> str:
    """The hash of the last record that changed something: the version of the data, whoever only looks at them."""
    with system_scope("audit: head of the chain"):
        return last_change().first() or chain.GENESIS


def last_change() -> Any:
    """The same as a question, for a statement that asks something else besides."""
    return AuditEvent.objects.exclude(ONLY_READ).order_by("-seq").values_list("hash", flat=True)


def history_of(actor: Actor, target: models.Model) -> Any:
    """Everything that was written about ``target``, newest first, for somebody who may see it."""
    check(actor, "view", target)
    with_target = {"target_type": target._meta.label_lower, "target_id": str(target.pk)}
    return (
        AuditEvent.objects.all()
        .scoped(by_product="audit: history of a thing seen")
        .filter(**with_target)
        .order_by("-seq")
    )


def walk_chain(after: chain.Walk = chain.START) -> chain.Walk:
    """Follow the chain from its beginning, or on from where it was followed to before."""
    with system_scope("audit: walk the chain"):
        rest = AuditEvent.objects.filter(seq__gt=after.seq).order_by("seq")
        return chain.follow(rest.iterator(chunk_size=5000), after)


def chain_fault() -> str | None:
    """The first fault of the whole chain, in words."""
    return walk_chain().fault or None


def still_holds(walked: chain.Walk) -> bool:
    """Is the record a walk ended at still there as it was?"""
    if walked.seq == 0:
        return True
    with system_scope("audit: walk the chain"):
        return AuditEvent.objects.filter(seq=walked.seq, hash=walked.hash).exists()
