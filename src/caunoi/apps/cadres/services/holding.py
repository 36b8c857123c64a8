"""One person held while written: the row as it stands, Django's own checks, the record of what was done."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from caunoi.apps.cadres.events import PersonChanged
from caunoi.apps.cadres.models import Cadre
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import Refused
from caunoi.foundation.events import publish
from caunoi.foundation.policy import system_scope, visible


def locked(actor: Actor, cadre: Cadre) -> Cadre:
    """The row as it stands now, held until the transaction ends; the check comes first."""
    policy.check(actor, "change", cadre)
    return visible(actor, Cadre, "change").select_for_update(of=("self",)).get(pk=cadre.pk)


def remember(
    actor: Actor, cadre: Cadre, action: str, changes: dict[str, list[Any]], *, reason: str = ""
) -> Cadre:
    """Save the person with the next version, and the record of what was done."""
    cadre.version += 1
    clean(cadre)
    cadre.save()
    record(actor, action, cadre, changes, unit_id=cadre.custodian_id, reason=reason)
    publish(PersonChanged(cadre.pk))
    return cadre


def clean(row: models.Model) -> None:
    """Django's own checks, said as a refusal; a column that may hold nothing may hold nothing."""
    nothing = {field.name for field in row._meta.fields if field.null and getattr(row, field.attname) is None}
    try:
        with system_scope("cadres: is it the only one of its kind"):
            row.full_clean(exclude=nothing)
    except ValidationError as fault:
        raise Refused(" ".join(fault.messages)) from fault
