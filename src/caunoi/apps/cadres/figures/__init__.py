"""Figures of the registry: how many people a list holds, how many seats there are and how they are filled."""

from caunoi.apps.cadres.figures import people, seats
from caunoi.apps.cadres.figures.people import answer, counted, list_url

__all__ = ["answer", "counted", "list_url", "register", "seats"]


def register() -> None:
    people.register()
    seats.register()
