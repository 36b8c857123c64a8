"""Figures of declarations and of the evidence behind facts."""

from caunoi.apps.declarations.figures import evidence, sheets

__all__ = ["evidence", "register", "sheets"]


def register() -> None:
    evidence.register()
    sheets.register()
