"""Words that stay Vietnamese on an English page: the law's, and those of records, which never change afterwards."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext

from caunoi.domain.vocabulary.unreadable import Unreadable
from caunoi.foundation.ui.numbers import speaks_english


def as_written(text: Any) -> Any:
    """Shown as it was written (nguyên văn); on an English page a screen reader is told to read it as Vietnamese."""
    return format_html('<span lang="vi">{}</span>', text) if text and speaks_english() else text


def reason_of(fault: Unreadable) -> str:
    """Why a text could not be read (lý do), in the reader's language: the domain keeps sentence and values apart."""
    return gettext(fault.template).format(**fault.values)


def joined(parts: Iterable[Any], between: str = " · ") -> Any:
    """What there is of several parts, in one line; a part that is marked as Vietnamese stays marked."""
    return format_html_join(between, "{}", ((part,) for part in parts if part))
