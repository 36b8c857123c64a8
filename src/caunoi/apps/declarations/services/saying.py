"""A sheet in the hands of the person it is about: each item saved by itself, sent, taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.declarations.choices import DECLARATION, PAPERS, DeclarationState, Group, ItemState
from caunoi.apps.declarations.models import Declaration, DeclaredItem
from caunoi.apps.declarations.policies import check_may_say
from caunoi.apps.declarations.selectors.questions import (
    IDENTITY,
    NEW_PAPER,
    NEW_POST,
    is_new,
    question_or_404,
)
from caunoi.apps.declarations.selectors.sheets import have_account, items_of, progress_now
from caunoi.apps.declarations.services.words import item_label
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.attachments import store
from caunoi.foundation.attachments.inspection import Scan
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import visible

LONGEST_NAME = 200
MOST_NEW = 20


@dataclass(frozen=True)
class HandedScan:
    """A scan that passed the inspection, and what it was called (bản chụp kèm)."""

    scan: Scan
    file_name: str = ""


@transaction.atomic
def say_same(*, actor: Actor, declaration: Declaration, key: str) -> DeclaredItem:
    """What the file says is right."""
    sheet = _in_hand(actor, declaration)
    question = question_or_404(actor, sheet, key)
    item = _item(actor, sheet, key)
    item.keep(question.values, question.values, sensitive=question.is_sensitive)
    _forget_scan(item)
    return _said(actor, sheet, item, ItemState.SAME)


@transaction.atomic
def say_changed(
    *,
    actor: Actor,
    declaration: Declaration,
    key: str,
    values: Mapping[str, Any],
    handed: HandedScan | None = None,
) -> DeclaredItem:
    """Something else is right; saying what the file says already is saying that it is right."""
    sheet = _in_hand(actor, declaration)
    question = question_or_404(actor, sheet, key)
    said = {**question.values, **values}
    if said == question.values and handed is None:
        return say_same(actor=actor, declaration=sheet, key=key)
    item = _item(actor, sheet, key)
    if key == IDENTITY and handed is None and not item.sha256:
        raise Refused(_("Kèm ảnh chụp thẻ căn cước thì mới kê khai lại được số định danh."))
    item.keep(question.values, said, sensitive=question.is_sensitive)
    _take_scan(item, handed)
    return _said(actor, sheet, item, ItemState.CHANGED)


@transaction.atomic
def say_new_paper(
    *,
    actor: Actor,
    declaration: Declaration,
    number: UUID,
    values: Mapping[str, Any],
    handed: HandedScan | None = None,
) -> DeclaredItem:
    """A level the file does not have; ``number`` comes with the form, so that sent twice it is one."""
    sheet = _in_hand(actor, declaration)
    if values.get("kind") not in kinds_asked(sheet):
        raise Refused(_("Đợt này không hỏi loại trình độ ấy."))
    return _say_new(actor, sheet, f"{NEW_PAPER}:{number}", values, handed)


@transaction.atomic
def say_new_post(
    *,
    actor: Actor,
    declaration: Declaration,
    number: UUID,
    values: Mapping[str, Any],
    handed: HandedScan | None = None,
) -> DeclaredItem:
    """A post held that the file does not have; like a level, sent twice it is one."""
    sheet = _in_hand(actor, declaration)
    if not posts_asked(sheet):
        raise Refused(_("Đợt này không hỏi chức danh đang giữ."))
    if not (values.get("title_code") and values.get("unit_id") and values.get("valid_from")):
        raise Refused(_("Chọn chức danh, đơn vị và ghi ngày bắt đầu giữ."))
    return _say_new(actor, sheet, f"{NEW_POST}:{number}", values, handed)


def _say_new(
    actor: Actor, sheet: Declaration, key: str, values: Mapping[str, Any], handed: HandedScan | None
) -> DeclaredItem:
    there = items_of(actor, sheet)
    if key not in there and sum(map(is_new, there)) >= MOST_NEW:
        raise Refused(_("Một tờ kê khai thêm được nhiều nhất %(most)s mục mới.") % {"most": MOST_NEW})
    item = _item(actor, sheet, key)
    item.keep({}, dict(values), sensitive=False)
    _take_scan(item, handed)
    return _said(actor, sheet, item, ItemState.CHANGED)


@transaction.atomic
def take_out(*, actor: Actor, declaration: Declaration, key: str) -> None:
    """A level or a post added by mistake, before it was accepted."""
    sheet = _in_hand(actor, declaration)
    item = items_of(actor, sheet).get(key)
    if item is None or not is_new(key):
        raise Refused(_("Mục này không còn trong tờ kê khai."))
    if item.state == ItemState.ACCEPTED:
        raise Refused(_("Mục này đã nhận vào hồ sơ nên không bỏ được nữa."))
    item.delete()


def kinds_asked(sheet: Declaration) -> list[str]:
    """Kinds of papers the round asks for."""
    return [kind.value for group in sheet.round.groups for kind in PAPERS.get(Group(group), ())]


def posts_asked(sheet: Declaration) -> bool:
    return Group.POSTS in sheet.round.groups


# ---- sending


@transaction.atomic
def send(*, actor: Actor, declaration: Declaration) -> Declaration:
    """To whoever answers for the file; a sheet on which nothing changes has nothing to be checked."""
    sheet = _in_hand(actor, declaration)
    left = progress_now(actor, sheet)
    if not left.is_whole:
        raise Refused(_("Còn %(open)s mục chưa trả lời.") % {"open": len(left.open)})
    items = items_of(actor, sheet).values()
    if any(item.state == ItemState.REFUSED for item in items):
        raise Refused(_("Còn mục bị trả lại chưa kê khai lại hoặc bỏ đi."))
    changed = any(item.state == ItemState.CHANGED for item in items)
    _step(sheet, DeclarationState.SENT if changed else DeclarationState.DONE)
    sheet.sent_at, sheet.sent_by = clock.now(), actor.label
    if not changed:
        sheet.checked_at = sheet.sent_at
    sheet.save(update_fields=["state", "sent_at", "sent_by", "checked_at"])
    record(actor, "declarations.sheet_sent", sheet, {}, unit_id=sheet.cadre.custodian_id)
    return sheet


@transaction.atomic
def take_back(*, actor: Actor, declaration: Declaration) -> Declaration:
    """Until somebody began to check."""
    sheet = _locked(actor, declaration)
    if sheet.state == DeclarationState.CHECKING:
        raise Refused(
            _("Đã có người bắt đầu kiểm tra nên không rút lại được."),
            mend=_("Chờ kết quả; mục chưa nhận sẽ trả lại kèm lý do."),
        )
    if sheet.state != DeclarationState.SENT or sheet.round.closed_at:
        raise Refused(_("Tờ kê khai này không ở trạng thái đã gửi nên không rút lại được."))
    _step(sheet, DeclarationState.FILLING)
    sheet.save(update_fields=["state"])
    record(actor, "declarations.sheet_taken_back", sheet, {}, unit_id=sheet.cadre.custodian_id)
    return sheet


# ---- one sheet held while it is written


def _locked(actor: Actor, declaration: Declaration) -> Declaration:
    policy.check(actor, "fill", declaration)
    sheets = visible(actor, Declaration, "fill").select_related("round", "cadre")
    sheet: Declaration = sheets.select_for_update(of=("self",)).get(pk=declaration.pk)
    own = actor.subject_id == sheet.cadre_id
    if not own and not actor.is_system and have_account([sheet.cadre_id]):
        raise Refused(
            _("Người này có tài khoản nên tự kê khai; văn phòng chỉ kê khai thay người chưa có tài khoản."),
            mend=_("Nhắc người đó từ trang của đợt."),
        )
    return sheet


def _in_hand(actor: Actor, declaration: Declaration) -> Declaration:
    sheet = _locked(actor, declaration)
    check_may_say(sheet)
    return sheet


def _item(actor: Actor, sheet: Declaration, key: str) -> DeclaredItem:
    """The item of this key, as it was said before or fresh; what is a fact already stays."""
    item = items_of(actor, sheet).get(key) or DeclaredItem(declaration=sheet, key=key)
    if item.state == ItemState.ACCEPTED:
        raise Refused(_("Mục này đã nhận vào hồ sơ. Cần sửa nữa thì báo văn phòng đơn vị."))
    return item


def _said(actor: Actor, sheet: Declaration, item: DeclaredItem, state: ItemState) -> DeclaredItem:
    item.state, item.reason, item.checked_at, item.checked_by = state, "", None, ""
    item.said_at, item.said_by, item.said_by_key = clock.now(), actor.label, actor.key
    item.save()
    if sheet.state == DeclarationState.ASKED:
        _step(sheet, DeclarationState.FILLING)
    sheet.by_office = sheet.by_office or actor.subject_id != sheet.cadre_id
    sheet.save(update_fields=["state", "by_office"])
    changes: dict[str, list[Any]] = {"item": [None, item_label(item.key, item.now_said)]}
    record(actor, "declarations.item_said", sheet, changes, unit_id=sheet.cadre.custodian_id)
    return item


def _step(sheet: Declaration, state: DeclarationState) -> None:
    if sheet.state != state:
        DECLARATION.check(sheet.state, state)
        sheet.state = state


def _take_scan(item: DeclaredItem, handed: HandedScan | None) -> None:
    """A new scan takes the place of the one before; saying it again without one keeps it."""
    if handed is None:
        return
    item.sha256 = store.put(handed.scan.content)
    item.media_type = handed.scan.media_type
    item.pages = [store.put(page) for page in handed.scan.pages]
    item.file_name = handed.file_name[-LONGEST_NAME:]


def _forget_scan(item: DeclaredItem) -> None:
    item.sha256, item.media_type, item.pages, item.file_name = "", "", [], ""
