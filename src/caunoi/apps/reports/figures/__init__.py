"""Figures that read across modules: how far those who were short of the standard have come since the plan was made."""

from caunoi.apps.reports.figures.flow import FIGURES
from caunoi.foundation import figures


def register() -> None:
    for figure in FIGURES.values():
        figures.register(figure)
    figures.rests_on("flow.", "planning.plan", "cadres.cadre", "cadres.posting")
