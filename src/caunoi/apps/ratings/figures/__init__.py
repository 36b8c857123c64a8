"""Numbers of the yearly ratings: how the people of a year were rated, and how far a round is."""

from caunoi.apps.ratings.figures import levels, people, sheets
from caunoi.apps.ratings.figures.levels import AT_LEVEL, CORRECTED, NEAR, OVER, limits_of, scope_of
from caunoi.apps.ratings.figures.people import KEEPER, LEVEL, PEOPLE, YEAR, list_url
from caunoi.apps.ratings.figures.sheets import CODES, ROUND, UNIT, counted, told
from caunoi.foundation.figures import rests_on

__all__ = [
    "AT_LEVEL",
    "CODES",
    "CORRECTED",
    "KEEPER",
    "LEVEL",
    "NEAR",
    "OVER",
    "PEOPLE",
    "ROUND",
    "UNIT",
    "YEAR",
    "counted",
    "limits_of",
    "list_url",
    "register",
    "scope_of",
    "told",
]


def register() -> None:
    people.register()
    sheets.register()
    levels.register()
    rests_on("rating.", "ratings.ratingsheet", "ratings.ratedunit", "ratings.ratinground")
    for code in (PEOPLE, AT_LEVEL, OVER, NEAR):
        rests_on(code, "cadres.cadre", "ratings.ratedunit")
    rests_on(CORRECTED, "ratings.ratingadjustment")
