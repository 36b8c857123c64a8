"""Reading plans: which there are, their lines, who sits where and why."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.apps.planning.choices import PlanState, ProposalState
from caunoi.apps.planning.models import Need, Offering, Plan, PlanChange, PlanProposal
from caunoi.apps.planning.selectors.nominated import nominated_for
from caunoi.foundation.actors import Actor
from caunoi.foundation.jobs.models import Job
from caunoi.foundation.jobs.services import with_progress
from caunoi.foundation.policy import get_or_404, row_for, system_scope, visible

HEAVY = ("instance", "trajectory")
MOST_WAITING = 3


def plans(actor: Actor, verb: str = "view") -> QuerySet[Plan]:
    """Every plan that was not dropped, newest year first, without the problems they were solved from."""
    found: QuerySet[Plan] = visible(actor, Plan, verb).exclude(state=PlanState.DROPPED).defer(*HEAVY)
    return found.select_related("unit")


def plan_or_404(actor: Actor, plan_id: UUID) -> Plan:
    return get_or_404(actor, Plan, pk=plan_id)


def planning_unit(actor: Actor, on: date) -> UUID | None:
    """Where the actor draws up plans: the unit of their grant; for the product itself the largest province."""
    tree, row = unit_tree(on=on), row_for(Plan, "add")
    held = [grant.unit_id for grant in actor.grants if row.admits(grant.role)]
    mine = next((unit_id for unit_id in held if unit_id in tree), None)
    if mine or not actor.is_system:
        return mine
    sizes = {root.id: sum(node.is_commune for node in tree.below(root.id)) for root in tree.roots}
    return max(sizes, key=lambda unit_id: sizes[unit_id], default=None)


def plan_to_fill(actor: Actor, year: int | None = None, *, verb: str = "view") -> Plan | None:
    """The plan people are put into from a list: the newest draft, else the newest adopted one."""
    found = plans(actor, verb).filter(state__in=[PlanState.DRAFT, PlanState.ADOPTED])
    if year is not None:
        found = found.filter(year=year)
    drafts = found.filter(state=PlanState.DRAFT).order_by("-created_at").first()
    return drafts or found.order_by("-created_at").first()


@dataclass
class PlanRows:
    """One plan with its rows (nội dung kế hoạch): what the actor may see of it, in five queries."""

    plan: Plan
    offerings: list[Offering]
    needs: list[Need]
    people: dict[UUID, Cadre] = field(default_factory=dict)
    nominated: frozenset[tuple[UUID, str]] = frozenset()

    @property
    def opened(self) -> list[Offering]:
        return [offering for offering in self.offerings if offering.opened]

    @property
    def served(self) -> list[Need]:
        return [need for need in self.needs if need.offering_id]

    @property
    def unserved(self) -> list[Need]:
        return [need for need in self.needs if not need.offering_id]

    def in_line(self, offering: Offering) -> list[Need]:
        return self._by_line.get(offering.pk, [])

    def offering(self, offering_id: UUID) -> Offering:
        return self._offerings[offering_id]

    def name(self, need: Need) -> str:
        """Whoever may not open the file of a person reads the place in the plan instead of the name."""
        cadre = self.people.get(need.cadre_id)
        return cadre.full_name if cadre else _("Học viên số %(n)s") % {"n": need.index + 1}

    def was_nominated(self, need: Need) -> bool:
        """For this requirement, and approved."""
        return (need.cadre_id, need.requirement) in self.nominated

    def person_url(self, need: Need) -> str:
        """The file of the person; empty for whoever may not open it, so that no way leads to a refusal."""
        return f"/can-bo/{need.cadre_id}/" if need.cadre_id in self.people else ""

    def __post_init__(self) -> None:
        self._offerings = {offering.pk: offering for offering in self.offerings}
        self._by_line: dict[UUID, list[Need]] = {}
        for need in self.needs:
            if need.offering_id:
                self._by_line.setdefault(need.offering_id, []).append(need)

    def people_of(self, needs: Iterable[Need]) -> int:
        return len({need.cadre_id for need in needs})

    @property
    def open_cost(self) -> int:
        return sum(offering.open_cost for offering in self.opened)

    @property
    def head_cost(self) -> int:
        return sum(self.offering(need.offering_id).head_cost for need in self.served if need.offering_id)

    @property
    def travel_cost(self) -> int:
        return sum(need.travel_cost for need in self.served)

    @property
    def cost(self) -> int:
        return self.open_cost + self.head_cost + self.travel_cost


def rows_of(actor: Actor, plan: Plan) -> PlanRows:
    """Lines, needs and names; needs outside the actor's reach are not there."""
    offerings = (
        visible(actor, Offering).filter(plan=plan).select_related("programme", "venue").order_by("index")
    )
    needs = visible(actor, Need).filter(plan=plan).select_related("programme").order_by("index")
    people = {
        cadre.pk: cadre for cadre in visible(actor, Cadre).filter(pk__in={need.cadre_id for need in needs})
    }
    by_name = sorted(needs, key=lambda need: _by_name(people, need))
    return PlanRows(plan, list(offerings), by_name, people, nominated_for(actor, plan.year))


def _by_name(people: Mapping[UUID, Cadre], need: Need) -> tuple[str, int]:
    cadre = people.get(need.cadre_id)
    return (cadre.sort_key if cadre else "", need.index)


class Solved(Protocol):
    """A row whose answer a job finds."""

    job_id: UUID | None


def job_of(plan: Solved) -> Job | None:
    """The job that solves a plan one sees: whoever asked for it, its progress belongs to the plan."""
    if plan.job_id is None:
        return None
    with system_scope("planning: the job of a plan one sees"):
        found = Job.objects.filter(pk=plan.job_id).first()
    return with_progress(found) if found else None


def placed_people(
    actor: Actor, cadre_ids: Iterable[UUID] | None = None, *, codes: Collection[str] = ()
) -> dict[UUID, list[Need]]:
    """For each person the classes they have in plans that stand (drafts and adopted ones), newest plan first."""
    found: Any = visible(actor, Need).filter(
        offering__isnull=False, plan__state__in=[PlanState.DRAFT, PlanState.ADOPTED]
    )
    if cadre_ids is not None:
        found = found.filter(cadre_id__in=list(cadre_ids))
    if codes:
        found = found.filter(requirement__in=codes)
    placed: dict[UUID, list[Need]] = {}
    for need in _with_lines(found).order_by("-plan__created_at", "index"):
        placed.setdefault(need.cadre_id, []).append(need)
    return placed


def needs_in(actor: Actor, plan: Plan, cadre_id: UUID) -> list[Need]:
    """What one person needs in a plan, and where."""
    return list(_with_lines(visible(actor, Need).filter(plan=plan, cadre_id=cadre_id)).order_by("index"))


def _with_lines(found: Any) -> Any:
    heavy = [f"plan__{name}" for name in HEAVY]
    return found.select_related("plan", "offering__programme", "offering__venue", "programme").defer(*heavy)


def last_change(actor: Actor, plan: Plan) -> PlanChange | None:
    """The newest change by hand that still stands."""
    found: PlanChange | None = visible(actor, PlanChange).filter(plan=plan, undone_at__isnull=True).first()
    return found


def adopted_beside(plan: Plan) -> Plan | None:
    """Another plan of the same year and unit that was adopted: there is one at most."""
    with system_scope("planning: the adopted plan of a year, beside one in hand"):
        return (
            Plan.objects.filter(year=plan.year, unit_id=plan.unit_id, state=PlanState.ADOPTED)
            .exclude(pk=plan.pk)
            .defer(*HEAVY)
            .first()
        )


def proposals_of(actor: Actor, plan: Plan) -> list[PlanProposal]:
    """Every time the plan was proposed, the newest first."""
    return list(visible(actor, PlanProposal).filter(plan=plan))


def proposals_to_decide(actor: Actor) -> list[PlanProposal]:
    """What waits for this person as the second one: never what they proposed."""
    found = visible(actor, PlanProposal, "adopt").filter(state=ProposalState.WAITING)
    others = found.exclude(proposed_by_key=actor.key).select_related("plan")
    return list(others.defer(*(f"plan__{name}" for name in HEAVY))[:MOST_WAITING])


def drafts_to_propose(actor: Actor) -> list[Plan]:
    """Drafts that nobody proposed yet, for who may."""
    waiting = visible(actor, PlanProposal).filter(state=ProposalState.WAITING).values("plan")
    return list(plans(actor, "change").filter(state=PlanState.DRAFT).exclude(pk__in=waiting)[:MOST_WAITING])
