"""Q1: what I still lack and the class I am planned for; my own file and nobody else's."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.accounts.selectors import Person
from caunoi.apps.planning.choices import PlanState
from caunoi.apps.planning.models import Need
from caunoi.apps.planning.selectors import placed_people
from caunoi.apps.reports import selectors
from caunoi.apps.reports.presenters.homes import declared, gaps, rated
from caunoi.apps.reports.presenters.homes.blocks import Block, Home
from caunoi.domain.eligibility.terms import load_terms
from caunoi.foundation.ui.components import Callout, EmptyState, Heading, Link, Timeline
from caunoi.foundation.ui.components.facts import Event
from caunoi.foundation.ui.numbers import day


def present(actor: Person, on: date) -> Home:
    head = Heading(actor.label, _("Hồ sơ và tiêu chuẩn của chính mình"))
    if actor.subject_id is None:
        return Home(head, blocks=[Block(_("Hồ sơ của tôi"), [_without_a_file()])])
    mine = [
        Link(_("Mở hồ sơ của tôi"), f"/can-bo/{actor.subject_id}/"),
        Link(_("Ai đã xem hồ sơ tôi"), "/toi/ai-da-xem/"),
        Link(_("Tiêu chuẩn chức danh"), "/tieu-chuan/"),
    ]
    blocks = [
        declared.mine(actor, on),
        rated.mine(actor, on),
        Block(_("Tiêu chuẩn của tôi"), [_standing(actor, on)], links=mine),
        _classes(actor),
    ]
    return Home(head, blocks=gaps.listed(blocks))


def _without_a_file() -> Callout:
    return Callout(
        _("Tài khoản này chưa gắn với hồ sơ nào"),
        _("Nhờ văn phòng xã hoặc quản trị viên gắn hồ sơ."),
        "chu-y",
    )


def _standing(actor: Person, on: date) -> Any:
    """What is known to be lacking, in the words of the list; unknown is not lacking."""
    rows = selectors.answer(actor, on, "gap.any").rows
    if not rows:
        return Callout(
            _("Không có yêu cầu nào biết chắc còn thiếu"), _("Xem từng yêu cầu trong hồ sơ."), "dat"
        )
    return Callout(
        _("Còn thiếu: %(what)s") % {"what": _words(str(rows[0].cells[-1]))},
        _("Xem vì sao trong hồ sơ."),
        "loi",
    )


def _words(codes: str) -> str:
    """The short codes of the list, said in full to the person they are about."""
    names = load_terms().columns
    return ", ".join(_(names[code].name) if code in names else code for code in codes.split(", "))


def _classes(actor: Person) -> Block:
    """Of plans that were adopted: a draft promises nothing."""
    placed = placed_people(actor, [actor.subject_id] if actor.subject_id else [])
    needs = [need for mine in placed.values() for need in mine if need.plan.state == PlanState.ADOPTED]
    empty = EmptyState(_("Chưa có lớp nào trong kế hoạch đã phê duyệt."))
    return Block(_("Lớp của tôi"), [_timeline(needs) if needs else empty])


def _timeline(needs: Sequence[Need]) -> Timeline:
    return Timeline(
        [
            Event(
                day(need.offering.starts_on),
                need.offering.programme.name,
                need.offering.venue.name,
                state="planned",
            )
            for need in needs
            if need.offering
        ]
    )
