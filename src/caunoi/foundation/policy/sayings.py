"""What is said of a view beside its definition (điều khai của một trang): by decorators, for whoever calls it."""

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])


class Sayings(Generic[T]):
    """One kind of thing that can be said of a view: its policy, that it needs a proof, …

    Kept beside the views, so that a view stays a plain function and what is said of it has a type.
    """

    def __init__(self) -> None:
        self._said: WeakKeyDictionary[Any, T] = WeakKeyDictionary()

    def say(self, view: F, what: T) -> F:
        self._said[view] = what
        return view

    def of(self, view: Any) -> T | None:
        """Decorators may stand above and below one another: the outermost word about a view holds."""
        return next((self._said[each] for each in _layers(view) if each in self._said), None)


def _layers(view: Any) -> Iterator[Any]:
    """The view, what it wraps, and the class it was made from with that class's bases."""
    layer = view
    while layer is not None:
        yield layer
        made_from = getattr(layer, "view_class", None)
        layer = getattr(layer, "__wrapped__", None)
    if made_from is not None:
        yield from made_from.__mro__
