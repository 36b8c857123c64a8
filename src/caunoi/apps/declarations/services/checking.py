"""Somebody else looks at each item: accepted it is a fact at once, refused it goes back with its reason."""

import hashlib
import json
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import EvidenceState
from caunoi.apps.cadres.models import Cadre, Posting, Qualification
from caunoi.apps.cadres.selectors import unit_or_404
from caunoi.apps.cadres.services import (
    add_posting,
    add_qualification,
    check_scan,
    correct_cadre,
    end_posting,
    keep_scan,
)
from caunoi.apps.cadres.services.correcting import correct_qualification
from caunoi.apps.cadres.services.names import identity_index
from caunoi.apps.declarations.choices import DECLARATION, OPEN_TO_CHECK, DeclarationState, ItemState
from caunoi.apps.declarations.models import Declaration, DeclaredItem
from caunoi.apps.declarations.policies import check_not_own
from caunoi.apps.declarations.selectors.questions import (
    FIELD,
    IDENTITY,
    NEW_POST,
    PAPER_COLUMNS,
    POST,
    Values,
    all_meant,
    is_new,
    question_now,
)
from caunoi.apps.declarations.services.words import item_label
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.attachments import store
from caunoi.foundation.attachments.inspection import Scan
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import system_scope, visible


@transaction.atomic
def accept_item(*, actor: Actor, item: DeclaredItem, seen: str) -> DeclaredItem:
    """Write the fact through the registry; ``seen`` is the mark of what the checker was shown."""
    sheet, item = _held(actor, item)
    now = current_values(actor, sheet, item)
    if seen != mark_of(item, now):
        raise Refused(
            _("Mục này hoặc hồ sơ vừa đổi, khác với điều bạn đã xem."),
            mend=_("Tải lại trang, xem lại rồi quyết định."),
        )
    if now is None:
        raise Refused(
            _("Điều được kê khai không còn trong hồ sơ nên không ghi được."),
            mend=_("Chưa nhận mục này và ghi lý do."),
        )
    fact = _write(actor, sheet, item, now)
    if fact is not None and item.sha256:
        _show(actor, item, fact)
    _settle(actor, item, ItemState.ACCEPTED)
    told = f"{sheet.round.name}: {item_label(item.key, item.now_said)}"
    record(
        actor,
        "declarations.item_accepted",
        sheet.cadre,
        {},
        unit_id=sheet.cadre.custodian_id,
        reason=told,
    )
    _finish(actor, sheet)
    return item


@transaction.atomic
def refuse_item(*, actor: Actor, item: DeclaredItem, reason: str) -> DeclaredItem:
    """Back to the person, who reads why and may say it again."""
    sheet, item = _held(actor, item)
    if not reason.strip():
        raise Refused(_("Ghi lý do chưa nhận để người kê khai biết cần bổ sung gì."))
    item.reason = reason.strip()
    _settle(actor, item, ItemState.REFUSED)
    told: dict[str, list[Any]] = {"item": [None, item_label(item.key, item.now_said)]}
    record(
        actor,
        "declarations.item_refused",
        sheet,
        told,
        unit_id=sheet.cadre.custodian_id,
        reason=item.reason,
    )
    _finish(actor, sheet)
    return item


def current_values(actor: Actor, sheet: Declaration, item: DeclaredItem) -> Values | None:
    """What the file says now of the thing declared: nothing for a level it never had, None where it is gone."""
    if is_new(item.key):
        return {}
    found = question_now(actor, sheet, item.key)
    return found.values if found else None


def mark_of(item: DeclaredItem, now: Values | None) -> str:
    """A mark of everything the checker looks at: what was said, its scan, and what the file says."""
    told = json.dumps([item.now_said, item.sha256, now], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _held(actor: Actor, item: DeclaredItem) -> tuple[Declaration, DeclaredItem]:
    """The sheet and the item as they stand, if this actor may decide on it now."""
    policy.check(actor, "change", item)
    sheets = visible(actor, Declaration, "change").select_related("round", "cadre")
    sheet: Declaration = sheets.select_for_update(of=("self",)).get(pk=item.declaration_id)
    check_not_own(actor, sheet.cadre_id)
    item = visible(actor, DeclaredItem, "change").get(pk=item.pk)
    if sheet.round.closed_at:
        raise Refused(_("Đợt kê khai này đã đóng."))
    if sheet.state not in OPEN_TO_CHECK or item.state != ItemState.CHANGED:
        raise Refused(
            _("Mục này không còn chờ kiểm tra: đã có người quyết định, hoặc người kê khai đã rút lại."),
            mend=_("Tải lại trang để xem."),
        )
    if item.said_by_key == actor.key:
        raise Refused(
            _("Bạn đã kê khai thay mục này nên không tự xác nhận."),
            mend=_("Nhờ một người khác của văn phòng hoặc Ban Tổ chức xác nhận."),
        )
    if item.is_sensitive and not policy.may_read(actor, DeclaredItem, "said_sensitive"):
        raise Refused(_("Mục này là dữ liệu nhạy cảm, do Ban Tổ chức kiểm tra."))
    return sheet, item


# ---- the fact itself


def _write(
    actor: Actor, sheet: Declaration, item: DeclaredItem, now: Values
) -> Qualification | Posting | None:
    """What was said becomes a fact by the service that writes such facts."""
    said, reason = all_meant(item.now_said), f"Tự kê khai: {sheet.round.name}"
    if item.key.startswith(NEW_POST):
        return _add_post(actor, sheet, said)
    if is_new(item.key):
        return add_qualification(actor=actor, cadre=sheet.cadre, **said)
    kind, _colon, name = item.key.partition(":")
    if kind == FIELD:
        if item.key == IDENTITY:
            _check_is_nobody_elses(sheet.cadre_id, said[name])
        cadre = visible(actor, Cadre, "change").get(pk=sheet.cadre_id)
        correct_cadre(
            actor=actor,
            cadre=cadre,
            expected_version=cadre.version,
            changes={name: said[name]},
            reason=reason,
        )
        return None
    if kind == POST:
        return _end_post(actor, name, said, reason)
    paper = visible(actor, Qualification, "change").select_related("cadre").get(pk=name)
    changes = {column: said[column] for column in PAPER_COLUMNS if item.now_said[column] != now[column]}
    return correct_qualification(actor=actor, qualification=paper, changes=changes, reason=reason)


def _add_post(actor: Actor, sheet: Declaration, said: dict[str, Any]) -> Posting:
    """In the unit the person named, if whoever accepts may write people there."""
    unit = unit_or_404(actor, UUID(said["unit_id"]))
    return add_posting(
        actor=actor, cadre=sheet.cadre, unit=unit, title_code=said["title_code"], kind=said["kind"],
        valid_from=said["valid_from"], decision=said["decision"],
    )  # fmt: skip


def _check_is_nobody_elses(cadre_id: UUID, number: str) -> None:
    """By the blind index over everybody; the sentence says nothing of who else there may be."""
    with system_scope("declarations: does the identity number belong to another file"):
        taken = Cadre.objects.filter(identity_index=identity_index(number)).exclude(pk=cadre_id).exists()
    if number and taken:
        raise Refused(
            _("Chưa ghi được số định danh này. So lại từng chữ số với bản chụp."),
            mend=_("Vẫn đúng thì chưa nhận mục này và mời người kê khai mang thẻ căn cước đến đối chiếu."),
        )


def _end_post(actor: Actor, name: str, said: dict[str, Any], reason: str) -> Posting:
    post = visible(actor, Posting, "change").select_related("cadre").get(pk=name)
    return end_posting(actor=actor, posting=post, on=said["valid_to"], reason=reason)


def _show(actor: Actor, item: DeclaredItem, fact: Qualification | Posting) -> None:
    """The scan the checker saw stands beside the fact, as compared."""
    pages = tuple(store.get(page) for page in item.pages)
    kept = keep_scan(
        actor=actor,
        fact=fact,
        scan=Scan(item.media_type, store.get(item.sha256), pages),
        file_name=item.file_name,
    )
    check_scan(actor=actor, scan=kept, state=EvidenceState.MATCHED)


def _settle(actor: Actor, item: DeclaredItem, state: ItemState) -> None:
    item.state, item.checked_at, item.checked_by = state, clock.now(), actor.label
    item.save(update_fields=["state", "checked_at", "checked_by", "reason"])


def _finish(actor: Actor, sheet: Declaration) -> None:
    """Begun with the first item; with the last one the sheet is done, or goes back for what was refused."""
    items = visible(actor, DeclaredItem).filter(declaration=sheet)
    states = set(items.values_list("state", flat=True))
    wanted = DeclarationState.DONE
    if ItemState.CHANGED in states:
        wanted = DeclarationState.CHECKING
    elif ItemState.REFUSED in states:
        wanted = DeclarationState.RETURNED
    for step in (DeclarationState.CHECKING, wanted):
        if sheet.state != step:
            DECLARATION.check(sheet.state, step)
            sheet.state = step
    sheet.checked_at = clock.now() if wanted == DeclarationState.DONE else None
    sheet.save(update_fields=["state", "checked_at"])
