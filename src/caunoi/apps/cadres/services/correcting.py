"""What was written wrongly of a level already in the file, put right with its record."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import Verification
from caunoi.apps.cadres.models import Qualification
from caunoi.apps.cadres.services.describing import qualification_text
from caunoi.apps.cadres.services.holding import clean, locked, remember
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.db.columns import column_of
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import visible

CORRECTABLE = frozenset({"level", "field", "issuer", "number", "issued", "status"})


@transaction.atomic
def correct_qualification(
    *, actor: Actor, qualification: Qualification, changes: Mapping[str, Any], reason: str = ""
) -> Qualification:
    """Set columns of a level; what was verified before waits again, for another paper has to show it now."""
    cadre = locked(actor, qualification.cadre)
    fact: Qualification = visible(actor, Qualification, "change").get(pk=qualification.pk)
    if strangers := set(changes) - CORRECTABLE:
        raise TypeError(f"no such column to correct: {', '.join(sorted(strangers))}")
    if set(changes) - policy.readable_fields(actor, Qualification):
        raise Refused(_("Vai trò của bạn không ghi được mục này."))
    before = qualification_text(fact)
    for name, value in changes.items():
        setattr(fact, name, value)
    fact.verification = Verification.UNVERIFIED
    clean(fact)
    fact.save(update_fields=[*changes, "verification"])
    said: dict[str, list[Any]] = {"qualifications": [[before], [_told(fact, changes)]]}
    remember(actor, cadre, "cadres.qualification_corrected", said, reason=reason)
    return fact


def _told(fact: Qualification, changes: Mapping[str, Any]) -> str:
    """Which columns changed; issuer and number are more personal than the record's other readers may read."""
    columns = [str(column_of(Qualification, name).verbose_name) for name in sorted(changes)]
    return f"{qualification_text(fact)} ({', '.join(columns)})"
