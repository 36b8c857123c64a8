"""What may be passed on, to whom and for how long (được ủy quyền gì)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.accounts.choices import Reach, Role
from caunoi.apps.accounts.limits import longest_delegation
from caunoi.apps.accounts.models import Grant, User
from caunoi.apps.accounts.standing import Right
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy.table import units_reached


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to pass on (điều muốn ủy quyền)."""

    user: User
    unit_id: UUID
    reach: str
    valid_from: date
    valid_to: date
    reason: str


def may_be_passed_on(grant: Grant, right: Right, on: date) -> bool:
    """One's own right over units, that counts; never a delegated one, an administrator's, or that to one's own file."""
    own = grant.delegated_from_id is None and grant.unit_id is not None
    return (
        own
        and grant.reach != Reach.SELF
        and grant.role not in {Role.ADMINISTRATOR, Role.OFFICIAL}
        and right.counts(on)
    )


def check_may_pass_on(actor: Actor, grant: Grant, right: Right, wanted: Wanted) -> None:
    if actor.key != f"user:{grant.user_id}" or not may_be_passed_on(grant, right, actor.on):
        raise Refused(_("Chỉ ủy quyền được quyền của chính mình đang có hiệu lực và không phải do ủy quyền."))
    if wanted.user.pk == grant.user_id:
        raise Refused(_("Không ủy quyền cho chính mình. Nhập tên đăng nhập của người khác."))
    if not wanted.user.is_active:
        raise Refused(_("Tài khoản nhận đã khóa. Chọn người khác."))
    if not wanted.reason.strip():
        raise Refused(_("Ghi lý do ủy quyền, ví dụ: đi học từ 01/09 đến 30/09."))
    _check_the_time(grant, wanted, actor.on)
    _check_no_wider(grant, wanted, actor.on)


def _check_the_time(grant: Grant, wanted: Wanted, on: date) -> None:
    longest = longest_delegation(wanted.valid_from)
    if wanted.valid_from < on:
        raise Refused(_("Ủy quyền bắt đầu từ hôm nay hoặc sau hôm nay."))
    if wanted.valid_to <= wanted.valid_from:
        raise Refused(_("Ngày kết thúc phải sau ngày bắt đầu."))
    if wanted.valid_to - wanted.valid_from > longest:
        raise Refused(
            _("Ủy quyền dài nhất %(days)d ngày. Chọn ngày kết thúc không quá %(day)s.")
            % {"days": longest.days, "day": format_date(wanted.valid_from + longest)}
        )
    if grant.valid_to and wanted.valid_to > grant.valid_to:
        raise Refused(
            _("Quyền của bạn hết ngày %(day)s; ủy quyền không dài hơn.")
            % {"day": format_date(grant.valid_to)}
        )


def _check_no_wider(grant: Grant, wanted: Wanted, on: date) -> None:
    assert grant.unit_id is not None
    reached = units_reached(grant.unit_id, grant.reach, on)
    inside = wanted.unit_id == grant.unit_id or reached is None or wanted.unit_id in set(reached)
    narrower = wanted.reach == Reach.UNIT or (wanted.reach == Reach.SUBTREE and grant.reach == Reach.SUBTREE)
    if not (inside and narrower):
        raise Refused(_("Không ủy quyền rộng hơn quyền của mình. Chọn đơn vị và phạm vi bằng hoặc hẹp hơn."))
