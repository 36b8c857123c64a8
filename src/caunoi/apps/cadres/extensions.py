"""What an upper module may add to the list of people and to the page of a person (phần mở rộng).

Registered in ``AppConfig.ready()``: ``slots.register(LIST_SLOT, MyListExtension())``. The list does not
know what an extension means: it offers its filters, keeps its people, prints its columns and its buttons.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, Protocol
from uuid import UUID

from django.db.models import Model

from caunoi.apps.cadres.models import Cadre
from caunoi.foundation.actors import Actor
from caunoi.foundation.ui.panels import Panel

__all__ = [
    "LIST_SLOT",
    "MERGE_SLOT",
    "PAGE_SLOT",
    "RATING_SLOT",
    "BulkAction",
    "ClosedYear",
    "ColumnSpec",
    "FilterSpec",
    "ListExtension",
    "MergeExtension",
    "Panel",
    "PanelExtension",
    "Params",
    "Preset",
    "RatingExtension",
]

LIST_SLOT = "cadres.list"
PAGE_SLOT = "cadre.page"
MERGE_SLOT = "cadres.merge"
RATING_SLOT = "cadres.rating"

Params = Mapping[str, Sequence[str]]
"""The query of the list as sent: every key with its values, e.g. ``{"thieu": ["LLCT"]}``."""


@dataclass(frozen=True)
class FilterSpec:
    """A condition the list offers (điều kiện lọc): its key in the address, and the values it may take.

    A ``rare`` one comes with the link of a number; it stands in the panel only while it is in force.
    """

    key: str
    label: str
    options: Sequence[tuple[str, str]]
    many: bool = False
    rare: bool = False

    def words(self, value: str) -> str:
        return dict(self.options).get(value, value)


@dataclass(frozen=True)
class ColumnSpec:
    """A column of the list (cột); ``title`` heads it on the page and in the file."""

    key: str
    title: str
    kind: Literal["text", "number", "date", "chips"] = "text"


@dataclass(frozen=True)
class BulkAction:
    """Something to do with the chosen people (thao tác hàng loạt).

    ``url`` is sent the form by POST: ``chon`` for each person chosen, or ``tat_ca=1`` for everybody the
    filter in the address keeps (``selectors.chosen`` reads both); ``panel`` opens the answer beside the list.
    With ``narrows`` it is no action but a choice: the list again, these keys changed, everybody chosen.
    """

    key: str
    text: str
    url: str = ""
    panel: bool = True
    primary: bool = False
    icon: str = ""
    narrows: Mapping[str, str] = field(default_factory=dict)
    disabled_because: str = ""


@dataclass(frozen=True)
class Preset:
    """A ready-made view of the list, one click (khung nhìn sẵn)."""

    label: str
    params: Mapping[str, str]


class ListExtension(Protocol):
    """An addition to ``/can-bo/``; subclass it and override what is needed."""

    key: str
    order: int = 100

    def presets(self, actor: Actor, on: date) -> Sequence[Preset]:
        return ()

    def filters(self, actor: Actor, on: date) -> Sequence[FilterSpec]:
        return ()

    def narrow(self, actor: Actor, on: date, params: Params) -> Collection[UUID] | None:
        """Ids of the people to keep; None when none of its own keys is set."""
        return None

    def columns(self) -> Sequence[ColumnSpec]:
        return ()

    def cells(self, actor: Actor, on: date, cadre_ids: Sequence[UUID]) -> Mapping[UUID, Mapping[str, Any]]:
        """Content per person and column: text, number, chip, link or a list of them; files hold the words."""
        return {}

    def bulk_actions(self, actor: Actor, on: date, params: Params) -> Sequence[BulkAction]:
        return ()


class PanelExtension(Protocol):
    """A panel on ``/can-bo/<id>/``."""

    key: str
    order: int = 100

    def panel(self, actor: Actor, cadre: Cadre, on: date) -> Panel | None: ...


class MergeExtension(Protocol):
    """What an upper module says when two records of one person are joined; its rows follow the person by themselves."""

    key: str

    def notes(self, kept: UUID, lost: UUID) -> list[str]:
        """Sentences for the officer, asked in the caller's system scope: what is to be looked after afterwards."""

    def words(self, row: Model) -> str:
        """A row of the module in words; nothing for a row of another."""


@dataclass(frozen=True)
class ClosedYear:
    """A year of somebody's rating that was decided (năm đã chốt): what the file holds of it from then on.

    No ``grade`` means that the person was not rated. ``words`` say which decision closed it, ``url`` is where a later
    decision corrects it by name.
    """

    year: int
    grade: str
    decision: str
    words: str
    url: str


class RatingExtension(Protocol):
    """Who closes years of rating says which: the file of a person is written only as it was decided."""

    key: str

    def closed(self, cadre_ids: Collection[UUID]) -> Mapping[UUID, Sequence[ClosedYear]]:
        """By the id of the record it was decided under, asked in the caller's system scope."""
