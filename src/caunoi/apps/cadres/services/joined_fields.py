"""The columns of two records of one person, side by side: which differ, and whose value stays."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from caunoi.apps.cadres.models import Cadre
from caunoi.domain.vocabulary.vietnamese import PartialDate, fold

KEPT, LOST = "giu", "nhap"
FIELDS = (
    "full_name", "number", "birth", "sex", "ethnicity", "identity_number", "phone", "party_joined", "party_official",
    "is_party_member", "custodian", "left_on",
)  # fmt: skip
GOES_WITH = {
    "full_name": ("full_name", "given_name", "search_key", "sort_key", "exact_key"),
    "identity_number": ("identity_number", "identity_index"),
    "custodian": ("custodian_id",),
}
STATES_MUCH_BY_NOTHING = frozenset({"left_on"})
"""An empty day of leaving says that somebody has not left."""


@dataclass(frozen=True)
class JoinedField:
    """One column of both records (một mục của hai hồ sơ); ``stays`` says whose value the joined record has."""

    name: str
    kept: Any
    lost: Any
    stays: str

    @property
    def differs(self) -> bool:
        return bool(self.kept != self.lost)


def joined_fields(kept: Cadre, lost: Cadre, said: dict[str, str], home: Any) -> list[JoinedField]:
    """``said`` is what somebody chose; ``home`` the unit of the main post that runs, None when there is none."""
    found = []
    for name in FIELDS:
        mine, theirs = getattr(kept, _column(name)), getattr(lost, _column(name))
        chosen = said.get(name)
        stays = chosen if chosen in (KEPT, LOST) else _proposed(name, mine, theirs, home)
        found.append(JoinedField(name, mine, theirs, stays))
    return found


def _column(name: str) -> str:
    return "custodian_id" if name == "custodian" else name


def _proposed(name: str, mine: Any, theirs: Any, home: Any) -> str:
    """What says more: something before nothing, a full day before a year, a name with its marks."""
    if name in STATES_MUCH_BY_NOTHING:
        return KEPT
    empty = (None, "")
    if mine in empty or theirs in empty:
        return LOST if mine in empty and theirs not in empty else KEPT
    if name == "custodian":
        return LOST if home is not None and home == theirs != mine else KEPT
    if isinstance(mine, PartialDate):
        finer = ("year", "month", "day")
        return LOST if finer.index(theirs.precision) > finer.index(mine.precision) else KEPT
    if name == "full_name":
        return LOST if _is_unmarked(mine) and not _is_unmarked(theirs) else KEPT
    return KEPT


def _is_unmarked(name: str) -> bool:
    return name.casefold() == fold(name)


def columns_taken(fields: Sequence[JoinedField], lost: Cadre) -> dict[str, Any]:
    """Columns of the record that stays which get the other's value; a number in cipher goes another way."""
    taken = [each.name for each in fields if each.differs and each.stays == LOST]
    columns = [column for name in taken for column in GOES_WITH.get(name, (name,))]
    return {column: getattr(lost, column) for column in columns if column != "identity_number"}


def takes(fields: Collection[JoinedField], name: str) -> bool:
    """Does the joined record have the other's value here?"""
    return any(each.name == name and each.differs and each.stays == LOST for each in fields)
