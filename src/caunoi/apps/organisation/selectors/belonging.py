"""Whose people somebody is: the units of one's rights, what stands above them, and what passed into them."""

from datetime import date
from uuid import UUID

from caunoi.apps.organisation.selectors.trees import unit_tree
from caunoi.apps.organisation.selectors.units import last_names
from caunoi.foundation.actors import Actor


def belongs_to(actor: Actor) -> frozenset[UUID]:
    """A commune's clerk belongs to the commune, its district and its province; heirs to what passed into them."""
    tree, found = unit_tree(on=actor.on), set[UUID]()
    for grant in actor.grants:
        if grant.unit_id is not None and grant.reach != "self":
            found |= {grant.unit_id} | {node.id for node in tree.line(grant.unit_id)}
    return frozenset(tree.answered_by(found))


def name_on(unit_id: UUID, on: date) -> str:
    """What the unit is called on the day, or was called last."""
    tree = unit_tree(on=on)
    return tree.node(unit_id).full_name if unit_id in tree else last_names([unit_id]).get(unit_id, "")
