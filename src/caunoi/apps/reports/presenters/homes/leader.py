"""L1: one picture in a minute. How many, against the plan, what, where, how it flows, better than before."""

from datetime import date

from django.utils.translation import gettext as _

from caunoi.apps.accounts.selectors import Person
from caunoi.apps.reports.presenters.homes import gaps, queue, rated, selected
from caunoi.apps.reports.presenters.homes.blocks import Home
from caunoi.apps.reports.presenters.homes.overview import address_of, overview
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.ui.components import Button, Heading


def present(actor: Person, on: date) -> Home:
    found = overview(actor, on)
    buttons = [
        Button(_("In tài liệu họp"), url=address_of(on), icon="printer"),
        Button(_("Biểu mẫu báo cáo"), url="/bieu-mau-bao-cao/", icon="table"),
    ]
    head = Heading(_("Bức tranh chung"), _("Tính đến %(day)s") % {"day": format_date(on)}, buttons=buttons)
    late, ratings = selected.late_block(actor, on), rated.from_above(actor, on)
    return Home(head, found.sentences, gaps.listed([queue.decisions(actor), late, *found.parts, ratings]))
