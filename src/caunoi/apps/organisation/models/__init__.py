"""Units whose identity is apart from their code, with everything dated."""

from caunoi.apps.organisation.models.act import LegalAct
from caunoi.apps.organisation.models.register import Coverage, Edition
from caunoi.apps.organisation.models.reorganisation import Reorganisation
from caunoi.apps.organisation.models.succession import Succession
from caunoi.apps.organisation.models.unit import Unit, UnitVersion, keys_of

__all__ = [
    "Coverage",
    "Edition",
    "LegalAct",
    "Reorganisation",
    "Succession",
    "Unit",
    "UnitVersion",
    "keys_of",
]
