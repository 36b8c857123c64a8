"""A panel that an upper module puts on the page of a lower one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Panel:
    """A panel on a page (khung): a title, and a component or the module's own template."""

    title: str
    body: Any = None
    template: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    links: Sequence[Any] = ()
