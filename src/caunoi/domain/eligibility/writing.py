"""Rules written back as a file (ghi tiêu chuẩn thành tệp): what a form changes is the file an expert would write."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from caunoi.domain.eligibility.reading import read_toml, standards_folder
from caunoi.domain.eligibility.rulebook import NOT_RULES

INDENT = "  "


def written(content: Mapping[str, Any]) -> str:
    """The content as text: keys first, then the tables in it."""
    return "\n".join(_table(content, ())).strip() + "\n"


def copy_of(rule_id: str) -> dict[str, Any]:
    """A standing rule with its source as the content of a file of its own; LookupError where there is none."""
    for file in sorted(standards_folder().iterdir(), key=lambda each: each.name):
        if not file.name.endswith(".toml") or file.name in NOT_RULES:
            continue
        content = read_toml(file)
        rules = [rule for rule in content.get("rule", ()) if rule["id"] == rule_id]
        if rules:
            return {"source": content["source"], "rule": rules}
    raise LookupError(rule_id)


def _table(content: Mapping[str, Any], name: tuple[str, ...]) -> list[str]:
    lines = [f"{key} = {_value(value)}" for key, value in content.items() if not _is_inner(value)]
    for key, value in content.items():
        if isinstance(value, Mapping):
            lines += ["", f"[{'.'.join((*name, key))}]", *_table(value, (*name, key))]
        elif _is_inner(value):
            for each in value:
                inner = [f"[[{'.'.join((*name, key))}]]", *_table(each, (*name, key))]
                lines += ["", *(_indented(inner) if len(name) > 1 else inner)]
    return lines


def _is_inner(value: Any) -> bool:
    return isinstance(value, Mapping) or (
        isinstance(value, list) and bool(value) and all(isinstance(each, Mapping) for each in value)
    )


def _indented(lines: list[str]) -> list[str]:
    return [INDENT + line if line else line for line in lines]


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return "[" + ", ".join(_value(each) for each in value) + "]"
    return json.dumps(value, ensure_ascii=False)
