"""Nominations for training with their steps, and owed standards."""

from caunoi.apps.selection.models.nomination import Nomination, NominationStep
from caunoi.apps.selection.models.owed import OwedStandard

__all__ = ["Nomination", "NominationStep", "OwedStandard"]
