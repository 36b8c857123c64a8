"""Review rounds, the sheet of each unit with its lines and steps, and what a round froze."""

from caunoi.apps.reviews.models.frozen import Adjustment, FrozenPerson, FrozenReview
from caunoi.apps.reviews.models.round import ReviewRound
from caunoi.apps.reviews.models.sheet import ReviewLine, ReviewSheet, ReviewStep

__all__ = [
    "Adjustment",
    "FrozenPerson",
    "FrozenReview",
    "ReviewLine",
    "ReviewRound",
    "ReviewSheet",
    "ReviewStep",
]
