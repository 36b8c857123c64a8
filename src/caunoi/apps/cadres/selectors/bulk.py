"""Changes of many people, newest first."""

from caunoi.apps.cadres.models import BulkChange
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import visible

MOST = 200


def bulk_changes(actor: Actor) -> list[BulkChange]:
    return list(visible(actor, BulkChange).order_by("-created_at")[:MOST])
