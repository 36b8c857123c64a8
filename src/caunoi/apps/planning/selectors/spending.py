"""What a plan spends on each cost item (chi theo khoản), by the norms it was drawn up under."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from caunoi.apps.planning.selectors.plans import PlanRows

MILLION = 1_000_000


@dataclass(frozen=True)
class SpentOnItem:
    """One item of the plan (khoản chi của kế hoạch), in đồng; ``limit`` is None where it has none of its own."""

    code: str
    name: str
    limit: int | None
    spent: int


def spent_by_item(rows: PlanRows) -> list[SpentOnItem]:
    """In the order of the sheet; nothing for a plan from before the items were kept. They add up to ``rows.cost``."""
    return [_spent(rows, item) for item in rows.plan.instance.get("items") or []]


def _spent(rows: PlanRows, item: Mapping[str, Any]) -> SpentOnItem:
    limit = None if item["limit"] is None else round(item["limit"] * MILLION)
    if item["travel"]:
        return SpentOnItem(item["code"], item["name"], limit, rows.travel_cost)
    spent = sum(
        round(item["open"][line.index] * MILLION)
        + len(rows.in_line(line)) * round(item["head"][line.index] * MILLION)
        for line in rows.opened
    )
    return SpentOnItem(item["code"], item["name"], limit, spent)
