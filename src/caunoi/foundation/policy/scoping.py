"""A query that did not ask the policy is refused when it runs, not when somebody notices."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, Self, TypeVar, cast

from django.db import models
from django.db.models.sql import Query
from django.db.models.sql.where import AND

log = logging.getLogger("caunoi.policy")
_system_reason: ContextVar[str | None] = ContextVar("system_reason", default=None)
_vouched: ContextVar[bool] = ContextVar("statement_vouched_for", default=False)
F = TypeVar("F", bound=Callable[..., Any])


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


def is_vouched_for() -> bool:
    """Did the statement that runs now come through a query the policy narrowed, or from the product itself?"""
    return _vouched.get() or in_system_scope()


def _vouching(run: F, product_reason: str) -> F:
    """What ``run`` sends to the database comes through the policy; the guard on the connection lets it pass.

    With a reason the product asks, so that the second wall does not stand in its way either.
    """

    @wraps(run)
    def vouched(*args: Any, **kwargs: Any) -> Any:
        token, reason = _vouched.set(True), _system_reason.set(product_reason or _system_reason.get())
        try:
            return run(*args, **kwargs)
        finally:
            _system_reason.reset(reason)
            _vouched.reset(token)

    return cast(F, vouched)


class ScopedQuery(Query):
    """SQL is only compiled for a query that a policy has narrowed, or inside a named system scope."""

    scoped = False
    product_reason = ""

    def combine(self, rhs: Query, connector: str) -> None:
        """What is joined by OR or XOR is only as narrow as its wider side; AND narrows either side."""
        other = getattr(rhs, "scoped", False)
        super().combine(rhs, connector)
        self.scoped = (self.scoped or other) if connector == AND else (self.scoped and other)

    def get_compiler(self, *args: Any, **kwargs: Any) -> Any:
        if not (self.scoped or in_system_scope()):
            name = self.model._meta.label if self.model else "?"
            raise UnscopedQuery(f"{name} was asked without visible(actor, {name}) or system_scope(reason)")
        compiler: Any = super().get_compiler(*args, **kwargs)
        compiler.execute_sql = _vouching(compiler.execute_sql, self.product_reason)
        return compiler

    def get_aggregation(self, *args: Any, **kwargs: Any) -> Any:
        """Sums are asked by a query around this one, which is compiled, and refused, first."""
        return _vouching(super().get_aggregation, self.product_reason)(*args, **kwargs)


class ScopedQuerySet(models.QuerySet):
    """The query set of every protected model; ``scoped()`` is called by the policy alone."""

    query: ScopedQuery

    def __init__(self, model: Any = None, query: Any = None, using: Any = None, hints: Any = None) -> None:
        super().__init__(model, query if query is not None else ScopedQuery(model), using, hints)

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        """SQL by hand passes no policy, so it is the product's own or nobody's."""
        if not in_system_scope():
            raise UnscopedQuery(f"{self.model._meta.label} was asked by raw SQL outside system_scope(reason)")
        return super().raw(*args, **kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        """What goes with narrowed rows is looked for by the framework; each row that goes is behind the same wall."""
        if not (self.query.scoped or in_system_scope()):
            raise UnscopedQuery(
                f"{self.model._meta.label} was deleted without visible(actor, …) or system_scope(reason)"
            )
        gone: tuple[int, dict[str, int]] = _vouching(super().delete, "")()
        return gone

    vars(delete).update(
        vars(models.QuerySet.delete)
    )  # Django's marks: no template calls it, no manager offers it

    def scoped(self, *, by_product: str = "") -> Self:
        """``by_product`` names why the product itself may ask: the rows were narrowed by another right than a unit."""
        narrowed = self.all()
        narrowed.query.scoped = True
        narrowed.query.product_reason = by_product
        return narrowed


def all_scoped(model: type[models.Model], *, by_product: str = "") -> ScopedQuerySet:
    """Every row of a protected model, as the policy begins before it narrows them."""
    scoped = getattr(model._default_manager.all(), "scoped", None)
    if scoped is None:
        raise TypeError(f"{model._meta.label} has no ScopedManager, so nothing narrows it")
    return scoped(by_product=by_product)


ScopedManager = models.Manager.from_queryset(ScopedQuerySet, class_name="ScopedManager")
