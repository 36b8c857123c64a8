"""Yesterday's counts on today's units (quy đổi số cũ): whole units carry over, divided ones by a rule that is said."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from caunoi.domain.lineage.kinds import Level
from caunoi.domain.lineage.lineage import Lineage
from caunoi.domain.vocabulary.proportion import shared_out

Weigh = Callable[[str, str], int | None]
"""How much of an old unit (its key) went to an heir (its key), in any measure; None where nobody knows."""


@dataclass(frozen=True)
class Restated:
    """A count on a unit of the later day (số quy đổi); ``estimated`` is the part that a rule divided."""

    unit: str
    value: int
    estimated: int = 0

    @property
    def estimated_share(self) -> float:
        """Between 0 and 1; a count of nothing has nothing estimated."""
        return self.estimated / self.value if self.value else 0.0


@dataclass(frozen=True)
class Restatement:
    """All counts restated (bảng quy đổi): their sum and what found no heir make up the old sum exactly."""

    counts: tuple[Restated, ...]
    without_heir: Mapping[str, int]
    rule: str

    @property
    def total(self) -> int:
        return sum(each.value for each in self.counts) + sum(self.without_heir.values())

    @property
    def estimated(self) -> int:
        return sum(each.estimated for each in self.counts)


def restate(
    counts: Mapping[str, int], lineage: Lineage, *, since: date, on: date, weigh: Weigh, rule: str
) -> Restatement:
    """Counts of units of the day ``since`` on the units of the later day ``on``; not a unit of measure is lost."""
    values: dict[str, int] = defaultdict(int)
    estimated: dict[str, int] = defaultdict(int)
    without_heir: dict[str, int] = {}
    for unit, count in sorted(counts.items()):
        shares = _shares(unit, count, lineage, since, on, weigh)
        if not shares:
            without_heir[unit] = count
        for heir, part in shares.items():
            values[heir] += part
            estimated[heir] += part if len(shares) > 1 else 0
    found = tuple(Restated(unit, values[unit], estimated[unit]) for unit in sorted(values))
    return Restatement(found, without_heir, rule)


def _shares(
    unit: str, count: int, lineage: Lineage, since: date, on: date, weigh: Weigh
) -> Mapping[str, int]:
    heirs = [found.unit for found in lineage.what_became_of(unit, since=since, on=on) if found.unit]
    if len(heirs) < 2:  # one heir takes all
        return dict.fromkeys(heirs, count)
    known = [weigh(unit, heir) for heir in heirs]
    # Where the measure of one part is not known, the measures of the others say nothing about the division.
    weights = (
        [weight or 0 for weight in known]
        if all(w is not None for w in known) and any(known)
        else [1] * len(heirs)
    )
    return dict(zip(heirs, shared_out(count, weights), strict=True))


def by_units_below(lineage: Lineage, *, since: date, on: date) -> Weigh:
    """As many shares as villages of the old unit stand under the heir now (theo số thôn)."""
    went: dict[tuple[str, str], int] = defaultdict(int)
    of: dict[str, int] = defaultdict(int)
    for village in lineage.units_on(since, level=Level.VILLAGE):
        now = lineage.version(village.unit, on=on)
        if village.parent is not None:
            of[village.parent] += 1
            if now is not None and now.parent is not None:
                went[village.parent, now.parent] += 1

    def weigh(unit: str, heir: str) -> int | None:
        return went[unit, heir] if of[unit] else None

    return weigh


def by_list(told: Mapping[tuple[str, str], int]) -> Weigh:
    """As a named list says: (old unit, heir) → households, people, hectares (theo danh sách)."""

    def weigh(unit: str, heir: str) -> int | None:
        return told.get((unit, heir))

    return weigh
