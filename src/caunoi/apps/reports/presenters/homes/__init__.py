"""The home of each role: what this person has to know and to do first."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.accounts.choices import Role
from caunoi.apps.accounts.selectors import Person
from caunoi.apps.reports.presenters.homes import (
    administrator,
    auditor,
    board,
    commune,
    front,
    leader,
    official,
    school,
    village,
)
from caunoi.apps.reports.presenters.homes.blocks import Block, Home, Present
from caunoi.foundation.ui.components import EmptyState, Heading, Link

HOMES: dict[str, Present] = {
    Role.LEADER: leader.present,
    Role.BOARD: board.present,
    Role.COMMUNE: commune.present,
    Role.SCHOOL: school.present,
    Role.OFFICIAL: official.present,
    Role.VILLAGE: village.present,
    Role.FRONT: front.present,
    Role.AUDITOR: auditor.present,
    Role.ADMINISTRATOR: administrator.present,
}


def present_home(actor: Person, on: date) -> dict[str, Any]:
    """The home of the first role held; who holds none is told whom to ask."""
    present = next((HOMES[role] for role in actor.roles if role in HOMES), _without_role)
    home = present(actor, on)
    return {"head": home.head, "home": home}


def _without_role(actor: Person, on: date) -> Home:
    empty = EmptyState(
        _(
            "Hôm nay tài khoản này không có quyền nào, nên chưa có gì để xem. Quản trị viên giao quyền theo chức danh."
        ),
    )
    links = [Link(_("Quyền của tôi"), "/toi/"), Link(_("Số liệu công khai"), "/so-lieu/")]
    return Home(Heading(actor.label), blocks=[Block(_("Quyền của tài khoản"), [empty], links=links)])
