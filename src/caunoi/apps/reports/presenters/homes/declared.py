"""What waits of declarations and scans: for the office that checks, and for the person who is asked."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.accounts.selectors import Person
from caunoi.apps.declarations.choices import DECLARATION, HANDED_IN, DeclarationState
from caunoi.apps.declarations.figures.evidence import unchecked_counted
from caunoi.apps.declarations.models import Declaration, ScanHold
from caunoi.apps.declarations.selectors.sheets import is_late, my_sheets, sheets_of, to_check
from caunoi.apps.reports.presenters.homes.blocks import Block
from caunoi.foundation.figures import Scope
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui import numbers
from caunoi.foundation.ui.components import Callout, Link, Step


def steps(actor: Person, on: date) -> list[Step]:
    """For whoever answers for files."""
    if not holds(actor, Declaration, "change"):
        return []
    return [*_sheets(actor), *_unsent(actor), *_scans(actor, on)]


def _sheets(actor: Person) -> list[Step]:
    many = to_check(actor).count()
    if not many:
        return []
    told = _("%(sheets)s tờ đã gửi, chờ xác nhận từng mục") % {"sheets": numbers.number(many)}
    return [Step(_("Kiểm tra tờ kê khai"), "not_begun", "/ke-khai/kiem-tra/", told)]


def _unsent(actor: Person) -> list[Step]:
    many = sheets_of(actor).exclude(state__in=HANDED_IN).count()
    if not many:
        return []
    told = _("%(people)s người chưa gửi") % {"people": numbers.number(many)}
    return [Step(_("Theo dõi đợt tự kê khai"), "doing", "/ke-khai/", told)]


def _scans(actor: Person, on: date) -> list[Step]:
    many = unchecked_counted(actor, Scope(on=on)).numerator if holds(actor, ScanHold, "add") else 0
    if not many:
        return []
    told = _("%(scans)s bản chụp chưa ai so với hồ sơ") % {"scans": numbers.number(many)}
    return [Step(_("Đối chiếu minh chứng"), "not_begun", "/minh-chung/", told)]


def links() -> list[Link]:
    """The ways in also while nothing waits."""
    return [Link(_("Tự kê khai"), "/ke-khai/"), Link(_("Đối chiếu minh chứng"), "/minh-chung/")]


def mine(actor: Person, on: date) -> Block | None:
    """For the person who is asked: the newest sheet still to be said, and what became of it."""
    sheets = [sheet for sheet in my_sheets(actor) if sheet.round.closed_at is None]
    if not sheets:
        return None
    body: list[Any] = [_told(sheet, on) for sheet in sheets[:3]]
    return Block(_("Tự kê khai"), body, links=[Link(_("Các đợt tự kê khai của tôi"), "/toi/ke-khai/")])


def _told(sheet: Declaration, on: date) -> Callout:
    there = Link(_("Mở tờ kê khai"), f"/ke-khai/to/{sheet.pk}/")
    due = {"due": numbers.day(sheet.round.due_on)}
    if sheet.state == DeclarationState.RETURNED:
        words = _("Có mục chưa được nhận, xem lý do và kê khai lại.")
        return Callout(sheet.round.name, words, "loi", [there])
    if sheet.state in HANDED_IN:
        done = sheet.state in DECLARATION.final
        words = _("Đã kiểm tra xong.") if done else _("Đã gửi, đang chờ kiểm tra.")
        return Callout(sheet.round.name, words, "dat" if done else "thong-tin", [there])
    if is_late(sheet, on):
        words = _("Hạn gửi %(due)s đã qua. Bạn vẫn gửi được.") % due
        return Callout(sheet.round.name, words, "chu-y", [there])
    words = _("Xem từng mục hồ sơ, bấm đúng hoặc sửa lại, gửi trước hết ngày %(due)s.") % due
    if sheet.reminded_at:
        words = f"{_('%(who)s nhắc bạn gửi.') % {'who': sheet.reminded_by}} {words}"
    return Callout(sheet.round.name, words, "chu-y" if sheet.reminded_at else "thong-tin", [there])
