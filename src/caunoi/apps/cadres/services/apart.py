"""Somebody looked at two records and found two people."""

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre, KnownApart
from caunoi.apps.cadres.selectors.twins import facts_mark, in_order, known_of
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import visible


@transaction.atomic
def set_apart(*, actor: Actor, one: Cadre, other: Cadre, reason: str) -> KnownApart:
    """The pair is not asked about again until a key fact of one of the two changes."""
    for cadre in (one, other):
        policy.check(actor, "merge", cadre)
    if one.pk == other.pk:
        raise Refused(_("Đây là cùng một hồ sơ. Chọn hai hồ sơ khác nhau."))
    if not reason.strip():
        raise Refused(_("Chưa ghi lý do. Ghi vài chữ để người sau không phải hỏi lại."))
    first, second = in_order(one.pk, other.pk)
    found = visible(actor, KnownApart, "change").filter(first=first, second=second).first()
    row = found or KnownApart(first_id=first, second_id=second)
    row.facts, row.reason = facts_mark(known_of(one), known_of(other)), reason.strip()[:300]
    row.decided_at, row.decided_by = clock.now(), actor.label
    row.save()
    # Kept with the unit of whoever looked: the unit of one of the two may not know that there is the other.
    unit_id = next((grant.unit_id for grant in actor.grants if grant.unit_id), None)
    told = {"first": [None, str(first)], "second": [None, str(second)]}
    record(actor, "cadres.found_apart", row, told, unit_id=unit_id, reason=row.reason)
    return row
