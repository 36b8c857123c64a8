"""A query that did not ask the policy is refused when it runs, not when somebody notices."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Self

from django.db import models
from django.db.models.sql import Query
from django.db.models.sql.where import AND

log = logging.getLogger("caunoi.policy")
_system_reason: ContextVar[str | None] = ContextVar("system_reason", default=None)


class UnscopedQuery(RuntimeError):
    """A protected table was read without ``visible()`` or a named ``system_scope``."""


@contextmanager
def system_scope(reason: str) -> Iterator[None]:
    """Read protected tables for a purpose of the product itself, named in a few words.

    Every use is counted and listed by an architecture test (``tests/architecture/system_scopes.txt``).
    """
    token = _system_reason.set(reason)
    try:
        yield
    finally:
        _system_reason.reset(token)


def in_system_scope() -> bool:
    return _system_reason.get() is not None


class ScopedQuery(Query):
    """SQL is only compiled for a query that a policy has narrowed, or inside a named system scope."""

    scoped = False

    def combine(self, rhs: Query, connector: str) -> None:
        """What is joined by OR or XOR is only as narrow as its wider side; AND narrows either side."""
        other = getattr(rhs, "scoped", False)
        super().combine(rhs, connector)
        self.scoped = (self.scoped or other) if connector == AND else (self.scoped and other)

    def get_compiler(self, *args: Any, **kwargs: Any) -> Any:
        if not (self.scoped or in_system_scope()):
            name = self.model._meta.label if self.model else "?"
            raise UnscopedQuery(f"{name} was asked without visible(actor, {name}) or system_scope(reason)")
        return super().get_compiler(*args, **kwargs)


class ScopedQuerySet(models.QuerySet):
    """The query set of every protected model; ``scoped()`` is called by the policy alone."""

    def __init__(self, model: Any = None, query: Any = None, using: Any = None, hints: Any = None) -> None:
        super().__init__(model, query if query is not None else ScopedQuery(model), using, hints)

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        """SQL by hand passes no policy, so it is the product's own or nobody's."""
        if not in_system_scope():
            raise UnscopedQuery(f"{self.model._meta.label} was asked by raw SQL outside system_scope(reason)")
        return super().raw(*args, **kwargs)

    def scoped(self) -> Self:
        narrowed = self.all()
        narrowed.query.scoped = True  # type: ignore[attr-defined]  # it is a ScopedQuery
        return narrowed


ScopedManager = models.Manager.from_queryset(ScopedQuerySet, class_name="ScopedManager")
