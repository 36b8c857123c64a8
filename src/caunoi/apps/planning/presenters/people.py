"""A plan on the pages of officials: who is on it, and the way there from the list."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from caunoi.apps.cadres.extensions import (
    BulkAction,
    ColumnSpec,
    FilterSpec,
    ListExtension,
    Panel,
    PanelExtension,
    Params,
)
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.selectors import conditions_of, people
from caunoi.apps.planning.models import Need, Plan
from caunoi.apps.planning.presenters.plan_page import line_url, period
from caunoi.apps.planning.presenters.words import why_not
from caunoi.apps.planning.selectors import placed_people, plan_to_fill
from caunoi.apps.planning.selectors.plans import needs_in
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui.numbers import number

KEY, IN, NOT_IN, LACKS = "ke-hoach", "co", "chua", "thieu"


class PlanColumn(ListExtension):
    """Column "Kế hoạch", a filter, and putting the chosen into the plan."""

    key = "planning"
    order = 60

    def filters(self, actor: Actor, on: date) -> Sequence[FilterSpec]:
        if not holds(actor, Plan, "view"):
            return ()
        options = [(IN, _("Đã vào kế hoạch")), (NOT_IN, _("Chưa vào kế hoạch"))]
        return [FilterSpec(KEY, _("Kế hoạch"), options)]

    def narrow(self, actor: Actor, on: date, params: Params) -> Collection[UUID] | None:
        wanted = next((value for value in reversed(params.get(KEY, ())) if value), "")
        if wanted not in (IN, NOT_IN) or not holds(actor, Plan, "view"):
            return None
        placed = set(placed_people(actor, codes=_codes(params)))
        if wanted == IN:
            return placed
        others = conditions_of(actor, on, {key: values for key, values in params.items() if key != KEY})
        return set(people(actor, others).exclude(pk__in=placed).values_list("pk", flat=True))

    def columns(self) -> Sequence[ColumnSpec]:
        return [ColumnSpec(KEY, _("Kế hoạch"), "chips")]

    def cells(self, actor: Actor, on: date, cadre_ids: Sequence[UUID]) -> Mapping[UUID, Mapping[str, Any]]:
        if not holds(actor, Plan, "view"):
            return {}
        placed = placed_people(actor, cadre_ids)
        return {cadre_id: {KEY: [_chip(need) for need in needs]} for cadre_id, needs in placed.items()}

    def bulk_actions(self, actor: Actor, on: date, params: Params) -> Sequence[BulkAction]:
        if not holds(actor, Plan, "change"):
            return ()
        put = BulkAction(KEY, _("Đưa vào kế hoạch"), reverse("planning:add"), primary=True, icon="plus")
        return [*self._choice(actor, on, params), put]

    def _choice(self, actor: Actor, on: date, params: Params) -> list[BulkAction]:
        """ "Chọn 30 chưa vào kế hoạch": offered where the list speaks of a gap."""
        if not any(params.get(LACKS, ())):
            return []
        narrowed = {**{key: values for key, values in params.items() if key != KEY}, KEY: (NOT_IN,)}
        waiting = people(actor, conditions_of(actor, on, narrowed)).count()
        if not waiting:
            return []
        text = _("Chọn %(n)s chưa vào kế hoạch") % {"n": number(waiting)}
        return [BulkAction("chua-ke-hoach", text, narrows={KEY: NOT_IN})]


def _codes(params: Params) -> set[str]:
    """The gaps the list speaks of: somebody learning another thing still waits for this one."""
    return {code.upper() for code in params.get(LACKS, ()) if code}


def _chip(need: Need) -> ui.Chip:
    assert need.offering is not None
    return ui.Chip(need.offering.code, "thong-tin", line_url(need.plan, need.offering))


class PlanPanel(PanelExtension):
    """On the page of a person: the class planned for each gap, or why there is none."""

    key = "planning"
    order = 60

    def panel(self, actor: Actor, cadre: Cadre, on: date) -> Panel | None:
        plan = plan_to_fill(actor)
        if plan is None:
            return None
        needs = needs_in(actor, plan, cadre.pk)
        if not needs:
            return None
        facts = [ui.Fact(need.reason.get("missing", need.requirement), _place(need)) for need in needs]
        link = ui.Link(plan.name, reverse("planning:plan", args=[plan.pk]))
        return Panel(_("Kế hoạch học tập"), ui.KeyFacts(facts), links=[link])


def _place(need: Need) -> Any:
    if need.offering is None:
        return why_not(need)
    line = need.offering
    told = {"name": line.programme.name, "venue": line.venue.name, "when": period(line)}
    words = _("%(name)s, %(venue)s, %(when)s") % told
    return [ui.Chip(line.code, "thong-tin", line_url(need.plan, line)), words]
