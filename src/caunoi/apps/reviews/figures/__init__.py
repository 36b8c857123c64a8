"""Numbers of a review: how far its sheets are, and who is in what was frozen."""

from caunoi.apps.reviews.figures import results, sheets
from caunoi.apps.reviews.figures.sheets import CODES, ROUND, counted
from caunoi.foundation.figures import rests_on

__all__ = ["CODES", "ROUND", "counted", "register"]


def register() -> None:
    sheets.register()
    results.register()
    rests_on("review.", "reviews.reviewsheet", "reviews.reviewround")
    rests_on("review.result", "reviews.reviewround", "reviews.adjustment")
