"""C1: the commune's own people, who of them is short of the standard, and what waits."""

from datetime import date

from django.utils.translation import gettext as _

from caunoi.apps.accounts.selectors import Person
from caunoi.apps.reports import selectors
from caunoi.apps.reports.presenters.homes import gaps, queue
from caunoi.apps.reports.presenters.homes.blocks import Home, Statement
from caunoi.foundation.ui.components import Button, Heading


def present(actor: Person, on: date) -> Home:
    names = ", ".join(node.full_name for node in selectors.units_of(actor))
    head = Heading(
        _("Việc cần làm"),
        names,
        buttons=[
            Button(_("Nhập từ Excel"), url="/nhap/", icon="upload"),
            Button(_("Biểu mẫu báo cáo"), url="/bieu-mau-bao-cao/", icon="table"),
        ],
    )
    everybody = selectors.answer(actor, on, "cadres.people")
    statements = [
        gaps.sentence(actor, on, _("cán bộ chủ chốt của đơn vị đạt chuẩn")),
        Statement([everybody, _("người có hồ sơ do đơn vị quản lý")]),
    ]
    blocks = [
        queue.today(actor, on),
        gaps.what_is_missing(actor, on),
        gaps.plan_block(actor, on, gaps.OWN_PEOPLE, _("Chỉ tính cán bộ của đơn vị.")),
        gaps.who_is_short(actor, on),
    ]
    return Home(head, statements, blocks, queue.drop(), on)
