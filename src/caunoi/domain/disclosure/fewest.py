"""How few people a number may stand for where nobody is to be pointed at: ``regulations/reporting/open_data.toml``."""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _told() -> list[dict[str, Any]]:
    kept = files("caunoi.regulations") / "reporting" / "open_data.toml"
    return sorted(tomllib.loads(kept.read_text(encoding="utf-8"))["fewest"], key=lambda each: each["from"])


def fewest(day: date) -> int:
    """What holds on the day; before the first day, what came first."""
    dated = _told()
    people: int = next((each for each in reversed(dated) if each["from"] <= day), dated[0])["people"]
    return people
