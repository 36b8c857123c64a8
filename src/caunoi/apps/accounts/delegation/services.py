"""Passing a right on, and ending it early."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.accounts.choices import GrantState
from caunoi.apps.accounts.delegation.rules import Wanted, check_may_pass_on
from caunoi.apps.accounts.delegation.selectors import Delegation, waits_or_counts
from caunoi.apps.accounts.models import Grant
from caunoi.apps.accounts.policies import check_duties_apart
from caunoi.domain.vocabulary.period import Period
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import system_scope


@transaction.atomic
def delegate(*, actor: Actor, own: Delegation, wanted: Wanted) -> Grant:
    """A part of one's own right for somebody else and a time; it waits for an administrator like every grant."""
    check_may_pass_on(actor, own.grant, own.right, wanted)
    grant = Grant(
        user=wanted.user,
        role=own.grant.role,
        unit_id=wanted.unit_id,
        reach=wanted.reach,
        valid_from=wanted.valid_from,
        valid_to=wanted.valid_to,
        basis=_("Ủy quyền: %(reason)s") % {"reason": wanted.reason.strip()},
        granted_by=actor.key,
        state=GrantState.PENDING,
        delegated_from=own.grant,
    )
    with system_scope("accounts: a new grant looks at those there are"):
        held = Grant.objects.ever_within(Period(grant.valid_from, grant.valid_to)).filter(user=wanted.user)
        check_duties_apart(wanted.user, grant.role, grant.reach, held)
        _refuse_twice(grant, held)
        grant.full_clean()
    grant.save()
    told = {
        "role": [None, grant.role],
        "to": [None, wanted.user.username],
        "until": [None, str(grant.valid_to)],
    }
    record(
        actor, "accounts.delegation_asked", grant, told, unit_id=grant.unit_id, reason=wanted.reason.strip()
    )
    return grant


def _refuse_twice(grant: Grant, held: Iterable[Grant]) -> None:
    for other in held:
        if waits_or_counts(other) and (other.delegated_from_id, other.unit_id) == (
            grant.delegated_from_id,
            grant.unit_id,
        ):
            raise Refused(
                _("Đã ủy quyền này cho người ấy trong thời gian đó. Kết thúc lần trước rồi lập lại.")
            )


@transaction.atomic
def end_delegation(*, actor: Actor, grant: Grant, on: date, reason: str = "") -> Grant:
    """Either of the two people ends it: from this moment on, also on the day it began."""
    if not waits_or_counts(grant) or (grant.valid_to and grant.valid_to <= on):
        raise Refused(_("Lần ủy quyền này đã kết thúc."))
    before: dict[str, list[str | None]]
    if grant.state == GrantState.GIVEN and on > grant.valid_from:
        before = {"valid_to": [str(grant.valid_to), on.isoformat()]}
        grant.valid_to = on
    else:
        before = {"state": [grant.state, GrantState.REFUSED.value]}
        grant.state, grant.decision = GrantState.REFUSED, _("kết thúc sớm")
    with system_scope("accounts: one's own delegations"):
        grant.save(update_fields=["valid_to", "state", "decision"])
    record(actor, "accounts.delegation_ended", grant, before, unit_id=grant.unit_id, reason=reason)
    return grant
