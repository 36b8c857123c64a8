"""A component: a frozen record a presenter fills, and the one template that draws it."""

from typing import Any, ClassVar

from django.template.loader import get_template
from django.utils.safestring import SafeString


class Component:
    """Draws itself where a template writes it; ``{% show it %}`` also gives it the request and form token."""

    template: ClassVar[str]

    def render(self, request: Any = None, token: Any = None) -> SafeString:
        context = {"it": self, "request": request, "csrf_token": token}
        # The engine's own template skips the context processors: a component knows only what it was given.
        return get_template(self.template).render(context)  # type: ignore[return-value]  # Django returns SafeString

    def __str__(self) -> str:
        return self.render()

    def __html__(self) -> str:
        return self.render()
