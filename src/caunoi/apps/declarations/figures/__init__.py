"""Figures of declarations and of the evidence behind facts."""

from caunoi.apps.declarations.figures import evidence

__all__ = ["evidence", "register"]


def register() -> None:
    evidence.register()
