"""How long and how short things may be at the doors and with rights: dated data in ``regulations/access``."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

PASSING_ON, PASSWORDS, TOKENS = "passing_on.toml", "passwords.toml", "tokens.toml"


@dataclass(frozen=True)
class EmergencyLimit:
    """How long a file stands open in an emergency (mở khẩn cấp), and how long the reason is at least."""

    open_for: timedelta
    reason: int


@dataclass(frozen=True)
class TokenLimit:
    """Who may ask for a key of an office (mã truy cập), for how long at most, and how often it may be used."""

    roles: frozenset[str]
    longest: timedelta
    per_minute: int
    reason: int


@cache
def told(name: str) -> dict[str, list[dict[str, Any]]]:
    """One file of the regulations of access."""
    return tomllib.loads((files("caunoi.regulations") / "access" / name).read_text(encoding="utf-8"))


def _on(name: str, kind: str, day: date) -> dict[str, Any]:
    """What holds on the day; before the first day, what came first."""
    dated = sorted(told(name)[kind], key=lambda each: each["from"])
    return next((each for each in reversed(dated) if each["from"] <= day), dated[0])


def longest_delegation(day: date) -> timedelta:
    return timedelta(days=_on(PASSING_ON, "delegation", day)["days"])


def emergency(day: date) -> EmergencyLimit:
    limit = _on(PASSING_ON, "emergency", day)
    return EmergencyLimit(timedelta(minutes=limit["minutes"]), limit["reason"])


def of_tokens(day: date) -> TokenLimit:
    limit = _on(TOKENS, "token", day)
    return TokenLimit(
        frozenset(limit["roles"]), timedelta(days=limit["days"]), limit["per_minute"], limit["reason"]
    )


def password_length(day: date, *, with_factor: bool = False) -> int:
    """How many characters a password has at least; fewer where a second factor stands beside it."""
    length: int = _on(PASSWORDS, "length", day)["with_factor" if with_factor else "alone"]
    return length


def letter_holds_for(day: date) -> timedelta:
    """How long the code of a letter sets a new password."""
    return timedelta(hours=_on(PASSWORDS, "letter", day)["hours"])
