"""The link to one's own declarations."""

from django.utils.translation import gettext as _

from caunoi.apps.declarations.models import Declaration
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui.components import Link


class MyDeclarations:
    """The link on one's own page, for whoever has a file."""

    key = "declarations.own"
    order = 10

    def link(self, actor: Actor) -> Link | None:
        mine = actor.subject_id is not None and holds(actor, Declaration, "fill")
        return Link(_("Tự kê khai"), "/toi/ke-khai/") if mine else None
