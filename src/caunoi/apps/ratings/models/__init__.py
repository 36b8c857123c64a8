"""A year's rating as work: rounds, the units in it, a sheet for each person with its steps, and what was sealed."""

from caunoi.apps.ratings.models.round import RatedUnit, RatingRound
from caunoi.apps.ratings.models.sealed import RatingAdjustment, RatingSeal, SealedRating
from caunoi.apps.ratings.models.sheet import RatingSheet, RatingStep

__all__ = [
    "RatedUnit",
    "RatingAdjustment",
    "RatingRound",
    "RatingSeal",
    "RatingSheet",
    "RatingStep",
    "SealedRating",
]
