"""Sheets of rounds: one's own, those of a round, those to be checked, and how far each is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from caunoi.apps.accounts.models import User
from caunoi.apps.declarations.choices import HANDED_IN, OPEN_TO_CHECK, DeclarationState, ItemState
from caunoi.apps.declarations.models import Declaration, DeclarationRound, DeclaredItem
from caunoi.apps.declarations.selectors.questions import Question, is_new, questions_of
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.policy import system_scope, visible

WITH = ("round", "cadre")


def sheet_or_404(actor: Actor, declaration_id: UUID, verb: str = "view") -> Declaration:
    found: Declaration | None = (
        visible(actor, Declaration, verb).select_related(*WITH).filter(pk=declaration_id).first()
    )
    if found is None:
        raise NotVisible(f"declarations.Declaration {declaration_id}")
    return found


def items_of(actor: Actor, declaration: Declaration) -> dict[str, DeclaredItem]:
    """What was said so far, by key."""
    found = visible(actor, DeclaredItem).filter(declaration=declaration).order_by("said_at", "pk")
    return {item.key: item for item in found}


@dataclass(frozen=True)
class Progress:
    """How far a sheet is (tiến độ): questions answered, of how many, and those still open."""

    answered: int
    asked: int
    open: Sequence[Question]

    @property
    def is_whole(self) -> bool:
        return not self.open


def progress_of(questions: Sequence[Question], items: Mapping[str, DeclaredItem]) -> Progress:
    """What came back with a reason is open again; papers added by the person are answered by being there."""
    open_ = [each for each in questions if _is_open(items.get(each.key))]
    added = [item for key, item in items.items() if is_new(key)]
    extra_open = [item for item in added if item.state == ItemState.REFUSED]
    asked = len(questions) + len(added)
    return Progress(asked - len(open_) - len(extra_open), asked, open_)


def _is_open(item: DeclaredItem | None) -> bool:
    return item is None or item.state == ItemState.REFUSED


def progress_now(actor: Actor, declaration: Declaration) -> Progress:
    return progress_of(questions_of(actor, declaration), items_of(actor, declaration))


# ---- rounds


def rounds_of(actor: Actor) -> list[DeclarationRound]:
    """Those the actor may see, the newest first."""
    return list(visible(actor, DeclarationRound).distinct().order_by("-opened_at"))


def round_or_404(actor: Actor, round_id: UUID, verb: str = "view") -> DeclarationRound:
    found: DeclarationRound | None = visible(actor, DeclarationRound, verb).filter(pk=round_id).first()
    if found is None:
        raise NotVisible(f"declarations.DeclarationRound {round_id}")
    return found


def sheets_of(actor: Actor, round_id: UUID | None = None, unit_id: UUID | None = None) -> Any:
    """The sheets the actor may see: of one round or of all that are open, of one unit and below or of all."""
    sheets = visible(actor, Declaration)
    sheets = sheets.filter(round_id=round_id) if round_id else sheets.filter(round__closed_at__isnull=True)
    if unit_id:
        below = [node.id for node in unit_tree(on=actor.on).below(unit_id)] or [unit_id]
        sheets = sheets.filter(cadre__custodian_id__among=below)
    return sheets


def my_sheets(actor: Actor) -> list[Declaration]:
    """One's own, those still open to be said first, then the newest."""
    if actor.subject_id is None:
        return []
    mine = visible(actor, Declaration, "fill").filter(cadre_id=actor.subject_id).select_related(*WITH)
    found: list[Declaration] = list(mine.order_by("-round__opened_at"))
    return sorted(
        found, key=lambda each: each.round.closed_at is not None or each.state == DeclarationState.DONE
    )


def to_check(actor: Actor) -> Any:
    """Sent, not yet checked, of people whose file the actor may write; never one's own."""
    sheets = visible(actor, Declaration, "change").filter(
        state__in=OPEN_TO_CHECK, round__closed_at__isnull=True
    )
    return sheets.exclude(cadre_id=actor.subject_id) if actor.subject_id else sheets


def is_late(declaration: Declaration, on: date) -> bool:
    return declaration.state not in HANDED_IN and on > declaration.round.due_on


def have_account(cadre_ids: Sequence[UUID]) -> set[UUID]:
    """Which of these people sign in themselves; the office fills in for the others."""
    with system_scope("declarations: who signs in themselves"):
        found = User.objects.filter(subject_id__among=list(cadre_ids), is_active=True)
        return {key for key in found.values_list("subject_id", flat=True) if key is not None}


def item_or_404(actor: Actor, declaration_id: UUID, item_id: UUID, verb: str = "view") -> DeclaredItem:
    found: DeclaredItem | None = (
        visible(actor, DeclaredItem, verb)
        .select_related("declaration__cadre")
        .filter(pk=item_id, declaration_id=declaration_id)
        .first()
    )
    if found is None:
        raise NotVisible(f"declarations.DeclaredItem {item_id}")
    return found
