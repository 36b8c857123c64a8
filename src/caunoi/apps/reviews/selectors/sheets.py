"""Rounds and sheets the actor may see, the lines of a sheet, and what still misses on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.organisation.selectors import Tree, unit_tree
from caunoi.apps.reviews.choices import HANDED_IN, OPEN_TO_FILL, Answer, RoundState
from caunoi.apps.reviews.models import ReviewLine, ReviewRound, ReviewSheet, ReviewStep
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.policy import get_or_404, system_scope, visible


def rounds_of(actor: Actor) -> list[ReviewRound]:
    """Those the actor may see, the newest first."""
    return list(visible(actor, ReviewRound).distinct().order_by("-as_of", "-opened_at"))


def round_or_404(actor: Actor, round_id: UUID, verb: str = "view") -> ReviewRound:
    return get_or_404(actor, ReviewRound, verb, pk=round_id)


def sheet_or_404(actor: Actor, sheet_id: UUID, verb: str = "view") -> ReviewSheet:
    found = get_or_404(actor, ReviewSheet, verb, pk=sheet_id)
    found.round = visible(actor, ReviewRound).distinct().get(pk=found.round_id)
    return found


def sheets_of(actor: Actor, round_id: UUID) -> list[ReviewSheet]:
    return list(visible(actor, ReviewSheet).filter(round_id=round_id).order_by("pk"))


def open_sheets(actor: Actor) -> list[ReviewSheet]:
    """Sheets of open rounds the actor fills in."""
    mine = visible(actor, ReviewSheet, "fill").filter(round__state=RoundState.OPEN)
    return list(mine.select_related("round").order_by("round__due_on", "pk"))


def waiting_above(actor: Actor) -> Any:
    """Sheets of open rounds the actor may agree on or lock."""
    return visible(actor, ReviewSheet, "approve").filter(round__state=RoundState.OPEN)


def lines_of(actor: Actor, sheet: ReviewSheet) -> list[ReviewLine]:
    """The lines with their people, by name."""
    found = visible(actor, ReviewLine).filter(sheet=sheet).select_related("cadre")
    return list(found.order_by("cadre__sort_key", "cadre_id"))


def line_or_404(actor: Actor, sheet: ReviewSheet, line_id: UUID) -> ReviewLine:
    found = next((line for line in lines_of(actor, sheet) if line.pk == line_id), None)
    if found is None:
        raise NotVisible(f"reviews.ReviewLine {line_id}")
    found.sheet = sheet
    return found


def steps_of(actor: Actor, sheet: ReviewSheet) -> list[ReviewStep]:
    return list(visible(actor, ReviewStep).filter(sheet=sheet).order_by("ordinal"))


def is_late(sheet: ReviewSheet, due_on: date, on: date) -> bool:
    """Not handed in although the last day has passed."""
    return sheet.state not in HANDED_IN and on > due_on


@dataclass(frozen=True)
class Missing:
    """What a sheet still lacks before it can be sent (còn thiếu): people nobody answered for, people without a line."""

    open: Sequence[Cadre]
    unlisted: Sequence[Cadre]

    @property
    def count(self) -> int:
        return len(self.open) + len(self.unlisted)


def missing_of(actor: Actor, sheet: ReviewSheet, lines: Sequence[ReviewLine]) -> Missing:
    newcomers = unlisted(actor, sheet).order_by("sort_key", "pk")
    return Missing([line.cadre for line in lines if line.answer == Answer.OPEN], list(newcomers))


def unlisted(actor: Actor, sheet: ReviewSheet) -> Any:
    """In the office's care and in post, but on no sheet it answers for: whoever came since the round was opened."""
    tree = unit_tree(on=actor.on)
    offices = _offices(actor, sheet, tree)
    theirs = tree.answered_by(set(offices))
    listed = visible(actor, ReviewLine).filter(
        sheet__round_id=sheet.round_id, sheet__unit_id__among=list(theirs)
    )
    below = [
        node.id for office in offices for node in tree.below(office) if office_of(tree, node.id) == office
    ]
    kept = visible(actor, Cadre).filter(custodian_id__among=below, left_on__isnull=True)
    return kept.exclude(pk__in=listed.values("cadre"))


def _offices(actor: Actor, sheet: ReviewSheet, tree: Tree) -> list[UUID]:
    """The unit; when it has ended its heir, on one of the sheets that passed to the heir."""
    if sheet.unit_id in tree:
        return [sheet.unit_id]
    heirs = (node.id for node in tree.standing_for(sheet.unit_id))
    return [heir for heir in heirs if _takes_in(actor, sheet, tree, heir)]


def _takes_in(actor: Actor, sheet: ReviewSheet, tree: Tree, heir: UUID) -> bool:
    """An heir of several sheets lists newcomers on its own one, else on the first it may still write on."""
    passed = tree.answered_by({heir})
    open_ = visible(actor, ReviewSheet, "fill").filter(round_id=sheet.round_id, state__in=OPEN_TO_FILL)
    there = list(open_.filter(unit_id__among=list(passed)).order_by("pk").values_list("pk", "unit_id"))
    first = next((pk for pk, unit in there if unit == heir), there[0][0] if there else None)
    return bool(first == sheet.pk)


def waiting_for_other_heirs(actor: Actor, sheet: ReviewSheet, lines: Sequence[ReviewLine]) -> int:
    """People of a divided unit nobody has answered for, who went to another of its heirs; how many."""
    tree = unit_tree(on=actor.on)
    if sheet.unit_id in tree:
        return 0
    heirs = tree.standing_for(sheet.unit_id)
    theirs = [node.id for heir in heirs for node in tree.below(heir.id)]
    with system_scope("reviews: people of a divided unit who wait for another heir"):
        open_ = ReviewLine.objects.filter(sheet=sheet, answer=Answer.OPEN, cadre__custodian_id__among=theirs)
        return open_.exclude(pk__in=[line.pk for line in lines]).count()


def heirs_of(actor: Actor, sheet: ReviewSheet) -> list[str]:
    """Who goes on with the sheet of a unit that has ended, by name; nobody else while it lives."""
    tree = unit_tree(on=actor.on)
    return [] if sheet.unit_id in tree else [node.full_name for node in tree.standing_for(sheet.unit_id)]


def office_of(tree: Tree, unit_id: UUID) -> UUID:
    """Who answers for a unit's people in a review: a commune for its villages, else the unit itself."""
    commune = tree.commune_of(unit_id) if unit_id in tree else None
    return commune.id if commune else unit_id
