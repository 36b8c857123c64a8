"""Small pictures beside words, from one sprite that the browser fetches once."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString


def icon(name: str) -> SafeString:
    """An ornament: the word beside it carries the meaning."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("ui/icons.svg"),
        name,
    )
