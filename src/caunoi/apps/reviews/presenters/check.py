"""A sheet before and after it is sent: what changed, who still lacks something, the way up, and each decision."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.reviews.choices import HANDED_IN, Answer, RoundState, SheetState, StepKind
from caunoi.apps.reviews.models import ReviewLine, ReviewStep
from caunoi.apps.reviews.presenters.sheet import NAMED, SheetPage, head, notices, person_lines, readable
from caunoi.apps.reviews.presenters.words import answer_chip, sheet_chip
from caunoi.apps.reviews.selectors.checking import in_groups
from caunoi.apps.standards.selectors.words import verdict_chip
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.foundation import clock
from caunoi.foundation.actors import Actor
from caunoi.foundation.ui.components import (
    Button,
    Callout,
    Column,
    EmptyState,
    Fact,
    KeyFacts,
    Link,
    Row,
    Table,
)
from caunoi.foundation.ui.numbers import day


def present_check(page: SheetPage, reason: Any) -> dict[str, Any]:
    changed = [line for line in page.lines if line.answer in (Answer.CHANGED, Answer.LEFT)]
    same = sum(line.answer == Answer.SAME for line in page.lines)
    return {
        "head": head(page),
        "notices": notices(page),
        "facts": KeyFacts(_facts(page, same, len(changed))),
        "missing": _missing(page),
        "changes": _changes(page.actor, changed),
        "lacking": _lacking(page),
        "chain": _chain(page.steps),
        "send": Button(_("Gửi Ban Tổ chức"), url=f"{page.address}gui/", post=True, kind="primary")
        if page.is_open and not page.missing.count
        else None,
        "paper": Button(_("In phiếu tiếp nhận (PDF)"), url=f"{page.address}phieu/", icon="printer")
        if page.sheet.state in HANDED_IN
        else None,
        "form": Button(_("Xem, tải bảng theo mẫu"), url=f"{page.address}bieu/", icon="file-text"),
        "letter": Button(_("Thư nhắc để in"), url=f"{page.address}thu-nhac/", icon="printer")
        if page.may_approve
        and page.sheet.state not in HANDED_IN
        and page.sheet.round.state == RoundState.OPEN
        else None,
        "back": Link(_("Về danh sách"), page.address),
        "decisions": _decisions(page),
        "reason": reason if _reason_buttons(page) else None,
        "reason_buttons": _reason_buttons(page),
    }


def _facts(page: SheetPage, same: int, changed: int) -> list[Fact]:
    sheet = page.sheet
    sent = sheet.sent_at.astimezone(clock.HANOI) if sheet.sent_at else None
    found = [
        Fact(_("Tình trạng"), sheet_chip(sheet)),
        Fact(_("Số người"), str(len(page.lines))),
        Fact(_("Giữ nguyên"), str(same)),
        Fact(_("Có thay đổi, thôi giữ chức"), str(changed)),
    ]
    if sent is None:
        return found
    words = _("%(who)s, %(at)s") % {"who": sheet.sent_by, "at": f"{sent:%H:%M %d/%m/%Y}"}
    return [
        *found,
        Fact(_("Gửi"), words),
        Fact(_("Số biên nhận"), sheet.receipt),
        Fact(_("Dấu nội dung"), Link(in_groups(sheet.sha256), f"/ra-soat/ma/{sheet.sha256}/")),
    ]


def _missing(page: SheetPage) -> Callout | None:
    people = [*page.missing.open, *page.missing.unlisted]
    if not people or not page.is_open:
        return None
    names = ", ".join(cadre.full_name for cadre in people[:NAMED]) + (" …" if len(people) > NAMED else "")
    words = _("Còn %(n)s người chưa xác nhận: %(names)s.") % {"n": len(people), "names": names}
    return Callout(_("Chưa gửi được"), words, "chu-y")


def _changes(actor: Actor, lines: Sequence[ReviewLine]) -> Table:
    columns = [
        Column(_("Họ và tên")),
        Column(_("Xác nhận"), "chips"),
        Column(_("Đã sửa gì")),
        Column(_("Ghi chú")),
    ]
    rows = [
        Row(
            [
                Link(line.cadre.full_name, f"/can-bo/{line.cadre_id}/"),
                [answer_chip(line.answer)],
                "; ".join(readable(actor, line)[0]),
                readable(actor, line)[1],
            ],
            name=line.cadre.full_name,
        )
        for line in lines
    ]
    empty = EmptyState(_("Không ai có thay đổi so với hồ sơ."))
    return Table(
        columns, rows, caption=_("Thay đổi trong đợt này"), count=len(rows), empty=empty, id="thay-doi"
    )


def _lacking(page: SheetPage) -> Table:
    """Who is not at standard on the day of the figures, as the file now stands."""
    columns = [Column(_("Họ và tên")), Column(_("Chức danh")), Column(_("Còn thiếu"), "chips")]
    met = verdict_chip(Verdict.MET).text
    rows = [
        Row([Link(each.name, each.url), each.posts, each.lacks], name=each.name)
        for each in person_lines(page)
        if each.lacks and each.lacks[0].text != met
    ]
    empty = EmptyState(_("Mọi người đều đạt chuẩn."))
    return Table(
        columns, rows, caption=_("Người chưa đạt chuẩn"), count=len(rows), empty=empty, id="con-thieu"
    )


def _chain(steps: Sequence[ReviewStep]) -> Table:
    columns = [Column(_("Bước")), Column(_("Ai")), Column(_("Ngày"), "date"), Column(_("Lý do"))]
    rows = [
        Row([_(StepKind(step.kind).label), step.actor_label, day(step.at), step.reason], name=step.kind)
        for step in steps
    ]
    empty = EmptyState(_("Chưa gửi lần nào."))
    return Table(
        columns, rows, caption=_("Quá trình gửi và duyệt"), count=len(rows), empty=empty, id="qua-trinh"
    )


def _decisions(page: SheetPage) -> list[Button]:
    """What somebody above may press without a word."""
    if page.sheet.round.state == RoundState.FROZEN:
        return []
    state, found = page.sheet.state, []
    if page.may_approve and page.asks_district and state == SheetState.SENT and not page.may_lock:
        found.append(Button(_("Đồng ý"), url=f"{page.address}dong-y/", post=True, kind="primary"))
    ready = state == SheetState.AGREED or (state == SheetState.SENT and not page.asks_district)
    if page.may_lock and ready:
        found.append(Button(_("Duyệt và khóa"), url=f"{page.address}khoa/", post=True, kind="primary"))
    if page.unlock and page.may_lock and page.unlock.actor_key != page.actor.key:
        found.append(Button(_("Mở khóa"), url=f"{page.address}mo-khoa/dong-y/", post=True, kind="primary"))
    return found


def _reason_buttons(page: SheetPage) -> list[tuple[str, str]]:
    """Address and word of each button that wants a reason."""
    if page.sheet.round.state == RoundState.FROZEN:
        return []
    state = page.sheet.state
    if page.may_approve and state in (SheetState.SENT, SheetState.AGREED):
        return [(f"{page.address}tra-lai/", _("Trả lại để bổ sung"))]
    if page.unlock and page.may_lock and page.unlock.actor_key != page.actor.key:
        return [(f"{page.address}mo-khoa/tu-choi/", _("Không mở khóa"))]
    if state == SheetState.LOCKED and page.may_fill and page.unlock is None:
        return [(f"{page.address}mo-khoa/", _("Đề nghị mở khóa"))]
    return []
