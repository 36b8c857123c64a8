"""The Front: what is published, unit by unit; never a person's file."""

from datetime import date

from django.utils.translation import gettext as _

from caunoi.apps.accounts.selectors import Person
from caunoi.apps.reports import selectors
from caunoi.apps.reports.presenters.homes.blocks import Block, Home
from caunoi.foundation.ui.components import Heading, Link


def present(actor: Person, on: date) -> Home:
    communes = selectors.answer(actor, on, "units.communes")
    published = Block(
        _("Số liệu công khai"),
        [communes],
        note=_("xã, phường, thị trấn trong ngày này. Mỗi số có định nghĩa và danh sách phía sau."),
        links=[Link(_("Mọi số liệu công khai"), "/so-lieu/"), Link(_("Tìm xã, phường"), "/don-vi/")],
    )
    rules = Block(
        _("Tiêu chuẩn chức danh"),
        note=_("Căn cứ để giám sát: mỗi yêu cầu kèm văn bản quy định."),
        links=[Link(_("Tiêu chuẩn chức danh"), "/tieu-chuan/")],
    )
    head = Heading(_("Giám sát"), _("Mặt trận xem số liệu đã công bố, không xem hồ sơ cá nhân."))
    return Home(head, blocks=[published, rules])
