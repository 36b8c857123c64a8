"""Figures of the registry: how many people a list holds, how many seats there are and how they are filled."""

from caunoi.apps.cadres.figures import people, seats
from caunoi.apps.cadres.figures.people import answer, counted, list_url
from caunoi.foundation.figures import rests_on

__all__ = ["answer", "counted", "list_url", "register", "seats"]


def register() -> None:
    people.register()
    seats.register()
    for start in ("cadres.", "people.", "posts."):
        rests_on(start, "cadres.cadre", "cadres.posting")
    rests_on("seats.", "cadres.seat", "cadres.cadre", "cadres.posting")
    rests_on("staff.", "cadres.seat", "cadres.cadre", "cadres.posting")
