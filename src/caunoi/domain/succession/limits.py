"""The limits of succession planning in force on a day, from the regulations."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Literal, get_args

What = Literal[
    "people_per_post", "posts_per_person", "women_percent", "young_percent", "age_bands", "months_left"
]


class UnfitLimits(ValueError):
    """A row of limits that cannot be used (mức quy hoạch chưa dùng được)."""


@dataclass(frozen=True)
class Limit:
    """One limit from a day on (mức), with its clause; without any number nothing is checked, and that is said."""

    what: What
    since: date
    clause: str
    confidence: str
    least: int | None = None
    most: int | None = None
    below: int | None = None
    bands: tuple[int, ...] = ()

    @property
    def says_a_number(self) -> bool:
        return self.least is not None or self.most is not None or bool(self.bands)


@cache
def load_limits() -> tuple[Limit, ...]:
    """The table kept with the regulations."""
    source = resources.files("caunoi").joinpath("regulations", "succession", "limits.toml")
    return read_limits(tomllib.loads(source.read_text(encoding="utf-8"))["limit"])


def read_limits(rows: Iterable[Mapping[str, Any]]) -> tuple[Limit, ...]:
    """The table of the given rows; a faulty row is named by its number."""
    return tuple(_read(number, row) for number, row in enumerate(rows, start=1))


def _read(number: int, row: Mapping[str, Any]) -> Limit:
    if row.get("what") not in get_args(What):
        raise UnfitLimits(f"dòng {number}: chưa biết mức “{row.get('what')}”")
    try:
        given = {key: row.get(key) for key in ("least", "most", "below")}
        bands = tuple(row.get("bands", ()))
        found = Limit(row["what"], row["from"], row["clause"], row["confidence"], bands=bands, **given)
    except KeyError as fault:
        raise UnfitLimits(f"dòng {number}: thiếu “{fault.args[0]}”") from fault
    if found.least is not None and found.most is not None and found.least > found.most:
        raise UnfitLimits(f"dòng {number}: mức ít nhất lớn hơn mức nhiều nhất")
    return found


def limits_on(day: date, table: Iterable[Limit] | None = None) -> dict[What, Limit]:
    """Of each kind the last that began by the day."""
    found: dict[What, Limit] = {}
    for limit in sorted(load_limits() if table is None else table, key=lambda each: each.since):
        if limit.since <= day:
            found[limit.what] = limit
    return found
