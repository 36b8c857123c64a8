"""Who is left out of every number for the sake of whom it is about, said apart: counted when somebody reads it."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from caunoi.foundation.actors import Actor
from caunoi.foundation.figures.registry import Scope

Line = tuple[str, int]
Count = Callable[[Actor, Scope], list[Line]]
_count: list[Count] = []


def set_apart(count: Count) -> None:
    """An upper module says who is kept apart within a scope, in words with a count each."""
    _count[:] = [count]


def kept_apart(actor: Actor, scope: Scope) -> list[Line]:
    """Whoever is kept apart in the scope (đếm riêng), whatever else narrows it: no condition tells who they are."""
    return _count[0](actor, scope) if _count else []


def apart_words(actor: Actor, scope: Scope) -> str:
    """ "Đếm riêng: hồ sơ đang hạn chế xử lý 1"; nothing where nobody is."""
    lines = [
        _("%(what)s: %(count)s") % {"what": what, "count": count} for what, count in kept_apart(actor, scope)
    ]
    return "; ".join(lines)
