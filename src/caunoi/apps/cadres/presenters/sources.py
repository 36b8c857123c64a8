"""The source of a fact in words: "nhập từ tệp … dòng 412" or "nhập tay bởi …"."""

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from caunoi.apps.cadres.presenters.imports import PARTS
from caunoi.apps.cadres.selectors import Source
from caunoi.foundation.ui.components import Link
from caunoi.foundation.ui.numbers import day


def source_words(source: Source | None) -> Any:
    """One line, with the way to the row of the file where the reader may open it."""
    if source is None:
        return ""
    if not source.from_file:
        who = source.by or _("hệ thống")
        return _("Nhập tay bởi %(who)s, %(when)s") % {"who": who, "when": day(source.at)}
    told = {"file": source.file_name, "when": day(source.at), "row": source.row or "?"}
    words = _("Nhập từ tệp %(file)s ngày %(when)s, dòng %(row)s") % told
    if source.batch_id is None:
        return words
    return format_html("{} [{}]", words, Link(_("xem dòng"), row_url(source)))


def row_url(source: Source) -> str:
    """The page of the import that begins with this row."""
    part = next((part for part, verdict in PARTS.items() if verdict == source.verdict), "")
    row = source.row or 1
    return f"/nhap/{source.batch_id}/?phan={part}&sau={row - 1}#dong-{row}"
