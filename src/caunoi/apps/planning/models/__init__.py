"""The optimiser's door and memory."""

from caunoi.apps.planning.models.change import PlanChange
from caunoi.apps.planning.models.country import CountryPiece
from caunoi.apps.planning.models.need import Need
from caunoi.apps.planning.models.offering import Offering
from caunoi.apps.planning.models.plan import Plan
from caunoi.apps.planning.models.proposal import PlanProposal

__all__ = ["CountryPiece", "Need", "Offering", "Plan", "PlanChange", "PlanProposal"]
