"""What a review asks of an office today: its own sheet, sheets to look over."""

from datetime import date

from django.db.models import Count
from django.utils.translation import gettext as _

from caunoi.apps.accounts.selectors import Person
from caunoi.apps.cadres.selectors import unit_labels
from caunoi.apps.reviews.choices import HANDED_IN, OPEN_TO_FILL, SheetState
from caunoi.apps.reviews.models import ReviewSheet
from caunoi.apps.reviews.selectors.sheets import is_late, open_sheets, waiting_above
from caunoi.foundation import clock
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui import numbers
from caunoi.foundation.ui.components import Link, Step, StepStatus

OWN_AT_ONCE = 3


def steps(actor: Person, on: date) -> list[Step]:
    if not holds(actor, ReviewSheet, "fill"):
        return []
    return [*_to_approve(actor), *_late(actor, on), *_own(actor, on)]


def links(actor: Person) -> list[Link]:
    """The way in also while nothing waits."""
    return [Link(_("Rà soát hằng năm"), "/ra-soat/")] if holds(actor, ReviewSheet, "fill") else []


def _own(actor: Person, on: date) -> list[Step]:
    """Where the board reaches hundreds of sheets they are not its own work; an heir of many units has them all."""
    mine = [sheet for sheet in open_sheets(actor) if sheet.state in OPEN_TO_FILL]
    if not mine or (len(mine) > OWN_AT_ONCE and holds(actor, ReviewSheet, "approve")):
        return []
    labels = unit_labels({sheet.unit_id for sheet in mine}, on)
    return [
        Step(
            _("%(round)s: %(unit)s") % {"round": sheet.round.name, "unit": labels[sheet.unit_id]},
            _status(sheet, on),
            f"/ra-soat/bang/{sheet.pk}/",
            _told(sheet, on),
        )
        for sheet in mine
    ]


def _told(sheet: ReviewSheet, on: date) -> str:
    due = {"day": numbers.day(sheet.round.due_on)}
    words = _("quá hạn %(day)s") if is_late(sheet, sheet.round.due_on, on) else _("hạn %(day)s")
    if sheet.reminded_at is None:
        return words % due
    day = sheet.reminded_at.astimezone(clock.HANOI).date()
    return _("%(due)s, đã được nhắc ngày %(day)s") % {"due": words % due, "day": numbers.day(day)}


def _late(actor: Person, on: date) -> list[Step]:
    """Of the rounds somebody looks over: how many units did not send in time, and who they are."""
    found = waiting_above(actor).exclude(state__in=HANDED_IN).filter(round__due_on__lt=on)
    rounds = dict(found.values_list("round_id", "round__name"))
    counts = dict(found.values_list("round_id").annotate(Count("pk")).order_by())
    return [
        Step(
            _("Đơn vị quá hạn gửi: %(round)s") % {"round": name},
            "amend",
            f"/ra-soat/{pk}/?xem=qua-han",
            _("%(n)s đơn vị") % {"n": numbers.number(counts[pk])},
        )
        for pk, name in rounds.items()
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
