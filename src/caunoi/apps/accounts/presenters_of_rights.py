"""How a right stands, in words."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.accounts.models import Grant
from caunoi.apps.accounts.standing import Right, Why
from caunoi.apps.organisation.selectors import version_on
from caunoi.foundation.ui.components import Chip
from caunoi.foundation.ui.components.words import State

WORDS: dict[Why | None, tuple[str, State]] = {
    None: (gettext_noop("Đang có hiệu lực"), "dat"),
    Why.PENDING: (gettext_noop("Chờ duyệt"), "chu-y"),
    Why.REFUSED: (gettext_noop("Không duyệt"), "loi"),
    Why.NOT_BEGUN: (gettext_noop("Chưa đến ngày bắt đầu"), "thong-tin"),
    Why.ENDED: (gettext_noop("Đã kết thúc"), "trung-tinh"),
    Why.NO_POST: (gettext_noop("Hồ sơ không còn ghi chức danh này"), "chu-y"),
    Why.POST_NOT_BEGUN: (gettext_noop("Chờ ngày bắt đầu giữ chức danh"), "thong-tin"),
    Why.POST_ENDED: (gettext_noop("Hết hiệu lực: đã thôi giữ chức danh"), "trung-tinh"),
    Why.GIVER_LOST: (gettext_noop("Hết hiệu lực: người ủy quyền không còn quyền này"), "trung-tinh"),
}


def unit_name(grant: Grant) -> str:
    """The unit as it was called when the grant began."""
    version = version_on(grant.unit_id, on=grant.valid_from) if grant.unit_id else None
    return version.full_name if version else "–"


def standing_of(right: Right, on: date) -> Chip:
    told, tone = WORDS[right.why_not(on)]
    return Chip(_(told), tone)
