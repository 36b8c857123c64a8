"""Drafts (bản thảo) the actor may see."""

from functools import lru_cache
from uuid import UUID

from caunoi.apps.laboratory.models import DraftStandard
from caunoi.domain.eligibility.drafting import in_place, read_draft
from caunoi.domain.eligibility.requirement import TitleRule
from caunoi.domain.eligibility.rulebook import Rulebook, load_rulebook
from caunoi.domain.eligibility.terms import load_terms
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import get_or_404, visible

BOOKS_KEPT = 8


def drafts_of(actor: Actor) -> list[DraftStandard]:
    return list(visible(actor, DraftStandard).filter(put_away_at__isnull=True))


def draft_or_404(actor: Actor, draft_id: UUID, verb: str = "view") -> DraftStandard:
    return get_or_404(actor, DraftStandard, verb, pk=draft_id)


@lru_cache(maxsize=BOOKS_KEPT)
def rules_of(text: str) -> tuple[TitleRule, ...]:
    """The rules of a text; raises DraftFault where it cannot be read."""
    return read_draft(text, load_terms())


@lru_cache(maxsize=BOOKS_KEPT)
def book_with(text: str) -> Rulebook:
    """The standing law with the draft in force in its place."""
    return in_place(load_rulebook(), rules_of(text))
