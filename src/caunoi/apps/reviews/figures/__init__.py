"""Numbers of a review: how far its sheets are, and who is in what was frozen."""

from caunoi.apps.reviews.figures import results, sheets
from caunoi.apps.reviews.figures.sheets import CODES, ROUND, counted

__all__ = ["CODES", "ROUND", "counted", "register"]


def register() -> None:
    sheets.register()
    results.register()
