"""The political school: the programmes it teaches and the classes planned for it."""

from datetime import date

from django.utils.translation import gettext as _

from caunoi.apps.accounts.selectors import Person
from caunoi.apps.reports.presenters.homes.blocks import Block, Home
from caunoi.foundation.ui.components import Heading, Link


def present(actor: Person, on: date) -> Home:
    links = [Link(_("Kế hoạch đào tạo"), "/ke-hoach/"), Link(_("Chương trình"), "/lop/")]
    block = Block(
        _("Lớp dự kiến"), note=_("Các lớp của kế hoạch đang có hiệu lực, theo nơi học."), links=links
    )
    return Home(Heading(_("Lớp dự kiến")), blocks=[block])
