"""The one way a number reaches a page: with its code, its bare value and the way to the rows behind it."""

from typing import Any, Protocol
from urllib.parse import urlsplit

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from caunoi.foundation.ui.icons import icon
from caunoi.foundation.ui.numbers import number


class Figure(Protocol):
    """A number with its address (con số). Optional besides: ``text``, ``label``, ``explain_url``."""

    @property
    def code(self) -> str: ...
    @property
    def value(self) -> Any: ...
    @property
    def url(self) -> str: ...


def is_figure(thing: Any) -> bool:
    return hasattr(thing, "code") and hasattr(thing, "value") and hasattr(thing, "url")


def figure_html(figure: Figure, *, explain: bool = False, label: str = "") -> SafeString:
    text = written(figure)
    number_html = _marked(figure, text, label or getattr(figure, "label", ""))
    if not explain:
        return number_html
    return format_html("{}{}", number_html, explain_html(figure, text))


def written(figure: Figure) -> str:
    text = getattr(figure, "text", "")
    if text:
        return str(text)
    return _("chưa có số") if figure.value is None else number(figure.value)


def _marked(figure: Figure, text: str, label: str) -> SafeString:
    value = "" if figure.value is None else figure.value
    name = format_html(' aria-label="{}: {}"', label, text) if label else ""
    if not figure.url:
        return format_html(
            '<span class="so" data-figure="{}" data-value="{}">{}</span>', figure.code, str(value), text
        )
    return format_html(
        '<a class="so" data-figure="{}" data-value="{}" href="{}"{}>{}</a>',
        figure.code, str(value), figure.url, name, text,
    )  # fmt: skip


def explain_html(figure: Figure, text: str = "") -> SafeString:
    """The ? beside a number: the explanation opens in the side panel, or as a page without script."""
    return format_html(
        '<a class="explain" href="{0}" hx-get="{0}" hx-target="#side-panel-body" aria-label="{1}">{2}</a>',
        explain_url(figure),
        _("Giải thích số %(number)s") % {"number": text or written(figure)},
        icon("help-circle"),
    )


def explain_url(figure: Figure) -> str:
    given = getattr(figure, "explain_url", "")
    query = urlsplit(figure.url).query
    return given or f"/giai-thich/{figure.code}/" + (f"?{query}" if query else "")
