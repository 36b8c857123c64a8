"""Plans when units end (kế hoạch theo đơn vị): people in them, who decides from then on, where classes are held."""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.accounts.policies import who_may_after
from caunoi.apps.organisation.choices import Weight
from caunoi.apps.organisation.extensions import Consequence, UnitChange
from caunoi.apps.planning.choices import PlanState
from caunoi.apps.planning.models import Need, Offering, Plan
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import row_for, visible

UNDECIDED = (PlanState.SOLVING, PlanState.DRAFT)
OPEN = (*UNDECIDED, PlanState.ADOPTED)


class PlansGoOn:
    """Places in classes stay with the people; a plan waiting for a decision finds who decides it."""

    key = "plans"
    title = gettext_noop("Kế hoạch, lớp học")
    order = 30

    def foresee(self, actor: Actor, change: UnitChange) -> Iterable[Consequence]:
        yield from _people_in_plans(actor, change)
        yield from _plans_of(actor, change)
        yield from _classes_in(actor, change)


def _people_in_plans(actor: Actor, change: UnitChange) -> Iterator[Consequence]:
    needs = visible(actor, Need).filter(unit_id__in=change.ended, plan__state__in=OPEN)
    rows = needs.values("plan_id", "plan__name").annotate(people=Count("cadre_id", distinct=True))
    for row in rows.order_by("plan__name"):
        told = {"people": row["people"], "plan": row["plan__name"]}
        words = _(
            "“%(plan)s”: %(people)d người thuộc đơn vị chấm dứt. Chỗ học giữ theo người; xem lại số người vắng."
        )
        yield Consequence(words % told, Weight.DECIDE, url=reverse("planning:plan", args=[row["plan_id"]]))


def _plans_of(actor: Actor, change: UnitChange) -> Iterator[Consequence]:
    """A plan keeps the unit that drew it up, by its name of then; who answers for that unit since decides."""
    drawn = visible(actor, Plan).filter(unit_id__in=change.ended, state__in=OPEN).order_by("name", "pk")
    for plan in drawn.only("pk", "name", "unit_id", "state"):
        if plan.state in UNDECIDED:
            yield _decided_by(plan, who_may_after(row_for(Plan, "adopt"), {plan.unit_id}, change), change)
        else:
            told = {"plan": plan.name, "unit": change.name(plan.unit_id)}
            words = _("“%(plan)s” đã phê duyệt: văn bản in lại vẫn ghi %(unit)s như lúc lập")
            yield Consequence(words % told, Weight.FOLLOWS, plan.unit_id, _page(plan))


def _decided_by(plan: Plan, who: Sequence[str], change: UnitChange) -> Consequence:
    told = {
        "plan": plan.name, "unit": change.name(plan.unit_id), "day": format_date(change.on),
        "who": ", ".join(who[:3]),
    }  # fmt: skip
    words = (
        _("“%(plan)s” của %(unit)s chưa phê duyệt: từ %(day)s do %(who)s quyết")
        if who
        else _("“%(plan)s” của %(unit)s chưa phê duyệt: từ %(day)s chưa ai quyết được")
    )
    return Consequence(words % told, Weight.FOLLOWS if who else Weight.DECIDE, plan.unit_id, _page(plan))


def _classes_in(actor: Actor, change: UnitChange) -> Iterator[Consequence]:
    """Classes that still run on the day, in a place whose unit ends: the place stays, its unit is another."""
    running = visible(actor, Offering).filter(
        venue__unit_id__in=change.ended, plan__state__in=OPEN, opened=True, ends_on__gte=change.on
    )
    for line in running.select_related("venue", "plan").order_by("starts_on", "code"):
        since = [node.full_name for node in change.answering(line.venue.unit_id)]
        told = {
            "code": line.code, "venue": line.venue.name, "start": format_date(line.starts_on),
            "unit": change.name(line.venue.unit_id), "since": ", ".join(since),
        }  # fmt: skip
        words = _(
            "Lớp %(code)s khai giảng %(start)s ở %(venue)s: nơi học đang thuộc %(unit)s, sau đó thuộc %(since)s"
        )
        url = reverse("planning:line", args=[line.plan_id, line.code])
        weight = Weight.FOLLOWS if len(since) == 1 else Weight.DECIDE
        yield Consequence(words % told, weight, line.venue.unit_id, url)


def _page(plan: Plan) -> str:
    return reverse("planning:plan", args=[plan.pk])
