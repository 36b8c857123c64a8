"""Facts asked for: those a unit has to answer, those somebody asked, and which are late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q

from caunoi.apps.cadres.models import AskedFact
from caunoi.apps.cadres.models.asked_fact import AskedState
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.policy import visible
from caunoi.foundation.policy.decisions import holds

MOST = 200
WAITING = Q(state=AskedState.WAITING)


@dataclass(frozen=True)
class AskedOfUnit:
    """One thing asked of one unit (yêu cầu bổ sung của một đơn vị): about how many people, how many still wait."""

    ask_id: UUID
    unit_id: UUID
    column: str
    due_on: date
    asked_by: str
    people: int
    waiting: int
    unobtainable: int

    def is_late(self, on: date) -> bool:
        return bool(self.waiting) and self.due_on < on


def asked_facts(actor: Actor) -> Any:
    """Everything asked about people in reach that was not taken back."""
    return visible(actor, AskedFact).exclude(state=AskedState.WITHDRAWN)


def asked_of_units(actor: Actor, *, only_waiting: bool = False) -> list[AskedOfUnit]:
    """Requests within reach, one for each thing asked and the unit that keeps the files now; the most urgent first."""
    rows = asked_facts(actor).order_by().values(
        "ask_id", "column", "due_on", "asked_by", unit_id=F("cadre__custodian_id")
    ).annotate(
        people=Count("pk"), waiting=Count("pk", filter=WAITING),
        unobtainable=Count("pk", filter=Q(state=AskedState.UNOBTAINABLE)),
    )  # fmt: skip
    if only_waiting:
        rows = rows.filter(waiting__gt=0)
    found = [AskedOfUnit(**row) for row in rows.order_by("due_on", "ask_id", "unit_id")]
    return sorted(found, key=lambda each: not each.waiting)[:MOST]


def asked_of_unit(actor: Actor, ask_id: UUID, unit_id: UUID) -> Sequence[AskedFact]:
    """The people of one request, those that wait first; an empty one answers like one that does not exist."""
    rows = asked_facts(actor).filter(ask_id=ask_id, cadre__custodian=unit_id).select_related("cadre")
    found = sorted(rows.order_by("cadre__sort_key", "pk"), key=lambda each: each.state != AskedState.WAITING)
    if not found:
        raise NotVisible(AskedFact._meta.label)
    return found


def answerable_or_404(actor: Actor, asked_id: UUID) -> AskedFact:
    """One of them with its person, for who may answer."""
    mine = visible(actor, AskedFact, "change").select_related("cadre").filter(pk=asked_id)
    found: AskedFact | None = mine.first()
    if found is None:
        raise NotVisible(AskedFact._meta.label)
    return found


@dataclass(frozen=True)
class WaitingFacts:
    """What waits (số dữ kiện đang chờ): to be answered by one's own office, and late among all one asks about."""

    mine: int = 0
    mine_late: int = 0
    late: int = 0


def waiting_facts(actor: Actor, on: date) -> WaitingFacts:
    if not holds(actor, AskedFact, "change"):
        return WaitingFacts()
    own, late = Q(cadre__custodian__in=_own_offices(actor)), Q(due_on__lt=on)
    counts = visible(actor, AskedFact, "change").filter(WAITING).aggregate(
        mine=Count("pk", filter=own), mine_late=Count("pk", filter=own & late), late=Count("pk", filter=late)
    )  # fmt: skip
    return WaitingFacts(**counts)


def _own_offices(actor: Actor) -> set[UUID]:
    """The units of one's rights; a commune answers for its villages as well."""
    tree, found = unit_tree(on=actor.on), set[UUID]()
    for grant in actor.grants:
        if grant.unit_id is None or grant.reach == "self":
            continue
        found.add(grant.unit_id)
        if grant.unit_id in tree and tree.node(grant.unit_id).is_commune:
            found |= {node.id for node in tree.below(grant.unit_id)}
    return found
