"""What a person types when drawing up, copying or adopting a plan."""

from caunoi.apps.planning.forms.plans import (
    AdoptForm,
    ClassMoveForm,
    CodeForm,
    CopyForm,
    DraftForm,
    SendBackForm,
)

__all__ = ["AdoptForm", "ClassMoveForm", "CodeForm", "CopyForm", "DraftForm", "SendBackForm"]
