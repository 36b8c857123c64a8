"""What a figure is, and the list of all of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.system_time.known import Point, known_point


@dataclass(frozen=True)
class Scope:
    """What is asked about: the day the facts hold, the point they were known by, the unit, further conditions."""

    on: date
    known: Point | None = field(default_factory=known_point)
    unit_id: UUID | None = None
    where: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """One row behind a figure: its identity, and cells in the order of the figure's ``columns``."""

    id: str
    cells: tuple[Any, ...]
    url: str = ""


@dataclass(frozen=True)
class FigureValue:
    """A figure answered once: number, the rows that make it, and every word of its explanation.

    ``rows`` are the numerator's rows, so that ``len(rows) == numerator``. ``value`` is the numerator, also where
    there is a denominator: the number on a page is the number of rows behind it, and ``share`` stands beside it.
    ``change_url`` is the page that says why it is not what it was, the earlier day being added as ``tu``; a number
    that is a part of another page says of which with ``context`` and ``context_url``.
    For kind ``share`` the value itself is percentage points with one decimal. Where nobody recorded what the number
    would be made of (``recorded`` False), there is no value: None, which pages say as "chưa có số", never 0.
    """

    figure: "Figure"
    scope: Scope
    rows: Sequence[Row]
    denominator: int | None = None
    url: str = ""
    denominator_url: str = ""
    denominator_code: str = ""
    formula: str = ""
    scope_label: str = ""
    excluded: Sequence[tuple[str, int]] = ()
    sources: Sequence[str] = ()
    change_url: str = ""
    context: str = ""
    context_url: str = ""
    counted: int | float | None = None
    recorded: bool = True

    @property
    def code(self) -> str:
        return self.figure.code

    @property
    def numerator(self) -> int | float:
        return len(self.rows) if self.counted is None else self.counted

    @property
    def share(self) -> float | None:
        """Percentage points with one decimal; None without a denominator."""
        return round(100 * self.numerator / self.denominator, 1) if self.denominator else None

    @property
    def value(self) -> int | float | None:
        if not self.recorded:
            return None
        if self.figure.kind == "share" and self.share is not None:
            return self.share
        return self.numerator

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "value": self.value,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "share": self.share,
            "on": self.scope.on.isoformat(),
            "known": str(self.scope.known) if self.scope.known else None,
            "definition": str(self.figure.definition),
            "rows": len(self.rows),
        }


@dataclass(frozen=True)
class Figure:
    """A figure's definition (chỉ tiêu): its code, one sentence, and the one function that answers it.

    A ``public`` figure counts public facts and is answered without an account. ``compared`` is False where another
    day's number of the same code would say nothing.
    """

    code: str
    title: str
    definition: str
    answer: Callable[[Actor, Scope], FigureValue]
    columns: tuple[str, ...] = ()
    kind: str = "count"
    unit_of_measure: str = "người"
    public: bool = False
    compared: bool = True


_figures: dict[str, Figure] = {}


def register(figure: Figure) -> Figure:
    _figures[figure.code] = figure
    return figure


def all_figures() -> list[Figure]:
    return sorted(_figures.values(), key=lambda each: each.code)


def figure_or_404(code: str) -> Figure:
    if code not in _figures:
        raise NotVisible(code)
    return _figures[code]
