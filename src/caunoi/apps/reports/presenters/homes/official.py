"""Q1: my own file and my own standards."""

from datetime import date

from django.utils.translation import gettext as _

from caunoi.apps.accounts.selectors import Person
from caunoi.apps.reports.presenters.homes.blocks import Block, Home
from caunoi.foundation.ui.components import Callout, Heading, Link


def present(actor: Person, on: date) -> Home:
    head = Heading(actor.label, _("Hồ sơ và tiêu chuẩn của chính mình"))
    if actor.subject_id is None:
        told = Callout(
            _("Tài khoản này chưa gắn với hồ sơ nào"),
            _("Nhờ văn phòng xã hoặc quản trị viên gắn hồ sơ."),
            "chu-y",
        )
        return Home(head, blocks=[Block(_("Hồ sơ của tôi"), [told])])
    mine = [
        Link(_("Mở hồ sơ của tôi"), f"/can-bo/{actor.subject_id}/"),
        Link(_("Tiêu chuẩn chức danh"), "/tieu-chuan/"),
    ]
    return Home(head, blocks=[Block(_("Hồ sơ của tôi"), links=mine)])
