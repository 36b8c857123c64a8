"""A correction, item by item: accepted is written through the registry, refused has a reason."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.services import correct_cadre
from caunoi.apps.privacy.choices import ItemState, RequestState
from caunoi.apps.privacy.models import RequestedChange
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.db.columns import column_of
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import readable_fields, visible


def _open(actor: Actor, item: RequestedChange) -> RequestedChange:
    policy.check(actor, "change", item)
    found: RequestedChange = (
        visible(actor, RequestedChange, "change")
        .select_for_update(of=("self",))
        .select_related("request")
        .get(pk=item.pk)
    )
    if found.state != ItemState.WAITING:
        raise Refused(_("Mục này đã có người xem xét. Tải lại trang để xem."))
    if found.request.state != RequestState.ACCEPTED:
        raise Refused(_("Trả lời yêu cầu trước, rồi xem xét từng mục."))
    if found.column not in readable_fields(actor, Cadre):
        raise Refused(_("Vai trò của bạn không xem được mục này; Ban Tổ chức xem xét."))
    return found


def _decided(actor: Actor, item: RequestedChange, state: str, reason: str, on: date) -> RequestedChange:
    item.state, item.reason = state, reason.strip()[:300]
    item.decided_by, item.decided_on = actor.label[:200], on
    item.save(update_fields=["state", "reason", "decided_by", "decided_on"])
    told: dict[str, list[Any]] = {"column": [None, item.column], "state": [ItemState.WAITING.value, state]}
    unit_id = item.request.unit_id
    record(actor, f"privacy.item_{state}", item.request, told, unit_id=unit_id, reason=item.reason)
    return item


@transaction.atomic
def accept_item(*, actor: Actor, item: RequestedChange, on: date) -> RequestedChange:
    """The value is written as any correction is, and named as asked for by the person."""
    item = _open(actor, item)
    cadre = policy.get_or_404(actor, Cadre, "change", pk=item.request.subject_id)
    field = column_of(Cadre, item.column)
    correct_cadre(
        actor=actor,
        cadre=cadre,
        expected_version=cadre.version,
        changes={item.column: field.to_python(item.asked) if item.asked else (None if field.null else "")},
        reason=_("Theo yêu cầu %(number)s") % {"number": item.request.number},
    )
    return _decided(actor, item, ItemState.ACCEPTED, "", on)


@transaction.atomic
def refuse_item(*, actor: Actor, item: RequestedChange, reason: str, on: date) -> RequestedChange:
    item = _open(actor, item)
    if not reason.strip():
        raise Refused(_("Ghi lý do không sửa mục này; người yêu cầu đọc được lý do."))
    return _decided(actor, item, ItemState.REFUSED, reason, on)
