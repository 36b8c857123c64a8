"""The papers a person's file names, those nobody has seen a scan of first."""

from dataclasses import dataclass

from caunoi.apps.cadres.models import Qualification
from caunoi.apps.cadres.selectors import PAPERS, current_scans
from caunoi.apps.reviews.models import ReviewLine
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import visible


@dataclass(frozen=True)
class Paper:
    """One paper of a file (giấy tờ), and whether a scan stands beside it."""

    fact: Qualification
    has_scan: bool


def papers_of(actor: Actor, line: ReviewLine) -> list[Paper]:
    facts = list(
        visible(actor, Qualification, "change")
        .filter(cadre_id=line.cadre_id)
        .order_by("kind", "-issued", "pk")
    )
    scans = current_scans(actor, PAPERS, facts)
    return sorted((Paper(fact, fact.pk in scans) for fact in facts), key=lambda each: each.has_scan)
