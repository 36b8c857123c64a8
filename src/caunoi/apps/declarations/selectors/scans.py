"""Scans nobody has compared yet, in the order in which they are best taken up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from caunoi.apps.cadres.choices import EvidenceState, QualificationKind, QualificationStatus, Verification
from caunoi.apps.cadres.models import Evidence, Posting, Qualification
from caunoi.apps.cadres.selectors.evidence import PAPERS, POSTS, Shelf, may_open
from caunoi.apps.cadres.selectors.titles import title_of
from caunoi.apps.declarations.models import DeclaredItem, ScanHold
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.policy import system_scope, visible
from caunoi.foundation.policy.scoping import all_scoped

SHELVES = {"van-bang": PAPERS, "quyet-dinh": POSTS}
OLDEST, WEIGHTY = "lau-nhat", "quan-trong"
NO_POST = 99_999
COUNTING = (QualificationKind.PROFESSIONAL, QualificationKind.POLITICAL_THEORY)


@dataclass(frozen=True)
class WaitingScan:
    """A scan nobody has compared yet (bản chụp chờ đối chiếu)."""

    scan_id: UUID
    shelf: str
    fact_id: UUID
    cadre_id: UUID
    unit_id: UUID
    added_at: datetime
    kind: str


def waiting_scans(actor: Actor, *, shelf: str = "", order: str = OLDEST) -> list[WaitingScan]:
    """Those the actor may compare and open: never of their own file."""
    found = [each for key in SHELVES if shelf in ("", key) for each in _of_shelf(actor, key)]
    found.sort(key=lambda each: (each.added_at, each.scan_id))
    if order == WEIGHTY:
        ranks = _ranks(actor, {each.cadre_id for each in found})
        found.sort(key=lambda each: (ranks.get(each.cadre_id, NO_POST), each.kind not in COUNTING))
    return found


def scans_to_compare(actor: Actor, key: str) -> Any:
    """The question itself, for the queue and for the figure."""
    shelf = SHELVES[key]
    rows = visible(actor, shelf.scan, "change").filter(
        state=EvidenceState.UNCHECKED, replaced_at__isnull=True
    )
    if not may_open(actor, shelf):
        return rows.none()
    return rows.exclude(fact__cadre_id=actor.subject_id) if actor.subject_id else rows


def _of_shelf(actor: Actor, key: str) -> Iterator[WaitingScan]:
    kind = "fact__kind" if SHELVES[key] is PAPERS else "fact__title_code"
    columns = ("pk", "fact_id", "fact__cadre_id", "fact__cadre__custodian_id", "added_at", kind)
    for pk, fact, cadre, unit, added, word in scans_to_compare(actor, key).values_list(*columns):
        yield WaitingScan(pk, key, fact, cadre, unit, added, word)


def _ranks(actor: Actor, cadre_ids: set[UUID]) -> dict[UUID, int]:
    """How high the highest post stands that somebody holds: the smaller, the higher."""
    held = visible(actor, Posting).on(actor.on).filter(cadre_id__among=sorted(cadre_ids))
    ranks: dict[UUID, int] = {}
    for cadre_id, code in held.values_list("cadre_id", "title_code"):
        ranks[cadre_id] = min(ranks.get(cadre_id, NO_POST), title_of(code).rank)
    return ranks


def held_by_others(actor: Actor, now: datetime) -> dict[UUID, str]:
    """Scans somebody else is comparing just now, and who."""
    holds = visible(actor, ScanHold).filter(until__gt=now).exclude(actor_key=actor.key)
    return dict(holds.values_list("scan_id", "actor_label"))


def shelf_or_404(key: str) -> Shelf:
    return SHELVES[key]


def waiting_or_404(actor: Actor, key: str, scan_id: UUID) -> Evidence:
    scans = visible(actor, SHELVES[key].scan, "change").select_related("fact__cadre")
    found: Evidence | None = scans.filter(pk=scan_id).first()
    if found is None:
        raise NotVisible(f"cadres.Evidence {scan_id}")
    return found


def levels_without_scan(actor: Actor) -> Any:
    """Levels held that nobody has verified and that nothing shows."""
    shown = all_scoped(PAPERS.scan).filter(replaced_at__isnull=True)
    rows = visible(actor, Qualification).filter(
        status=QualificationStatus.HELD, verification=Verification.UNVERIFIED, cadre__left_on__isnull=True
    )
    return rows.exclude(pk__in=shown.values("fact"))


def named_content() -> set[str]:
    """The content declared items name, for whoever sweeps out what nobody names."""
    named: set[str] = set()
    with system_scope("declarations: content that items name"):
        for sha256, pages in DeclaredItem.objects.exclude(sha256="").values_list("sha256", "pages"):
            named |= {sha256, *pages}
    return named


def position(waiting: Sequence[WaitingScan], scan_id: UUID) -> int:
    """Which of the queue a scan is, from 1."""
    return next((place for place, each in enumerate(waiting, 1) if each.scan_id == scan_id), 0)
