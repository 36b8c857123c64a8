"""How few people a published number stands for, how often, its licence: ``regulations/reporting/open_data.toml``."""

from dataclasses import dataclass
from datetime import date, timedelta

from caunoi.domain.disclosure.limits import fewest, in_force

__all__ = ["Licence", "fewest", "licence", "published_day"]

MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True)
class Licence:
    """What everybody may do with what is published (giấy phép)."""

    name: str
    url: str


def published_day(day: date) -> date:
    """The last day of the newest period that is over on the day (kỳ công bố)."""
    after = day + timedelta(days=1)
    months = MONTHS[in_force("rhythm", day)["every"]]
    return date(after.year, (after.month - 1) // months * months + 1, 1) - timedelta(days=1)


def licence(day: date) -> Licence:
    told = in_force("licence", day)
    return Licence(told["name"], told["url"])
