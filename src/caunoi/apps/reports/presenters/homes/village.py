"""The village team: its own village and where to ask."""

from datetime import date

from django.utils.translation import gettext as _

from caunoi.apps.accounts.selectors import Person
from caunoi.apps.reports import selectors
from caunoi.apps.reports.presenters.homes.blocks import Block, Home
from caunoi.foundation.ui.components import Heading, Link


def present(actor: Person, on: date) -> Home:
    links = [Link(unit.full_name, f"/don-vi/{unit.id}/") for unit in selectors.units_of(actor)]
    village = Block(
        _("Thôn, tổ dân phố của tôi"), note=_("Tên gọi, cấp trên và thay đổi qua thời gian."), links=links
    )
    rules = Block(
        _("Tiêu chuẩn của chức danh ở thôn"),
        note=_("Mỗi yêu cầu kèm văn bản quy định."),
        links=[Link(_("Tiêu chuẩn chức danh"), "/tieu-chuan/")],
    )
    return Home(Heading(actor.label), blocks=[village, rules])
