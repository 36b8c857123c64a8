"""How the people of each unit were rated in a year (xếp loại của một năm), within the reader's reach."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre, Rating
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.domain.rating.limits import Limit, limit_of
from caunoi.domain.rating.schemes import Scheme, scheme_of_year
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import NotVisible, Refused
from caunoi.foundation.policy import may_read, visible

FEWEST, MOST = 1990, 2200
LAST_MONTH = 12


class NoSchemeThen(Refused):
    """A year no scheme is known of."""

    status = 400


@dataclass(frozen=True)
class YearRated:
    """The ratings of a year by unit (xếp loại từng đơn vị), and the scheme of the year."""

    year: int
    scheme: Scheme
    counts: Mapping[UUID, Mapping[str, int]]
    people: Mapping[UUID, int]

    @cached_property
    def whole(self) -> Mapping[str, int]:
        total: Counter[str] = Counter()
        for counts in self.counts.values():
            total.update(counts)
        return total

    def limit(self, unit_id: UUID) -> Limit:
        return limit_of(self.scheme, self.counts.get(unit_id, {}))

    @cached_property
    def over(self) -> list[UUID]:
        """The units above the limit of the highest level, the furthest above first."""
        found = [unit_id for unit_id in self.counts if self.limit(unit_id).excess]
        return sorted(found, key=lambda unit_id: (-self.limit(unit_id).excess, str(unit_id)))


def year_of(text: str, on: date) -> int:
    """The year asked; without one the last that has ended, or is about to."""
    if not text:
        return on.year if on.month == LAST_MONTH else on.year - 1
    if not (text.isascii() and text.isdigit() and FEWEST <= int(text) <= MOST):
        raise NotVisible(f"year {text[:20]}")
    return int(text)


def scheme_for(year: int) -> Scheme:
    try:
        return scheme_of_year(year)
    except LookupError as fault:
        raise NoSchemeThen(
            _("Năm %(year)s chưa có cách xếp loại nào được ghi lại. Chọn một năm sau.") % {"year": year}
        ) from fault


def ratings_in(actor: Actor, year: int, unit_id: UUID | None, on: date) -> QuerySet[Rating]:
    """The ratings of a year the actor may read; somebody who may not read a level is told of none."""
    if not may_read(actor, Rating, "grade"):
        raise NotVisible("ratings of people")
    found: QuerySet[Rating] = visible(actor, Rating).filter(year=year)
    return found.filter(cadre__custodian_id__among=_below(unit_id, on)) if unit_id else found


def _below(unit_id: UUID, on: date) -> list[UUID]:
    tree = unit_tree(on=on)
    return list(tree.answered_by({node.id for node in tree.below(unit_id)} or {unit_id}))


def rated(actor: Actor, year: int, on: date) -> YearRated:
    """Every unit that keeps somebody's file, with how many of its people have which level."""
    rows = ratings_in(actor, year, None, on).order_by().values_list("cadre__custodian_id", "grade")
    counts: dict[UUID, Counter[str]] = {}
    for unit_id, grade, many in rows.annotate(many=Count("pk")):
        counts.setdefault(unit_id, Counter())[grade] = many
    kept = visible(actor, Cadre).filter(left_on__isnull=True).order_by().values_list("custodian_id")
    return YearRated(year, scheme_for(year), counts, dict(kept.annotate(many=Count("pk"))))
