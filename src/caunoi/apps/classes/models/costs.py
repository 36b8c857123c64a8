"""What a class costs (dự toán lớp): items of a programme multiplied out for a number of heads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

HOURS_A_SESSION = 4
SHARE = "share"
PER_HEAD = frozenset({"head", "head_session"})
PER = {
    "class": "một lớp",
    "week": "một tuần",
    "session": "một buổi",
    "head": "một học viên",
    "head_session": "một học viên một buổi",
    SHARE: "phần trăm của các khoản khác",
}


@dataclass(frozen=True)
class CostLine:
    """One item of a class's budget (khoản chi): how many times which amount, by which clause."""

    item: str
    times: int
    amount: int
    total: int
    clause: str
    per: str


def sessions(hours: int) -> int:
    """A session (buổi) is four hours (tiết); a part of one is held as one."""
    return -(-hours // HOURS_A_SESSION)


def cost_lines(items: Sequence[Mapping[str, Any]], *, hours: int, weeks: int, heads: int) -> list[CostLine]:
    """Every item for so many heads; shares are taken of the items before them, to the whole đồng."""
    held = {"class": 1, "week": weeks, "session": sessions(hours)}
    times = {**held, "head": heads, "head_session": heads * sessions(hours)}
    lines: list[CostLine] = []
    for item in items:
        if item["per"] == SHARE:
            lines.append(_share(item, sum(line.total for line in lines)))
        else:
            count, amount = times[item["per"]], int(item["amount"])
            lines.append(
                CostLine(item["item"], count, amount, count * amount, item["clause"], PER[item["per"]])
            )
    return lines


def _share(item: Mapping[str, Any], of: int) -> CostLine:
    percent = int(item["percent"])
    total = of * percent // 100
    return CostLine(item["item"], percent, of, total, item["clause"], PER[SHARE])


def opening_cost(items: Sequence[Mapping[str, Any]], *, hours: int, weeks: int) -> int:
    """What a class costs before anybody sits in it, with its part of the shares."""
    return sum(line.total for line in cost_lines(items, hours=hours, weeks=weeks, heads=0))


def cost_of_head(items: Sequence[Mapping[str, Any]], *, hours: int, weeks: int) -> int:
    """What one more head adds, with its part of the shares; never less than the sheet says."""
    one = sum(line.total for line in cost_lines(items, hours=hours, weeks=weeks, heads=1))
    return one - opening_cost(items, hours=hours, weeks=weeks)


@dataclass(frozen=True)
class ItemCost:
    """What one item of the sheet takes (phần của một khoản chi): for opening the class, and for each head in it."""

    name: str
    opening: int
    head: int


def costs_by_item(items: Sequence[Mapping[str, Any]], *, hours: int, weeks: int) -> dict[str, ItemCost]:
    """The two costs above, item by item; an item without a code of its own goes by its name."""
    empty, one = (cost_lines(items, hours=hours, weeks=weeks, heads=heads) for heads in (0, 1))
    found: dict[str, ItemCost] = {}
    for item, before, after in zip(items, empty, one, strict=True):
        code = str(item.get("code") or item["item"])
        known = found.get(code, ItemCost(item["item"], 0, 0))
        found[code] = ItemCost(
            known.name, known.opening + before.total, known.head + after.total - before.total
        )
    return found
