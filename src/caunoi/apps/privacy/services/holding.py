"""Somebody must not be erased, and may be again."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.privacy.models import LegalHold
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import visible


@transaction.atomic
def place_hold(
    *, actor: Actor, cadre: Cadre, asked_by: str, paper: str, reason: str, until: date | None, on: date
) -> LegalHold:
    """From today on, until the day named in the paper or until somebody ends it."""
    policy.check(actor, "view", cadre)
    policy.check_create(actor, LegalHold, unit_id=cadre.custodian_id)
    if not (asked_by.strip() and paper.strip() and reason.strip()):
        raise Refused(_("Ghi cơ quan yêu cầu, văn bản yêu cầu và lý do giữ."))
    if until is not None and until <= on:
        raise Refused(_("Ngày hết giữ phải sau hôm nay. Sửa lại ngày, hoặc để trống khi chưa biết."))
    hold = LegalHold(
        subject_id=cadre.pk,
        unit_id=cadre.custodian_id,
        valid_from=on,
        valid_to=until,
        asked_by=asked_by.strip(),
        paper=paper.strip(),
        reason=reason.strip(),
        placed_by=actor.label[:200],
    )
    hold.save(force_insert=True)
    told: dict[str, list[Any]] = {
        "paper": [None, hold.paper],
        "valid_to": [None, str(until) if until else None],
    }
    record(actor, "privacy.hold_placed", hold, told, unit_id=hold.unit_id, reason=hold.reason)
    return hold


@transaction.atomic
def end_hold(*, actor: Actor, hold: LegalHold, reason: str, on: date) -> LegalHold:
    """No longer kept from today on."""
    policy.check(actor, "change", hold)
    hold = visible(actor, LegalHold, "change").select_for_update().get(pk=hold.pk)
    if hold.valid_to is not None and hold.valid_to <= on:
        raise Refused(_("Lần giữ này đã hết từ trước."))
    if not reason.strip():
        raise Refused(_("Ghi lý do thôi giữ, kèm văn bản nếu có."))
    before, hold.ended_by, hold.end_reason = hold.valid_to, actor.label[:200], reason.strip()[:300]
    if on <= hold.valid_from:
        raise Refused(_("Vừa ghi hôm nay; thôi giữ được từ ngày mai."))
    hold.valid_to = on
    hold.save(update_fields=["valid_to", "ended_by", "end_reason"])
    told: dict[str, list[Any]] = {"valid_to": [str(before) if before else None, str(on)]}
    record(actor, "privacy.hold_ended", hold, told, unit_id=hold.unit_id, reason=hold.end_reason)
    return hold
