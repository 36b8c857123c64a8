"""A standard is let be owed, put off by a new decision, and closed."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.selection.choices import OWED, OwedState
from caunoi.apps.selection.models import OwedStandard
from caunoi.apps.selection.selectors.owed import STILL_OWING, owing
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import visible

MET = gettext_noop("Hồ sơ đã đạt yêu cầu")


@transaction.atomic
def let_owe(
    *,
    actor: Actor,
    cadre: Cadre,
    requirement: str,
    document: str,
    decided_on: date,
    due_on: date,
    reason: str,
) -> OwedStandard:
    """Decided by a document, for one requirement, until a day; no verdict changes by it."""
    policy.check(actor, "view", cadre)
    policy.check_create(actor, OwedStandard, unit_id=cadre.custodian_id)
    list(visible(actor, Cadre).select_for_update(of=("self",)).filter(pk=cadre.pk))
    fresh = OwedStandard(
        cadre=cadre, requirement=requirement, document=document.strip(), decided_on=decided_on, due_on=due_on,
        reason=reason.strip(), written_by=actor.label, written_at=clock.now(),
    )  # fmt: skip
    _refuse_days(actor, fresh)
    mine = visible(actor, OwedStandard).filter(cadre=cadre, requirement=requirement, state=OwedState.OPEN)
    if mine.exists():
        raise Refused(
            _("Người này đang nợ đúng yêu cầu ấy theo một quyết định khác."),
            mend=_("Mở khoản nợ đang có và bấm “Gia hạn”, hoặc khép lại trước."),
        )
    if owing(actor, actor.on, [fresh])[0].verdict not in STILL_OWING:
        raise Refused(_("Người này không thiếu yêu cầu ấy, nên không có gì để nợ."))
    return _written(actor, fresh, "selection.standard_owed")


def _refuse_days(actor: Actor, fresh: OwedStandard) -> None:
    if fresh.decided_on > actor.on:
        raise Refused(_("Ngày quyết định chưa tới. Ghi khi quyết định đã ký."))
    if fresh.due_on <= fresh.decided_on:
        raise Refused(_("Hạn trả nợ phải sau ngày quyết định."))


def _written(actor: Actor, fresh: OwedStandard, action: str) -> OwedStandard:
    fresh.save(force_insert=True)
    told: dict[str, list[Any]] = {
        "requirement": [None, fresh.requirement],
        "due_on": [None, format_date(fresh.due_on)],
        "document": [None, fresh.document],
    }
    record(actor, action, fresh, told, unit_id=fresh.cadre.custodian_id, reason=fresh.reason)
    return fresh


@transaction.atomic
def put_off(
    *, actor: Actor, owed: OwedStandard, document: str, decided_on: date, due_on: date, reason: str
) -> OwedStandard:
    """A later day by a new decision; the one before stays as it was, replaced."""
    owed = _locked(actor, owed)
    if due_on <= owed.due_on:
        raise Refused(_("Gia hạn phải đến sau hạn đang có (%(day)s).") % {"day": format_date(owed.due_on)})
    _close(actor, owed, OwedState.REPLACED, document.strip())
    fresh = OwedStandard(
        cadre=owed.cadre, requirement=owed.requirement, document=document.strip(), decided_on=decided_on,
        due_on=due_on, reason=reason.strip(), replaces=owed, written_by=actor.label, written_at=clock.now(),
    )  # fmt: skip
    _refuse_days(actor, fresh)
    return _written(actor, fresh, "selection.owed_put_off")


@transaction.atomic
def settle(*, actor: Actor, owed: OwedStandard) -> OwedStandard:
    """Met: only where the verdict of today says so."""
    owed = _locked(actor, owed)
    if owing(actor, actor.on, [owed])[0].verdict in STILL_OWING:
        raise Refused(
            _("Theo hồ sơ, %(name)s chưa đạt yêu cầu này.") % {"name": owed.cadre.full_name},
            mend=_("Ghi văn bằng, chứng chỉ vào hồ sơ trước; hoặc bấm “Thôi cho nợ” kèm lý do."),
        )
    _close(actor, owed, OwedState.SETTLED, MET)
    return owed


@transaction.atomic
def revoke(*, actor: Actor, owed: OwedStandard, reason: str) -> OwedStandard:
    """The exception ends although the requirement is not met."""
    owed = _locked(actor, owed)
    if not reason.strip():
        raise Refused(_("Thiếu lý do."), mend=_("Ghi vì sao thôi cho nợ."))
    _close(actor, owed, OwedState.REVOKED, reason.strip()[:500])
    return owed


def _locked(actor: Actor, owed: OwedStandard) -> OwedStandard:
    policy.check(actor, "change", owed)
    held = visible(actor, OwedStandard, "change").select_for_update(of=("self",)).select_related("cadre")
    found: OwedStandard = held.get(pk=owed.pk)
    return found


def _close(actor: Actor, owed: OwedStandard, state: OwedState, because: str) -> None:
    if not OWED.may(owed.state, state):
        raise Refused(_("Khoản nợ chuẩn này đã khép. Tải lại trang để xem vì sao."))
    owed.state, owed.ended_on, owed.ended_because = state, actor.on, because
    owed.save(update_fields=["state", "ended_on", "ended_because"])
    told: dict[str, list[Any]] = {"state": [OwedState.OPEN.value, state.value]}
    record(actor, f"selection.owed_{state}", owed, told, unit_id=owed.cadre.custodian_id, reason=because)
