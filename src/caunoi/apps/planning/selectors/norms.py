"""Cost items of a plan and the circular they follow (khoản chi và căn cứ định mức), by day."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

TRAVEL = "di_lai"


@dataclass(frozen=True)
class CostItem:
    """An item money may be set aside for (khoản chi); ``travel`` is what the ways of the learners cost."""

    code: str
    name: str
    travel: bool = False


def cost_items() -> tuple[CostItem, ...]:
    """In the order of the sheet."""
    rows = _norms()["item"]
    return tuple(CostItem(row["code"], row["name"], bool(row.get("travel"))) for row in rows)


def item_names() -> dict[str, str]:
    return {item.code: item.name for item in cost_items()}


def basis_on(day: date) -> str:
    """The circular in force on the day; nothing where none is known."""
    found = (row for row in _norms()["basis"] if row["from"] <= day and ("to" not in row or day < row["to"]))
    return next((str(row["clause"]) for row in found), "")


@lru_cache(maxsize=1)
def _norms() -> Mapping[str, Any]:
    file = files("caunoi.regulations") / "training" / "norms.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
