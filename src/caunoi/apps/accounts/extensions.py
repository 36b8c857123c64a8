"""What the registry of people tells this module (chỗ cắm): rights follow posts, and posts are kept above.

Registered in ``AppConfig.ready()``: ``slots.register(POSTS, MyRegistry())``. While nobody is registered a right tied to
a post gives nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from django.db.models import JSONField, Value

from caunoi.foundation.actors import Actor
from caunoi.foundation.ui import slots
from caunoi.foundation.ui.components import Link

POSTS, OWN_PAGES = "accounts.posts", "accounts.own_pages"


@dataclass(frozen=True)
class Post:
    """A post of a person (chức danh của một người), running or still to begin."""

    title_code: str
    unit_id: UUID
    words: str
    since: date
    until: date | None

    @property
    def value(self) -> str:
        return f"{self.title_code}|{self.unit_id}"


class PostKeeper(Protocol):
    """Who knows the dated posts of people."""

    key: str

    def spans(self, subject: str, title: str, unit: str) -> Any:
        """For the statement that reads rights: ``[from, to, left]`` of each such post; the names are of its columns."""

    def posts_of(self, subject_id: UUID, on: date) -> Sequence[Post]:
        """Posts a right may be tied to: those held on the day, and those that begin later."""

    def title_name(self, code: str) -> str:
        """What a title is called."""

    def subject_numbered(self, number: str) -> UUID | None:
        """The file with this number (số hiệu); nothing else about it."""


class OwnPage(Protocol):
    """A page about oneself that an upper module has, linked from ``/toi/``; registered under ``OWN_PAGES``."""

    key: str
    order: int = 100

    def link(self, actor: Actor) -> Link | None: ...


def own_pages(actor: Actor) -> list[Link]:
    offered = (page.link(actor) for page in slots.of(OWN_PAGES))
    return [link for link in offered if link is not None]


def keeper() -> PostKeeper | None:
    found = slots.of(POSTS)
    return found[0] if found else None


def spans(subject: str, title: str, unit: str) -> Any:
    known = keeper()
    return known.spans(subject, title, unit) if known else Value([], output_field=JSONField())
