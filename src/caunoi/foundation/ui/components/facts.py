"""Facts about one thing: key facts with their source, counts that add up, a time line, an explanation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from caunoi.foundation.ui.components.base import Component
from caunoi.foundation.ui.components.words import Link, State


@dataclass(frozen=True)
class Fact:
    """A label, a value, where it comes from, and one thing to do about it."""

    label: str
    value: Any
    source: Any = ""
    act: Link | None = None


@dataclass(frozen=True)
class KeyFacts(Component):
    """Label and value side by side (thông tin chính); also a list of definitions."""

    template = "ui/_facts.html"
    facts: Sequence[Fact]


@dataclass(frozen=True)
class Count:
    """One count of a tally: ``value`` is a number or a figure."""

    label: str
    value: Any
    state: State = "trung-tinh"
    note: str = ""
    total: bool = False


@dataclass(frozen=True)
class Tally(Component):
    """Counts beside each other that add up to the last (các con số cộng lại)."""

    template = "ui/_tally.html"
    counts: Sequence[Count]
    label: str


@dataclass(frozen=True)
class Event:
    """One entry of a time line; ``current`` holds today, ``planned`` has not happened."""

    when: str
    what: Any
    detail: Any = ""
    source: Any = ""
    state: Literal["", "current", "planned"] = ""
    chips: Sequence[Any] = ()


@dataclass(frozen=True)
class Timeline(Component):
    """What happened, newest first (dòng thời gian)."""

    template = "ui/_timeline.html"
    events: Sequence[Event]


@dataclass(frozen=True)
class Explanation(Component):
    """One number explained (giải thích một con số), in the side panel or on its page."""

    template = "ui/_explanation.html"
    title: str
    definition: str
    formula: str = ""
    figure: Any = None
    scope: str = ""
    as_at: str = ""
    excluded: Sequence[str] = ()
    sources: Sequence[Any] = ()
    changed: str = ""
    differs: Any = ""
    rows: Link | None = None
