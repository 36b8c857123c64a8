"""How few people a published number stands for, how often, its licence: ``regulations/reporting/open_data.toml``."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from caunoi.domain.disclosure.fewest import fewest

__all__ = ["Licence", "fewest", "licence", "published_day"]


@dataclass(frozen=True)
class Licence:
    """What everybody may do with what is published (giấy phép)."""

    name: str
    url: str


@cache
def _told() -> dict[str, list[dict[str, Any]]]:
    kept = files("caunoi.regulations") / "reporting" / "open_data.toml"
    return tomllib.loads(kept.read_text(encoding="utf-8"))


def _on(kind: str, day: date) -> dict[str, Any]:
    """What holds on the day; before the first day, what came first."""
    dated = sorted(_told()[kind], key=lambda each: each["from"])
    return next((each for each in reversed(dated) if each["from"] <= day), dated[0])


MONTHS = {"month": 1, "quarter": 3, "year": 12}


def published_day(day: date) -> date:
    """The last day of the newest period that is over on the day (kỳ công bố)."""
    after = day + timedelta(days=1)
    months = MONTHS[_on("rhythm", day)["every"]]
    return date(after.year, (after.month - 1) // months * months + 1, 1) - timedelta(days=1)


def licence(day: date) -> Licence:
    told = _on("licence", day)
    return Licence(told["name"], told["url"])
