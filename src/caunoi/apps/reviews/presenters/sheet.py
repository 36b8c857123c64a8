"""A unit's sheet: every person with what the file says, what misses, and one answer; then sending."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.cadres.selectors import posts_held, unit_labels
from caunoi.apps.reviews.choices import OPEN_TO_FILL, Answer, RoundState, SheetState, StepKind
from caunoi.apps.reviews.models import ReviewLine, ReviewSheet, ReviewStep
from caunoi.apps.reviews.presenters.words import answer_chip, sheet_chip, verdict_chip
from caunoi.apps.reviews.selectors.sheets import Missing, is_late
from caunoi.apps.standards.selectors import Verdicts, verdicts
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.foundation import clock
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import may_read
from caunoi.foundation.ui.components import (
    Button,
    Callout,
    Chip,
    Column,
    EmptyState,
    Fact,
    Heading,
    KeyFacts,
    Link,
    Row,
    Step,
    Steps,
    StepStatus,
    Table,
)
from caunoi.foundation.ui.numbers import day

NAMED = 6
HOME = "/ra-soat/"


@dataclass(frozen=True)
class SheetPage:
    """What the view read of one sheet (bảng rà soát đang mở)."""

    actor: Actor
    sheet: ReviewSheet
    lines: Sequence[ReviewLine]
    missing: Missing
    steps: Sequence[ReviewStep]
    may_fill: bool
    may_approve: bool
    may_lock: bool
    asks_district: bool
    unlock: ReviewStep | None

    @property
    def address(self) -> str:
        return f"{HOME}bang/{self.sheet.pk}/"

    @property
    def is_open(self) -> bool:
        """The unit may still answer."""
        return (
            self.may_fill and self.sheet.state in OPEN_TO_FILL and self.sheet.round.state == RoundState.OPEN
        )

    @property
    def unit(self) -> str:
        return unit_labels({self.sheet.unit_id}, self.sheet.round.as_of)[self.sheet.unit_id]


@dataclass(frozen=True)
class PersonLine:
    """One person on the sheet (dòng của một người), ready for the page."""

    slug: str
    name: str
    url: str
    posts: str
    lacks: Sequence[Chip]
    chip: Chip
    told: Sequence[str]
    note: str
    saved: str
    action: str
    back: str
    may_answer: bool
    changed: Any
    left: Any


# ---- the page of the people


def present_sheet(page: SheetPage) -> dict[str, Any]:
    return {
        "head": head(page),
        "me_key": page.actor.key,
        "notices": notices(page),
        "steps": Steps(tasks(page), _("Ba việc của đợt này")),
        "lines": person_lines(page),
        **progress(page),
    }


def head(page: SheetPage) -> Heading:
    round_ = page.sheet.round
    told = {"unit": page.unit, "day": day(round_.as_of), "due": day(round_.due_on)}
    lead = _("%(unit)s. Số liệu chốt ngày %(day)s, hạn gửi %(due)s.") % told
    return Heading(round_.name, lead, [Link(_("Rà soát"), HOME), Link(round_.name, f"{HOME}{round_.pk}/")])


def notices(page: SheetPage) -> list[Callout]:
    sheet, found = page.sheet, []
    if sheet.round.state == RoundState.FROZEN:
        found.append(Callout(_("Đợt đã chốt"), _("Bảng này chỉ còn xem lại.")))
    elif is_late(sheet, sheet.round.due_on, page.actor.on):
        words = _("Hạn gửi là %(due)s. Vẫn gửi được; bảng được ghi là gửi muộn.")
        found.append(Callout(_("Đã quá hạn gửi"), words % {"due": day(sheet.round.due_on)}, "chu-y"))
    if sheet.state == SheetState.RETURNED:
        last = next(step for step in reversed(page.steps) if step.reason)
        told = {"who": last.actor_label, "why": last.reason}
        found.append(Callout(_("Bảng được trả lại"), _("%(who)s: %(why)s") % told, "loi"))
    if sheet.reminded_at and page.is_open:
        words = _("Đơn vị mở đợt nhắc ngày %(day)s.") % {"day": day(sheet.reminded_at)}
        found.append(Callout(_("Có lời nhắc"), words, "chu-y"))
    if sheet.round.message and page.is_open:
        found.append(Callout(_("Hướng dẫn"), sheet.round.message))
    return found


def tasks(page: SheetPage) -> list[Step]:
    """The three tasks of the clerk, each with how far it is."""
    left, sent = page.missing.count, page.sheet.state not in OPEN_TO_FILL
    told = _("còn %(n)s người chưa xác nhận") % {"n": left} if left else ""
    people = _("Kiểm tra danh sách (%(n)s người)") % {"n": len(page.lines)}
    papers = _("Bổ sung minh chứng")
    return [
        Step(people, _status_of_list(page), page.address, told),
        Step(papers, "done" if sent else "doing", "/minh-chung/", _("bằng cấp, quyết định")),
        Step(_("Xác nhận và gửi"), _status_of_sending(page), f"{page.address}gui/", page.sheet.receipt),
    ]


def _status_of_list(page: SheetPage) -> StepStatus:
    if not page.missing.count:
        return "done"
    return "doing" if len(page.missing.open) < len(page.lines) else "not_begun"


def _status_of_sending(page: SheetPage) -> StepStatus:
    if page.sheet.state not in OPEN_TO_FILL:
        return "done"
    return "amend" if page.sheet.state == SheetState.RETURNED else "not_begun"


def progress(page: SheetPage) -> dict[str, Any]:
    """How far one is, and what can be done with all the rest at once; swapped in beside each line."""
    asked = len(page.lines)
    open_ = len(page.missing.open)
    names = [cadre.full_name for cadre in page.missing.open]
    return {
        "asked": asked,
        "answered": asked - open_,
        "progress_words": _("Đã xác nhận %(done)s trên %(all)s người")
        % {"done": asked - open_, "all": asked},
        "progress_left": ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else ""),
        "rest": Button(
            _("Giữ nguyên %(n)s người còn lại") % {"n": open_}, url=f"{page.address}con-lai/", kind="primary"
        )
        if page.is_open and open_
        else None,
        "newcomers": Button(
            _("Đưa %(n)s người mới vào danh sách") % {"n": len(page.missing.unlisted)},
            url=f"{page.address}nguoi-moi/",
            post=True,
        )
        if page.is_open and page.missing.unlisted
        else None,
        "go_on": Link(_("Xem lại và gửi"), f"{page.address}gui/") if page.is_open and not open_ else None,
    }


def present_rest(page: SheetPage) -> dict[str, Any]:
    """Who stays as they are, asked once more with names and number."""
    return {"head": head(page), "back": Link(_("Về danh sách"), page.address), **progress(page)}


def person_lines(page: SheetPage) -> list[PersonLine]:
    ids = [line.cadre_id for line in page.lines]
    on = page.sheet.round.as_of
    posts = posts_held(page.actor, on, ids)
    found = verdicts(page.actor, on=on, cadre_ids=ids)
    return [person_line(page, line, posts, found) for line in page.lines]


def person_line(
    page: SheetPage,
    line: ReviewLine,
    posts: Mapping[UUID, Sequence[Any]],
    found: Verdicts,
    *,
    changed: Any = None,
    left: Any = None,
) -> PersonLine:
    may = page.is_open
    return PersonLine(
        slug=f"nguoi-{line.pk.hex}",
        name=line.cadre.full_name,
        url=f"/can-bo/{line.cadre_id}/",
        posts="; ".join(post.words for post in posts.get(line.cadre_id, [])) or _("không giữ chức danh"),
        lacks=lacks_of(found, line.cadre_id),
        chip=answer_chip(line.answer),
        told=readable(page.actor, line)[0],
        note=readable(page.actor, line)[1],
        saved=_saved(line),
        action=f"{page.address}{line.pk}/",
        back=f"{page.address}#nguoi-{line.pk.hex}",
        may_answer=may,
        changed=changed if may else None,
        left=left if may else None,
    )


def readable(actor: Actor, line: ReviewLine) -> tuple[Sequence[str], str]:
    """What was changed and the note, for whoever reads as much of the person."""
    return (line.told, line.note) if may_read(actor, ReviewLine, "told") else ((), "")


def lacks_of(found: Verdicts, cadre_id: UUID) -> list[Chip]:
    """What is not met or in transition by code, else the verdict itself."""
    place = found.places.get(cadre_id)
    if place is None:
        return []
    judged = found.judged()
    shown = (Verdict.NOT_MET, Verdict.IN_TRANSITION)
    each = zip(found.codes, judged.matrix[place], strict=True)
    chips = [Chip(code, verdict_chip(Verdict(int(v))).state) for code, v in each if Verdict(int(v)) in shown]
    return chips or [verdict_chip(Verdict(int(judged.overall[place])))]


def _saved(line: ReviewLine) -> str:
    if line.saved_at is None:
        return ""
    at = line.saved_at.astimezone(clock.HANOI)
    return _("Đã lưu %(at)s, %(who)s") % {"at": f"{at:%H:%M %d/%m/%Y}", "who": line.saved_by}


# ---- checking the answers, sending, the way up


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
        Fact(_("Dấu nội dung"), sheet.sha256[:16]),
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
    if page.unlock and page.may_approve and page.unlock.actor_key != page.actor.key:
        found.append(Button(_("Mở khóa"), url=f"{page.address}mo-khoa/dong-y/", post=True, kind="primary"))
    return found


def _reason_buttons(page: SheetPage) -> list[tuple[str, str]]:
    """Address and word of each button that wants a reason."""
    if page.sheet.round.state == RoundState.FROZEN:
        return []
    state = page.sheet.state
    if page.may_approve and state in (SheetState.SENT, SheetState.AGREED):
        return [(f"{page.address}tra-lai/", _("Trả lại để bổ sung"))]
    if page.unlock and page.may_approve and page.unlock.actor_key != page.actor.key:
        return [(f"{page.address}mo-khoa/tu-choi/", _("Không mở khóa"))]
    if state == SheetState.LOCKED and page.may_fill and page.unlock is None:
        return [(f"{page.address}mo-khoa/", _("Đề nghị mở khóa"))]
    return []
