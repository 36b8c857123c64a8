"""One person planned for a post, and taken out of the plan."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre, SuccessionPlan
from caunoi.apps.cadres.services.holding import clean
from caunoi.apps.organisation.models import Unit
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import visible


@transaction.atomic
def plan_succession(
    *,
    actor: Actor,
    cadre: Cadre,
    title_code: str,
    unit: Unit,
    term: str,
    valid_from: date,
    decision: str = "",
) -> SuccessionPlan:
    """Take somebody into the planning for a post (đưa vào quy hoạch)."""
    policy.check(actor, "view", cadre)
    policy.check_create(actor, SuccessionPlan, unit_id=cadre.custodian_id)
    list(visible(actor, Cadre).select_for_update(of=("self",)).filter(pk=cadre.pk))
    _refuse_twice(actor, cadre, title_code, unit, term, valid_from)
    plan = SuccessionPlan(
        cadre=cadre, title_code=title_code, unit=unit, term=term, valid_from=valid_from, decision=decision,
        recorded_at=clock.now(),
    )  # fmt: skip
    clean(plan)
    plan.save()
    changes: dict[str, list[Any]] = {"title_code": [None, title_code], "term": [None, term]}
    record(actor, "cadres.succession_planned", plan, changes, unit_id=cadre.custodian_id)
    return plan


def _refuse_twice(
    actor: Actor, cadre: Cadre, title_code: str, unit: Unit, term: str, valid_from: date
) -> None:
    """Pressed twice, one person would count as two for the post."""
    same = visible(actor, SuccessionPlan).filter(
        cadre=cadre, title_code=title_code, unit=unit, term=term.strip()
    )
    if same.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=valid_from)).exists():
        raise Refused(_("Người này đã có trong quy hoạch chức danh ấy của đơn vị, cùng nhiệm kỳ."))


@transaction.atomic
def take_out_of_succession(*, actor: Actor, plan: SuccessionPlan, on: date, reason: str) -> SuccessionPlan:
    """From ``on`` the person is no longer planned for the post (đưa ra khỏi quy hoạch)."""
    policy.check(actor, "change", plan)
    held = visible(actor, SuccessionPlan, "change").select_for_update(of=("self",)).select_related("cadre")
    plan = held.get(pk=plan.pk)
    if plan.valid_to is not None:
        raise Refused(
            _("Người này đã được đưa ra khỏi quy hoạch ấy từ ngày %(day)s.")
            % {"day": format_date(plan.valid_to)}
        )
    if on <= plan.valid_from or not reason:
        raise Refused(_("Ghi lý do, và chọn ngày đưa ra sau ngày đưa vào quy hoạch."))
    plan.valid_to, plan.reason_out = on, reason
    clean(plan)
    plan.save(update_fields=["valid_to", "reason_out"])
    changes: dict[str, list[Any]] = {"valid_to": [None, format_date(on)], "reason_out": ["", reason]}
    record(actor, "cadres.succession_ended", plan, changes, unit_id=plan.cadre.custodian_id)
    return plan
