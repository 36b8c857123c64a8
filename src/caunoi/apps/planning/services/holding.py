"""The plan as it stands now: whoever decides about it waits for whoever decided before."""

from caunoi.apps.planning.models import Plan
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import visible


def hold(actor: Actor, plan: Plan, verb: str = "change") -> Plan:
    """The row as it is in the database, held until the transaction ends; the check comes first.

    A page or a job read its plan some time ago, and the plan may have been adopted or dropped since.
    """
    policy.check(actor, verb, plan)
    held: Plan = visible(actor, Plan, verb).select_for_update(of=("self",)).get(pk=plan.pk)
    return held
