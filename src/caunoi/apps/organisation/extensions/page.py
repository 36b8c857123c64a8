"""What an upper module may add to the page of a unit (phần mở rộng).

Registered in ``AppConfig.ready()``: ``slots.register(PAGE_SLOT, MyPanel())``.
"""

from datetime import date
from typing import Protocol
from uuid import UUID

from caunoi.foundation.actors import Actor
from caunoi.foundation.ui import slots
from caunoi.foundation.ui.panels import Panel

PAGE_SLOT = "unit.page"
__all__ = ["PAGE_SLOT", "Panel", "PanelExtension", "panels"]


class PanelExtension(Protocol):
    """A panel on ``/don-vi/<id>/``; None where it has nothing to say to this actor."""

    key: str
    order: int = 100

    def panel(self, actor: Actor, unit_id: UUID, on: date) -> Panel | None: ...


def panels(actor: Actor, unit_id: UUID, on: date) -> list[Panel]:
    offered = (extension.panel(actor, unit_id, on) for extension in slots.of(PAGE_SLOT))
    return [panel for panel in offered if panel is not None]
