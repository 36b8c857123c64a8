"""Where one is in a list and what one can do there: filters, tabs, bulk bar, pages, downloads, emptiness."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm

from caunoi.foundation.ui.addresses import with_query
from caunoi.foundation.ui.components.base import Component
from caunoi.foundation.ui.components.words import Button, Link


@dataclass(frozen=True)
class EmptyState(Component):
    """Why there is nothing, the one next step, what it will look like (trạng thái trống)."""

    template = "ui/_empty.html"
    why: str
    buttons: Sequence[Button] = ()
    preview: Any = ""


@dataclass(frozen=True)
class Filters(Component):
    """The panel at the left of a list (bộ lọc): a plain GET form of Django fields.

    ``kept`` are query keys that stay as they are (the day, the view); ``count_url`` is asked by htmx when a
    field changes and answers the number of rows before one applies.
    """

    template = "ui/_filters.html"
    form: BaseForm
    clear_url: str
    kept: Sequence[tuple[str, str]] = ()
    count_url: str = ""


@dataclass(frozen=True)
class Applied(Component):
    """The conditions in force, each removable, and the number they leave (điều kiện đang lọc)."""

    template = "ui/_applied.html"
    conditions: Sequence[Link]
    count: str = ""
    clear_url: str = ""


@dataclass(frozen=True)
class Tab:
    """One saved view: ``count`` is written as given."""

    label: str
    url: str
    count: str = ""
    current: bool = False


@dataclass(frozen=True)
class Tabs(Component):
    """Saved views or parts of a page (thẻ)."""

    template = "ui/_tabs.html"
    tabs: Sequence[Tab]
    label: str


@dataclass(frozen=True)
class BulkBar(Component):
    """Below the table, inside the form around it (thanh thao tác hàng loạt).

    ``matching`` is how many rows the filter has in all; chosen as a whole, the form sends ``tat_ca=1``, and
    ``everybody`` shows the page with that choice made.
    """

    template = "ui/_bulk.html"
    buttons: Sequence[Button]
    matching: int = 0
    matching_text: str = ""
    everybody: bool = False


@dataclass(frozen=True)
class Pager(Component):
    """Next and previous by key, never by counting (trang trước, trang sau)."""

    template = "ui/_pager.html"
    previous_url: str = ""
    next_url: str = ""
    shown: str = ""


@dataclass(frozen=True)
class Downloads(Component):
    """The same rows as a file (tải về): the page's own address with ``format=``."""

    template = "ui/_downloads.html"
    url: str
    api_url: str = ""
    formats: Sequence[str] = ("xlsx", "csv", "json")
    printable: bool = True

    NAMES = {"xlsx": "Excel", "csv": "CSV", "json": "JSON", "docx": "Word", "pdf": "PDF"}

    @property
    def links(self) -> list[Link]:
        return [Link(self.NAMES[format], with_query(self.url, format=format)) for format in self.formats]
