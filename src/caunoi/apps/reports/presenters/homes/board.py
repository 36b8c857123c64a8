"""O1: what the officer has to do today, then who lacks what, then the plan."""

from datetime import date

from django.utils.translation import gettext as _

from caunoi.apps.accounts.selectors import Person
from caunoi.apps.reports.presenters.homes import gaps, queue
from caunoi.apps.reports.presenters.homes.blocks import Home
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.ui.components import Button, Heading


def present(actor: Person, on: date) -> Home:
    head = Heading(
        _("Tổng quan"),
        _("Tính đến %(day)s") % {"day": format_date(on)},
        buttons=[
            Button(_("Nhập từ Excel"), url="/nhap/", icon="upload"),
            Button(_("Biểu mẫu báo cáo"), url="/bieu-mau-bao-cao/", icon="table"),
        ],
    )
    statements = [gaps.sentence(actor, on, _("cán bộ chủ chốt cấp xã đạt chuẩn")), gaps.remaining(actor, on)]
    blocks = [
        gaps.what_is_missing(actor, on),
        queue.today(actor, on),
        gaps.where_it_is_missing(actor, on, most=6),
        gaps.plan_block(actor, on),
    ]
    return Home(head, statements, blocks, queue.drop(), on)
