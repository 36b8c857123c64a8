"""Drawing up a plan: needs from gaps, lines from the catalogue, the problem, and the order to solve it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.classes.selectors import lecturers_on, programmes_on, venues_on
from caunoi.apps.organisation.models import Unit
from caunoi.apps.planning.choices import PlanState, Why
from caunoi.apps.planning.models import Need, Offering, Plan
from caunoi.apps.planning.selectors.needs import Gap, NeedsFound, needs_of
from caunoi.apps.planning.selectors.nominated import nominated_for
from caunoi.apps.planning.selectors.options import PlanOptions, first_week, options_on, weeks_of
from caunoi.apps.planning.selectors.pins import pins_of
from caunoi.apps.planning.selectors.plans import job_of, rows_of
from caunoi.apps.planning.selectors.standing import Standing, earliest, last_days
from caunoi.apps.planning.selectors.weeks import closed_weeks
from caunoi.apps.planning.services.holding import hold, void_proposal, write
from caunoi.apps.planning.services.instance import days_of, instance_of, lines_for
from caunoi.apps.planning.services.pinning import refuse_impossible
from caunoi.apps.planning.services.possible import refuse_impossible_rules
from caunoi.apps.planning.services.setting import Line, Setting
from caunoi.domain.allocation.instance_format import problem_from_json
from caunoi.domain.allocation.sanity import bad_input
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit import services as audit
from caunoi.foundation.errors import Refused
from caunoi.foundation.jobs import services as jobs

SOLVE = "planning.solve"
DEAREST = 10**13
LONGEST_NAME = 200


@transaction.atomic
def draft_plan(
    *,
    actor: Actor,
    year: int,
    budget: int,
    unit: Unit,
    on: date,
    options: PlanOptions | None = None,
    name: str = "",
    solve: bool = True,
) -> Plan:
    """A plan of the year from today's gaps; solved by a job, or left empty to be filled by hand."""
    policy.check_create(actor, Plan, unit_id=unit.pk)
    options = options or options_on(on)
    _refuse_impossible(year, budget, on, options)
    begins = first_week(year, on, options)
    found = needs_of(
        actor,
        on=on,
        options=options,
        unit_id=unit.pk,
        taught_on=begins,
        nominated=nominated_for(actor, year),
    )
    if not found.gaps:
        raise Refused(_("Không ai trong phạm vi này thiếu điều gì, nên chưa cần lập kế hoạch."))
    setting = setting_of(actor, found, budget, begins, weeks_of(year, on, options), options)
    if not setting.lines:
        raise Refused(
            _(
                "Danh mục chưa có lớp nào mở được cho các nhu cầu này. Nạp danh mục ở trang Chương trình trước."
            )
        )
    refuse_impossible_rules(actor, setting)
    plan = _write(actor, setting, found, year, unit, on, name)
    possible = look_first(plan)
    if solve and possible:
        ask_to_solve(actor, plan)
    audit.record(actor, "planning.plan_drafted", plan, {"budget": [None, budget], "year": [None, year]})
    return plan


def _refuse_impossible(year: int, budget: int, on: date, options: PlanOptions) -> None:
    if not 0 < budget <= DEAREST:
        raise Refused(_("Ngân sách phải là số đồng lớn hơn 0, ví dụ 2.000.000.000."))
    if not on.year - 1 <= year <= on.year + 5:
        raise Refused(
            _("Năm kế hoạch phải từ %(first)s đến %(last)s.") % {"first": on.year, "last": on.year + 5}
        )
    if weeks_of(year, on, options) == 0:
        raise Refused(_("Năm %(year)s không còn tuần nào để mở lớp; hãy chọn năm sau.") % {"year": year})


def setting_of(
    actor: Actor, found: NeedsFound, budget: int, begins: date, weeks: int, options: PlanOptions
) -> Setting:
    """The lines that teach what is needed, at every fitting venue."""
    wanted = {gap.programme.code for gap in found.gaps if gap.programme is not None}
    programmes = [each for each in programmes_on(actor, begins) if each.code in wanted]
    closed = closed_weeks(begins, weeks, options)
    venues = list(venues_on(actor, begins))
    lines = lines_for(programmes, venues, weeks=weeks, options=options, closed=closed)
    standing = standing_of(actor, found, begins, options)
    pools = list(lecturers_on(actor, begins)) if options.lecturers else []
    return Setting(lines, found.gaps, begins, options, found.at_work, budget, weeks, standing, pools)


def standing_of(actor: Actor, found: NeedsFound, on: date, options: PlanOptions) -> dict[UUID, Standing]:
    """What the needs were judged by, with the last day in office the file tells of."""
    days = last_days(actor, found.standing.keys(), on, options.leaving_told_days)
    return {
        person: replace(standing, leaves=earliest(standing.leaves, days.get(person)))
        for person, standing in found.standing.items()
    }


def _write(
    actor: Actor, setting: Setting, found: NeedsFound, year: int, unit: Unit, on: date, name: str
) -> Plan:
    usual = f"Kế hoạch đào tạo, bồi dưỡng năm {year}"  # a record: Vietnamese whoever makes the plan
    plan = Plan(
        year=year,
        name=" ".join(name.split())[:LONGEST_NAME] or usual,
        unit=unit,
        on=on,
        state=PlanState.DRAFT,
        budget=setting.budget,
        options=setting.options.as_json(),
        instance=instance_of(setting, f"{unit.slug}-{year}"),
        rule_hash=found.rule_hash,
        data_hash=found.data_hash,
        created_at=clock.now(),
        created_by=actor.label,
    )
    plan.save(force_insert=True)
    Offering.objects.bulk_create(_offerings(plan, setting.lines, setting.begins), batch_size=500)
    Need.objects.bulk_create(_needs(plan, setting.gaps), batch_size=500)
    return plan


def look_first(plan: Plan) -> bool:
    """Whether solving makes sense at all; what cannot be meant is kept with the plan and told on its page."""
    found = bad_input(problem_from_json(plan.instance))
    plan.findings = [each.message for each in found]
    plan.save(update_fields=["findings"])
    return not any(each.severity == "error" for each in found)


def _offerings(plan: Plan, lines: Sequence[Line], begins: date) -> list[Offering]:
    return [
        Offering(
            plan=plan,
            index=index,
            code=line.code,
            programme=line.programme,
            venue=line.venue,
            starts_on=days_of(line, begins)[0],
            ends_on=days_of(line, begins)[1],
            min_size=line.programme.min_size,
            capacity=line.capacity,
            open_cost=line.programme.open_cost,
            head_cost=line.programme.head_cost,
        )
        for index, line in enumerate(lines)
    ]


def _needs(plan: Plan, gaps: Sequence[Gap]) -> list[Need]:
    return [need_for(plan, gap, index) for index, gap in enumerate(gaps)]


def need_for(plan: Plan, gap: Gap, index: int) -> Need:
    """The row of one gap, not yet written."""
    return Need(
        plan=plan,
        index=index,
        cadre_id=gap.cadre_id,
        unit_id=gap.unit_id,
        title_code=gap.title_code,
        requirement=gap.requirement,
        programme=gap.programme,
        weight=gap.weight,
        mandatory=gap.counts,
        reason=reason_before_solving(gap),
    )


def reason_before_solving(gap: Gap) -> dict[str, Any]:
    """Why somebody has no class before anything is solved, and what is missing in words."""
    waiting = Why.STUDYING if gap.studying else Why.NOT_SOLVED
    why = waiting if gap.programme else Why.NO_PROGRAMME
    return {"rule": str(why), "missing": gap.words}


def ask_to_solve(actor: Actor, plan: Plan) -> None:
    job = jobs.enqueue(
        actor=actor,
        name=SOLVE,
        title=f"Tính {plan.name}",
        payload={"plan": str(plan.pk)},
        key=f"{SOLVE}:{plan.pk}:{plan.version}",
    )
    plan.state, plan.job_id = PlanState.SOLVING, job.pk
    plan.save(update_fields=["state", "job_id"])


@transaction.atomic
def solve_again(*, actor: Actor, plan: Plan, seen: int | None = None) -> Plan:
    """Ask for the plan to be solved from the start: whatever was moved by hand is given up."""
    plan = hold(actor, plan, seen=seen)
    job = job_of(plan)
    under_way = plan.state == PlanState.SOLVING and job is not None and not job.has_ended
    if under_way or plan.state not in (PlanState.DRAFT, PlanState.SOLVING):
        raise Refused(_("Chỉ kế hoạch đang dự thảo mới tính lại được."))
    refuse_impossible(rows_of(actor, plan), pins_of(plan))
    void_proposal(actor, plan)
    write(actor, plan, [], "planning.plan_solved_again")
    ask_to_solve(actor, plan)
    return plan


def money_for_all(found: NeedsFound, options: PlanOptions, seats: int = 34) -> int:
    """A budget with which everybody could learn (đồng), rounded up to ten million: where a form begins."""
    total = 0
    programmes = {gap.programme.code: gap.programme for gap in found.open if gap.programme}
    for code, programme in programmes.items():
        heads = sum(1 for gap in found.open if gap.programme and gap.programme.code == code)
        size = max(1, min(programme.max_size, seats))
        total += -(-heads // size) * programme.open_cost + heads * programme.head_cost
        total += heads * options.cost_per_km * options.max_km // 2
    return -(-total // 10_000_000) * 10_000_000
