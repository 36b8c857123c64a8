"""What the dated data say of numbers told to others: ``regulations/reporting/open_data.toml``."""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _told() -> dict[str, list[dict[str, Any]]]:
    kept = files("caunoi.regulations") / "reporting" / "open_data.toml"
    return tomllib.loads(kept.read_text(encoding="utf-8"))


def in_force(kind: str, day: date) -> dict[str, Any]:
    """What holds on the day; before the first day, what came first."""
    dated = sorted(_told()[kind], key=lambda each: each["from"])
    return next((each for each in reversed(dated) if each["from"] <= day), dated[0])


def fewest(day: date) -> int:
    """How few people a number may stand for where nobody is to be pointed at."""
    people: int = in_force("fewest", day)["people"]
    return people
