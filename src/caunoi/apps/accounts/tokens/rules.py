"""Which key may be asked for, by whom, for how much and how long (được xin mã gì)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.accounts.choices import Reach, ReadsUpTo
from caunoi.apps.accounts.delegation.rules import may_be_passed_on
from caunoi.apps.accounts.limits import of_tokens
from caunoi.apps.accounts.models import Grant
from caunoi.apps.accounts.standing import Right
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy.table import rows, units_reached


@dataclass(frozen=True)
class Wanted:
    """The key somebody asks for (mã muốn xin)."""

    name: str
    reason: str
    unit_id: UUID
    reach: str
    up_to: int
    personal_reason: str
    valid_to: date


def may_be_drawn_from(grant: Grant, right: Right, on: date) -> bool:
    """One's own right over units, that counts, of a role that keeps an office's data."""
    return grant.role in of_tokens(on).roles and may_be_passed_on(grant, right, on)


def most_of(role: str) -> int:
    """Up to which class the role reads anything at all."""
    held = [int(row.reads(role)) for row in rows() if row.verb == "view" and row.admits(role)]
    return min(max(held, default=0), ReadsUpTo.SENSITIVE)


def check_may_ask(actor: Actor, grant: Grant, right: Right, wanted: Wanted) -> None:
    if actor.key != f"user:{grant.user_id}" or not may_be_drawn_from(grant, right, actor.on):
        raise Refused(_("Chỉ xin mã bằng quyền của chính mình ở văn phòng, đang có hiệu lực."))
    if not (wanted.name.strip() and wanted.reason.strip()):
        raise Refused(_("Ghi tên và việc cần dùng của mã."))
    _check_the_end(grant, wanted, actor.on)
    _check_no_wider(grant, wanted, actor.on)
    _check_personal(grant, wanted, actor.on)


def _check_the_end(grant: Grant, wanted: Wanted, on: date) -> None:
    longest = of_tokens(on).longest
    if wanted.valid_to <= on:
        raise Refused(_("Ngày hết hiệu lực phải sau hôm nay."))
    if wanted.valid_to - on > longest:
        raise Refused(
            _("Mã dùng dài nhất %(days)d ngày. Chọn ngày không quá %(day)s.")
            % {"days": longest.days, "day": format_date(on + longest)}
        )
    if grant.valid_to and wanted.valid_to > grant.valid_to:
        raise Refused(
            _("Quyền của bạn hết ngày %(day)s; mã không dài hơn.") % {"day": format_date(grant.valid_to)}
        )


def _check_no_wider(grant: Grant, wanted: Wanted, on: date) -> None:
    assert grant.unit_id is not None
    reached = units_reached(grant.unit_id, grant.reach, on)
    inside = wanted.unit_id == grant.unit_id or reached is None or wanted.unit_id in set(reached)
    narrower = wanted.reach == Reach.UNIT or (wanted.reach == Reach.SUBTREE and grant.reach == Reach.SUBTREE)
    if not (inside and narrower):
        raise Refused(_("Không xin mã rộng hơn quyền của mình. Chọn đơn vị và phạm vi bằng hoặc hẹp hơn."))
    if wanted.unit_id not in unit_tree(on=on):
        raise Refused(_("Đơn vị này đã chấm dứt. Chọn đơn vị đang hoạt động."))


def _check_personal(grant: Grant, wanted: Wanted, on: date) -> None:
    if wanted.up_to not in ReadsUpTo.values or wanted.up_to > most_of(grant.role):
        raise Refused(_("Vai trò của bạn không đọc đến lớp dữ liệu ấy nên mã cũng không."))
    least = of_tokens(on).reason
    if wanted.up_to > ReadsUpTo.WORK and len(wanted.personal_reason.strip()) < least:
        raise Refused(
            _("Ghi vì sao cần dữ liệu cá nhân, ít nhất %(least)d ký tự: căn cứ và việc dùng vào.")
            % {"least": least}
        )
