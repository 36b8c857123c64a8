"""Changes of many people, newest first."""

from caunoi.apps.cadres.models import BulkChange, BulkRow
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import visible

MOST = 200


def bulk_changes(actor: Actor) -> list[BulkChange]:
    return list(visible(actor, BulkChange).order_by("-created_at")[:MOST])


def bulk_rows(actor: Actor, change: BulkChange) -> list[BulkRow]:
    """The people of a change the actor may read; whose data are kept apart is changed by nobody and shown to nobody."""
    return list(visible(actor, BulkRow).filter(change=change).order_by("number"))
