"""L1: one picture in a minute. How many, against the plan, what, where, how it flows, better than before."""

from datetime import date

from django.utils.translation import gettext as _

from caunoi.apps.accounts.selectors import Person
from caunoi.apps.reports.presenters.homes.blocks import Home
from caunoi.apps.reports.presenters.overview import overview
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.ui.components import Heading


def present(actor: Person, on: date) -> Home:
    found = overview(actor, on)
    head = Heading(_("Bức tranh chung"), _("Tính đến %(day)s") % {"day": format_date(on)})
    return Home(head, found.sentences, found.parts)
