"""Scans beside facts: taken in, compared with what they show, opened; each leaves its record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import EvidenceState, Verification
from caunoi.apps.cadres.models import Cadre, Evidence, Posting, Qualification
from caunoi.apps.cadres.selectors import evidence as shelves
from caunoi.apps.cadres.selectors.evidence import CONTENT, VIEWED, Shown, shelf_of
from caunoi.apps.cadres.services.describing import posting_text, qualification_text
from caunoi.apps.cadres.services.holding import clean
from caunoi.apps.cadres.services.learning import verify_qualification
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.attachments import naming, store
from caunoi.foundation.attachments.inspection import Scan, inspect
from caunoi.foundation.audit.selectors import history_of
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import Forbidden, Refused

VERDICTS = {EvidenceState.MATCHED, EvidenceState.MISMATCHED}
LONGEST_NAME = 200


@dataclass(frozen=True)
class OpenedScan:
    """The content of a scan for somebody who may see it (bản chụp đã mở)."""

    content: bytes
    media_type: str


def attach_scan(*, actor: Actor, fact: Shown, content: bytes, file_name: str = "") -> Evidence:
    """Look at the file, keep it and let it stand beside the fact; an earlier scan is kept as replaced."""
    policy.check(actor, "change", fact)
    return keep_scan(actor=actor, fact=fact, scan=inspect(content), file_name=file_name)


@transaction.atomic
def keep_scan(*, actor: Actor, fact: Shown, scan: Scan, file_name: str = "") -> Evidence:
    """What the inspection let pass; the slow look happens before, so that nobody waits for a lock."""
    policy.check(actor, "change", fact)
    shelf, now = shelf_of(fact), clock.now()
    before = policy.visible(actor, shelf.scan).select_for_update(of=("self",))
    old: list[Evidence] = list(before.filter(fact=fact, replaced_at__isnull=True))
    for each in old:
        each.replaced_at = now
        each.save(update_fields=["replaced_at"])
    fresh = shelf.scan(fact_id=fact.pk, **_contents(scan))
    fresh.file_name, fresh.added_at, fresh.added_by = file_name[-LONGEST_NAME:], now, actor.label
    clean(fresh)
    fresh.save()
    _remember(actor, "cadres.scan_attached", fact, [_text(fact, each) for each in old], _text(fact, fresh))
    return fresh


def _contents(scan: Scan) -> dict[str, Any]:
    return {
        "sha256": store.put(scan.content),
        "media_type": scan.media_type,
        "size": len(scan.content),
        "pages": [store.put(page) for page in scan.pages],
    }


@transaction.atomic
def check_scan(*, actor: Actor, scan: Evidence, state: str, note: str = "") -> Evidence:
    """What somebody says who compared the scan with the fact; the verification of a level follows it."""
    policy.check(actor, "change", scan)
    if state not in VERDICTS:
        raise Refused(_("Chọn kết quả đối chiếu: khớp hay không khớp."))
    if scan.replaced_at:
        raise Refused(_("Bản chụp này đã được thay bằng bản mới; đối chiếu bản mới."))
    if state == EvidenceState.MISMATCHED and not note.strip():
        raise Refused(_("Ghi chỗ không khớp để người nạp biết cần sửa gì."))
    shelf = shelves.POSTS if isinstance(scan, shelves.POSTS.scan) else shelves.PAPERS
    fact = policy.get_or_404(actor, shelf.fact, "change", pk=scan.fact_id)
    if actor.subject_id == fact.cadre_id:
        raise Refused(
            _("Đây là bản chụp trong hồ sơ của chính bạn nên bạn không tự đối chiếu."),
            mend=_("Nhờ một người khác của văn phòng hoặc Ban Tổ chức đối chiếu."),
        )
    before = _text(fact, scan)
    scan.state, scan.note = state, note.strip()
    scan.checked_at, scan.checked_by = clock.now(), actor.label
    clean(scan)
    scan.save(update_fields=["state", "note", "checked_at", "checked_by"])
    _remember(actor, "cadres.scan_checked", fact, [before], _text(fact, scan), scan.note)
    if isinstance(fact, Qualification):
        _verify(actor, fact, state)
    return scan


def _verify(actor: Actor, fact: Qualification, state: str) -> None:
    """A level is verified by a scan that shows it, and waits again after one that does not."""
    wanted = Verification.VERIFIED if state == EvidenceState.MATCHED else Verification.UNVERIFIED
    if fact.verification != wanted:
        verify_qualification(actor=actor, qualification=fact, verification=wanted)


def open_scan(*, actor: Actor, scan: Evidence, page: int | None = None) -> OpenedScan:
    """The scan, or one page of a document as a picture; who looks is remembered once a day."""
    policy.check(actor, "view", scan)
    if not policy.may_read(actor, type(scan), CONTENT):
        raise Forbidden(_("Vai trò của bạn không xem bản chụp này."))
    pages: Sequence[str] = scan.pages
    if page is not None and not 1 <= page <= len(pages):
        raise Refused(_("Bản chụp không có trang này."))
    _remember_view(actor, scan)
    if page is None:
        return OpenedScan(store.get(scan.sha256), scan.media_type)
    return OpenedScan(store.get(pages[page - 1]), "image/jpeg")


@transaction.atomic
def _remember_view(actor: Actor, scan: Evidence) -> None:
    today = datetime.combine(clock.now().astimezone(clock.HANOI).date(), time(), clock.HANOI)
    seen = history_of(actor, scan).filter(action=VIEWED, actor_key=actor.key, at__gte=today)
    if not seen.exists():
        custodian = policy.visible(actor, type(scan)).values_list("fact__cadre__custodian_id", flat=True)
        record(actor, VIEWED, scan, unit_id=custodian.get(pk=scan.pk))


def _remember(
    actor: Actor, action: str, fact: Shown, before: list[str], after: str, reason: str = ""
) -> None:
    """In the history of the person, beside the facts themselves."""
    changes: dict[str, list[object]] = {"scans": [before, [after]]}
    cadre = policy.visible(actor, Cadre).get(pk=fact.cadre_id)
    record(actor, action, cadre, changes, unit_id=cadre.custodian_id, reason=reason)


def _text(fact: Shown, scan: Evidence) -> str:
    about = posting_text(fact) if isinstance(fact, Posting) else qualification_text(fact)
    return f"{about} ({EvidenceState(scan.state).label}, {scan.sha256[:12]})"


def forget_unnamed_scans(*, actor: Actor, before: datetime) -> int:
    """Content no scan names any more, because the person's file was taken away; how many were forgotten."""
    named = naming.named_everywhere()
    for shelf in (shelves.POSTS, shelves.PAPERS):
        for sha256, pages in policy.visible(actor, shelf.scan).values_list("sha256", "pages"):
            named |= {sha256, *pages}
    unnamed = store.everything(older_than=before) - named
    for digest in unnamed:
        store.forget(digest)
    return len(unnamed)
