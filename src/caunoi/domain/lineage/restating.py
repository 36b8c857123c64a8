"""Yesterday's counts on today's units (quy đổi số cũ): whole units carry over, divided ones by a rule that is said."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from caunoi.domain.lineage.kinds import Level
from caunoi.domain.lineage.lineage import Lineage
from caunoi.domain.vocabulary.proportion import shared_out

Weigh = Callable[[str, str], int | None]
"""How much of an old unit (its key) went to an heir (its key), in any measure; None where nobody knows."""


@dataclass(frozen=True)
class Part:
    """What one old unit brings to a unit of the later day (phần của một đơn vị cũ).

    ``weight`` of ``whole`` in the measure of the rule; both None where nobody knows it and the heirs share evenly.
    """

    source: str
    heir: str
    value: int
    of: int
    heirs: int
    weight: int | None = None
    whole: int | None = None

    @property
    def is_estimated(self) -> bool:
        """Divided by a rule; what passes whole to one heir is as sure as it was."""
        return self.heirs > 1


@dataclass(frozen=True)
class Restated:
    """A count on a unit of the later day (số quy đổi): the sum of what the old units bring, nothing besides."""

    unit: str
    parts: tuple[Part, ...]

    @property
    def value(self) -> int:
        return sum(part.value for part in self.parts)

    @property
    def estimated(self) -> int:
        """The part that a rule divided."""
        return sum(part.value for part in self.parts if part.is_estimated)

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
    brought: dict[str, list[Part]] = defaultdict(list)
    without_heir: dict[str, int] = {}
    for unit, count in sorted(counts.items()):
        heirs = [found.unit for found in lineage.what_became_of(unit, since=since, on=on) if found.unit]
        if not heirs:
            without_heir[unit] = count
        for part in _parts(unit, count, heirs, weigh):
            brought[part.heir].append(part)
    found = tuple(Restated(unit, tuple(brought[unit])) for unit in sorted(brought))
    return Restatement(found, without_heir, rule)


def _parts(unit: str, count: int, heirs: Sequence[str], weigh: Weigh) -> Iterator[Part]:
    if len(heirs) < 2:  # one heir takes all
        yield from (Part(unit, heir, count, count, 1) for heir in heirs)
        return
    # Where the measure of one part is not known, the measures of the others say nothing about the division.
    known = [weight for heir in heirs if (weight := weigh(unit, heir)) is not None]
    measured = len(known) == len(heirs) and any(known)
    shares = shared_out(count, known if measured else [1] * len(heirs))
    for place, heir in enumerate(heirs):
        weight, whole = (known[place], sum(known)) if measured else (None, None)
        yield Part(unit, heir, shares[place], count, len(heirs), weight, whole)


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
