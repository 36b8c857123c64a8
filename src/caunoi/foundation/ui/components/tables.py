"""Tables: written in Python rather than by a template, because a gap matrix has thousands of cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.ui.components.base import Component
from caunoi.foundation.ui.components.places import EmptyState
from caunoi.foundation.ui.components.words import Chip, Link
from caunoi.foundation.ui.figure import figure_html, is_figure
from caunoi.foundation.ui.numbers import day, number

Kind = Literal["text", "number", "date", "chips", "link"]
NOTHING = format_html('<span class="muted">{}</span>', "–")


@dataclass(frozen=True)
class Column:
    """A column (cột): ``sort_url`` makes its head a link, ``sorted`` says which way it is sorted now."""

    title: Any
    kind: Kind = "text"
    sort_url: str = ""
    sorted: Literal["", "ascending", "descending"] = ""
    index: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell with more than its content: a second line, a heat step 0–5."""

    content: Any
    sub: Any = ""
    heat: int | None = None


@dataclass(frozen=True)
class Row:
    """One row (dòng): cells in the order of the columns; ``pick`` is the value its check box sends."""

    cells: Sequence[Any]
    pick: str = ""
    picked: bool = False
    name: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class GroupHead:
    """The head of rows that belong together (đầu nhóm), with how many there are."""

    title: Any
    count: int


@dataclass(frozen=True)
class Table(Component):
    """Rows of one kind of thing (bảng); the first cell names the row.

    ``count`` is the number of rows of the whole list, not of this page. ``selectable`` puts check boxes named
    ``chon`` before the rows. ``cards`` turns rows into cards on a phone.
    """

    template = "ui/_table.html"
    columns: Sequence[Column]
    rows: Sequence[Row | GroupHead]
    caption: str
    count: int | None = None
    total: Sequence[Any] = ()
    density: Literal["gon", "thoang"] = "gon"
    selectable: bool = False
    matrix: bool = False
    cards: bool = True
    show_caption: bool = False
    empty: EmptyState | None = None
    foot: Any = ""
    id: str = field(default="table")

    @property
    def css(self) -> str:
        flags = [
            self.density,
            "matrix" if self.matrix else "",
            "cards" if self.cards and not self.matrix else "",
        ]
        return " ".join(["table", *filter(None, flags)])

    @property
    def data_count(self) -> str:
        return str(
            len([row for row in self.rows if isinstance(row, Row)]) if self.count is None else self.count
        )

    @cached_property
    def head(self) -> SafeString:
        return format_html_join("", "{}", ((head_cell(c, first=i == 0),) for i, c in enumerate(self.columns)))

    def body(self) -> Iterator[SafeString]:
        for row in self.rows:
            if isinstance(row, GroupHead):
                yield self._group(row)
                continue
            cells = format_html_join("", "{}", ((self._cell(i, c),) for i, c in enumerate(row.cells)))
            anchor = format_html(' id="{}"', row.anchor) if row.anchor else ""
            yield format_html("<tr{}>{}{}</tr>", anchor, self._pick(row), cells)

    def _group(self, head: GroupHead) -> SafeString:
        return format_html(
            '<tr class="group"><th scope="rowgroup" colspan="{}">{} <span class="count">{}</span></th></tr>',
            str(len(self.columns) + (1 if self.selectable else 0)),
            head.title,
            number(head.count),
        )

    def total_cells(self) -> Iterator[SafeString]:
        for index, content in enumerate(self.total):
            yield self._cell(index, content, total=True)

    def _pick(self, row: Row) -> SafeString | str:
        if not self.selectable:
            return ""
        if not row.pick:
            return format_html('<td class="{}"></td>', "pick")
        label = _("Chọn %(name)s") % {"name": row.name or row.pick}
        return format_html(
            '<td class="pick"><label><input type="checkbox" name="chon" value="{}" data-pick{}>'
            '<span class="hidden-visually">{}</span></label></td>',
            row.pick,
            " checked" if row.picked else "",
            label,
        )

    def _cell(self, index: int, given: Any, *, total: bool = False) -> SafeString:
        column = self.columns[index]
        cell = given if isinstance(given, Cell) else Cell(given)
        content = content_html(cell.content, column.kind)
        if cell.sub:
            content = format_html('{}<span class="sub">{}</span>', content, cell.sub)
        css = cell_class(column.kind, index == 0, cell.heat)
        if index == 0:
            return format_html('<th scope="row"{}>{}</th>', css, content)
        label = (
            "" if self.matrix or total or not self.cards else format_html(' data-label="{}"', column.title)
        )
        return format_html("<td{}{}>{}</td>", css, label, content)


def cell_class(kind: Kind, first: bool, heat: int | None) -> SafeString | str:
    names: list[str] = [kind] if kind in ("number", "date") else []
    if first:
        names.append("first")
    if heat is not None:
        names += [f"h{min(max(heat, 0), 5)}", "heat"]
    return format_html(' class="{}"', " ".join(names)) if names else ""


def head_cell(column: Column, *, first: bool) -> SafeString:
    title: Any = column.title
    if column.sort_url:
        title = format_html('<a href="{}">{}</a>', column.sort_url, column.title)
    if column.index:
        title = format_html('{}<span class="column-index">{}</span>', title, column.index)
    order = format_html(' aria-sort="{}"', column.sorted) if column.sorted else ""
    return format_html('<th scope="col"{}{}>{}</th>', cell_class(column.kind, first, None), order, title)


def content_html(value: Any, kind: Kind = "text") -> SafeString:
    """Whatever stands in a cell, written the way its kind is read."""
    if value is None or value == "":
        return NOTHING
    if is_figure(value):
        return figure_html(value)
    if isinstance(value, list | tuple):
        return _several(value)
    if isinstance(value, date | PartialDate):
        return conditional_escape(day(value))
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return conditional_escape(number(value))
    return conditional_escape(value)


def _several(values: Sequence[Any]) -> SafeString:
    if not values:
        return NOTHING
    inside = format_html_join(" ", "{}", ((content_html(value),) for value in values))
    if all(isinstance(value, Chip | Link) for value in values):
        return format_html('<span class="chips">{}</span>', inside)
    return inside


def heat(value: float, limits: Sequence[float]) -> int:
    """The step 0–5 of a value: 0 for nothing, else one more than the limits it passes (four limits)."""
    return 0 if value <= 0 else min(1 + sum(value > limit for limit in limits), 5)
