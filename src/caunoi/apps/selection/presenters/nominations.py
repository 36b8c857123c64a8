"""The page on which offices nominate and those above decide; and one nomination with its way up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.utils.translation import gettext as _

from caunoi.apps.cadres.selectors import HeldPost
from caunoi.apps.selection.choices import NominationState, StepKind
from caunoi.apps.selection.models import Nomination, NominationStep
from caunoi.apps.selection.presenters.words import nomination_chip, reason_chip, requirement_name
from caunoi.apps.selection.selectors.candidates import Candidate
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import may_read
from caunoi.foundation.ui import with_query
from caunoi.foundation.ui.components import (
    BulkBar,
    Button,
    Cell,
    Column,
    EmptyState,
    Event,
    Fact,
    Heading,
    KeyFacts,
    Link,
    Row,
    Tab,
    Table,
    Tabs,
    Timeline,
)
from caunoi.foundation.ui.languages import as_written
from caunoi.foundation.ui.numbers import day

HOME = "/de-cu/"
SEES = "xem"
PROPOSED, WAITING, APPROVED, RETURNED, ALL = "de-xuat", "cho-duyet", "da-duyet", "tra-lai", "tat-ca"
STATES: Mapping[str, Sequence[str]] = {
    WAITING: [NominationState.SENT, NominationState.AGREED],
    APPROVED: [NominationState.APPROVED],
    RETURNED: [NominationState.RETURNED],
    ALL: [],
}
Posts = Mapping[UUID, Sequence[HeldPost]]


@dataclass(frozen=True)
class NominationsPage:
    """What the view read (trang đề cử): the tab, its rows, who the reader is on this page."""

    actor: Actor
    shown: str
    year: int
    counts: Mapping[str, int]
    posts: Posts
    form: BaseForm
    may_nominate: bool
    may_approve: bool
    candidates: Sequence[Candidate] = ()
    nominations: Sequence[Nomination] = ()
    mine_now: frozenset[UUID] = field(default_factory=frozenset)


def present(page: NominationsPage) -> dict[str, Any]:
    proposing = page.shown == PROPOSED
    return {
        "head": _head(page),
        "tabs": _tabs(page),
        "table": _candidates(page) if proposing else _nominations(page),
        "bulk": _bulk(page),
        "form": page.form if _bulk(page) else None,
        "note": _note(page),
    }


def _head(page: NominationsPage) -> Heading:
    lead = _(
        "Cho kế hoạch năm %(year)s. Xã đề cử người của mình, cấp trên duyệt, kế hoạch ưu tiên người được duyệt."
    )
    return Heading(_("Đề cử đi học"), lead % {"year": page.year}, [Link(_("Trang đầu"), "/")])


def _note(page: NominationsPage) -> str:
    if page.shown != PROPOSED:
        return ""
    return _(
        "Xếp trước: người nợ chuẩn có hạn gần, rồi yêu cầu bắt buộc, rồi người còn công tác lâu hơn. "
        "Người không đề xuất đứng cuối, vẫn cử được khi đơn vị ghi ý kiến."
    )


def _tabs(page: NominationsPage) -> Tabs:
    words = {
        PROPOSED: _("Đề xuất"),
        WAITING: _("Chờ duyệt"),
        APPROVED: _("Đã duyệt"),
        RETURNED: _("Trả lại"),
        ALL: _("Tất cả"),
    }
    tabs = [
        Tab(words[view], with_query(HOME, xem=view), current=page.shown == view, count=str(page.counts[view]))
        for view in words
        if view in page.counts
    ]
    return Tabs(tabs, _("Đề cử theo tình trạng"))


def _bulk(page: NominationsPage) -> BulkBar | None:
    if page.shown == PROPOSED and page.may_nominate and page.candidates:
        return BulkBar([Button(_("Đề cử"), kind="primary", formaction=f"{HOME}cu/")])
    if not page.may_approve or not page.nominations:
        return None
    yes = Button(_("Duyệt"), kind="primary", formaction=f"{HOME}duyet/")
    back = Button(_("Trả lại"), formaction=f"{HOME}tra-lai/")
    if page.shown == WAITING:
        return BulkBar([yes, back] if page.mine_now else [back])
    return BulkBar([back]) if page.shown == APPROVED else None


# ---- who could be nominated


def _candidates(page: NominationsPage) -> Table:
    columns = [
        Column(_("Họ và tên")),
        Column(_("Còn thiếu")),
        Column(_("Chương trình")),
        Column(_("Lý do"), "chips"),
    ]
    rows = [_candidate_row(page, each) for each in page.candidates]
    why = _("Không ai do đơn vị quản lý hồ sơ còn thiếu điều một chương trình dạy được.")
    empty = EmptyState(why, [Button(_("Xem ai thiếu gì"), url="/thieu-chuan/")])
    caption = _("Người có thể cử đi học")
    return Table(
        columns,
        rows,
        caption=caption,
        count=len(rows),
        selectable=page.may_nominate,
        empty=empty,
        id="de-xuat",
    )


def _candidate_row(page: NominationsPage, each: Candidate) -> Row:
    chips = [reason_chip(reason) for reason in each.reasons]
    return Row(
        [
            _person(page.posts, each.cadre.pk, each.cadre.full_name),
            Cell(requirement_name(each.requirement), sub=as_written(each.missing)),
            each.programme.name if each.programme else "",
            chips,
        ],
        pick=each.key,
        name=each.cadre.full_name,
    )


def _person(posts: Posts, cadre_id: UUID, name: str) -> Cell:
    held = posts.get(cadre_id, ())
    sub = f"{held[0].words}, {held[0].unit}" if held else ""
    return Cell(Link(name, f"/can-bo/{cadre_id}/"), sub=sub)


# ---- who was nominated


def _nominations(page: NominationsPage) -> Table:
    columns = [
        Column(_("Họ và tên")),
        Column(_("Còn thiếu")),
        Column(_("Chương trình")),
        Column(_("Lý do khi đề cử"), "chips"),
        Column(_("Ngày đề cử"), "date"),
        Column(_("Tình trạng"), "chips"),
        Column(_("Chi tiết")),
    ]
    rows = [_nomination_row(page, each) for each in page.nominations]
    buttons = (
        [Button(_("Xem người đề xuất"), url=with_query(HOME, xem=PROPOSED))] if page.may_nominate else []
    )
    empty = EmptyState(_("Không có đề cử nào ở tình trạng này."), buttons)
    return Table(
        columns,
        rows,
        caption=_("Các đề cử"),
        count=len(rows),
        selectable=_bulk(page) is not None,
        empty=empty,
        id="de-cu",
    )


def _nomination_row(page: NominationsPage, each: Nomination) -> Row:
    sees = may_read(page.actor, Nomination, "reasons")
    chips = [reason_chip(reason) for reason in each.reasons] if sees else []
    return Row(
        [
            _person(page.posts, each.cadre_id, each.cadre.full_name),
            Cell(requirement_name(each.requirement), sub=as_written(each.missing)),
            each.programme.name if each.programme else "",
            chips,
            each.nominated_on,
            [nomination_chip(each)],
            Link(_("Xem đề cử"), f"{HOME}{each.pk}/"),
        ],
        pick=str(each.pk),
        name=each.cadre.full_name,
    )


# ---- one nomination


@dataclass(frozen=True)
class NominationPage:
    """One nomination as the view read it (một đề cử)."""

    actor: Actor
    nomination: Nomination
    steps: Sequence[NominationStep]
    posts: Posts
    unit: str
    planned_for: Sequence[str]
    form: BaseForm
    may_yes: bool
    may_back: bool
    may_again: bool
    may_withdraw: bool


def present_one(page: NominationPage) -> dict[str, Any]:
    each = page.nomination
    told = {"name": each.cadre.full_name, "what": requirement_name(each.requirement)}
    head = Heading(_("%(name)s: %(what)s") % told, "", [Link(_("Đề cử đi học"), HOME)])
    buttons = _buttons(page)
    return {
        "head": head,
        "facts": KeyFacts(_facts(page)),
        "chain": Timeline(_events(page)),
        "buttons": buttons,
        "form": page.form if buttons else None,
        "picked": str(each.pk),
    }


def _facts(page: NominationPage) -> list[Fact]:
    each = page.nomination
    sees = may_read(page.actor, Nomination, "reasons")
    held = page.posts.get(each.cadre_id, ())
    found = [
        Fact(_("Cán bộ"), Link(each.cadre.full_name, f"/can-bo/{each.cadre_id}/")),
        Fact(_("Chức danh"), "; ".join(f"{post.words}, {post.unit}" for post in held) or None),
        Fact(_("Còn thiếu"), as_written(each.missing)),
        Fact(_("Chương trình"), each.programme.name if each.programme else None),
        Fact(_("Cho kế hoạch năm"), str(each.year)),
        Fact(_("Đơn vị đề cử"), page.unit),
        Fact(_("Tình trạng"), nomination_chip(each)),
    ]
    if sees:
        found.append(Fact(_("Lý do khi đề cử"), [reason_chip(reason) for reason in each.reasons]))
        found.append(Fact(_("Ý kiến của đơn vị"), each.note or None))
    if page.planned_for:
        found.append(Fact(_("Trong quy hoạch"), "; ".join(page.planned_for)))
    return found


def _events(page: NominationPage) -> list[Event]:
    sees = may_read(page.actor, NominationStep, "reason")
    return [
        Event(
            day(step.at),
            _("%(step)s: %(who)s") % {"step": _(StepKind(step.kind).label), "who": step.actor_label},
            step.reason if sees else "",
        )
        for step in page.steps
    ]


def _buttons(page: NominationPage) -> list[Button]:
    found, base = [], f"{HOME}{page.nomination.pk}/"
    if page.may_yes:
        found.append(Button(_("Duyệt"), kind="primary", formaction=f"{HOME}duyet/"))
    if page.may_back:
        found.append(Button(_("Trả lại"), formaction=f"{HOME}tra-lai/"))
    if page.may_again:
        found.append(Button(_("Gửi lại"), kind="primary", formaction=f"{base}gui-lai/"))
    if page.may_withdraw:
        found.append(Button(_("Rút đề cử"), formaction=f"{base}rut/"))
    return found
