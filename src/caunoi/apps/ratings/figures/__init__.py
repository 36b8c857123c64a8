"""Numbers of the yearly ratings: how the people of a year were rated, and how far a round is."""

from caunoi.apps.ratings.figures import people, sheets
from caunoi.apps.ratings.figures.people import KEEPER, LEVEL, PEOPLE, YEAR, list_url
from caunoi.apps.ratings.figures.sheets import CODES, ROUND, UNIT, counted
from caunoi.foundation.figures import rests_on

__all__ = [
    "CODES",
    "KEEPER",
    "LEVEL",
    "PEOPLE",
    "ROUND",
    "UNIT",
    "YEAR",
    "counted",
    "list_url",
    "register",
]


def register() -> None:
    people.register()
    sheets.register()
    rests_on("rating.", "ratings.ratingsheet", "ratings.ratedunit", "ratings.ratinground")
    rests_on("rating.people", "cadres.cadre", "ratings.ratedunit")
