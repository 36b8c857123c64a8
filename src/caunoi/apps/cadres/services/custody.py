"""Who keeps a file, moved by itself: the posts stay as they are."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.services.holding import locked, remember
from caunoi.apps.organisation.models import Unit
from caunoi.apps.organisation.selectors import last_names
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused


@transaction.atomic
def move_file(*, actor: Actor, cadre: Cadre, unit: Unit, reason: str) -> Cadre:
    """From now on ``unit`` answers for the file; both ends lie in the actor's reach."""
    cadre = locked(actor, cadre)
    policy.check_create(actor, Cadre, unit_id=unit.pk)
    if cadre.custodian_id == unit.pk:
        raise Refused(_("Đơn vị này đang quản lý hồ sơ rồi."))
    names = last_names([cadre.custodian_id, unit.pk])
    changes: dict[str, list[Any]] = {"custodian": [names[cadre.custodian_id], names[unit.pk]]}
    cadre.custodian = unit
    return remember(actor, cadre, "cadres.file_moved", changes, reason=reason)
