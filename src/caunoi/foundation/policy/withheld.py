"""People whose data only a few may use for now (hạn chế xử lý): which rows are kept from whom.

An upper module says who these people are and who may go on (``set_withheld``). Every question of the policy asks it,
and so does the second wall: what is kept from somebody is missing from pages, files, searches and figures alike, and
``decisions.withheld`` counts it, so that it is said apart.
"""

from collections.abc import Callable, Hashable, Iterator
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from caunoi.foundation.actors import Actor
from caunoi.foundation.policy.table import Row

People = Callable[[type[Model], Any, Any], QuerySet[Any] | None]
"""The people whose rows of a model are kept on a day from whoever has the key, as a question; None: never any."""
Keepers = Callable[[], frozenset[str]]
Anybody = Callable[[], bool]
_people: list[People] = []
_keepers: list[Keepers] = []
_anybody: list[Anybody] = []


def set_withheld(people: People, keepers: Keepers, anybody: Anybody) -> None:
    """Key and day are values, or expressions in the words of a database; to ``keepers`` something is open.

    ``anybody`` says whether there is such a person at all: mostly there is none, and then nothing more is asked.
    """
    _people[:], _keepers[:], _anybody[:] = [people], [keepers], [anybody]
    _keepers_at.cache_clear()


def is_anybody_kept() -> bool:
    return bool(_anybody) and _anybody[0]()


def kept_from(row: Row, key: Any, on: Any) -> Q | None:
    """The rows that speak of such a person, over however many tables; None where none can."""
    people = people_of(row, key, on)
    found = Q()
    for path in paths_of(row):
        found |= Q(**{f"{path}__in": people})
    return found if people is not None and found else None


def people_of(row: Row, key: Any, on: Any) -> QuerySet[Any] | None:
    """The people of the rows as a question: the second wall asks it as the first does."""
    return _people[0](row.model, key, on) if _people else None


def people_kept_from(actor: Actor, model: type[Model]) -> set[UUID]:
    """Whose rows of the model are kept from the actor, whether there are any or not."""
    if actor.is_system or not is_anybody_kept():
        return set()
    people = _people[0](model, actor.key, actor.on)
    if people is None:
        return set()
    own = {grant.person_id or actor.subject_id for grant in actor.grants if grant.reach == "self"}
    return {subject for row in people for subject in row.values() if subject not in own}


def paths_of(row: Row) -> tuple[str, ...]:
    """Lookups from a row to the people it is about; a row about many people at once is nobody's in particular."""
    return tuple(_paths(row.model, row.about or (row.subject,)))


def _paths(model: type[Model], named: tuple[str, ...]) -> Iterator[str]:
    for path in named:
        first = path.partition("__")[0]
        if first == "pk" or (first and not model._meta.get_field(first).auto_created):
            yield path


def is_keeper(key: str, version: Hashable) -> bool:
    """Is anything open to the key that is kept from others? Remembered until ``version`` of the data changes."""
    return key in _keepers_at(version)


@lru_cache(maxsize=64)
def _keepers_at(_version: Hashable) -> frozenset[str]:
    return _keepers[0]() if _keepers else frozenset()
