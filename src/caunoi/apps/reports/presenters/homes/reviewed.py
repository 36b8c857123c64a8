"""What a review asks of an office today: its own sheet, sheets to look over."""

from datetime import date

from django.utils.translation import gettext as _

from caunoi.apps.accounts.selectors import Person
from caunoi.apps.cadres.selectors import unit_labels
from caunoi.apps.reviews.choices import OPEN_TO_FILL, SheetState
from caunoi.apps.reviews.models import ReviewSheet
from caunoi.apps.reviews.selectors.sheets import is_late, open_sheets, waiting_above
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui import numbers
from caunoi.foundation.ui.components import Link, Step, StepStatus

OWN_AT_ONCE = 3


def steps(actor: Person, on: date) -> list[Step]:
    if not holds(actor, ReviewSheet, "fill"):
        return []
    return [*_to_approve(actor), *_own(actor, on)]


def links(actor: Person) -> list[Link]:
    """The way in also while nothing waits."""
    return [Link(_("Rà soát hằng năm"), "/ra-soat/")] if holds(actor, ReviewSheet, "fill") else []


def _own(actor: Person, on: date) -> list[Step]:
    """Where the board reaches hundreds of sheets, they are not its own work."""
    mine = [sheet for sheet in open_sheets(actor) if sheet.state in OPEN_TO_FILL]
    if not mine or len(mine) > OWN_AT_ONCE:
        return []
    labels = unit_labels({sheet.unit_id for sheet in mine}, on)
    return [
        Step(
            _("%(round)s: %(unit)s") % {"round": sheet.round.name, "unit": labels[sheet.unit_id]},
            _status(sheet, on),
            f"/ra-soat/bang/{sheet.pk}/",
            _("hạn %(day)s") % {"day": numbers.day(sheet.round.due_on)},
        )
        for sheet in mine
    ]


def _status(sheet: ReviewSheet, on: date) -> StepStatus:
    late = is_late(sheet, sheet.round.due_on, on)
    if sheet.state == SheetState.RETURNED or late:
        return "amend"
    return "doing" if sheet.state == SheetState.FILLING else "not_begun"


def _to_approve(actor: Person) -> list[Step]:
    many = waiting_above(actor).filter(state__in=(SheetState.SENT, SheetState.AGREED)).count()
    if not many:
        return []
    told = _("%(n)s bảng chờ duyệt") % {"n": numbers.number(many)}
    return [Step(_("Duyệt bảng rà soát của các đơn vị"), "not_begun", "/ra-soat/", told)]
