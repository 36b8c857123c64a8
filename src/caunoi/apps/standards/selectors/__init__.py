"""Reading verdicts, gaps and rules."""

from caunoi.apps.standards.selectors.asked import Asked, UnreadableQuestion, asked_of
from caunoi.apps.standards.selectors.verdicts import (
    Judged,
    Tally,
    Verdicts,
    data_version,
    verdicts,
    verdicts_by,
    verdicts_of_few,
)

__all__ = [
    "Asked",
    "Judged",
    "Tally",
    "UnreadableQuestion",
    "Verdicts",
    "asked_of",
    "data_version",
    "verdicts",
    "verdicts_by",
    "verdicts_of_few",
]
