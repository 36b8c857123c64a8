"""In whose place somebody acts (thay mặt ai): both names stand in the record of what a deputy does."""

from collections.abc import Iterable
from uuid import UUID

from django.db import models

from caunoi.foundation.actors import Actor, Granted
from caunoi.foundation.policy.table import rows, units_reached

LONGEST = 200


def label_of(actor: Actor, model: type[models.Model], unit_id: UUID | None) -> str:
    """ "Lê Văn A, thay mặt Trần Thị B" where only the right passed on lets the actor do this there."""
    passed_on = [grant for grant in actor.grants if grant.on_behalf_of]
    if not passed_on:
        return actor.label
    own = [grant for grant in actor.grants if not grant.on_behalf_of]
    if _may(own, model, unit_id, actor):
        return actor.label
    names = _names(_may(passed_on, model, unit_id, actor) or ([] if own else passed_on))
    return f"{actor.label}, thay mặt {names}"[:LONGEST] if names else actor.label


def label_of_reader(actor: Actor) -> str:
    """A look tells that somebody reads by the right of another, wherever one was passed on to them."""
    names = _names(grant for grant in actor.grants if grant.on_behalf_of)
    return f"{actor.label} (có quyền do {names} ủy quyền)"[:LONGEST] if names else actor.label


def _names(grants: Iterable[Granted]) -> str:
    return ", ".join(dict.fromkeys(grant.on_behalf_of for grant in grants))


def _may(
    grants: Iterable[Granted], model: type[models.Model], unit_id: UUID | None, actor: Actor
) -> list[Granted]:
    """Of the grants those whose role writes such rows in this unit."""
    writing = [row for row in rows() if row.model is model and row.verb != "view"]
    found = [grant for grant in grants if not writing or any(row.admits(grant.role) for row in writing)]
    return [grant for grant in found if _covers(grant, unit_id, actor)]


def _covers(grant: Granted, unit_id: UUID | None, actor: Actor) -> bool:
    if grant.reach == "self":
        return False
    if unit_id is None:
        return True
    if grant.unit_id is None:
        return False
    units = units_reached(grant.unit_id, grant.reach, actor.on)
    return units is None or unit_id in set(units)
