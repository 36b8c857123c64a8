"""Beside a list or a table of numbers: who is in none of them for their own sake."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from caunoi.foundation.figures.apart import apart_words
from caunoi.foundation.figures.registry import Scope
from caunoi.foundation.ui.days import day_of

register = template.Library()


@register.simple_tag(takes_context=True)
def kept_apart(context: template.Context) -> SafeString | str:
    """``{% kept_apart %}``: one line, or nothing where nobody is kept apart."""
    request = context["request"]
    words = apart_words(request.actor, Scope(on=day_of(request)))
    return format_html('<p class="muted small" data-kept-apart>{}</p>', words) if words else ""
