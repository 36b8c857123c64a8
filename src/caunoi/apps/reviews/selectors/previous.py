"""How the people of a sheet stood in the review that was sealed before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from caunoi.apps.reviews.models import FrozenPerson, FrozenReview, ReviewRound
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import visible


@dataclass(frozen=True)
class Before:
    """The last sealed review of the same unit before a round (lần rà soát trước), and its rows by person."""

    year: int | None = None
    rows: Mapping[UUID, FrozenPerson] = field(default_factory=dict)


def before_of(actor: Actor, round_: ReviewRound, cadre_ids: Sequence[UUID]) -> Before:
    """Rows the actor may see: whoever stood elsewhere then is not told of."""
    earlier = visible(actor, FrozenReview).filter(unit_id=round_.unit_id, as_of__lt=round_.as_of)
    review = earlier.distinct().order_by("-as_of").first()
    if review is None:
        return Before()
    rows = visible(actor, FrozenPerson).filter(review=review, cadre_id__among=list(cadre_ids))
    return Before(review.as_of.year, {row.cadre_id: row for row in rows})
