"""What the choice of people goes by on a day (mức đề xuất): dated data."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True)
class SelectionLimits:
    """From when, how much service must be left to be proposed, and what it rests on."""

    since: date
    least_months_left: int
    clause: str
    confidence: str


def selection_limits_on(day: date) -> SelectionLimits:
    """In force on the day; before the first ones those hold."""
    rows = _rows()
    return next((row for row in reversed(rows) if row.since <= day), rows[0])


@lru_cache(maxsize=1)
def _rows() -> tuple[SelectionLimits, ...]:
    file = files("caunoi.regulations") / "training" / "selection.toml"
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["selection"]
    found = [
        SelectionLimits(row["from"], row["least_months_left"], row["clause"], row["confidence"])
        for row in rows
    ]
    return tuple(sorted(found, key=lambda row: row.since))
