"""Somebody's data may be used only by whoever keeps the request, until it is lifted."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.privacy.choices import RequestKind, RestrictionScope
from caunoi.apps.privacy.models import Restriction, SubjectRequest
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import visible


def place_restriction(
    *, actor: Actor, request: SubjectRequest, scope: str, until: date | None, on: date
) -> Restriction:
    """From today on, open to the person and to whoever accepts the request; to the end named, or until it is lifted."""
    if scope not in RestrictionScope.values:
        raise Refused(_("Chọn phần dữ liệu hạn chế xử lý."))
    if until is not None and until <= on:
        raise Refused(_("Ngày hết hạn chế phải sau hôm nay. Sửa lại ngày, hoặc để trống khi chưa biết."))
    restriction = Restriction(
        subject_id=request.subject_id, scope=scope, request=request, keeper_key=actor.key,
        valid_from=on, valid_to=until,
    )  # fmt: skip
    restriction.save(force_insert=True)
    told = {"scope": [None, scope], "valid_to": [None, str(until) if until else None]}
    record(actor, "privacy.restriction_placed", restriction, told, unit_id=request.unit_id)
    return restriction


@transaction.atomic
def lift_restriction(*, actor: Actor, restriction: Restriction, reason: str, on: date) -> None:
    """Everybody who has the right reads it again from this moment; one lifted on its first day never held."""
    request = _of_request(actor, restriction)
    if restriction.valid_to is not None and restriction.valid_to <= on:
        raise Refused(_("Lần hạn chế này đã hết từ trước."))
    if not reason.strip():
        raise Refused(_("Ghi lý do thôi hạn chế; người có hồ sơ đọc được lý do."))
    before, restriction.valid_to = restriction.valid_to, on
    if on <= restriction.valid_from:
        visible(actor, Restriction, "change").filter(pk=restriction.pk).delete()
    else:
        restriction.save(update_fields=["valid_to"])
    told = {"valid_to": [str(before) if before else None, str(on)]}
    reason = reason.strip()[:500]
    record(actor, "privacy.restriction_lifted", restriction, told, unit_id=request.unit_id, reason=reason)


@transaction.atomic
def take_over(*, actor: Actor, restriction: Restriction, reason: str, on: date) -> Restriction:
    """Another officer keeps it from now on and reads the data; whoever kept it no longer does."""
    request = _of_request(actor, restriction)
    if restriction.keeper_key == actor.key:
        raise Refused(_("Bạn đang giữ yêu cầu này rồi."))
    if not restriction.holds_on(on):
        raise Refused(_("Lần hạn chế này đã hết, không cần ai giữ nữa."))
    if not reason.strip():
        raise Refused(_("Ghi lý do nhận giữ; người có hồ sơ đọc được lý do."))
    before, restriction.keeper_key = restriction.keeper_key, actor.key
    restriction.save(update_fields=["keeper_key"])
    request.handler_key, request.handler = actor.key, actor.label[:200]
    request.save(update_fields=["handler_key", "handler"])
    told = {"keeper_key": [before, actor.key]}
    reason = reason.strip()[:500]
    record(actor, "privacy.restriction_taken_over", restriction, told, unit_id=request.unit_id, reason=reason)
    return restriction


def _of_request(actor: Actor, restriction: Restriction) -> SubjectRequest:
    """The request it answers, for whoever may decide about that."""
    found = policy.get_or_404(actor, SubjectRequest, "change", pk=restriction.request_id)
    if found.kind != RequestKind.RESTRICTION:
        raise Refused(_("Yêu cầu này không phải yêu cầu hạn chế xử lý."))
    return found
