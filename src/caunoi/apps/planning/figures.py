"""Figures of a plan, for pages, files and the API."""

from caunoi.apps.planning.selectors.counted import FIGURES
from caunoi.foundation import figures


def register() -> None:
    for figure in FIGURES.values():
        figures.register(figure)
    figures.rests_on("plan.", "planning.plan")
    figures.rests_on("plan.lacking", "cadres.cadre", "cadres.posting")
