"""The source of a fact in words: "nhập từ tệp … dòng 412" or "nhập tay bởi …"."""

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

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
    link = Link(_("xem dòng"), f"/nhap/{source.batch_id}/?dong={source.row or ''}#dong-{source.row or ''}")
    return format_html("{} [{}]", words, link)
