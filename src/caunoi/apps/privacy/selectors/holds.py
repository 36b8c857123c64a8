"""Who must not be erased."""

from datetime import date
from typing import Any
from uuid import UUID

from caunoi.apps.privacy.models import LegalHold
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import system_scope, visible


def held_on(on: date) -> set[UUID]:
    """Everybody under a hold on the day."""
    with system_scope("privacy: who must not be erased"):
        return set(LegalHold.objects.on(on).values_list("subject_id", flat=True))


def is_held(subject_id: UUID, on: date) -> LegalHold | None:
    """The hold that keeps the person, if there is one on the day."""
    with system_scope("privacy: who must not be erased"):
        return LegalHold.objects.on(on).filter(subject_id=subject_id).first()


def holds_of(actor: Actor, subject_id: UUID | None = None) -> list[Any]:
    found = visible(actor, LegalHold)
    return list(found.filter(subject_id=subject_id) if subject_id else found)
