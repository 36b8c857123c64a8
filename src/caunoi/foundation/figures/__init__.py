"""One number, one query (số liệu): definition, value, list, explanation, export and API from the same source."""

from caunoi.foundation.figures.grounds import rests_on
from caunoi.foundation.figures.registry import (
    Figure,
    FigureValue,
    Scope,
    all_figures,
    figure_or_404,
    register,
)
from caunoi.foundation.figures.scopes import id_in, scope_of, set_unit_finder, set_unit_namer

__all__ = [
    "Figure",
    "FigureValue",
    "Scope",
    "all_figures",
    "figure_or_404",
    "id_in",
    "register",
    "rests_on",
    "scope_of",
    "set_unit_finder",
    "set_unit_namer",
]
