"""Things that happened, told upwards after the transaction is safe. A subscriber's error is not swallowed."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import transaction

T = TypeVar("T")
_subscribers: dict[type, list[Callable[[Any], None]]] = defaultdict(list)


def subscribe(kind: type[T], listener: Callable[[T], None]) -> None:
    """Called in ``AppConfig.ready()``; the same listener twice counts once."""
    if listener not in _subscribers[kind]:
        _subscribers[kind].append(listener)


def publish(event: object) -> None:
    """Tell every subscriber once the surrounding transaction is committed."""

    def tell() -> None:
        for listener in _subscribers[type(event)]:
            listener(event)

    transaction.on_commit(tell)
