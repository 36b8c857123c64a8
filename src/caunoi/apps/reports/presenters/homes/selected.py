"""What choosing people asks of somebody today: nominations to decide or to mend, standards owed past their day."""

from datetime import date

from django.utils.translation import gettext as _

from caunoi.apps.accounts.selectors import Person
from caunoi.apps.cadres.models import SuccessionPlan
from caunoi.apps.reports.presenters.homes.blocks import Block
from caunoi.apps.selection.choices import NominationState
from caunoi.apps.selection.models import Nomination, OwedStandard
from caunoi.apps.selection.selectors.nominations import nominations_of, waiting_for
from caunoi.apps.selection.selectors.owed import overdue
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui import numbers
from caunoi.foundation.ui.components import Link, Step, Steps

OVERDUE = "/no-chuan/?xem=qua-han"


def steps(actor: Person, on: date) -> list[Step]:
    return [*_overdue(actor, on), *_to_decide(actor), *_returned(actor)]


def _overdue(actor: Person, on: date) -> list[Step]:
    """Owed standards whose day has passed: for the head, the board and the office alike."""
    if not holds(actor, OwedStandard, "view") or not (late := overdue(actor, on)):
        return []
    told = _("%(n)s khoản nợ chuẩn quá hạn mà chưa đạt") % {"n": numbers.number(len(late))}
    return [Step(_("Nợ chuẩn quá hạn"), "amend", OVERDUE, told)]


def _to_decide(actor: Person) -> list[Step]:
    if not holds(actor, Nomination, "approve") or not (waiting := waiting_for(actor)):
        return []
    told = _("%(n)s đề cử chờ duyệt") % {"n": numbers.number(len(waiting))}
    return [Step(_("Duyệt đề cử đi học"), "not_begun", "/de-cu/?xem=cho-duyet", told)]


def _returned(actor: Person) -> list[Step]:
    if not holds(actor, Nomination, "nominate"):
        return []
    many = nominations_of(actor, [NominationState.RETURNED], "nominate").count()
    if not many:
        return []
    told = _("%(n)s đề cử bị trả lại") % {"n": numbers.number(many)}
    return [Step(_("Bổ sung, gửi lại đề cử"), "amend", "/de-cu/?xem=tra-lai", told)]


def late_block(actor: Person, on: date) -> Block | None:
    """For the head: nothing to do with it but to ask; opens the list of names."""
    found = _overdue(actor, on)
    return Block(_("Quá hạn"), [Steps(found, _("Quá hạn"))]) if found else None


def links(actor: Person) -> list[Link]:
    """The ways in also while nothing waits."""
    if not holds(actor, Nomination, "view"):
        return []
    found = [Link(_("Đề cử đi học"), "/de-cu/"), Link(_("Nợ chuẩn"), "/no-chuan/")]
    planning = holds(actor, SuccessionPlan, "view")
    return [*found, Link(_("Quy hoạch"), "/quy-hoach/")] if planning else found
