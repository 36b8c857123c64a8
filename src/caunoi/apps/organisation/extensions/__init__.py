"""Where upper modules join in: panels on the page of a unit, and what a reorganisation means for their rows."""

from caunoi.apps.organisation.extensions.consequences import (
    CONSEQUENCES,
    Consequence,
    Contributor,
    Heir,
    UnitChange,
    contributors,
)
from caunoi.apps.organisation.extensions.page import PAGE_SLOT, Panel, PanelExtension, panels

__all__ = [
    "CONSEQUENCES",
    "PAGE_SLOT",
    "Consequence",
    "Contributor",
    "Heir",
    "Panel",
    "PanelExtension",
    "UnitChange",
    "contributors",
    "panels",
]
