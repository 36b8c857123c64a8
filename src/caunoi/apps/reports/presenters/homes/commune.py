"""commune."""

from datetime import date

from django.utils.translation import gettext as _

from caunoi.apps.accounts.selectors import Person
from caunoi.apps.reports import selectors
from caunoi.apps.reports.presenters.homes.blocks import Home, Statement
from caunoi.foundation.ui.components import Heading


def present(actor: Person, on: date) -> Home:
    people = selectors.answer(actor, on, "cadres.people")
    return Home(Heading(_("Việc cần làm")), [Statement([people, _("người có hồ sơ")], lead=True)])
