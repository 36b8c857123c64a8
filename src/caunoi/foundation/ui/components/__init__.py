"""Every component of the interface; the page ``/giao-dien/`` shows each of them."""

from caunoi.foundation.ui.components.base import Component
from caunoi.foundation.ui.components.facts import Count, Event, Explanation, Fact, KeyFacts, Tally, Timeline
from caunoi.foundation.ui.components.places import (
    Applied,
    BulkBar,
    Downloads,
    EmptyState,
    Filters,
    Pager,
    Tab,
    Tabs,
)
from caunoi.foundation.ui.components.tables import Cell, Column, GroupHead, Row, Table, heat
from caunoi.foundation.ui.components.words import (
    Button,
    Callout,
    Chip,
    ErrorSummary,
    Fault,
    Heading,
    Link,
    State,
    link_or_text,
)
from caunoi.foundation.ui.components.work import Progress, SidePanel, Step, Steps, StepStatus, Toast, Upload

__all__ = [
    "Applied", "BulkBar", "Button", "Callout", "Cell", "Chip", "Column", "Component", "Count", "Downloads",
    "EmptyState", "ErrorSummary", "Event", "Explanation", "Fact", "Fault", "Filters", "GroupHead", "Heading",
    "KeyFacts", "Link", "Pager", "Progress", "Row", "SidePanel", "State", "Step", "StepStatus", "Steps", "Tab", "Table",
    "Tabs", "Tally", "Timeline", "Toast", "Upload", "heat", "link_or_text",
]  # fmt: skip
