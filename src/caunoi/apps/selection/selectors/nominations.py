"""Nominations the actor may see, and where each goes next."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from caunoi.apps.accounts.selectors import units_with_role
from caunoi.apps.organisation.selectors import Tree, unit_tree
from caunoi.apps.selection.choices import LIVE, WAITING_ABOVE, NominationState
from caunoi.apps.selection.models import Nomination, NominationStep
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import can, get_or_404, row_for, visible

JULY = 7


def year_nominated_for(on: date) -> int:
    """Nominations are gathered in the second half of a year for the next one."""
    return on.year + 1 if on.month >= JULY else on.year


def nominations_of(actor: Actor, states: Collection[str] = (), verb: str = "view") -> Any:
    """With their people, by name; all states but the withdrawn ones unless said."""
    wanted = list(states) or list(LIVE)
    found = visible(actor, Nomination, verb).filter(state__in=wanted)
    return found.select_related("cadre", "programme").order_by("cadre__sort_key", "requirement", "pk")


def nomination_or_404(actor: Actor, nomination_id: UUID, verb: str = "view") -> Nomination:
    asked = get_or_404(actor, Nomination, verb, pk=nomination_id)
    found: Nomination = visible(actor, Nomination, verb).select_related("cadre", "programme").get(pk=asked.pk)
    return found


def steps_of(actor: Actor, nomination: Nomination) -> list[NominationStep]:
    return list(visible(actor, NominationStep).filter(nomination=nomination).order_by("ordinal"))


def approved_for(actor: Actor, year: int) -> list[Nomination]:
    """Approved for the plan of that year."""
    return list(nominations_of(actor, [NominationState.APPROVED]).filter(year=year))


@dataclass(frozen=True)
class Above:
    """Who stands above files on a day (cấp trên): the tree, and the districts where somebody may decide."""

    tree: Tree
    staffed: frozenset[UUID]

    def asks_district(self, nomination: Nomination) -> bool:
        """While a district stands above whoever keeps the file and somebody there decides; else nobody is asked."""
        unit_id = nomination.cadre.custodian_id
        above = self.tree.district_of(unit_id) if unit_id in self.tree else None
        return above is not None and above.id != unit_id and above.id in self.staffed

    def decides_last(self, actor: Actor, nomination: Nomination) -> bool:
        """Whether the actor stands at the top of the line above the file, where the last word is said."""
        line = self.tree.line(nomination.cadre.custodian_id)
        top = line[-1].id if line else nomination.cadre.custodian_id
        return can(actor, "approve", Nomination, unit_id=top)

    def next_state(self, actor: Actor, nomination: Nomination) -> NominationState | None:
        """What the actor's yes leads to: the district agrees, the province approves; None when it is not their turn."""
        if nomination.state not in WAITING_ABOVE:
            return None
        last = self.decides_last(actor, nomination)
        if self.asks_district(nomination) and nomination.state == NominationState.SENT:
            return None if last else NominationState.AGREED
        return NominationState.APPROVED if last else None


def above_on(on: date) -> Above:
    roles = row_for(Nomination, "approve").roles
    return Above(unit_tree(on=on), units_with_role(roles, on))


def waiting_for(actor: Actor) -> list[Nomination]:
    """Those this actor's yes or no is waited for."""
    waiting = list(nominations_of(actor, WAITING_ABOVE, "approve"))
    above = above_on(actor.on) if waiting else None
    return [each for each in waiting if above and above.next_state(actor, each)]
