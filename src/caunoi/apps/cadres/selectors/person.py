"""One person with everything known about them, as far as the actor may read."""

from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from caunoi.apps.cadres.models import Cadre, Posting, Qualification, Rating, SuccessionPlan
from caunoi.apps.organisation.models import Unit
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import get_or_404, readable_fields, visible


def cadre_or_404(actor: Actor, cadre_id: UUID) -> Cadre:
    """The person, or the same answer as for somebody who does not exist."""
    return get_or_404(actor, Cadre, pk=cadre_id)


def posting_or_404(actor: Actor, cadre: Cadre, posting_id: UUID) -> Posting:
    return get_or_404(actor, Posting, pk=posting_id, cadre=cadre)


def qualification_or_404(actor: Actor, cadre: Cadre, qualification_id: UUID) -> Qualification:
    return get_or_404(actor, Qualification, pk=qualification_id, cadre=cadre)


def unit_or_404(actor: Actor, unit_id: UUID) -> Unit:
    return get_or_404(actor, Unit, pk=unit_id)


def career_of(actor: Actor, cadre: Cadre) -> list[Posting]:
    """Every posting, oldest first."""
    return list(_facts(actor, Posting, cadre).order_by("valid_from", "title_code"))


def qualifications_of(actor: Actor, cadre: Cadre) -> list[Qualification]:
    """Everything learned or being learned, by kind, oldest first."""
    return list(_facts(actor, Qualification, cadre).order_by("kind", "issued", "recorded_at"))


def ratings_of(actor: Actor, cadre: Cadre) -> list[Rating]:
    """The ratings, newest year first; nothing for a role that does not read them."""
    if "grade" not in readable_fields(actor, Rating):
        return []
    return list(_facts(actor, Rating, cadre).order_by("-year"))


def plans_of(actor: Actor, cadre: Cadre) -> list[SuccessionPlan]:
    """What the person is planned for; nothing for a role that does not read it."""
    return list(_facts(actor, SuccessionPlan, cadre).order_by("-valid_from"))


def _facts(actor: Actor, model: type[Model], cadre: Cadre) -> QuerySet[Any]:
    return visible(actor, model).filter(cadre=cadre)


def readable(actor: Actor, thing: Model) -> dict[str, Any]:
    """The columns of ``thing`` the actor may read, by name: what pages, files and the API are given.

    Of what leads to another row, its key: whether that row may be read is asked where it is.
    """
    names = readable_fields(actor, type(thing))
    columns = {field.name: field.attname for field in thing._meta.concrete_fields}
    return {name: getattr(thing, columns.get(name, name)) for name in sorted(names)}
