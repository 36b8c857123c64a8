"""Plans when units end (kế hoạch theo đơn vị): what was drawn up for people of a unit that is no more."""

from collections.abc import Iterable

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.organisation.choices import Weight
from caunoi.apps.organisation.extensions import Consequence, UnitChange
from caunoi.apps.planning.choices import PlanState
from caunoi.apps.planning.models import Need
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import visible

OPEN = (PlanState.SOLVING, PlanState.DRAFT, PlanState.ADOPTED)


class PlansGoOn:
    """Places in classes stay with the people; a plan for a later day is looked at again."""

    key = "plans"
    title = gettext_noop("Kế hoạch đào tạo")
    order = 30

    def foresee(self, actor: Actor, change: UnitChange) -> Iterable[Consequence]:
        needs = visible(actor, Need).filter(unit_id__in=change.ended, plan__state__in=OPEN)
        rows = needs.values("plan_id", "plan__name").annotate(people=Count("cadre_id", distinct=True))
        for row in rows.order_by("plan__name"):
            told = {"people": row["people"], "plan": row["plan__name"]}
            sentence = (
                _(
                    "“%(plan)s”: %(people)d người thuộc đơn vị chấm dứt. Chỗ học giữ theo người; xem lại số người vắng."
                )
                % told
            )
            yield Consequence(sentence, Weight.DECIDE, url=reverse("planning:plan", args=[row["plan_id"]]))
