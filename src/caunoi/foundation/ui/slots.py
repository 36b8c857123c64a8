"""Slots (chỗ cắm): how an upper module shows itself on a lower page without the lower one knowing it.

The page that has room names a slot and says what it asks of an extension; an upper module registers one in
its ``AppConfig.ready()``; the page walks ``of(name)``.
"""

from typing import Any

_slots: dict[str, dict[str, Any]] = {}


def register(slot_name: str, extension: Any) -> None:
    """``extension.key`` names it inside the slot: registered again, it takes its own place."""
    _slots.setdefault(slot_name, {})[extension.key] = extension


def of(slot_name: str) -> tuple[Any, ...]:
    """What was registered, by ``order`` (100 where an extension names none), then as it came."""
    extensions = _slots.get(slot_name, {}).values()
    return tuple(sorted(extensions, key=lambda extension: getattr(extension, "order", 100)))
