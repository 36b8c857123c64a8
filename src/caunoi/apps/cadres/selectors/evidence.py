"""Scans of facts, as far as the actor may see them, and who has looked at one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from caunoi.apps.cadres.models import (
    Cadre,
    Evidence,
    Posting,
    PostingEvidence,
    Qualification,
    QualificationEvidence,
)
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.audit.selectors import history_of
from caunoi.foundation.policy import get_or_404, may_read, visible

VIEWED = "cadres.scan_viewed"
CONTENT = "sha256"
Shown = Posting | Qualification


@dataclass(frozen=True)
class Shelf:
    """Where the scans of one kind of fact stand (ngăn minh chứng), and the word of its addresses."""

    fact: type[Posting] | type[Qualification]
    scan: type[PostingEvidence] | type[QualificationEvidence]
    segment: str

    def address(self, fact: Shown) -> str:
        return f"/can-bo/{fact.cadre_id}/{self.segment}/{fact.pk}/minh-chung/"


POSTS = Shelf(Posting, PostingEvidence, "chuc-danh")
PAPERS = Shelf(Qualification, QualificationEvidence, "trinh-do")


def shelf_of(fact: Shown) -> Shelf:
    return POSTS if isinstance(fact, Posting) else PAPERS


def current_scans(actor: Actor, shelf: Shelf, facts: Iterable[Shown]) -> Mapping[UUID, Evidence]:
    """The scan that counts of each fact that has one, in one query."""
    wanted = [fact.pk for fact in facts]
    found = visible(actor, shelf.scan).filter(fact__in=wanted, replaced_at__isnull=True)
    return {scan.fact_id: scan for scan in found}


def scans_of(actor: Actor, fact: Shown) -> list[Evidence]:
    """Every scan of a fact, the one that counts first."""
    scans = list(visible(actor, shelf_of(fact).scan).filter(fact=fact).order_by("-added_at"))
    return sorted(scans, key=lambda scan: scan.replaced_at is not None)


def scan_or_404(actor: Actor, cadre: Cadre, fact: Shown, scan_id: UUID) -> Evidence:
    return get_or_404(actor, shelf_of(fact).scan, pk=scan_id, fact=fact, fact__cadre=cadre)


def may_open(actor: Actor, shelf: Shelf) -> bool:
    """Does the role read the content of these scans, not only that there are some?"""
    return may_read(actor, shelf.scan, CONTENT)


def views_of(actor: Actor, scan: Evidence) -> list[AuditEvent]:
    """Who has looked at the scan, newest first."""
    return list(history_of(actor, scan).filter(action=VIEWED))
