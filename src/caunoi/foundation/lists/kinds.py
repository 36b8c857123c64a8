"""Which lists there are, and what they need from below: each module registers its own in ``ready()``."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext as _

from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.policy.decisions import holds

Params = Mapping[str, Sequence[str]]
Asking = Callable[[Actor, date, Params], object]


@dataclass(frozen=True)
class ListKind:
    """One list of the product (loại danh sách): its word in addresses, its page, who may open it.

    ``ask`` reads the conditions of an address as the page itself does, and refuses what the page would refuse.
    ``needs`` is the model and verb somebody must hold; None where the list is public.
    """

    key: str
    title: str
    address: str
    ask: Asking
    needs: tuple[type[Model], str] | None = None

    def opens_for(self, actor: Actor) -> bool:
        return self.needs is None or holds(actor, *self.needs)

    @property
    def name(self) -> str:
        return _(self.title)


@dataclass(frozen=True)
class Ground:
    """What lists ask of the units below them: the version of the data, whose people somebody is, a unit's name."""

    version: Callable[[], Any]
    belongs_to: Callable[[Actor], frozenset[UUID]]
    name_of: Callable[[UUID, date], str]


_kinds: dict[str, ListKind] = {}
_ground: list[Ground] = []


def register(kind: ListKind) -> None:
    _kinds[kind.key] = kind


def kind_or_404(key: str) -> ListKind:
    if key not in _kinds:
        raise NotVisible(f"list {key}")
    return _kinds[key]


def all_kinds() -> list[ListKind]:
    return list(_kinds.values())


def set_ground(ground: Ground) -> None:
    """``organisation`` answers; set once."""
    _ground[:] = [ground]


def ground() -> Ground:
    return _ground[0]
