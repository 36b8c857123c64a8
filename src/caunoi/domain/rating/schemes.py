"""Rating schemes (cách xếp loại) as dated data: levels from the highest down, and how many may have the highest."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from caunoi.domain.vocabulary.period import Period
from caunoi.domain.vocabulary.vietnamese import format_date


class UnreadableScheme(ValueError):
    """A file of schemes that cannot be used (tệp cách xếp loại chưa dùng được)."""


@dataclass(frozen=True)
class Scheme:
    """How a year is rated (cách xếp loại): ``top_percent`` and ``scores`` are None where no number is known."""

    id: str
    document: str
    period: Period
    confidence: str
    levels: tuple[str, ...]
    top_percent: int | None = None
    scores: tuple[int, ...] | None = None
    note: str = ""
    limit_clause: str = ""

    @property
    def top(self) -> str:
        return self.levels[0]

    @property
    def second(self) -> str:
        return self.levels[1]


def scheme_on(day: date) -> Scheme:
    """The scheme in force on the day; LookupError where none is known."""
    for scheme in load_schemes():
        if scheme.period.contains(day):
            return scheme
    raise LookupError(f"Ngày {format_date(day)} chưa có cách xếp loại nào được ghi lại.")


def scheme_of_year(year: int) -> Scheme:
    """The scheme a year is rated by: the one in force on its last day."""
    return scheme_on(date(year, 12, 31))


@lru_cache(maxsize=1)
def load_schemes() -> tuple[Scheme, ...]:
    file = files("caunoi.regulations") / "rating" / "schemes.toml"
    return read_schemes(tomllib.loads(file.read_text(encoding="utf-8")))


def read_schemes(content: Mapping[str, Any]) -> tuple[Scheme, ...]:
    schemes = tuple(_scheme(each) for each in content["scheme"])
    _refuse_overlaps(schemes)
    return schemes


def _scheme(table: Mapping[str, Any]) -> Scheme:
    scores = tuple(table["score"]) if "score" in table else None
    scheme = Scheme(
        id=table["id"],
        document=table["document"],
        period=Period(table["from"], table.get("to")),
        confidence=table["confidence"],
        levels=tuple(table["levels"]),
        top_percent=table.get("top_percent"),
        scores=scores,
        note=table.get("note", ""),
        limit_clause=table.get("limit_clause", ""),
    )
    if len(scheme.levels) < 2 or (scores is not None and len(scores) != len(scheme.levels)):
        raise UnreadableScheme(f"“{scheme.id}”: mỗi mức phải có một điểm, và có ít nhất hai mức.")
    if scheme.top_percent is not None and not 0 <= scheme.top_percent <= 100:
        raise UnreadableScheme(f"“{scheme.id}”: top_percent phải từ 0 đến 100.")
    return scheme


def _refuse_overlaps(schemes: Iterable[Scheme]) -> None:
    ordered = sorted(schemes, key=lambda scheme: scheme.period)
    for earlier, later in pairwise(ordered):
        if earlier.period.overlaps(later.period):
            raise UnreadableScheme(f"“{earlier.id}” và “{later.id}” cùng có hiệu lực trong một thời gian.")
