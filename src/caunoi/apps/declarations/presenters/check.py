"""A sheet to be checked: what the file says, what the person says, the scan beside it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.cadres.selectors import unit_labels
from caunoi.apps.declarations.choices import OPEN_TO_CHECK, ItemState
from caunoi.apps.declarations.models import Declaration, DeclaredItem
from caunoi.apps.declarations.presenters.fill import scan_address
from caunoi.apps.declarations.presenters.pictures import Picture, pictures_of
from caunoi.apps.declarations.presenters.words import item_chip, label_of, sheet_chip, text_of
from caunoi.apps.declarations.selectors.questions import PAPER, Values, is_new
from caunoi.apps.declarations.services.checking import mark_of
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import may_read
from caunoi.foundation.ui.components import (
    Callout,
    Chip,
    Column,
    EmptyState,
    Fact,
    Heading,
    KeyFacts,
    Link,
    Row,
    Table,
)
from caunoi.foundation.ui.numbers import day


@dataclass(frozen=True)
class CheckPage:
    """What the view read of a sheet to be checked; ``now`` is what the file says, None where it is gone."""

    actor: Actor
    sheet: Declaration
    items: Sequence[DeclaredItem]
    now: Mapping[str, Values | None]
    refuse_form: Callable[[DeclaredItem], Any]

    @property
    def address(self) -> str:
        return f"/ke-khai/to/{self.sheet.pk}/kiem-tra/"


@dataclass(frozen=True)
class CheckCard:
    """One item to decide on (thẻ kiểm tra)."""

    slug: str
    title: str
    chip: Chip
    facts: KeyFacts
    pictures: Sequence[Picture]
    warning: Callout | None
    note: str
    seen: str
    accept: str
    refuse: str
    accept_words: str
    form: Any
    wrong: bool = False


def present_check(page: CheckPage, wrong: tuple[str, Any] | None = None) -> dict[str, Any]:
    sheet = page.sheet
    unit = unit_labels({sheet.cadre.custodian_id}, page.actor.on)[sheet.cadre.custodian_id]
    crumbs = [Link(_("Tự kê khai"), "/ke-khai/"), Link(sheet.round.name, f"/ke-khai/{sheet.round_id}/")]
    waiting = [item for item in page.items if item.state == ItemState.CHANGED]
    return {
        "head": Heading(_("Kiểm tra kê khai: %(name)s") % {"name": sheet.cadre.full_name}, unit, crumbs),
        "sheet": KeyFacts(_about(sheet)),
        "stopped": _stopped(page),
        "cards": [_card(page, item, wrong) for item in waiting] if sheet.state in OPEN_TO_CHECK else [],
        "nothing": None if waiting else EmptyState(_("Không còn mục nào chờ kiểm tra trên tờ này.")),
        "settled": _settled(page),
    }


def _about(sheet: Declaration) -> list[Fact]:
    by = _("%(who)s (kê khai thay)") if sheet.by_office else "%(who)s"
    return [
        Fact(_("Hồ sơ"), Link(sheet.cadre.full_name, f"/can-bo/{sheet.cadre_id}/")),
        Fact(_("Tình trạng"), sheet_chip(sheet)),
        Fact(_("Người gửi"), by % {"who": sheet.sent_by} if sheet.sent_by else None),
        Fact(_("Gửi ngày"), day(sheet.sent_at) if sheet.sent_at else None),
        Fact(_("Hạn gửi"), day(sheet.round.due_on)),
    ]


def _stopped(page: CheckPage) -> Callout | None:
    if page.actor.subject_id == page.sheet.cadre_id:
        return Callout(_("Đây là tờ kê khai của chính bạn"), _("Người khác xác nhận các mục này."), "chu-y")
    if page.sheet.state not in OPEN_TO_CHECK:
        return Callout(_("Tờ này chưa gửi hoặc đã kiểm tra xong"), _("Chưa có gì để quyết định."))
    return None


def _card(page: CheckPage, item: DeclaredItem, wrong: tuple[str, Any] | None) -> CheckCard:
    now = page.now[item.key]
    hidden = item.is_sensitive and not may_read(page.actor, DeclaredItem, "said_sensitive")
    mine = item.said_by_key == page.actor.key or page.actor.subject_id == page.sheet.cadre_id
    warning = None if hidden else _warning(item, now)
    fault = wrong[1] if wrong and wrong[0] == str(item.pk) else None
    may_accept = not hidden and not mine and now is not None
    return CheckCard(
        slug=f"muc-{item.pk}",
        title=label_of(item.key, item.now_said) if not hidden else label_of(item.key, {}),
        chip=item_chip(item),
        facts=KeyFacts(_hidden() if hidden else _facts(item, now)),
        pictures=[] if hidden else _pictures(page.sheet, item),
        warning=warning,
        note=_why_not(hidden, mine) or _no_scan(item),
        seen="" if hidden else mark_of(item, now),
        accept=f"{page.address}{item.pk}/nhan/" if may_accept else "",
        refuse=f"{page.address}{item.pk}/chua-nhan/" if not hidden and not mine else "",
        accept_words=_("Nhận, thay điều hồ sơ hiện ghi") if warning else _("Nhận vào hồ sơ"),
        form=fault or page.refuse_form(item),
        wrong=fault is not None,
    )


def _hidden() -> list[Fact]:
    return [Fact(_("Nội dung"), "•••")]


def _facts(item: DeclaredItem, now: Values | None) -> list[Fact]:
    before, said = text_of(item.key, item.was), text_of(item.key, item.now_said)
    if is_new(item.key):
        return [Fact(_("Trước"), _("chưa có trong hồ sơ")), Fact(_("Sau"), said)]
    facts = [Fact(_("Trước"), before), Fact(_("Sau"), said)]
    if now is not None and now != item.was:
        facts.insert(1, Fact(_("Hồ sơ hiện ghi"), text_of(item.key, now)))
    return facts


def _warning(item: DeclaredItem, now: Values | None) -> Callout | None:
    if is_new(item.key) or now == item.was:
        return None
    if now is None:
        words = _("Điều được kê khai không còn trong hồ sơ, nên chỉ trả lại được kèm lý do.")
        return Callout(_("Hồ sơ đã đổi từ khi kê khai"), words, "loi")
    words = _("Có người sửa mục này sau khi kê khai. So ba dòng dưới đây trước khi nhận.")
    return Callout(_("Hồ sơ đã đổi từ khi kê khai"), words, "chu-y")


def _why_not(hidden: bool, mine: bool) -> str:
    if hidden:
        return _("Mục nhạy cảm, do Ban Tổ chức kiểm tra.")
    return _("Bạn đã kê khai mục này nên người khác xác nhận.") if mine else ""


def _no_scan(item: DeclaredItem) -> str:
    if item.key.startswith(PAPER) and not item.sha256:
        return _("Chưa có bản chụp kèm. Nhận thì trình độ được ghi là chưa xác minh.")
    return ""


def _pictures(sheet: Declaration, item: DeclaredItem) -> list[Picture]:
    if not item.sha256:
        return []
    words = _("Bản chụp kèm mục %(item)s của %(name)s")
    told = {"item": label_of(item.key, item.now_said), "name": sheet.cadre.full_name}
    return pictures_of(scan_address(sheet, item), item.media_type, len(item.pages), words % told)


def _settled(page: CheckPage) -> Table:
    rows = []
    for item in page.items:
        if item.state != ItemState.CHANGED:
            hidden = item.is_sensitive and not may_read(page.actor, DeclaredItem, "said_sensitive")
            said = "•••" if hidden else text_of(item.key, item.now_said)
            told = [label_of(item.key, item.now_said), said, [item_chip(item)], item.reason, item.checked_by]
            rows.append(Row(told, name=str(told[0])))
    columns = [
        Column(_("Mục")),
        Column(_("Kê khai là")),
        Column(_("Kết quả"), "chips"),
        Column(_("Lý do chưa nhận")),
        Column(_("Người kiểm tra")),
    ]
    empty = EmptyState(_("Chưa có mục nào được quyết định hoặc ghi là đúng."))
    return Table(columns, rows, caption=_("Các mục khác trên tờ"), empty=empty)
