"""What templates of every module may say without loading anything: built-ins of the settings."""

import json
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput
from django.forms.widgets import CheckboxSelectMultiple, RadioSelect
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from caunoi.foundation.ui import addresses, icons, numbers
from caunoi.foundation.ui import figure as figures
from caunoi.foundation.ui.components.base import Component, drawn
from caunoi.foundation.ui.components.tables import content_html
from caunoi.foundation.ui.components.words import Link, State
from caunoi.foundation.ui.components.work import Toast

register = template.Library()

LEVELS: dict[str, State] = {"success": "dat", "warning": "chu-y", "error": "loi"}


@register.simple_tag
def figure(fig: figures.Figure, explain: bool = False, label: str = "") -> SafeString:
    """``{% figure gap.people %}`` or ``{% figure gap.people explain=True %}`` with the ? beside it."""
    return figures.figure_html(fig, explain=explain, label=label)


@register.simple_tag
def icon(name: str) -> SafeString:
    return icons.icon(name)


@register.simple_tag(takes_context=True)
def show(context: template.Context, component: Any) -> Any:
    """Draws a component with the request and the form token; plain text and None pass through."""
    if isinstance(component, Component):
        return component.render(context.get("request"), context.get("csrf_token"))
    return "" if component is None else content_html(component)


@register.simple_tag(takes_context=True)
def query(context: template.Context, without: str = "", **changes: Any) -> str:
    """The address of this page with a few keys changed: ``{% query trang=2 %}``."""
    return addresses.with_query(context["request"], without=without, **changes)


@register.simple_tag
def field(bound: BoundField, tells_optional: bool = True) -> SafeString:
    """A form field with its label, hint and error in the same words as the summary."""
    optional = tells_optional and not bound.field.required
    return drawn("ui/_field.html", {"bound": bound, "optional": optional, **shape_of(bound)})


@register.simple_tag
def fields(form: BaseForm, tells_optional: bool = True) -> SafeString:
    """All fields of a form, hidden ones first; a filter need not say of each that it may stay empty."""
    hidden = format_html_join("", "{}", ((bound,) for bound in form.hidden_fields()))
    shown = ((field(bound, tells_optional),) for bound in form.visible_fields())
    return hidden + format_html_join("", "{}", shown)


def shape_of(bound: BoundField) -> dict[str, bool]:
    widget = bound.field.widget
    many = isinstance(widget, RadioSelect | CheckboxSelectMultiple)
    return {"many": many, "check": isinstance(widget, CheckboxInput), "group": many or bound.use_fieldset}


@register.simple_tag
def toasts(messages: Any) -> list[Toast]:
    """``{% toasts messages as words %}``: what the views told, as toasts."""
    return [toast_of(message) for message in messages or ()]


def toast_of(message: Any) -> Toast:
    try:
        extras = json.loads(message.extra_tags or "{}")
    except ValueError:
        extras = {}
    link = Link(*extras["link"]) if extras.get("link") else None
    state = extras.get("state") or LEVELS.get(message.level_tag, "thong-tin")
    return Toast(str(message), state, extras.get("undo", ""), link)


@register.filter
def vn_date(value: Any) -> str:
    return numbers.day(value)


@register.filter
def vn_number(value: Any, places: int | None = None) -> str:
    return numbers.number(value, places)


@register.filter
def vn_percent(value: Any, places: int = 1) -> str:
    return numbers.percent(value, places)


@register.filter
def dong(value: Any) -> str:
    return numbers.dong(value)
