"""Needs from gaps (nhu cầu từ chỗ thiếu): what each unmet requirement asks to be learned, and what teaches it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

import numpy as np

from caunoi.apps.classes.models import Programme
from caunoi.apps.classes.selectors import closing, programmes_on
from caunoi.apps.planning.selectors.options import PlanOptions
from caunoi.apps.planning.selectors.standing import Standing, standing_in
from caunoi.apps.standards.selectors import Asked, Verdicts, verdicts
from caunoi.apps.standards.selectors.asked import ANY
from caunoi.apps.standards.selectors.learning import learns_it
from caunoi.domain.eligibility.routes import Missing
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.domain.eligibility.whynot import Need as OpenNeed
from caunoi.domain.eligibility.whynot import needs, say
from caunoi.foundation.actors import Actor

Pairs = Collection[tuple[UUID, str]]
"""People with the requirement they were nominated for."""


@dataclass(frozen=True)
class Gap:
    """One thing one person lacks (chỗ thiếu), the programme that closes it, and how much it weighs.

    ``counts`` says whether the requirement counts for "at standard"; ``studying`` that the person already
    learns it.
    """

    cadre_id: UUID
    unit_id: UUID
    title_code: str
    requirement: str
    missing: Missing
    words: str
    counts: bool
    studying: bool
    weight: float
    programme: Programme | None
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True)
class NeedsFound:
    """All gaps of a scope and what they were judged by (nhu cầu tìm được).

    ``lacking`` are people with any requirement not met, also one that nothing learned can mend.
    """

    gaps: tuple[Gap, ...]
    people: int
    lacking: int
    at_work: Mapping[UUID, int]
    rule_hash: str
    data_hash: str
    standing: Mapping[UUID, Standing] = field(default_factory=dict)

    @property
    def open(self) -> list[Gap]:
        """Gaps a class of the year can close: taught by somebody, and not yet being learned."""
        return [gap for gap in self.gaps if gap.programme is not None and not gap.studying]


def needs_of(
    actor: Actor,
    *,
    on: date,
    options: PlanOptions,
    unit_id: UUID | None = None,
    taught_on: date | None = None,
    cadre_ids: Sequence[UUID] | None = None,
    nominated: Pairs = frozenset(),
) -> NeedsFound:
    """Every unmet requirement of the people in the scope; unknown is a question of data, never a need.

    Who is in ``nominated`` for what they lack weighs more: their office and those above it chose them.
    """
    found = verdicts(actor, on=on, cadre_ids=cadre_ids)
    asked = Asked(on=on, unit_id=unit_id, group=options.group)
    return needs_in(actor, found, asked, options, taught_on or on, nominated)


def needs_in(
    actor: Actor,
    found: Verdicts,
    asked: Asked,
    options: PlanOptions,
    taught_on: date,
    nominated: Pairs = frozenset(),
) -> NeedsFound:
    """The needs that these verdicts make, whichever rules they were judged by."""
    programmes = list(programmes_on(actor, taught_on))
    rows = _rows_in(found, asked)
    wanted = [Verdict.NOT_MET, *([Verdict.IN_TRANSITION] if options.transition else [])]
    gaps = [
        _gap(found, need, programmes, options, nominated)
        for need in needs(found.assessment, verdicts=wanted)
        if need.row in rows
    ]
    return NeedsFound(
        gaps=tuple(_once_each(gaps)),
        standing=standing_in(found, {gap.cadre_id for gap in gaps}, options),
        people=found.count(asked),
        lacking=found.count(replace(asked, lacks=(ANY,))),
        at_work=_at_work(found, asked),
        rule_hash=found.assessment.rule_hash,
        data_hash=found.assessment.data_hash,
    )


def _rows_in(found: Verdicts, asked: Asked) -> frozenset[int]:
    judged = found.judged(asked.chosen_titles)
    people = found.flags(asked)
    return frozenset(row for row in judged.rows.tolist() if people[found.snapshot.person[row]])


def _gap(
    found: Verdicts, need: OpenNeed, programmes: Iterable[Programme], options: PlanOptions, nominated: Pairs
) -> Gap:
    snapshot, assessment = found.snapshot, found.assessment
    able = closing(programmes, need.missing)
    title = snapshot.titles[need.row]
    counts = assessment.rules.terms.lanes[need.code] in assessment.group(need.row).counted
    weight = options.title_weights.get(title, options.usual_title_weight)
    cadre_id = snapshot.people[snapshot.person[need.row]]
    if (cadre_id, need.code) in nominated:
        weight += options.nominated_weight
    return Gap(
        cadre_id=cadre_id,
        unit_id=snapshot.units[snapshot.unit[need.row]],
        title_code=title,
        requirement=need.code,
        missing=need.missing,
        words=say(need.missing, assessment.rules.terms),
        counts=counts,
        studying=learns_it(found, need),
        weight=weight + (options.mandatory_weight if counts else 0),
        programme=able[0] if able else None,
        alternatives=tuple(programme.code for programme in able[1:]),
    )


def _once_each(gaps: Iterable[Gap]) -> list[Gap]:
    """Somebody with two posts learns a thing once: the higher level, with the greater weight of the two."""
    kept: dict[tuple[UUID, str, str], Gap] = {}
    for gap in gaps:
        scale = "" if gap.missing.rank else gap.missing.value
        key = (gap.cadre_id, gap.missing.what, scale)
        before = kept.get(key)
        if before is None or (gap.missing.rank, gap.weight) > (before.missing.rank, before.weight):
            kept[key] = gap
    return sorted(kept.values(), key=lambda gap: (gap.requirement, str(gap.cadre_id), gap.missing))


def _at_work(found: Verdicts, asked: Asked) -> dict[UUID, int]:
    """People of the scope in each unit: those of whom only a part may be away."""
    rows = found.judged(asked.chosen_titles).rows
    pairs = np.unique(np.stack([found.snapshot.unit[rows], found.snapshot.person[rows]]), axis=1)
    units, counts = np.unique(pairs[0], return_counts=True)
    return {found.snapshot.units[unit]: int(many) for unit, many in zip(units, counts, strict=True)}
