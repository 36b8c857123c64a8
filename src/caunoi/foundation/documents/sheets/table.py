"""The form on a page: a table with merged headings, every figure a link to its list."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from caunoi.foundation.documents.sheets.form import Head, Sheet, SheetCell, SheetRow, heads_of
from caunoi.foundation.ui.components import Component
from caunoi.foundation.ui.components.tables import content_html
from caunoi.foundation.ui.components.words import Link


@dataclass(frozen=True)
class SheetTable(Component):
    """The rows of a form (bảng của biểu); ``shown`` of them where a page should not hold all."""

    template = "documents/_sheet.html"
    sheet: Sheet
    shown: int | None = None

    @property
    def heads(self) -> Iterator[SafeString]:
        for row in heads_of(self.sheet):
            yield format_html_join("", "{}", ((_head(head),) for head in row))

    @property
    def places(self) -> SafeString:
        count = range(1, len(self.sheet.columns) + 1)
        return format_html_join("", '<td class="place">({})</td>', ((str(place),) for place in count))

    @property
    def body(self) -> Iterator[SafeString]:
        for row in self.sheet.rows[: self.shown]:
            yield _line(self.sheet, row)

    @property
    def count(self) -> int:
        return sum(row.kind != "group" for row in self.sheet.rows)


def _head(head: Head) -> SafeString:
    across = format_html(' colspan="{}"', head.across) if head.across > 1 else ""
    down = format_html(' rowspan="{}"', head.down) if head.down > 1 else ""
    scope = "colgroup" if head.across > 1 else "col"
    return format_html('<th scope="{}"{}{}>{}</th>', scope, across, down, head.text)


def _line(sheet: Sheet, row: SheetRow) -> SafeString:
    if row.kind == "group":
        words, count = row.cells[0].words, str(len(sheet.columns))
        return format_html('<tr class="group"><th scope="rowgroup" colspan="{}">{}</th></tr>', count, words)
    named = next((at for at, column in enumerate(sheet.columns) if column.kind == "text"), 0)
    cells = format_html_join(
        "", "{}", ((_cell(sheet, at, cell, at == named),) for at, cell in enumerate(row.cells))
    )
    return format_html(
        "<tr{}>{}</tr>", format_html(' class="{}"', "strong") if row.kind == "strong" else "", cells
    )


def _cell(sheet: Sheet, place: int, cell: SheetCell, names_the_row: bool) -> SafeString:
    css = format_html(' class="{}"', "number") if sheet.columns[place].kind == "number" else ""
    if names_the_row:
        return format_html('<th scope="row"{}>{}</th>', css, _content(cell))
    return format_html("<td{}>{}</td>", css, _content(cell))


def _content(cell: SheetCell) -> SafeString:
    if cell.code:
        return content_html(cell)
    return content_html(Link(cell.words, cell.url) if cell.url else cell.words)
