"""Every address, command and job says who it is for; one that does not is refused and fails the tests."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver

from caunoi.foundation.actors import Actor
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.policy.sayings import F, Sayings


@dataclass(frozen=True)
class Declared:
    """``kind`` is public, signed_in or needs; for ``needs`` the model and verb the actor must hold somewhere."""

    kind: str
    model: type[Model] | None = None
    verb: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        if (self.kind == "needs") != (self.model is not None):
            raise ValueError(f"a declaration that {self.kind} names {self.model} as its model")

    def admits(self, actor: Actor) -> bool:
        """Does somebody signed in hold what is needed, for whatever row?"""
        return self.model is None or holds(actor, self.model, self.verb)


_declared: Sayings[Declared] = Sayings()
_by_method: Sayings[Mapping[str, Declared | None]] = Sayings()


def public(reason: str) -> Callable[[F], F]:
    """Anyone, without an account. The reason is listed in the generated census."""
    return declared_as(Declared("public", reason=reason))


def signed_in(reason: str) -> Callable[[F], F]:
    """Anyone with an account; the page shows only what the person's grants reach."""
    return declared_as(Declared("signed_in", reason=reason))


def needs(model: type[Model], verb: str = "view") -> Callable[[F], F]:
    """Only actors holding ``verb`` on ``model`` somewhere; which rows is then asked row by row."""
    return declared_as(Declared("needs", model, verb))


def declared_as(declared: Declared) -> Callable[[F], F]:
    return lambda view: _declared.say(view, declared)


def declare_each_method(view: F, declared: Mapping[str, Declared | None]) -> F:
    """One address whose methods are different deeds, each with its own declaration."""
    return _by_method.say(view, declared)


def methods_declared(view: Any) -> Mapping[str, Declared | None]:
    """Method by method, for a view that says more than one thing."""
    return _by_method.of(view) or {}


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
    by_method = methods_declared(view)
    return by_method[method] if method and method in by_method else _declared.of(view)


def addresses(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[Address]:
    """Every URL pattern the product answers, walked from the root."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry, route)
        elif isinstance(entry, URLPattern):
            yield Address(route, entry.name or "", entry.callback)
