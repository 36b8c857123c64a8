"""What the portal reads: published figures of a day, and the open tables of closed years."""

from caunoi.apps.portal.selectors.open_data import ALL, OUTCOMES, OpenRow, open_rows
from caunoi.apps.portal.selectors.published import (
    PEOPLE,
    PUBLISHED,
    Published,
    points_at_somebody,
    published_figures,
)

__all__ = [
    "ALL",
    "OUTCOMES",
    "PEOPLE",
    "PUBLISHED",
    "OpenRow",
    "Published",
    "open_rows",
    "points_at_somebody",
    "published_figures",
]
