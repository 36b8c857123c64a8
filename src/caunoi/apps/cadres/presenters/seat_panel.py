"""Seats on the page of a unit: by name within a commune, in sums above."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Seat
from caunoi.apps.cadres.presenters.seat_titles import title_table
from caunoi.apps.cadres.presenters.seats import ADDRESS, tally_of
from caunoi.apps.cadres.selectors import occupancy
from caunoi.apps.organisation.extensions import Panel
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.foundation.actors import Actor
from caunoi.foundation.figures import Scope
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui import with_query
from caunoi.foundation.ui.components import Link


class SeatsOfUnit:
    """Who sits where, for those who may know it; a visitor is asked nothing and told nothing."""

    key = "seats"
    order = 20

    def panel(self, actor: Actor, unit_id: UUID, on: date) -> Panel | None:
        node = unit_tree(on=on).nodes.get(unit_id)
        if node is None or not holds(actor, Seat, "view"):
            return None
        table = occupancy(actor, on, unit_id)
        if not table.rows:
            return None
        title = _("Chỗ và người")
        link = Link(_("Xem cả trang"), with_query(ADDRESS, xa=node.key, ngay=on.isoformat()))
        if node.is_commune or node.is_village:
            return Panel(title, title_table(table, may_set=False), links=[link])
        return Panel(title, tally_of(table, Scope(on, unit_id=unit_id)), links=[link])
