"""Named lists of people: those one's offices keep, and of the people on them those in one's reach."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count

from caunoi.apps.cadres.models import Selected, Selection
from caunoi.apps.organisation.selectors import data_version, unit_tree
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.lists.remembered import Remembered
from caunoi.foundation.policy import system_scope, visible

OPEN = "cadres: lists of people kept by one's own offices"


_open: Remembered[Sequence[Selection]] = Remembered(512)


def open_selections(actor: Actor) -> Sequence[Selection]:
    """Every list one's own offices keep, by name; asked once until something is written."""
    units = own_offices(actor)
    return _open.get((data_version(), units), lambda: _look_up(units))


def own_offices(actor: Actor) -> frozenset[UUID]:
    """The units of one's rights and what passed into them: a list says why somebody is on it, and so goes no lower."""
    named = {grant.unit_id for grant in actor.grants if grant.unit_id and grant.reach != "self"}
    return frozenset(unit_tree(on=actor.on).answered_by(named))


def _look_up(units: frozenset[UUID]) -> list[Selection]:
    with system_scope(OPEN):
        return list(Selection.objects.filter(unit_id__in=units).order_by("name", "id"))


def selection_or_404(actor: Actor, selection_id: UUID) -> Selection:
    with system_scope(OPEN):
        found = Selection.objects.filter(unit_id__in=own_offices(actor), pk=selection_id).first()
    if found is None:
        raise NotVisible(Selection._meta.label)
    return found


def named_selection(actor: Actor, name: str, unit_id: UUID) -> Selection | None:
    """A list of an office by its name, for who may open it."""
    return next(
        (each for each in open_selections(actor) if (each.unit_id, each.name) == (unit_id, name)), None
    )


def members_of(actor: Actor, selection: Selection) -> Any:
    """The people on a list that stands open, as far as the actor may see them."""
    return visible(actor, Selected).filter(selection=selection)


def sizes_of(actor: Actor, selections: Sequence[Selection]) -> Mapping[UUID, int]:
    """How many people of each list the actor may see."""
    rows = visible(actor, Selected).filter(selection__in=list(selections)).order_by()
    return dict(rows.values_list("selection_id").annotate(people=Count("cadre_id")))


def hidden_in(actor: Actor, selection: Selection) -> int:
    """How many more there are, for who may know that; nothing for anybody else."""
    if not policy.can(actor, "count_hidden", Selection, unit_id=selection.unit_id):
        return 0
    with system_scope(OPEN):
        everybody = Selected.objects.filter(selection=selection).count()
    return everybody - int(members_of(actor, selection).count())


def may_change(actor: Actor, selection: Selection) -> bool:
    return policy.can(actor, "change", Selection, unit_id=selection.unit_id)


def offices_for_selections(actor: Actor) -> list[UUID]:
    """The units of the actor's rights in whose name the actor may keep a list."""
    named = dict.fromkeys(grant.unit_id for grant in actor.grants if grant.unit_id and grant.reach != "self")
    return [unit_id for unit_id in named if policy.can(actor, "change", Selection, unit_id=unit_id)]


def member_or_404(actor: Actor, selection: Selection, cadre_id: UUID) -> Selected:
    """Somebody on an open list whom the actor may take off it."""
    mine = visible(actor, Selected, "change").filter(selection=selection, cadre=cadre_id)
    found: Selected | None = mine.select_related("cadre").first()
    if found is None:
        raise NotVisible(Selected._meta.label)
    policy.check_create(actor, Selection, unit_id=selection.unit_id, verb="change")
    return found
