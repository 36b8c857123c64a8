"""Which tables have a shadow: every model of facts, unless it says why only its present matters."""

from dataclasses import dataclass

from django.apps import apps
from django.db import models

FACTS = frozenset(
    {"organisation", "cadres", "standards", "classes", "planning", "reports", "documents", "selection"}
)
RECORD = "audit_auditevent"
SINCE = "system_time_since"


@dataclass(frozen=True)
class Kept:
    """A table with its shadow (bảng có giữ lịch sử ghi): its key, its columns, and those that always speak of now.

    ``live`` columns decide who may read a row, and rights are never of yesterday.
    """

    table: str
    key: str
    columns: tuple[str, ...]
    live: frozenset[str]

    @property
    def shadow(self) -> str:
        return f"{self.table}_known"


def kept_models() -> list[type[models.Model]]:
    """Models whose every state stays readable; ``only_now = "why"`` on a model leaves it out."""
    found = apps.get_models(include_auto_created=True)
    return [
        each
        for each in found
        if each._meta.app_label in FACTS and not hasattr(each, "only_now") and _ours(each)
    ]


def _ours(model: type[models.Model]) -> bool:
    return bool(model._meta.managed and not model._meta.proxy)


def kept_tables() -> list[Kept]:
    return [_kept(model) for model in kept_models()]


def kept_of(model: type[models.Model]) -> Kept | None:
    """The table of one model with its shadow; None when only its present matters."""
    return _kept(model) if model in kept_models() else None


def _kept(model: type[models.Model]) -> Kept:
    fields = model._meta.local_concrete_fields
    answering = getattr(model, "answering", ())
    return Kept(
        table=model._meta.db_table,
        key=str(model._meta.pk.column),
        columns=tuple(str(field.column) for field in fields),
        live=frozenset(str(field.column) for field in fields if field.name in answering),
    )
