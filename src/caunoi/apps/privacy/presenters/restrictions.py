"""A restriction in words: which part, since when, who keeps it, and what may be done about it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.privacy.choices import RestrictionScope
from caunoi.apps.privacy.models import Restriction, SubjectRequest
from caunoi.foundation.actors import Actor
from caunoi.foundation.ui.components import Button, Chip, Fact, KeyFacts
from caunoi.foundation.ui.numbers import day


@dataclass(frozen=True)
class RestrictionShown:
    """One restriction on the page of its request (một lần hạn chế); buttons only while it holds."""

    id: UUID
    facts: KeyFacts
    buttons: list[Button]


def present_restriction(
    restriction: Restriction, request: SubjectRequest, actor: Actor, on: date, *, may: bool
) -> RestrictionShown:
    holds = restriction.holds_on(on)
    mine = restriction.keeper_key == actor.key
    facts = [
        Fact(_("Phần dữ liệu"), part_words(restriction)),
        Fact(_("Từ ngày"), day(restriction.valid_from)),
        Fact(_("Đến trước ngày"), day(restriction.valid_to) or _("khi có người ghi thôi")),
        Fact(_("Người giữ"), _("bạn") if mine else request.handler),
        Fact(_("Tình trạng"), Chip(_("đang hạn chế"), "chu-y") if holds else Chip(_("đã hết"))),
    ]
    return RestrictionShown(restriction.pk, KeyFacts(facts), _buttons(mine=mine) if holds and may else [])


def _buttons(*, mine: bool) -> list[Button]:
    lift = Button(_("Thôi hạn chế"), name="viec", value="thoi-han-che")
    return [lift] if mine else [lift, Button(_("Tôi nhận giữ"), name="viec", value="nhan-giu")]


def part_words(restriction: Restriction) -> str:
    return _(RestrictionScope(restriction.scope).label)
