"""Opening one file in an emergency (mở khẩn cấp), closing it, and looking at it afterwards."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.accounts.choices import Need
from caunoi.apps.accounts.models import Emergency
from caunoi.apps.accounts.selectors import account_of, emergency_limit
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.readings import OPENED
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.readings import note
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import Forbidden, Refused
from caunoi.foundation.policy import FieldClass, system_scope, visible
from caunoi.foundation.policy.classes import highest_class
from caunoi.foundation.policy.decisions import holds


def file_to_open(number: str) -> Cadre:
    """The one file with this number (số hiệu); nothing of it is shown before it stands open."""
    with system_scope("cadres: the one file asked for in an emergency"):
        found = Cadre.objects.filter(number=number.strip()).first()
    if found is None:
        raise Refused(
            _("Không có hồ sơ số hiệu %(number)s. Kiểm tra lại số hiệu.") % {"number": number.strip()}
        )
    return found


@transaction.atomic
def open_file(*, actor: Actor, cadre: Cadre, need: str, reason: str, at: datetime) -> Emergency:
    """For half an hour the actor reads everything of this one person; a second file takes the first one's place."""
    user, reason, limit = account_of(actor), reason.strip(), emergency_limit(actor.on)
    if user is None or not holds(actor, Emergency, "open"):
        raise Forbidden(_("Vai trò của bạn không mở khẩn cấp được hồ sơ."))
    _check_the_reason(need, reason, limit.reason)
    _check_it_is_needed(actor, cadre)
    opened = Emergency(
        user=user, subject_id=cadre.pk, unit_id=cadre.custodian_id, need=need, reason=reason[:300],
        opened_at=at, until=at + limit.open_for,
    )  # fmt: skip
    with system_scope("cadres: the one file asked for in an emergency"):
        Emergency.objects.filter(user=user, until__gt=at).update(until=at)
        opened.save()
    told = {"need": [None, need], "until": [None, opened.until.isoformat()]}
    record(actor, "cadres.emergency_opened", cadre, told, unit_id=cadre.custodian_id, reason=reason)
    note(actor, [cadre.pk], OPENED, need=need, reason=reason)
    return opened


def _check_the_reason(need: str, reason: str, least: int) -> None:
    if need not in Need.values:
        raise Refused(_("Chọn loại nhu cầu."))
    if len(reason) < least:
        raise Refused(
            _("Lý do quá ngắn. Viết ít nhất %(least)d ký tự, người có hồ sơ sẽ đọc lý do này.")
            % {"least": least}
        )


def _check_it_is_needed(actor: Actor, cadre: Cadre) -> None:
    if actor.subject_id == cadre.pk:
        raise Refused(_("Đây là hồ sơ của bạn; bạn đã xem được."))
    reached = visible(actor, Cadre).filter(pk=cadre.pk).exists()
    if reached and highest_class(actor, Cadre) >= FieldClass.P3:
        raise Refused(_("Hồ sơ này bạn đã xem được đủ, không cần mở khẩn cấp."))


@transaction.atomic
def close_file(*, actor: Actor, at: datetime) -> None:
    """Whoever opened a file closes it before its time."""
    user = account_of(actor)
    with system_scope("cadres: the one file asked for in an emergency"):
        for opened in Emergency.objects.filter(user=user, until__gt=at):
            Emergency.objects.filter(pk=opened.pk).update(until=at)
            told = {"until": [opened.until.isoformat(), at.isoformat()]}
            record(
                actor, "cadres.emergency_closed", Cadre(pk=opened.subject_id), told, unit_id=opened.unit_id
            )


@transaction.atomic
def look_at(*, actor: Actor, emergency_id: UUID, justified: bool, finding: str, at: datetime) -> Emergency:
    """Somebody of the board who did not open the file says afterwards whether it was right."""
    emergency = policy.get_or_404(actor, Emergency, "look", pk=emergency_id)
    if f"user:{emergency.user_id}" == actor.key:
        raise Refused(_("Người mở không tự xem lại; người khác trong Ban Tổ chức xem lại."))
    if emergency.looked_at is not None:
        raise Refused(_("Lần mở này đã có người xem lại."))
    if not justified and not finding.strip():
        raise Refused(_("Ghi nhận xét khi cần làm rõ."))
    emergency.looked_at, emergency.looked_by = at, actor.key
    emergency.justified, emergency.finding = justified, finding.strip()[:300]
    emergency.save(update_fields=["looked_at", "looked_by", "justified", "finding"])
    record(
        actor,
        "cadres.emergency_looked_at",
        emergency,
        {"justified": [None, justified]},
        unit_id=emergency.unit_id,
        reason=emergency.finding,
    )
    return emergency
