"""Every address, command and job says who it is for; one that does not is refused and fails the tests."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class Declared:
    """``kind`` is public, signed_in or needs; for ``needs`` the model and verb the actor must hold somewhere."""

    kind: str
    model: type[Model] | None = None
    verb: str = ""
    reason: str = ""


def public(reason: str) -> Callable[[F], F]:
    """Anyone, without an account. The reason is listed in the generated census."""
    return _declare(Declared("public", reason=reason))


def signed_in(reason: str) -> Callable[[F], F]:
    """Anyone with an account; the page shows only what the person's grants reach."""
    return _declare(Declared("signed_in", reason=reason))


def needs(model: type[Model], verb: str = "view") -> Callable[[F], F]:
    """Only actors holding ``verb`` on ``model`` somewhere; which rows is then asked row by row."""
    return _declare(Declared("needs", model, verb))


def _declare(declared: Declared) -> Callable[[F], F]:
    def mark(view: F) -> F:
        view.policy = declared  # type: ignore[attr-defined]  # functions carry their declaration
        return view

    return mark


@dataclass(frozen=True)
class Address:
    """One address of the product with its view and what the view declares."""

    route: str
    name: str
    view: Callable[..., Any]

    @property
    def declared(self) -> Declared | None:
        return declared_of(self.view)


def declared_of(view: Any, method: str | None = None) -> Declared | None:
    """What the view declares; one address of the API answers several methods, each with its own declaration."""
    by_method = getattr(view, "policy_by_method", {})
    if method in by_method:
        return by_method[method]
    return getattr(view, "policy", None) or getattr(getattr(view, "view_class", None), "policy", None)


def addresses(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[Address]:
    """Every URL pattern the product answers, walked from the root."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry, route)
        elif isinstance(entry, URLPattern):
            yield Address(route, entry.name or "", entry.callback)
