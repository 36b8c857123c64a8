"""Rounds, units and sheets the actor may see, and what a unit's year still lacks before it can be sealed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from caunoi.apps.cadres.models import Cadre, CadreMerge
from caunoi.apps.organisation.selectors import Tree, unit_tree
from caunoi.apps.ratings.choices import READY, SheetState
from caunoi.apps.ratings.models import (
    RatedUnit,
    RatingAdjustment,
    RatingRound,
    RatingSeal,
    RatingSheet,
    RatingStep,
)
from caunoi.apps.ratings.selectors.sealed import sealed_for
from caunoi.domain.rating.levels import Asked, doubts_of
from caunoi.domain.rating.limits import Limit, limit_of
from caunoi.domain.vocabulary.finding import Finding
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.policy import get_or_404, may_read, system_scope, visible


def rounds_of(actor: Actor) -> list[RatingRound]:
    return list(visible(actor, RatingRound).distinct().order_by("-year", "-opened_at"))


def round_or_404(actor: Actor, round_id: UUID, verb: str = "view") -> RatingRound:
    return get_or_404(actor, RatingRound, verb, pk=round_id)


def units_of(actor: Actor, round_id: UUID) -> list[RatedUnit]:
    return list(visible(actor, RatedUnit, "fill").filter(round_id=round_id).order_by("pk"))


def rated_or_404(actor: Actor, rated_id: UUID, verb: str = "fill") -> RatedUnit:
    found = get_or_404(actor, RatedUnit, verb, pk=rated_id)
    found.round = visible(actor, RatingRound).distinct().get(pk=found.round_id)
    return found


def sheet_or_404(actor: Actor, sheet_id: UUID, verb: str = "view") -> RatingSheet:
    """For whoever may read what is on it; who follows a year from above sees how far it is, not the sheet."""
    if not may_read(actor, RatingSheet, "said"):
        raise NotVisible(f"ratings.RatingSheet {sheet_id}")
    found = visible(actor, RatingSheet, verb).select_related("cadre").filter(pk=sheet_id).first()
    if found is None:
        raise NotVisible(f"ratings.RatingSheet {sheet_id}")
    return with_year(actor, found)


def with_year(actor: Actor, sheet: RatingSheet) -> RatingSheet:
    """The sheet with its unit's year and the round, each asked by its own rights."""
    sheet.rated = visible(actor, RatedUnit).distinct().get(pk=sheet.rated_id)
    sheet.rated.round = visible(actor, RatingRound).distinct().get(pk=sheet.rated.round_id)
    return sheet


def sheets_of(actor: Actor, rated_id: UUID) -> list[RatingSheet]:
    """By name; heads first, because their levels wait for the unit's."""
    found = visible(actor, RatingSheet).filter(rated_id=rated_id).select_related("cadre")
    return list(found.order_by("-head", "cadre__sort_key", "pk"))


def my_sheets(actor: Actor) -> list[RatingSheet]:
    """One's own, the newest year first."""
    if actor.subject_id is None:
        return []
    mine = visible(actor, RatingSheet, "say").filter(cadre=actor.subject_id)
    found = [with_year(actor, sheet) for sheet in mine.select_related("cadre").order_by("pk")]
    return sorted(found, key=lambda sheet: -sheet.rated.round.year)


def steps_of(actor: Actor, sheet: RatingSheet) -> list[RatingStep]:
    return list(visible(actor, RatingStep).filter(sheet=sheet).order_by("ordinal"))


def seal_of(actor: Actor, rated_id: UUID) -> RatingSeal | None:
    found: RatingSeal | None = visible(actor, RatingSeal).distinct().filter(rated_id=rated_id).first()
    return found


def sealed_units(actor: Actor, round_id: UUID) -> set[UUID]:
    return set(visible(actor, RatingSeal).filter(rated__round_id=round_id).values_list("rated_id", flat=True))


def adjustments_of(actor: Actor, seal: RatingSeal, cadre_id: UUID) -> list[RatingAdjustment]:
    """Of one person, oldest first, under whichever record of theirs the year was decided."""
    row = sealed_for(actor, seal, cadre_id)
    found = visible(actor, RatingAdjustment).filter(seal=seal, cadre_id=row.cadre_id if row else cadre_id)
    return list(found.order_by("ordinal"))


def corrected_levels(actor: Actor, seal: RatingSeal) -> dict[UUID, str]:
    """The last corrected level of each person, by the record they have now."""
    rows = visible(actor, RatingAdjustment).filter(seal=seal).order_by("ordinal")
    found = dict(rows.values_list("cadre_id", "after"))
    joined = visible(actor, CadreMerge).filter(lost_id__in=found, undone_at__isnull=True)
    return {**{kept: found[lost] for lost, kept in joined.values_list("lost_id", "kept_id")}, **found}


def counts_by_unit(actor: Actor, round_id: UUID) -> Mapping[UUID, Counter[str]]:
    """How many sheets of each unit stand where."""
    found: dict[UUID, Counter[str]] = {}
    rows = visible(actor, RatingSheet).filter(rated__round_id=round_id).order_by()
    for rated_id, state, many in rows.values_list("rated_id", "state").annotate(Count("pk")):
        found.setdefault(rated_id, Counter())[state] = many
    return found


@dataclass(frozen=True)
class Waiting:
    """How much of an open round is still to be done (còn lại của một đợt)."""

    round: RatingRound
    open: int
    proposed: int


@dataclass(frozen=True)
class AllWaiting:
    """What waits in the rounds and units the actor works on, the earliest due first."""

    rounds: Sequence[Waiting]
    units: Sequence[tuple[RatedUnit, int]]


def waiting_of(actor: Actor) -> AllWaiting:
    sealed = visible(actor, RatingSeal).values("rated")
    theirs = visible(actor, RatedUnit, "fill").exclude(pk__in=sealed).select_related("round")
    units = {unit.pk: unit for unit in theirs.order_by("round__due_on", "pk")}
    open_: Counter[UUID] = Counter()
    proposed: Counter[UUID] = Counter()
    sheets = (
        visible(actor, RatingSheet, "fill").filter(rated__in=theirs.values("pk")).exclude(state__in=READY)
    )
    for rated_id, state, many in sheets.order_by().values_list("rated_id", "state").annotate(Count("pk")):
        open_[rated_id] += many
        proposed[rated_id] += many if state == SheetState.PROPOSED else 0
    rounds = {unit.round_id: unit.round for unit in units.values() if open_[unit.pk]}
    found = [
        Waiting(
            round_,
            sum(open_[unit.pk] for unit in units.values() if unit.round_id == pk),
            sum(proposed[unit.pk] for unit in units.values() if unit.round_id == pk),
        )
        for pk, round_ in rounds.items()
    ]
    return AllWaiting(found, [(unit, open_[pk]) for pk, unit in units.items() if open_[pk]])


# ---- before the seal


@dataclass(frozen=True)
class Standing:
    """What a unit's year lacks (còn thiếu để chốt), and how its levels stand against the limit."""

    open: Sequence[RatingSheet]
    unlisted: Sequence[Cadre]
    elsewhere: int
    limit: Limit

    @property
    def ready(self) -> bool:
        return not (self.open or self.unlisted or self.elsewhere or self.limit.excess)


def standing_of(actor: Actor, rated: RatedUnit, sheets: Sequence[RatingSheet]) -> Standing:
    with system_scope("ratings: sheets of a unit whose people somebody else answers for"):
        whole = RatingSheet.objects.filter(rated=rated).count()
    waiting = [sheet for sheet in sheets if sheet.state not in READY]
    return Standing(
        waiting,
        unlisted(actor, rated),
        whole - len(sheets),
        limit_of(rated.round.by.scheme, levels_of(sheets)),
    )


def levels_of(sheets: Sequence[RatingSheet]) -> Counter[str]:
    """The level each would have if all went as proposed."""
    found = (
        sheet.decided_level or sheet.proposed_level for sheet in sheets if sheet.state != SheetState.EXCUSED
    )
    return Counter(level for level in found if level)


def doubts_about(sheet: RatingSheet, level: str) -> list[Finding]:
    """What the conditions for a head say to a level."""
    by = sheet.rated.round.by
    return doubts_of(by.scheme, by.procedure, Asked(level, head=sheet.head, unit_level=sheet.rated.level))


def unlisted(actor: Actor, rated: RatedUnit) -> list[Cadre]:
    """In the unit's care and in post, but without a sheet of this unit: whoever came since the year was opened."""
    tree = unit_tree(on=actor.on)
    if rated.unit_id not in tree:
        return []
    below = [node.id for node in tree.below(rated.unit_id) if office_of(tree, node.id) == rated.unit_id]
    kept = visible(actor, Cadre).filter(custodian_id__among=below, left_on__isnull=True)
    theirs = list(tree.answered_by({rated.unit_id}))
    listed = visible(actor, RatingSheet).filter(rated__round=rated.round_id, rated__unit__in=theirs)
    return list(kept.exclude(pk__in=listed.values("cadre")).order_by("sort_key", "pk"))


def office_of(tree: Tree, unit_id: UUID) -> UUID:
    """Who rates a unit's people: a commune for its villages, else the unit itself."""
    commune = tree.commune_of(unit_id) if unit_id in tree else None
    return commune.id if commune else unit_id
