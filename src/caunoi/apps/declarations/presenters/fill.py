"""A sheet to be filled in: item by item what the file says, right or something else, and how far one is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.cadres.selectors import unit_labels
from caunoi.apps.declarations.choices import OPEN_TO_SAY, DeclarationState, ItemState
from caunoi.apps.declarations.models import Declaration, DeclaredItem
from caunoi.apps.declarations.presenters.words import (
    group_name,
    item_chip,
    label_of,
    question_label,
    sheet_chip,
    text_of,
)
from caunoi.apps.declarations.selectors.questions import NEW_PAPER, NEW_POST, POST, Question, is_new
from caunoi.apps.declarations.selectors.sheets import is_late, progress_of
from caunoi.apps.declarations.services.saying import kinds_asked, posts_asked
from caunoi.foundation.actors import Actor
from caunoi.foundation.ui.components import Button, Callout, Chip, Fact, Heading, KeyFacts, Link
from caunoi.foundation.ui.numbers import day


@dataclass(frozen=True)
class SheetPage:
    """What the view read of one sheet (tờ kê khai đang mở)."""

    actor: Actor
    sheet: Declaration
    questions: Sequence[Question]
    items: Mapping[str, DeclaredItem]
    form_of: Callable[[Question, Mapping[str, Any] | None], Any]

    @property
    def is_own(self) -> bool:
        return self.actor.subject_id == self.sheet.cadre_id

    @property
    def may_say(self) -> bool:
        return self.sheet.state in OPEN_TO_SAY and self.sheet.round.closed_at is None

    @property
    def address(self) -> str:
        return f"/ke-khai/to/{self.sheet.pk}/"


@dataclass(frozen=True)
class ItemCard:
    """One item on the page (thẻ mục kê khai)."""

    slug: str
    title: str
    chip: Chip
    facts: KeyFacts
    action: str
    form: Any
    wrong: bool = False
    reason: str = ""
    may_say_same: bool = False
    change: str = ""
    take_out: str = ""
    sensitive: bool = False


@dataclass(frozen=True)
class GroupOfItems:
    """The items of one group under its name."""

    title: str
    cards: Sequence[ItemCard]


def present_sheet(
    page: SheetPage, new_form: Any, new_post_form: Any, *, new_open: bool = False, new_post_open: bool = False
) -> dict[str, Any]:
    sheet = page.sheet
    return {
        "head": _head(page),
        "notices": _notices(page),
        "groups": _groups(page),
        "added": _added(page, NEW_PAPER),
        "added_posts": _added(page, NEW_POST),
        "new_post_form": new_post_form if page.may_say and posts_asked(sheet) else None,
        "new_post_open": new_post_open,
        "new_post_action": f"{page.address}them-chuc-danh/",
        "new_form": new_form if page.may_say and kinds_asked(sheet) else None,
        "new_open": new_open,
        "new_action": f"{page.address}them/",
        **progress(page),
    }


def progress(page: SheetPage) -> dict[str, Any]:
    """The line that says how far one is, and what can be done with the whole sheet."""
    left = progress_of(page.questions, page.items)
    told = {"answered": left.answered, "asked": left.asked}
    words = _("Đã trả lời %(answered)s trên %(asked)s mục") % told
    sent = page.sheet.state == DeclarationState.SENT and page.sheet.round.closed_at is None
    return {
        "answered": left.answered,
        "asked": left.asked,
        "progress_words": words,
        "progress_left": ", ".join(question_label(each) for each in left.open[:6])
        + (" …" if len(left.open) > 6 else ""),
        "send": Button(_("Gửi tờ kê khai"), url=f"{page.address}gui/", post=True, kind="primary")
        if page.may_say and left.is_whole
        else None,
        "take_back": Button(_("Rút lại để sửa"), url=f"{page.address}rut-lai/", post=True) if sent else None,
        "may_say": page.may_say,
    }


def _head(page: SheetPage) -> Heading:
    sheet, on = page.sheet, page.actor.on
    unit = unit_labels({sheet.cadre.custodian_id}, on)[sheet.cadre.custodian_id]
    told = {"name": sheet.cadre.full_name, "unit": unit, "due": day(sheet.round.due_on)}
    lead = _("%(name)s, %(unit)s. Hạn gửi %(due)s. Mỗi mục lưu ngay khi bấm, có thể làm dần.") % told
    if page.is_own:
        return Heading(sheet.round.name, lead, [Link(_("Cài đặt của tôi"), "/toi/")])
    crumbs = [
        Link(_("Tự kê khai"), "/ke-khai/"),
        Link(sheet.round.name, f"/ke-khai/{sheet.round_id}/"),
    ]
    return Heading(_("Kê khai thay: %(name)s") % told, lead, crumbs)


def _notices(page: SheetPage) -> list[Any]:
    sheet, found = page.sheet, []
    if sheet.round.message:
        found.append(Callout(_("Lời nhắn của đơn vị mở đợt"), sheet.round.message))
    if is_late(sheet, page.actor.on):
        words = _("Hạn gửi là %(due)s. Bạn vẫn gửi được, tờ kê khai được ghi là gửi muộn.")
        found.append(Callout(_("Đã quá hạn gửi"), words % {"due": day(sheet.round.due_on)}, "chu-y"))
    if sheet.reminded_at and sheet.state in (DeclarationState.ASKED, DeclarationState.FILLING):
        told = {"who": sheet.reminded_by, "when": day(sheet.reminded_at)}
        found.append(Callout(_("Có lời nhắc"), _("%(who)s nhắc gửi tờ kê khai, %(when)s.") % told, "chu-y"))
    return [*found, *_state_notice(page)]


def _state_notice(page: SheetPage) -> list[Any]:
    sheet = page.sheet
    if sheet.round.closed_at:
        return [Callout(_("Đợt này đã đóng"), _("Chỉ còn xem lại; cần sửa hồ sơ thì báo văn phòng đơn vị."))]
    if sheet.state == DeclarationState.RETURNED:
        words = _(
            "Xem lý do ở từng mục màu đỏ, kê khai lại mục đó rồi gửi. Mục đã nhận thì không phải làm lại."
        )
        return [Callout(_("Có mục chưa được nhận"), words, "loi")]
    if sheet.state in (DeclarationState.SENT, DeclarationState.CHECKING):
        told = {"when": day(sheet.sent_at), "who": sheet.sent_by}
        return [Callout(_("Đã gửi"), _("Gửi %(when)s bởi %(who)s. Đang chờ kiểm tra từng mục.") % told)]
    if sheet.state == DeclarationState.DONE:
        return [Callout(_("Đã xong"), _("Mọi mục đã được xác nhận và nằm trong hồ sơ."), "dat")]
    return []


# ---- items


def _groups(page: SheetPage) -> list[GroupOfItems]:
    by_group: dict[str, list[ItemCard]] = {}
    for question in page.questions:
        by_group.setdefault(question.group, []).append(card(page, question))
    return [GroupOfItems(group_name(group), cards) for group, cards in by_group.items()]


def card(page: SheetPage, question: Question, form: Any = None) -> ItemCard:
    """``form`` is one that was sent with a fault: it stays open with what was typed."""
    item = page.items.get(question.key)
    settled = item is not None and item.state == ItemState.ACCEPTED
    may_say = page.may_say and not settled
    said = item.now_said if item and item.state in (ItemState.CHANGED, ItemState.REFUSED) else None
    return ItemCard(
        slug=question.key.replace(":", "-"),
        title=question_label(question),
        chip=item_chip(item),
        facts=KeyFacts(_facts(page, question.key, question.values, said, item)),
        action=f"{page.address}muc/{question.key}/",
        form=(form or page.form_of(question, said)) if may_say else None,
        wrong=form is not None,
        reason=item.reason if item and item.state == ItemState.REFUSED else "",
        may_say_same=may_say,
        change=_("Đã thôi giữ") if question.kind == POST else _("Sửa lại"),
        sensitive=question.is_sensitive,
    )


def _added(page: SheetPage, prefix: str) -> list[ItemCard]:
    return [new_card(page, item) for key, item in page.items.items() if key.startswith(prefix)]


def new_card(page: SheetPage, item: DeclaredItem) -> ItemCard:
    """A level or a post the person added; it may be taken out again before it is accepted."""
    may_say = page.may_say and item.state != ItemState.ACCEPTED
    return ItemCard(
        slug=item.key.replace(":", "-"),
        title=label_of(item.key, item.now_said),
        chip=item_chip(item),
        facts=KeyFacts(_facts(page, item.key, {}, item.now_said, item)),
        action="",
        form=None,
        reason=item.reason if item.state == ItemState.REFUSED else "",
        take_out=f"{page.address}bo/{item.key.rpartition(':')[2]}/" if may_say else "",
    )


def _facts(
    page: SheetPage,
    key: str,
    now: Mapping[str, Any],
    said: Mapping[str, Any] | None,
    item: DeclaredItem | None,
) -> list[Fact]:
    facts = [] if is_new(key) else [Fact(_("Hồ sơ đang ghi"), text_of(key, now))]
    if said is not None:
        facts.append(Fact(_("Kê khai là"), text_of(key, said)))
    if item is not None and item.sha256:
        facts.append(Fact(_("Bản chụp kèm"), Link(_("Xem bản chụp"), scan_address(page.sheet, item))))
    return facts


def scan_address(sheet: Declaration, item: DeclaredItem) -> str:
    return f"/ke-khai/to/{sheet.pk}/tep/{item.pk}/"


def sheet_line(sheet: Declaration) -> list[Any]:
    """One sheet among others: its round, its state, its deadline."""
    return [Link(sheet.round.name, f"/ke-khai/to/{sheet.pk}/"), [sheet_chip(sheet)], sheet.round.due_on]
