"""The way from the rules to the laboratory."""

from datetime import date

from django.utils.translation import gettext as _

from caunoi.apps.laboratory.models import DraftStandard
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui import with_query
from caunoi.foundation.ui.components import Button

HOME = "/thu-quy-dinh/"


class TryTheRules:
    """A button for whoever may see a draft."""

    key = "laboratory"

    def button(self, actor: Actor, on: date) -> Button | None:
        if not holds(actor, DraftStandard, "view"):
            return None
        return Button(_("Thử một quy định mới"), url=with_query(HOME, ngay=on.isoformat()))
