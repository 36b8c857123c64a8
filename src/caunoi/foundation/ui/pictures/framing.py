"""A picture on its sheets, with its title, its words and, folded, the table of the same numbers."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from caunoi.foundation.ui import numbers
from caunoi.foundation.ui.components.tables import Column, Row, Table
from caunoi.foundation.ui.components.words import Link
from caunoi.foundation.ui.pictures.canvas import NARROW, WIDE, Canvas

SHEETS = ("narrow", "wide", "broad")
Drawing = Callable[[Canvas], None]


class Picture(SafeString):
    """Finished HTML (tranh vẽ) that still knows what it is made of.

    ``sheets`` are the same drawing for different widths; the style sheet shows the one that fits its box.
    """

    heading: str
    description: str
    table: Table
    sheets: tuple[Canvas, ...]


def picture(
    title: str,
    draw: Drawing,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Any]],
    *,
    widths: Sequence[int] = (NARROW, WIDE),
    note: str = "",
    description: str = "",
) -> Picture:
    """``draw`` is asked once for each width; titles differ on one page, ids are made of them."""
    name = slug(title)
    sheets = tuple(Canvas(width, name, sheet) for width, sheet in zip(widths, SHEETS, strict=False))
    for sheet in sheets:
        draw(sheet)
    table = Table(columns, [Row(row) for row in rows], title, cards=False, id=f"so-lieu-{name}")
    drawn = Picture(_html(title, description, sheets, table, note))
    drawn.heading, drawn.description, drawn.table, drawn.sheets = title, description, table, sheets
    return drawn


def _html(title: str, description: str, sheets: Sequence[Canvas], table: Table, note: str) -> SafeString:
    drawn = format_html_join("", "{}", ((sheet.svg(title, description),) for sheet in sheets))
    # A sheet that scrolls must be reachable by the keyboard; links inside it are.
    still = any(sheet.width > NARROW and not sheet.links for sheet in sheets[:1])
    reachable = format_html(' tabindex="0" role="group" aria-label="{}"', title) if still else ""
    remark = format_html('<p class="muted small">{}</p>', note) if note else ""
    return format_html(
        '<figure class="picture"><figcaption>{}</figcaption><div class="picture-scroll"{}>{}</div>{}'
        "<details><summary>{}</summary>{}</details></figure>",
        title, reachable, drawn, remark, _("Bảng số liệu"), table.render(),
    )  # fmt: skip


def slug(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())[:40]


def written(value: float | None, text: str = "") -> str:
    """A number as the page writes it; one nobody has is said in words, never drawn as nothing."""
    if text:
        return text
    return missing() if value is None else numbers.number(value)


def missing() -> str:
    return _("chưa có số")


def linked(words: str, url: str) -> Link | str:
    """A cell of the table: the words of the picture, with the way to what is behind them."""
    return Link(words, url) if url else words


def signed(change: float | None) -> str:
    """+3, −27; nothing changed is 0."""
    if change is None:
        return missing()
    if not change:
        return numbers.number(0)
    return ("+" if change > 0 else "−") + numbers.number(abs(change))
