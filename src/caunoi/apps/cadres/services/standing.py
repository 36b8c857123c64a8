"""What the registry already knows about the people at hand, fetched once for all of them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from caunoi.apps.cadres.models import Cadre, Posting, Qualification, Rating
from caunoi.apps.cadres.services.matching import chunks
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import visible


@dataclass
class Known:
    """One person's facts (dữ kiện đã có)."""

    postings: list[Any] = field(default_factory=list)
    qualifications: list[Any] = field(default_factory=list)
    ratings: list[Any] = field(default_factory=list)


@dataclass
class Standing:
    """The facts of many people."""

    people: dict[UUID, Known] = field(default_factory=lambda: defaultdict(Known))

    def of(self, cadre_id: UUID | None) -> Known:
        return self.people[cadre_id] if cadre_id in self.people else Known()


def standing_of(people: Sequence[Cadre], *, actor: Actor) -> Standing:
    """Postings by first day, qualifications and ratings in the order they came."""
    found = Standing()
    sources: tuple[tuple[str, Any], ...] = (
        ("postings", visible(actor, Posting).order_by("valid_from", "id")),
        ("qualifications", visible(actor, Qualification).order_by("kind", "issued", "id")),
        ("ratings", visible(actor, Rating).order_by("year")),
    )
    for some in chunks({cadre.pk for cadre in people}):
        for name, rows in sources:
            for row in rows.filter(cadre_id__in=some):
                getattr(found.people[row.cadre_id], name).append(row)
    return found
