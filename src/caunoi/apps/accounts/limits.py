"""How long rights may be passed on and a file stand open: dated data, ``regulations/access/passing_on.toml``."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class EmergencyLimit:
    """How long a file stands open in an emergency (mở khẩn cấp), and how long the reason is at least."""

    open_for: timedelta
    reason: int


@cache
def _told() -> dict[str, list[dict[str, Any]]]:
    file = files("caunoi.regulations") / "access" / "passing_on.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _on(kind: str, day: date) -> dict[str, Any]:
    """What holds on the day; before the first day, what came first."""
    dated = sorted(_told()[kind], key=lambda each: each["from"])
    return next((each for each in reversed(dated) if each["from"] <= day), dated[0])


def longest_delegation(day: date) -> timedelta:
    return timedelta(days=_on("delegation", day)["days"])


def emergency(day: date) -> EmergencyLimit:
    told = _on("emergency", day)
    return EmergencyLimit(timedelta(minutes=told["minutes"]), told["reason"])
