"""What people type about units."""

from caunoi.apps.organisation.forms.households import HouseholdsForm
from caunoi.apps.organisation.forms.lists import ListForm, unit_filter
from caunoi.apps.organisation.forms.reorganising import (
    ActForm,
    ChangeForm,
    LevelForm,
    MergerForm,
    MoveForm,
    PartForm,
    SplitForm,
    TakingBackForm,
)

__all__ = [
    "ActForm",
    "ChangeForm",
    "HouseholdsForm",
    "LevelForm",
    "ListForm",
    "MergerForm",
    "MoveForm",
    "PartForm",
    "SplitForm",
    "TakingBackForm",
    "unit_filter",
]
