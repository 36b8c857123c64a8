"""Titles in force on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from caunoi.apps.cadres.models import Title
from caunoi.foundation.policy import system_scope


@dataclass(frozen=True)
class TitleRow:
    """A title as it was called on the day (chức danh)."""

    code: str
    name: str
    block: str
    level: str
    rank: int


def titles_on(on: date) -> Mapping[str, TitleRow]:
    """Every title known up to ``on`` by code, in the order of the list, under its latest name by then."""
    with system_scope("cadres: titles are public facts"):
        rows = list(
            Title.objects.filter(Q(valid_from__lte=on))
            .order_by("rank", "code", "valid_from")
            .values_list("code", "name", "block", "level", "rank")
        )
    return {row[0]: TitleRow(*row) for row in rows}
