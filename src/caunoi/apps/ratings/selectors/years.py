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
from caunoi.domain.disclosure.limits import fewest
from caunoi.domain.disclosure.table import Counts, Entry
from caunoi.domain.disclosure.withholding import withheld
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
    def near(self) -> list[UUID]:
        """The units that gave the highest level as often as they may: one more and they are above it."""
        limits = {unit_id: self.limit(unit_id) for unit_id in self.counts}
        return sorted((pk for pk, limit in limits.items() if 0 < limit.given == limit.allowed), key=str)

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


def reads_levels(actor: Actor) -> bool:
    return may_read(actor, Rating, "grade")


def ratings_in(actor: Actor, year: int, unit_id: UUID | None, on: date) -> QuerySet[Rating]:
    """The ratings of a year the actor may read; somebody who may not read a level is told of none."""
    if not reads_levels(actor):
        raise NotVisible("ratings of people")
    found: QuerySet[Rating] = visible(actor, Rating).filter(year=year)
    return found.filter(cadre__custodian_id__among=_below(unit_id, on)) if unit_id else found


def _below(unit_id: UUID, on: date) -> list[UUID]:
    tree = unit_tree(on=on)
    return list(tree.answered_by({node.id for node in tree.below(unit_id)} or {unit_id}))


def rated(actor: Actor, year: int, on: date, unit_id: UUID | None = None) -> YearRated:
    """Every unit that keeps somebody's file, with how many of its people have which level; or one and those below."""
    return _by_unit(actor, year, ratings_in(actor, year, unit_id, on))


def rated_from_above(actor: Actor, year: int) -> YearRated:
    """The same numbers for whoever follows the year: to be told only as far as ``told`` and the limits go."""
    return _by_unit(actor, year, visible(actor, Rating).filter(year=year))


def _by_unit(actor: Actor, year: int, ratings: QuerySet[Rating]) -> YearRated:
    counts: dict[UUID, Counter[str]] = {}
    rows = ratings.order_by().values_list("cadre__custodian_id", "grade")
    for unit_id, grade, many in rows.annotate(many=Count("pk")):
        counts.setdefault(unit_id, Counter())[grade] = many
    kept = visible(actor, Cadre).filter(left_on__isnull=True).order_by().values_list("custodian_id")
    return YearRated(year, scheme_for(year), counts, dict(kept.annotate(many=Count("pk"))))


def told(actor: Actor, found: YearRated, on: date) -> Mapping[str, int | None]:
    """People by level, and all of them under no level; None where so few would point at somebody."""
    levels = found.scheme.levels
    values = tuple(found.whole.get(level, 0) for level in levels)
    hidden: frozenset[Entry] = frozenset()
    if not reads_levels(actor) and any(values):
        hidden = withheld([Counts((values,))], fewest=fewest(on))
    entries = {"": (0, len(levels)), **{level: (0, place) for place, level in enumerate(levels)}}
    numbers = {"": sum(values), **dict(zip(levels, values, strict=True))}
    return {level: None if entries[level] in hidden else numbers[level] for level in numbers}


def many_enough(found: YearRated, unit_id: UUID, on: date) -> bool:
    """So many people of the unit were rated that its limit points at nobody."""
    return sum(found.counts.get(unit_id, {}).values()) >= fewest(on)
