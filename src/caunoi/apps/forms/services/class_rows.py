"""The list of a class of a plan: who is sent to learn, as the plan has them."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.cadres.selectors import title_of, unit_labels
from caunoi.apps.forms.selectors.definitions import FormDefinition
from caunoi.apps.forms.services.filled import Filled, FormScope, Line
from caunoi.apps.planning.models import Need, Offering
from caunoi.apps.planning.selectors import PlanRows, plan_or_404, rows_of
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import get_or_404, visible


def classes_of(actor: Actor) -> list[Offering]:
    """Classes that will be held, newest plan first: what a list may be printed for."""
    found = visible(actor, Offering).filter(opened=True).select_related("programme", "plan")
    return list(found.order_by("-plan__created_at", "starts_on", "code")[:200])


def fill_class(actor: Actor, form: FormDefinition, scope: FormScope) -> Filled:
    """Nobody before a class is chosen."""
    if scope.class_id is None:
        return Filled(form, scope, [])
    offering = get_or_404(actor, Offering, pk=scope.class_id)
    rows = rows_of(actor, plan_or_404(actor, offering.plan_id))
    sitting = rows.in_line(rows.offering(offering.pk))
    units = unit_labels({need.unit_id for need in sitting}, rows.plan.on)
    lines = [_line(rows, need, place, units) for place, need in enumerate(sitting, 1)]
    return Filled(form, scope, lines, subtitle=_about(rows.offering(offering.pk)))


def _about(offering: Offering) -> str:
    return _("Lớp %(code)s: %(programme)s, tại %(venue)s, từ %(start)s đến %(end)s") % {
        "code": offering.code, "programme": offering.programme.name, "venue": offering.venue.name,
        "start": format_date(offering.starts_on), "end": format_date(offering.ends_on),
    }  # fmt: skip


def _line(rows: PlanRows, need: Need, place: int, units: Mapping[UUID, str]) -> Line:
    words = {
        "#": place, "ho_ten": rows.name(need), "chuc_danh": title_of(need.title_code).name,
        "don_vi": units[need.unit_id], "con_thieu": need.reason.get("missing", need.requirement), "ky_ten": "",
    }  # fmt: skip
    person = need.cadre_id if need.cadre_id in rows.people else None
    return Line(str(need.pk), rows.name(need), words=words, person=person)
