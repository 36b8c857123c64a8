"""A fact beside its scan: what is claimed, what the paper shows, who compared them, who looked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import EvidenceState
from caunoi.apps.cadres.models import Cadre, Evidence, Posting, Qualification
from caunoi.apps.cadres.presenters.sources import source_words
from caunoi.apps.cadres.selectors import (
    Shelf,
    Source,
    current_scans,
    may_open,
    shelf_of,
    title_of,
    unit_labels,
)
from caunoi.apps.cadres.services.describing import field_name, level_name
from caunoi.foundation.actors import Actor
from caunoi.foundation.attachments import limits
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.policy import can, readable_fields
from caunoi.foundation.ui.components import (
    Chip,
    Column,
    EmptyState,
    Fact,
    Heading,
    KeyFacts,
    Link,
    Row,
    State,
    Table,
    Upload,
)
from caunoi.foundation.ui.numbers import day

STATES: dict[str, State] = {
    EvidenceState.MATCHED: "dat",
    EvidenceState.UNCHECKED: "chu-y",
    EvidenceState.MISMATCHED: "loi",
}
PDF, ACCEPTED = "application/pdf", "application/pdf,image/jpeg,image/png"
Shown = Posting | Qualification


@dataclass(frozen=True)
class EvidencePage:
    """What the view read about one fact and its scans (trang minh chứng)."""

    actor: Actor
    cadre: Cadre
    fact: Shown
    on: date
    source: Source | None
    scans: Sequence[Evidence]
    views: Sequence[AuditEvent]

    @property
    def shelf(self) -> Shelf:
        return shelf_of(self.fact)

    @property
    def current(self) -> Evidence | None:
        return next((scan for scan in self.scans if scan.replaced_at is None), None)


@dataclass(frozen=True)
class Picture:
    """One picture of a scan (trang của bản chụp)."""

    url: str
    words: str


def present_evidence(page: EvidencePage) -> dict[str, Any]:
    person = Link(page.cadre.full_name, f"/can-bo/{page.cadre.pk}/")
    claim = _claim_words(page.fact, page.on)
    opened = may_open(page.actor, page.shelf)
    return {
        "head": Heading(
            _("Minh chứng"), f"{page.cadre.full_name}: {claim}", [Link(_("Cán bộ"), "/can-bo/"), person]
        ),
        "pictures": _pictures(page, claim) if opened else [],
        "download": _download(page) if opened else None,
        "nothing": _nothing(page, opened),
        "facts": KeyFacts(_facts(page)),
        "may_change": can(page.actor, "change", page.fact),
        "current": page.current,
        "address": page.shelf.address(page.fact),
        "earlier": _earlier(page, opened),
        "views": _views(page.views) if opened and page.current else None,
    }


def upload_of(errors: Sequence[Any]) -> Upload:
    """Where a scan is dropped or chosen."""
    hint = _("Tối đa %(most)s MB. Vị trí, tên máy và ghi chú mà điện thoại gắn vào ảnh được bỏ đi.")
    return Upload(
        _("Tệp PDF, JPEG hoặc PNG"),
        hint=hint % {"most": limits.UPLOAD_BYTES // limits.MEGABYTE},
        accept=ACCEPTED,
        error=" ".join(map(str, errors)),
    )


def scan_mark(
    scan: Evidence | None, shelf: Shelf, fact: Shown, *, opens: bool, may_change: bool
) -> list[Any]:
    """Beside a fact in a list: the way to its scan, or to handing one in; nothing where neither is."""
    if scan is not None and opens:
        return [Link(_("Minh chứng"), shelf.address(fact)), state_chip(scan)]
    if scan is not None:
        return [Chip(_("có bản chụp"))]
    return [Link(_("Thêm minh chứng"), shelf.address(fact))] if may_change else []


def state_chip(scan: Evidence) -> Chip:
    return Chip(_(scan.get_state_display()), STATES[scan.state])


def _claim_words(fact: Shown, on: date) -> str:
    if isinstance(fact, Posting):
        return f"{title_of(fact.title_code).name}, {unit_labels({fact.unit_id}, on)[fact.unit_id]}"
    level = _(level_name(fact.kind, fact.level)) if fact.level else ""
    field = _(field_name(fact.kind, fact.field)) if fact.field else ""
    return f"{_(fact.get_kind_display())}: {', '.join(filter(None, [level, field]))}"


# ---- the picture


def _pictures(page: EvidencePage, claim: str) -> list[Picture]:
    scan = page.current
    if scan is None:
        return []
    base, said = (
        f"{page.shelf.address(page.fact)}{scan.pk}/tep/",
        {"claim": claim, "name": page.cadre.full_name},
    )
    if scan.media_type != PDF:
        return [Picture(base, _("Bản chụp minh chứng %(claim)s của %(name)s") % said)]
    words = _("Trang %(page)s của bản chụp minh chứng %(claim)s của %(name)s")
    return [Picture(f"{base}?trang={n}", words % {**said, "page": n}) for n in range(1, len(scan.pages) + 1)]


def _download(page: EvidencePage) -> Link | None:
    scan = page.current
    return Link(_("Tải tệp gốc"), f"{page.shelf.address(page.fact)}{scan.pk}/tep/?tai=1") if scan else None


def _nothing(page: EvidencePage, opened: bool) -> EmptyState | None:
    if page.current is None:
        return EmptyState(_("Chưa có bản chụp nào cho điều này."))
    if not opened:
        return EmptyState(_("Đã có bản chụp, nhưng vai trò của bạn không xem văn bằng của cá nhân."))
    return None


# ---- the claim beside it


def _facts(page: EvidencePage) -> list[Fact]:
    claim = _posting_facts(page) if isinstance(page.fact, Posting) else _paper_facts(page)
    person = Fact(_("Họ và tên"), Link(page.cadre.full_name, f"/can-bo/{page.cadre.pk}/"))
    return [person, *claim, Fact(_("Nguồn của dữ kiện"), source_words(page.source)), *_scan_facts(page)]


def _posting_facts(page: EvidencePage) -> list[Fact]:
    post = page.fact
    assert isinstance(post, Posting)
    ends = post.valid_to
    term = _("từ %(start)s đến trước %(end)s") if ends else _("từ %(start)s")
    return [
        Fact(_("Chức danh"), title_of(post.title_code).name),
        Fact(_("Đơn vị"), unit_labels({post.unit_id}, page.on)[post.unit_id]),
        Fact(_("Thời gian giữ"), term % {"start": day(post.valid_from), "end": day(ends)}),
        Fact(_("Quyết định"), post.decision or None),
    ]


def _paper_facts(page: EvidencePage) -> list[Fact]:
    paper = page.fact
    assert isinstance(paper, Qualification)
    known = readable_fields(page.actor, Qualification)
    facts = [
        Fact(_("Trình độ"), _claim_words(paper, page.on)),
        Fact(_("Ngày cấp"), paper.issued and day(paper.issued)),
    ]
    if "issuer" in known:
        facts += [Fact(_("Nơi cấp"), paper.issuer or None), Fact(_("Số hiệu"), paper.number or None)]
    return facts


def _scan_facts(page: EvidencePage) -> list[Fact]:
    scan = page.current
    if scan is None:
        return []
    told = {"who": scan.added_by, "when": day(scan.added_at)}
    facts = [
        Fact(_("Bản chụp"), _("nạp bởi %(who)s, %(when)s") % told),
        Fact(_("Đối chiếu"), state_chip(scan)),
    ]
    if scan.checked_at:
        told = {"who": scan.checked_by, "when": day(scan.checked_at)}
        facts.append(Fact(_("Người đối chiếu"), _("%(who)s, %(when)s") % told))
    if scan.note and "note" in readable_fields(page.actor, type(scan)):
        facts.append(Fact(_("Ghi chú"), scan.note))
    return facts


# ---- below: earlier scans, who looked


def _earlier(page: EvidencePage, opened: bool) -> Table | None:
    replaced = [scan for scan in page.scans if scan.replaced_at]
    if not replaced:
        return None
    columns = [
        Column(_("Nạp lúc")),
        Column(_("Người nạp")),
        Column(_("Đối chiếu"), "chips"),
        Column(_("Bị thay lúc")),
    ]
    columns += [Column(_("Tệp"))] if opened else []
    rows = [_earlier_row(page, scan, opened) for scan in replaced]
    return Table(columns, rows, _("Các bản chụp trước"), id="ban-truoc")


def _earlier_row(page: EvidencePage, scan: Evidence, opened: bool) -> Row:
    cells: list[Any] = [day(scan.added_at), scan.added_by, [state_chip(scan)], day(scan.replaced_at)]
    if opened:
        cells.append(Link(_("Tải về"), f"{page.shelf.address(page.fact)}{scan.pk}/tep/?tai=1"))
    return Row(cells, name=day(scan.added_at))


def _views(views: Sequence[AuditEvent]) -> Table:
    rows = [Row([event.actor_label, day(event.at)]) for event in views]
    empty = EmptyState(_("Chưa ai khác xem bản chụp này."))
    columns = [Column(_("Người xem")), Column(_("Lúc"))]
    return Table(columns, rows, _("Ai đã xem"), id="da-xem", empty=empty)


Scans = Mapping[UUID, Evidence]


@dataclass(frozen=True)
class ScanMarks:
    """How the scans of one kind of fact are marked on the page of a person (dấu minh chứng)."""

    shelf: Shelf
    scans: Scans
    opens: bool
    may_change: bool

    def of(self, fact: Shown) -> list[Any]:
        scan = self.scans.get(fact.pk)
        return scan_mark(scan, self.shelf, fact, opens=self.opens, may_change=self.may_change)

    def link(self, fact: Shown) -> Link | None:
        """Only the way to a scan that is there and may be opened."""
        there = fact.pk in self.scans and self.opens
        return Link(_("Minh chứng"), self.shelf.address(fact)) if there else None


def scan_marks(actor: Actor, cadre: Cadre, shelf: Shelf, facts: Sequence[Shown]) -> ScanMarks:
    return ScanMarks(
        shelf,
        current_scans(actor, shelf, facts),
        opens=may_open(actor, shelf),
        may_change=can(actor, "change", cadre),
    )
