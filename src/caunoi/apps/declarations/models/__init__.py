"""Rounds of self-declaration, what each person declared, and who is comparing which scan."""

from caunoi.apps.declarations.models.declaration import Declaration, DeclaredItem
from caunoi.apps.declarations.models.hold import ScanHold
from caunoi.apps.declarations.models.round import DeclarationRound

__all__ = ["Declaration", "DeclarationRound", "DeclaredItem", "ScanHold"]
