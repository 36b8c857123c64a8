"""What a person types when drawing up, copying, adjusting or adopting a plan."""

from caunoi.apps.planning.forms.plans import (
    AdoptForm,
    ClassMoveForm,
    CodeForm,
    CopyForm,
    DraftForm,
    SendBackForm,
)
from caunoi.apps.planning.forms.rules import Offered
from caunoi.apps.planning.forms.shocks import ShockForm

__all__ = [
    "AdoptForm", "ClassMoveForm", "CodeForm", "CopyForm", "DraftForm", "Offered", "SendBackForm", "ShockForm",
]  # fmt: skip
