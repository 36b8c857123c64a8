"""A component: a frozen record a presenter fills, and the one template that draws it."""

from contextvars import ContextVar
from typing import Any, ClassVar

from django.template.loader import get_template
from django.utils.safestring import SafeString

# What the outermost component was given: a button in a cell of a table needs the form token as well.
_given: ContextVar[tuple[Any, Any]] = ContextVar("given_to_components", default=(None, None))


def drawn(template: str, context: dict[str, Any]) -> SafeString:
    """What an engine wrote that escapes what it is given, and says so."""
    written = get_template(template).render(context)
    if not isinstance(written, SafeString):
        raise TypeError(f"{template} was drawn by an engine that does not escape")
    return written


class Component:
    """Draws itself where a template writes it; ``{% show it %}`` also gives it the request and form token."""

    template: ClassVar[str]

    def render(self, request: Any = None, token: Any = None) -> SafeString:
        around = _given.get()
        given = (request or around[0], token or around[1])
        inside = _given.set(given)
        try:
            context = {"it": self, "request": given[0], "csrf_token": given[1]}
            # The engine's own template skips the context processors: a component knows only what it was given.
            return drawn(self.template, context)
        finally:
            _given.reset(inside)

    def __str__(self) -> str:
        return self.render()

    def __html__(self) -> str:
        return self.render()
