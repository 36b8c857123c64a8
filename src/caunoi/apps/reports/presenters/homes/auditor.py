"""Who changed what, and how the standards stand: everything to be looked at, nothing to be changed."""

from datetime import date

from django.utils.translation import gettext as _

from caunoi.apps.accounts.selectors import Person
from caunoi.apps.reports import selectors
from caunoi.apps.reports.presenters.homes import gaps, rated
from caunoi.apps.reports.presenters.homes.blocks import Block, Home, Statement
from caunoi.apps.reports.presenters.record import record_table
from caunoi.foundation.ui.components import Heading, Link

LAST = 10


def present(actor: Person, on: date) -> Home:
    people = selectors.answer(actor, on, "cadres.people")
    latest = record_table(actor, selectors.written(actor)[:LAST])
    links = [Link(_("Xem toàn bộ nhật ký"), "/nhat-ky/"), Link(_("Mở khẩn cấp một hồ sơ"), "/khan-cap/")]
    links.append(Link(_("Biểu mẫu báo cáo"), "/bieu-mau-bao-cao/"))
    record = Block(
        _("Thay đổi gần nhất"),
        [latest],
        links=links,
        wide=True,
    )
    statement = Statement([people, _("người có hồ sơ trong phạm vi được kiểm tra")], lead=True)
    head = Heading(_("Kiểm tra"), _("Xem được mọi thay đổi; giá trị cá nhân được che."))
    return Home(head, [statement], gaps.listed([rated.from_above(actor, on), record]))
