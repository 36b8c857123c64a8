"""Kinds of facts that are kept from somebody for the sake of whom they are about, by the words of the record."""

from collections.abc import Mapping
from uuid import UUID

from django.db.models import Model

from caunoi.apps.cadres.models import Qualification, Rating, SuccessionPlan
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy.withheld import people_kept_from

WORDS: Mapping[type[Model], tuple[str, ...]] = {
    Qualification: ("qualifications", "scans"),
    Rating: ("ratings",),
    SuccessionPlan: ("plans",),
}
"""What the record calls a change of such facts."""


def kept_facts(actor: Actor) -> dict[str, set[UUID]]:
    """For each word of the record, the people of whom its values are not shown."""
    found = {model: people_kept_from(actor, model) for model in WORDS}
    return {word: people for model, people in found.items() if people for word in WORDS[model]}
