"""What commands, files and the API print of units: plain rows with names that stay put."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.organisation.choices import UnitType
from caunoi.apps.organisation.register import Passage
from caunoi.apps.organisation.selectors import Lookup
from caunoi.apps.organisation.tree import Node, Tree
from caunoi.domain.lineage import Version
from caunoi.domain.vocabulary.vietnamese import format_date

TREE = ("code", "name", "full_name", "type", "parent", "parent_code", "area", "depth", "id")
LOOKUP = (
    "name",
    "full_name",
    "type",
    "code",
    "from",
    "to",
    "parent",
    "source",
    "confidence",
    "id",
    "became",
    "today",
)


def tree_row(tree: Tree, depth: int, node: Node) -> dict[str, Any]:
    above = tree.nodes.get(node.parent_id) if node.parent_id else None
    return {
        "code": node.code,
        "name": node.name,
        "full_name": node.full_name,
        "type": node.type,
        "parent": above.full_name if above else None,
        "parent_code": above.code if above else None,
        "area": node.area or None,
        "depth": depth,
        "id": str(node.id),
    }


def tree_rows(tree: Tree, root: Node | None = None) -> list[dict[str, Any]]:
    return [tree_row(tree, depth, node) for depth, node in tree.walk(root.id if root else None)]


def looked_up(answer: Lookup) -> dict[str, Any]:
    version = answer.version
    return {
        "name": version.name,
        "full_name": version.full_name,
        "type": str(version.type),
        "code": version.code,
        "from": _iso(version.period.start),
        "to": _iso(version.period.end),
        "parent": answer.parent.full_name if answer.parent else None,
        "source": version.source,
        "confidence": str(version.confidence),
        "id": str(answer.unit_id),
        "became": [became(passage) for passage in answer.passages],
        "today": [named(each) for each in answer.today],
    }


def became(passage: Passage) -> dict[str, Any]:
    """One step; ``of`` is who passed, since a unit may have passed through others on its way."""
    return {
        "of": passage.before.full_name if passage.before else passage.step.predecessor,
        **(
            named(passage.after)
            if passage.after
            else {"name": None, "full_name": None, "code": None, "type": None}
        ),
        "on": passage.on.isoformat(),
        "kind": str(passage.step.kind),
        "share": str(passage.step.share),
        "act": passage.step.act or None,
        "confidence": str(passage.step.confidence),
    }


def named(version: Version) -> dict[str, Any]:
    return {
        "name": version.name,
        "full_name": version.full_name,
        "code": version.code,
        "type": str(version.type),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def lookup_lines(found: Iterable[Lookup], *, on: date) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """One line for each step of each unit found, for a terminal or CSV."""
    heads = (
        _("đơn vị"), _("mã"), _("thuộc"), _("thời gian"), _("ngày"), _("đã"), _("thành"), _("văn bản"), _("độ tin cậy"),
        _("đến %(day)s") % {"day": format_date(on)},
    )  # fmt: skip
    lines: list[tuple[Any, ...]] = []
    for answer in found:
        lines += _lines(answer)
    return heads, lines


def _lines(answer: Lookup) -> list[tuple[Any, ...]]:
    version = answer.version
    who = (
        version.full_name,
        version.code or "–",
        answer.parent.full_name if answer.parent else "–",
        str(version.period),
    )
    now = ", ".join(each.full_name for each in answer.today) or _("chưa có hoặc không còn")
    if not answer.passages:
        return [(*who, "", "", "", "", str(version.confidence.label), now)]
    return [(*who, *_step_cells(passage), now) for passage in answer.passages]


def _step_cells(passage: Passage) -> tuple[str, ...]:
    after = passage.after.full_name if passage.after else "–"
    return (
        format_date(passage.on),
        passage.step.kind.label,
        after,
        passage.step.act,
        passage.step.confidence.label,
    )


def indented(row: dict[str, Any]) -> dict[str, Any]:
    """For a terminal: the name shows how deep the unit stands, the type speaks Vietnamese."""
    return {**row, "name": "  " * row["depth"] + row["name"], "type": str(UnitType(row["type"]).label)}


def picked(tree: Tree, node: Node) -> dict[str, str]:
    """One choice of a picker: what is kept, and what a person reads."""
    return {"id": str(node.id), "code": node.code, "label": tree.path_label(node.id)}
