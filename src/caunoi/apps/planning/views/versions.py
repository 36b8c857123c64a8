"""Which version of the plan a page was drawn from: every write says it."""

from django.utils.translation import gettext as _

from caunoi.apps.planning.models import Plan
from caunoi.apps.planning.presenters.deciding import VERSION
from caunoi.apps.planning.services import Stale
from caunoi.foundation.errors import Refused
from caunoi.foundation.ui.requests import ActingRequest

MOST_DIGITS = 9


class NoVersion(Refused):
    """A write that does not say what it was decided upon."""

    status = 400


def seen_in(request: ActingRequest) -> int:
    told = request.POST.get(VERSION) or request.GET.get(VERSION, "")
    if not (told.isascii() and told.isdigit() and len(told) <= MOST_DIGITS):
        raise NoVersion(
            _("Trang gửi lên không cho biết được mở từ bản nào của kế hoạch, nên chưa ghi gì."),
            mend=_("Mở lại trang kế hoạch rồi làm lại."),
        )
    return int(told)


def stale_in(request: ActingRequest, plan: Plan) -> Stale | None:
    """Somebody wrote since the page was drawn: to be shown beside the same thing on the new version."""
    if request.method != "POST":
        return None
    seen = seen_in(request)
    return Stale(plan, seen) if seen != plan.version else None
