"""Who acts (người thực hiện): a person signed in, a job for its person, or the command line."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, runtime_checkable
from uuid import UUID


@dataclass(frozen=True)
class Granted:
    """A role held on the actor's day: which role, from which unit, how far it reaches (unit, subtree or self).

    ``on_behalf_of`` names whoever passed the right on for a time. ``person_id`` is the one person a right to a single
    file is for; without it reach ``self`` is the actor's own file. ``up_to`` makes it the reading half of the role: it
    reads, up to this class of fields, and does nothing else.
    """

    role: str
    unit_id: UUID | None
    reach: str
    on_behalf_of: str = ""
    person_id: UUID | None = None
    up_to: int | None = None

    @property
    def only_reads(self) -> bool:
        return self.up_to is not None


@runtime_checkable
class Actor(Protocol):
    """Whoever reads or writes. ``key`` goes into the audit record, ``on`` is the day whose rights count."""

    @property
    def key(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def on(self) -> date: ...
    @property
    def is_system(self) -> bool: ...
    @property
    def subject_id(self) -> UUID | None: ...
    @property
    def grants(self) -> tuple[Granted, ...]: ...


@dataclass(frozen=True)
class SystemActor:
    """The command line or the product itself: whoever can reach the database file already holds everything in it."""

    key: str
    label: str
    on: date
    is_system: bool = True
    subject_id: UUID | None = None
    grants: tuple[Granted, ...] = ()


@dataclass(frozen=True)
class Visitor:
    """Somebody without an account: sees what is published, nothing else."""

    on: date
    key: str = "visitor"
    label: str = "Khách"
    is_system: bool = False
    subject_id: UUID | None = None
    grants: tuple[Granted, ...] = field(default=())


@dataclass(frozen=True)
class Program:
    """Another office's program (phần mềm của cơ quan khác): it asks the API with a key of an office, and only reads."""

    key: str
    label: str
    on: date
    grants: tuple[Granted, ...]
    is_system: bool = False
    subject_id: UUID | None = None


Loader = Callable[[str, date], Actor | None]
_loaders: dict[str, Loader] = {}


def register_loader(kind: str, loader: Loader) -> None:
    """``kind`` is the part of an actor's key before the colon; a job finds its person again through it."""
    _loaders[kind] = loader


def load_actor(key: str, on: date) -> Actor | None:
    """The actor behind a stored key with the rights of ``on``; None when the account is closed or unknown."""
    kind, _, rest = key.partition(":")
    if kind in {"command", "system"}:
        return SystemActor(key=key, label=rest, on=on)
    loader = _loaders.get(kind)
    return loader(rest, on) if loader else None
