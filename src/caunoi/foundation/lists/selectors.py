"""Views somebody has: the own ones, and those of the units they belong to."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from caunoi.foundation import policy
from caunoi.foundation.actors import Actor, Visitor
from caunoi.foundation.errors import Forbidden, NotVisible
from caunoi.foundation.lists.kinds import ground
from caunoi.foundation.lists.models import SavedView
from caunoi.foundation.lists.remembered import Remembered
from caunoi.foundation.policy import system_scope

MINE = "lists: one's own views and those of one's units"
_views: Remembered[Sequence[SavedView]] = Remembered(512)


def views_for(actor: Actor) -> Sequence[SavedView]:
    """Every view the actor may open, the own ones first; asked once until something is written."""
    if isinstance(actor, Visitor):
        return ()
    units = ground().belongs_to(actor)
    return _views.get((ground().version(), actor.key, units), lambda: _look_up(actor, units))


def _look_up(actor: Actor, units: frozenset[UUID]) -> list[SavedView]:
    with system_scope(MINE):
        found = list(SavedView.objects.filter(_open_to(actor, units)).order_by("saved_at", "id"))
    return sorted(found, key=lambda view: view.unit_id is not None)


def _open_to(actor: Actor, units: frozenset[UUID]) -> Q:
    return Q(owner_key=actor.key, unit_id__isnull=True) | Q(unit_id__in=units)


def view_or_404(actor: Actor, view_id: UUID) -> SavedView:
    """One of them as it stands now, or the same answer as for one that is not there."""
    with system_scope(MINE):
        found = SavedView.objects.filter(_open_to(actor, ground().belongs_to(actor)), pk=view_id).first()
    if found is None:
        raise NotVisible("lists.SavedView")
    return found


def changeable(actor: Actor, view_id: UUID) -> SavedView:
    """One of them for somebody who may change it."""
    view = view_or_404(actor, view_id)
    if not may_change(actor, view):
        raise Forbidden(_("Chế độ xem này của đơn vị; chỉ người ghi được cho đơn vị mới đổi được."))
    return view


def may_change(actor: Actor, view: SavedView) -> bool:
    """One's own, or one of a unit for which one writes."""
    if view.unit_id is None:
        return view.owner_key == actor.key
    return may_share(actor, view.unit_id)


def may_share(actor: Actor, unit_id: UUID) -> bool:
    return policy.can(actor, "change", SavedView, unit_id=unit_id)


def units_to_share_with(actor: Actor) -> list[UUID]:
    """The units of the actor's rights for which the actor may write."""
    named = dict.fromkeys(grant.unit_id for grant in actor.grants if grant.unit_id and grant.reach != "self")
    return [unit_id for unit_id in named if may_share(actor, unit_id)]
