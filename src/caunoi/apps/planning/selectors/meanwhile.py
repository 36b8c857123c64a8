"""Who wrote in a plan since a page of it was drawn (ai đã sửa trong lúc đó)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.planning.choices import ChangeKind
from caunoi.apps.planning.models import Plan
from caunoi.foundation import clock
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.policy import system_scope

VERSION = "version"
MOST = 5


@dataclass(frozen=True)
class Written:
    """One write (một lần ghi): who, when, what was done."""

    who: str
    at: datetime
    action: str
    changes: dict[str, list[Any]]

    @property
    def words(self) -> str:
        hour = f"{self.at.astimezone(clock.HANOI):%H:%M %d/%m/%Y}"
        return _("%(who)s %(did)s lúc %(hour)s") % {"who": self.who, "did": self._did(), "hour": hour}

    def _did(self) -> str:
        said = DONE.get(self.action)
        if said is not None:
            return _(said)
        people, kind = _after(self.changes, "people"), _after(self.changes, "kind")
        what = _(ChangeKind(kind).label) if kind else _("xếp tay")
        return _("%(what)s %(n)s người") % {"what": what, "n": people or 0}


def written_since(plan: Plan, version: int) -> Sequence[Written]:
    """The writes after the version a page was drawn from, newest first; every write of a plan counts one up."""
    many = max(1, min(plan.version - version, MOST))
    with system_scope("planning: who wrote in a plan meanwhile"):
        found = AuditEvent.objects.filter(
            target_type="planning.plan", target_id=str(plan.pk), action__startswith="planning."
        ).order_by("-seq")[: 4 * many]
        return [
            Written(each.actor_label, each.at, each.action, each.changes)
            for each in found
            if (_after(each.changes, VERSION) or 0) > version
        ][:many]


def _after(changes: dict[str, list[Any]], name: str) -> Any:
    return (changes.get(name) or [None, None])[1]


DONE = {
    "planning.plan_solved": gettext_noop("tính xong kế hoạch"),
    "planning.plan_solved_again": gettext_noop("cho tính lại kế hoạch từ đầu"),
    "planning.plan_replanned": gettext_noop("điều chỉnh kế hoạch sau biến cố"),
    "planning.plan_pinned": gettext_noop("chốt một lựa chọn"),
    "planning.plan_unpinned": gettext_noop("gỡ một chốt"),
    "planning.plan_proposed": gettext_noop("trình phê duyệt kế hoạch"),
    "planning.proposal_returned": gettext_noop("trả lại tờ trình"),
    "planning.proposal_withdrawn": gettext_noop("rút tờ trình"),
    "planning.plan_adopted": gettext_noop("phê duyệt kế hoạch"),
    "planning.plan_dropped": gettext_noop("bỏ kế hoạch"),
}
