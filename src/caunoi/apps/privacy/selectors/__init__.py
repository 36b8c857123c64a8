"""Reading requests, holds, copies, and everything held about one person."""

from caunoi.apps.privacy.selectors.holds import held_on, holds_of, is_held
from caunoi.apps.privacy.selectors.requests import (
    Standing,
    count_late,
    names_of,
    open_requests_of,
    request_or_404,
    requests_of,
    standing_of,
)

__all__ = [
    "Standing",
    "count_late",
    "held_on",
    "holds_of",
    "is_held",
    "names_of",
    "open_requests_of",
    "request_or_404",
    "requests_of",
    "standing_of",
]
