"""One number, one query (số liệu): definition, value, list, explanation, export and API from the same source."""

from caunoi.foundation.figures.registry import (
    Figure,
    FigureValue,
    Scope,
    all_figures,
    figure_or_404,
    register,
)

__all__ = ["Figure", "FigureValue", "Scope", "all_figures", "figure_or_404", "register"]
