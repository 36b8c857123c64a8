"""X3: is the system well, and who may sign in? No personal data."""

from datetime import date

from django.utils.translation import gettext as _

from caunoi.apps.accounts.selectors import Person
from caunoi.apps.reports.extensions import HEALTH_SLOT, Part
from caunoi.apps.reports.presenters.homes.blocks import Block, Home
from caunoi.foundation.ui import slots
from caunoi.foundation.ui.components import Chip, Column, Heading, Link, Row, State, Table

STATES: dict[str, State] = {"green": "dat", "yellow": "chu-y", "red": "loi"}


def present(actor: Person, on: date) -> Home:
    parts = [part for extension in slots.of(HEALTH_SLOT) for part in extension.parts()]
    parts.sort(key=lambda part: ["red", "yellow", "green"].index(part.health))
    head = Heading(
        _("Tình trạng hệ thống"), _("Việc cần xử lý đứng trước. Trang này không có dữ liệu cá nhân.")
    )
    people = Block(
        _("Người dùng và phạm vi"),
        note=_("Mở tài khoản, giao và kết thúc quyền. Không ai tự giao quyền cho mình."),
        links=[
            Link(_("Người dùng và phạm vi"), "/qt/nguoi-dung/"),
            Link(_("Việc nền của tôi"), "/cong-viec/"),
        ],
    )
    return Home(head, blocks=[_health(parts), people])


def _health(parts: list[Part]) -> Block:
    words = {"green": _("Đạt"), "yellow": _("Chú ý"), "red": _("Lỗi")}
    rows = [
        Row([part.name, Chip(words[part.health], STATES[part.health]), part.told], name=part.name)
        for part in parts
    ]
    columns = [Column(_("Bộ phận")), Column(_("Tình trạng"), "chips"), Column(_("Cho biết"))]
    return Block(
        _("Tình trạng từng bộ phận"),
        [Table(columns, rows, caption=_("Tình trạng"), count=len(rows))],
        wide=True,
    )
