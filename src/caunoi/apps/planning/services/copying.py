"""A plan copied as a scenario (phương án): the same needs and lines under another budget."""

from collections.abc import Mapping
from copy import copy
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.planning.choices import PlanState, Why
from caunoi.apps.planning.models import Need, Offering, Plan
from caunoi.apps.planning.selectors.plans import PlanRows, rows_of
from caunoi.apps.planning.services.drafting import DEAREST, LONGEST_NAME, ask_to_solve
from caunoi.apps.planning.services.instance import MILLION
from caunoi.domain.allocation.search import relative_gap
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit import services as audit
from caunoi.foundation.errors import Refused
from caunoi.foundation.ui.numbers import dong


@transaction.atomic
def copy_plan(
    *, actor: Actor, plan: Plan, name: str, budget: int, max_km: int | None = None, solve: bool = False
) -> Plan:
    """A draft of its own; with everybody where they sit in the first plan, or solved anew under the other limits."""
    policy.check(actor, "change", plan)
    policy.check_create(actor, Plan, unit_id=plan.unit_id)
    rows = rows_of(actor, plan)
    _refuse_impossible(rows, budget, max_km, solve)
    made = _head(actor, plan, " ".join(name.split())[:LONGEST_NAME] or plan.name, budget, max_km)
    if solve:
        made.objective = made.bound = made.gap = None
        made.status = ""
    made.save(force_insert=True)
    lines = {
        offering.pk: _line(made, offering, opened=offering.opened and not solve)
        for offering in rows.offerings
    }
    Offering.objects.bulk_create(lines.values(), batch_size=500)
    Need.objects.bulk_create([_need(made, need, lines, solve) for need in rows.needs], batch_size=500)
    audit.record(
        actor,
        "planning.plan_copied",
        made,
        {"copied_from": [None, str(plan.pk)], "budget": [plan.budget, budget]},
    )
    if solve:
        ask_to_solve(actor, made)
    return made


def _refuse_impossible(rows: PlanRows, budget: int, max_km: int | None, solve: bool) -> None:
    if rows.plan.state not in (PlanState.DRAFT, PlanState.ADOPTED):
        raise Refused(_("Kế hoạch đang tính hoặc đã bỏ nên chưa chép được."))
    if not 0 < budget <= DEAREST:
        raise Refused(_("Ngân sách phải là số đồng lớn hơn 0, ví dụ 2.000.000.000."))
    if solve:
        return
    if budget < rows.cost:
        told = {"cost": dong(rows.cost), "budget": dong(budget)}
        raise Refused(
            _("Những người đã xếp tốn %(cost)s, hơn ngân sách mới %(budget)s.") % told,
            mend=_("Chọn tính lại từ đầu, hoặc tăng ngân sách."),
        )
    if max_km is not None and max_km < int(rows.plan.instance["max_km"] or 0):
        raise Refused(_("Giảm quãng đường thì phải tính lại từ đầu, vì người đã xếp có thể ở xa hơn."))


def _head(actor: Actor, plan: Plan, name: str, budget: int, max_km: int | None) -> Plan:
    made = copy(plan)
    made._state = copy(plan._state)
    made._state.adding = True
    made.pk, made.copied_from, made.name, made.budget = uuid4(), plan, name, budget
    made.state, made.decision, made.adopted_on, made.job_id = PlanState.DRAFT, "", None, None
    made.version, made.created_at, made.created_by = 1, clock.now(), actor.label
    made.answers = {}
    made.instance = {**plan.instance, "budget": budget / MILLION}
    if max_km is not None:
        made.instance["max_km"], made.options = float(max_km), {**plan.options, "max_km": max_km}
    if (
        budget != plan.budget or max_km is not None
    ):  # another problem: what was proven of the first holds no more
        made.bound, made.status, made.gap = None, "", relative_gap(plan.objective, None)
        made.trajectory, made.findings = [], []
    return made


def _line(made: Plan, offering: Offering, *, opened: bool) -> Offering:
    line = copy(offering)
    line._state = copy(offering._state)
    line._state.adding = True
    line.pk, line.plan, line.opened = uuid4(), made, opened
    return line


def _need(made: Plan, need: Need, lines: Mapping[UUID, Offering], solve: bool) -> Need:
    row = copy(need)
    row._state = copy(need._state)
    row._state.adding = True
    row.pk, row.plan = uuid4(), made
    if solve and need.offering_id is not None:
        row.offering, row.travel_cost, row.placed_by = None, 0, ""
        row.reason = {"rule": str(Why.NOT_SOLVED), "missing": need.reason.get("missing", "")}
    elif need.offering_id is not None:
        row.offering = lines[need.offering_id]
    return row
