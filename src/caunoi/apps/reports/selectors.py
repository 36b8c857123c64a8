"""Reading across modules: figures by code, units of a person, and the record of writes within somebody's reach."""

from collections.abc import Sequence
from datetime import date

from django.apps import apps

from caunoi.apps.accounts.selectors import Person
from caunoi.apps.organisation.selectors import Node, unit_tree
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.figures import FigureValue, Scope, figure_or_404
from caunoi.foundation.policy import visible
from caunoi.foundation.policy.decisions import holds

PAGE = 50


def answer(actor: Actor, on: date, code: str) -> FigureValue:
    """One figure of a page, from its one source."""
    return figure_or_404(code).answer(actor, Scope(on=on))


def units_of(actor: Person) -> list[Node]:
    """The units the person's grants name, as they stand on the day of the grants."""
    tree = unit_tree(on=actor.on)
    return [tree.node(grant.unit_id) for grant in actor.grants if grant.unit_id and grant.unit_id in tree]


def written(actor: Actor, *, before: int | None = None) -> Sequence[AuditEvent]:
    """What was written within the actor's reach, newest first: one row more than a page, to know of the next.

    An event speaks of the thing it changed, so it is shown only to roles that may see such things at all.
    """
    events = visible(actor, AuditEvent).exclude(target_type__in=_types_out_of_sight(actor)).order_by("-seq")
    if before is not None:
        events = events.filter(seq__lt=before)
    return list(events[: PAGE + 1])


def _types_out_of_sight(actor: Actor) -> list[str]:
    return [model._meta.label_lower for model in apps.get_models() if not holds(actor, model, "view")]
