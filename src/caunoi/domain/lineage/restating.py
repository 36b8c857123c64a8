"""Yesterday's counts on today's units (quy đổi số cũ): whole units carry over, divided ones by a rule that is said."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from caunoi.domain.lineage.households import Households
from caunoi.domain.lineage.kinds import Level
from caunoi.domain.lineage.lineage import Lineage
from caunoi.domain.vocabulary.proportion import shared_out

Weigh = Callable[[str, str], int | None]
"""How much of an old unit (its key) went to an heir (its key), in any measure; None where nobody knows."""


@dataclass(frozen=True)
class Measure:
    """One way to divide a unit (cách chia): its key, how much went to each heir, whether an act told it."""

    key: str
    weigh: Weigh
    signed: bool = False


EVENLY = Measure("", lambda unit, heir: 1)
"""Where nobody knows anything, the heirs share alike."""


@dataclass(frozen=True)
class Part:
    """What one old unit brings to a unit of the later day (phần của một đơn vị cũ).

    ``weight`` of ``whole`` in ``measure``; all None where the unit passes whole.
    """

    source: str
    heir: str
    value: int
    of: int
    heirs: int
    weight: int | None = None
    whole: int | None = None
    measure: Measure | None = None

    @property
    def is_divided(self) -> bool:
        """What passes whole to one heir is as sure as it was."""
        return self.measure is not None

    @property
    def is_estimated(self) -> bool:
        """Divided by a rule, and no act told how."""
        return self.measure is not None and not self.measure.signed


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
        """The part that a rule divided and no act."""
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

    @property
    def total(self) -> int:
        return sum(each.value for each in self.counts) + sum(self.without_heir.values())

    @property
    def estimated(self) -> int:
        return sum(each.estimated for each in self.counts)

    @property
    def divided(self) -> Mapping[Measure, int]:
        """How much each way of dividing divided; a way that divided nothing is not there."""
        return divided_by(part for each in self.counts for part in each.parts)


def divided_by(parts: Iterable[Part]) -> Mapping[Measure, int]:
    found: Counter[Measure] = Counter()
    for part in parts:
        if part.measure is not None and part.of:
            found[part.measure] += part.value
    return found


def restate(
    counts: Mapping[str, int], lineage: Lineage, *, since: date, on: date, measures: Sequence[Measure]
) -> Restatement:
    """Counts of units of the day ``since`` on the units of the later day ``on``; not a unit of measure is lost.

    A divided unit is measured by the first of ``measures`` that knows all of its heirs, evenly where none does.
    """
    brought: dict[str, list[Part]] = defaultdict(list)
    without_heir: dict[str, int] = {}
    for unit, count in sorted(counts.items()):
        heirs = [found.unit for found in lineage.what_became_of(unit, since=since, on=on) if found.unit]
        if not heirs:
            without_heir[unit] = count
        for part in _parts(unit, count, heirs, measures):
            brought[part.heir].append(part)
    found = tuple(Restated(unit, tuple(brought[unit])) for unit in sorted(brought))
    return Restatement(found, without_heir)


def _parts(unit: str, count: int, heirs: Sequence[str], measures: Sequence[Measure]) -> Iterator[Part]:
    if len(heirs) < 2:  # one heir takes all
        yield from (Part(unit, heir, count, count, 1) for heir in heirs)
        return
    measure, weights = next(
        (measure, known) for measure in (*measures, EVENLY) if (known := _known(unit, heirs, measure))
    )
    for heir, value, weight in zip(heirs, shared_out(count, weights), weights, strict=True):
        yield Part(unit, heir, value, count, len(heirs), weight, sum(weights), measure)


def _known(unit: str, heirs: Sequence[str], measure: Measure) -> list[int]:
    """Where the measure of one part is not known, the measures of the others say nothing about the division."""
    known = [weight for heir in heirs if (weight := measure.weigh(unit, heir)) is not None]
    return known if len(known) == len(heirs) and any(known) else []


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


def told_households(
    lineage: Lineage, books: Iterable[Households], *, since: date, on: date
) -> Mapping[tuple[str, str], int]:
    """What acts told of households (số hộ đã ban hành): of the units of one day, by those of the later day.

    A unit that was divided twice, or whose part was divided again, is left out: no act told of that as a whole.
    """
    told: Counter[tuple[str, str]] = Counter()
    for book in books:
        for source, shares in book.divisions():
            heirs = [_only(lineage, heir, book.plan.on, on) for heir, _count in shares]
            if None in heirs:
                continue
            for old in _old_units(lineage, source, since, book.eve):
                for heir, (_same, count) in zip(heirs, shares, strict=True):
                    told[old, heir or ""] += count
    return told


def _only(lineage: Lineage, unit: str, since: date, on: date) -> str | None:
    """The one unit it has become; None where it was divided or nobody follows it."""
    became = lineage.what_became_of(unit, since=since, on=on)
    return became[0].unit if len(became) == 1 else None


def _old_units(lineage: Lineage, unit: str, since: date, eve: date) -> Iterator[str]:
    """Those of the first day that had become this unit, whole, on the eve of the act."""
    for found in lineage.came_from(unit, on=eve, back_to=since):
        if found.unit and _only(lineage, found.unit, since, eve) == unit:
            yield found.unit
