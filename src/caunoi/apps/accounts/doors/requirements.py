"""From which day which roles need a second factor: dated data, ``regulations/access/second_factor.toml``."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from caunoi.apps.accounts import limits
from caunoi.apps.accounts.choices import Role


@dataclass(frozen=True)
class Requirement:
    """A role that needs a second factor (yêu cầu xác thực hai bước) from a day on."""

    role: str
    since: date
    basis: str


@cache
def all_requirements() -> tuple[Requirement, ...]:
    found = tuple(
        Requirement(Role(role).value, each["from"], each["basis"])
        for each in limits.told("second_factor.toml")["required"]
        for role in each["roles"]
    )
    if len({each.role for each in found}) != len(found):
        raise ValueError("second_factor.toml names a role twice")
    return found


def needed_from(roles: Iterable[str]) -> Requirement | None:
    """The earliest day on which one of the roles needs a second factor; None when none ever does."""
    mine = set(roles)
    return min(
        (each for each in all_requirements() if each.role in mine), key=lambda each: each.since, default=None
    )


def is_needed(roles: Iterable[str], on: date) -> bool:
    needed = needed_from(roles)
    return needed is not None and needed.since <= on
