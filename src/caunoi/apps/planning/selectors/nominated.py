"""People their office nominated and those above approved (người được duyệt cử): a plan takes them first."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from caunoi.apps.planning.models import Need, Plan
from caunoi.apps.selection.models import Nomination
from caunoi.apps.selection.selectors.nominations import approved_for
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import visible
from caunoi.foundation.policy.decisions import holds


def nominated_for(actor: Actor, year: int) -> frozenset[tuple[UUID, str]]:
    """Person and requirement of every nomination approved for the plan of the year; nothing for who sees none."""
    if not holds(actor, Nomination, "view"):
        return frozenset()
    return frozenset((each.cadre_id, each.requirement) for each in approved_for(actor, year))


def without_a_seat(
    nominated: Collection[tuple[UUID, str]], needs: Iterable[Need]
) -> Mapping[str, list[UUID]]:
    """By requirement, those of them who sit in no class of the plan for it."""
    seated = {(need.cadre_id, need.requirement) for need in needs if need.offering_id}
    waiting: dict[str, list[UUID]] = defaultdict(list)
    for cadre_id, code in sorted(nominated, key=lambda pair: (pair[1], str(pair[0]))):
        if (cadre_id, code) not in seated:
            waiting[code].append(cadre_id)
    return dict(waiting)


def waiting_in(actor: Actor, plan: Plan) -> Mapping[str, list[UUID]]:
    """The same, read from the database."""
    found = visible(actor, Need).filter(plan=plan, offering__isnull=False)
    return without_a_seat(nominated_for(actor, plan.year), found)
