"""Showing what is kept hidden: only with a reason, and the person's history remembers it."""

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.readings import IDENTITY_SHOWN
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.readings import note
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import Forbidden, Refused


@transaction.atomic
def show_identity_number(*, actor: Actor, cadre: Cadre, reason: str) -> str:
    """The whole identity number (số định danh), once, for a reason that stays in the record."""
    policy.check(actor, "view", cadre)
    if not policy.may_read(actor, Cadre, "identity_number"):
        raise Forbidden(_("Vai trò của bạn không xem được số định danh."))
    if not reason.strip():
        raise Refused(_("Ghi lý do cần xem số định danh; lý do được lưu vào nhật ký của hồ sơ."))
    record(actor, "cadres.identity_shown", cadre, unit_id=cadre.custodian_id, reason=reason.strip())
    note(actor, [cadre.pk], IDENTITY_SHOWN, reason=reason.strip())
    return cadre.identity_number
