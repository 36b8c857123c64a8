"""What a plan decides (nội dung kế hoạch), as one canonical text: the same for every reader, told apart by its hash.

Anybody with the file can recompute the code that is printed: SHA-256 of the bytes, nothing else. People stand in it by
their keys, so that a corrected name changes no decision.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from caunoi.apps.planning.models import Need, Offering, Plan
from caunoi.foundation.policy import system_scope

FORMAT = "plan-content/1"
Content = dict[str, Any]


def content_bytes(plan: Plan) -> bytes:
    """Keys sorted, no spaces, UTF-8: one content has one text."""
    text = json.dumps(content_of(plan), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def content_hash(plan: Plan) -> str:
    """SHA-256 in 64 hexadecimal digits."""
    return hashlib.sha256(content_bytes(plan)).hexdigest()


def content_of(plan: Plan) -> Content:
    """The plan's head, its open lines, who sits in them, and the money (whole đồng)."""
    with system_scope("planning: the content of a plan, the same whoever prints its code"):
        lines = _lines(plan)
        people = _people(plan, {row["id"]: row["code"] for row in lines})
    written = [_line(row, people.get(row["code"], [])) for row in lines]
    return {
        "format": FORMAT,
        "plan": {
            "id": str(plan.pk), "year": plan.year, "name": plan.name, "unit": str(plan.unit_id),
            "on": plan.on.isoformat(),
        },
        "lines": written,
        "people": sorted((row for rows in people.values() for row in rows), key=_order),
        "money": {"budget": plan.budget, "cost": sum(row["cost"] for row in written)},
    }  # fmt: skip


def _lines(plan: Plan) -> list[Any]:
    found = Offering.objects.filter(plan=plan, opened=True).order_by("code")
    return list(
        found.values(
            "id", "code", "programme__code", "venue__code", "starts_on", "ends_on", "min_size", "capacity",
            "open_cost", "head_cost",
        )
    )  # fmt: skip


def _people(plan: Plan, codes: Mapping[Any, str]) -> dict[str, list[dict[str, Any]]]:
    found = Need.objects.filter(plan=plan, offering__isnull=False)
    sitting: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for cadre, requirement, offering, travel in found.values_list(
        "cadre_id", "requirement", "offering_id", "travel_cost"
    ):
        line = codes.get(offering, "")
        sitting[line].append(
            {"person": str(cadre), "requirement": requirement, "line": line, "travel": travel}
        )
    return sitting


def _line(row: Mapping[str, Any], people: list[dict[str, Any]]) -> dict[str, Any]:
    travel = sum(each["travel"] for each in people)
    return {
        "code": row["code"],
        "programme": row["programme__code"],
        "venue": row["venue__code"],
        "from": row["starts_on"].isoformat(),
        "to": row["ends_on"].isoformat(),
        "least": row["min_size"],
        "seats": row["capacity"],
        "heads": len(people),
        "cost": row["open_cost"] + len(people) * row["head_cost"] + travel,
    }


def _order(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return row["line"], row["person"], row["requirement"]
