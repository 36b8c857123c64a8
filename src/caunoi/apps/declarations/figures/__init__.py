"""Figures of declarations and of the evidence behind facts."""

from caunoi.apps.declarations.figures import evidence, sheets
from caunoi.foundation.figures import rests_on

__all__ = ["evidence", "register", "sheets"]


def register() -> None:
    evidence.register()
    sheets.register()
    rests_on("declarations.", "declarations.declaration", "declarations.declarationround")
    rests_on("evidence.", "cadres.cadre")
