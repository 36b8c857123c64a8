"""A year as whoever follows it sees it: levels as far as they may be told, limits, what is open, what was corrected."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from caunoi.apps.ratings.choices import READY, SheetState
from caunoi.apps.ratings.models import RatedUnit, RatingAdjustment, RatingRound
from caunoi.apps.ratings.selectors.sheets import counts_by_unit, rounds_of, sealed_units
from caunoi.apps.ratings.selectors.years import YearRated, many_enough, rated_from_above, reads_levels, told
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import visible


@dataclass(frozen=True)
class RoundSeen:
    """A round as it is followed (đợt được theo dõi): its units, the sheets of each by step, those sealed."""

    round: RatingRound
    units: Sequence[RatedUnit]
    counts: Mapping[UUID, Counter[str]]
    sealed: set[UUID]

    @property
    def open(self) -> int:
        """People without a decided level, and without a reason for none."""
        return sum(self.open_in(unit.pk) for unit in self.units)

    def open_in(self, rated_id: UUID) -> int:
        return self.at(rated_id, [state for state in SheetState if state not in READY])

    def at(self, rated_id: UUID, states: Iterable[str]) -> int:
        counts = self.counts.get(rated_id, Counter())
        return sum(counts[state] for state in states)


@dataclass(frozen=True)
class YearSeen:
    """A year from above (toàn cảnh một năm xếp loại); ``told`` holds no number that would point at somebody."""

    on: date
    found: YearRated
    told: Mapping[str, int | None]
    rounds: Sequence[RoundSeen]
    corrected: int
    named: bool

    @property
    def year(self) -> int:
        return self.found.year

    @property
    def open(self) -> int:
        return sum(each.open for each in self.rounds)

    def may_name(self, unit_id: UUID) -> bool:
        return self.named or many_enough(self.found, unit_id, self.on)


def year_seen(actor: Actor, year: int, on: date) -> YearSeen:
    found = rated_from_above(actor, year)
    rounds = [_seen(actor, each) for each in rounds_of(actor) if each.year == year]
    corrected = visible(actor, RatingAdjustment).filter(seal__rated__round__year=year).count()
    return YearSeen(on, found, told(actor, found, on), rounds, corrected, reads_levels(actor))


def _seen(actor: Actor, round_: RatingRound) -> RoundSeen:
    units = list(visible(actor, RatedUnit, "look").filter(round=round_).order_by("pk"))
    return RoundSeen(round_, units, counts_by_unit(actor, round_.pk), sealed_units(actor, round_.pk))
