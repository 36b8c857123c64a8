"""How much each sign counts: data, not code."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

NAME = frozenset(
    {"same", "unmarked", "twin_letters", "order", "middle_missing", "letter", "other_marks", "middle_differs",
     "differs"}
)  # fmt: skip
BIRTH = frozenset(
    {
        "same_day",
        "first_of_january",
        "same_month",
        "same_year",
        "day_and_month_swapped",
        "one_digit",
        "differs",
    }
)
OTHER = frozenset({"phone", "same_post", "same_unit", "two_main_posts", "sex_differs", "number_differs"})
IDENTITY = "identity.same"


class UnfitWeights(ValueError):
    """Weights that cannot be used (bảng điểm chưa dùng được)."""


@dataclass(frozen=True)
class Weights:
    """Points of each sign (điểm của dấu hiệu), and from how many points a pair is suggested."""

    points: Mapping[str, int]
    suggest_from: int
    likely_from: int
    most_sharing_a_phone: int
    most_sharing_a_name: int
    source: str

    def of(self, sign: str) -> int:
        return self.points[sign]

    @property
    def posts_add_at_most(self) -> int:
        return max(self.of("other.same_post"), 0)


def read_weights(table: Mapping[str, Any]) -> Weights:
    """The weights of a data file; a missing, strange or wrong number is named."""
    points: dict[str, int] = {}
    for group, names in (("name", NAME), ("birth", BIRTH), ("other", OTHER)):
        given = table.get(group, {})
        if set(given) != names:
            odd = ", ".join(sorted(set(given) ^ names))
            raise UnfitWeights(f"[{group}]: thiếu hoặc thừa {odd}. Cách sửa: ghi đúng các dấu hiệu đã có.")
        points |= {f"{group}.{name}": _whole(given[name], f"{group}.{name}") for name in sorted(names)}
    limits = ("suggest_from", "likely_from", "most_sharing_a_phone", "most_sharing_a_name")
    found = {name: _whole(table.get(name), name) for name in limits}
    if not 0 < found["suggest_from"] <= found["likely_from"]:
        raise UnfitWeights("suggest_from phải lớn hơn 0 và không quá likely_from. Cách sửa: đổi lại hai số.")
    return Weights(points, source=str(table.get("source", "")), **found)


def _whole(value: Any, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise UnfitWeights(f"{name}: cần một số nguyên, đang là {value!r}. Cách sửa: ghi số điểm.")
    return value


@cache
def load_weights() -> Weights:
    file = resources.files("caunoi.regulations") / "registry" / "likeness.toml"
    return read_weights(tomllib.loads(file.read_text(encoding="utf-8")))
