"""A draft is written, changed, put away; none of it is read by anything that judges people."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.laboratory.models import DraftStandard
from caunoi.apps.laboratory.selectors.drafts import rules_of
from caunoi.apps.organisation.models import Unit
from caunoi.domain.eligibility.drafting import DraftFault
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import visible


@transaction.atomic
def write_draft(*, actor: Actor, unit: Unit, name: str, text: str) -> DraftStandard:
    """A new draft; refused where the text cannot be read as a standard."""
    policy.check_create(actor, DraftStandard, unit_id=unit.pk)
    _refuse_unreadable(text)
    fresh = DraftStandard(name=_tidy(name), unit=unit, text=text, made_at=clock.now(), made_by=actor.label)
    fresh.save(force_insert=True)
    record(actor, "laboratory.draft_written", fresh, {"name": [None, fresh.name]}, unit_id=unit.pk)
    return fresh


@transaction.atomic
def change_draft(*, actor: Actor, draft: DraftStandard, text: str, name: str = "") -> DraftStandard:
    """Another text for the same draft; what the old one would have cost no longer counts."""
    draft = _held(actor, draft)
    _refuse_unreadable(text)
    before = draft.version
    draft.text, draft.version = text, before + 1
    draft.name = _tidy(name) or draft.name
    draft.cost, draft.job_id = {}, None
    draft.save(update_fields=["text", "version", "name", "cost", "job_id"])
    told: dict[str, list[Any]] = {"version": [before, draft.version]}
    record(actor, "laboratory.draft_changed", draft, told, unit_id=draft.unit_id)
    return draft


@transaction.atomic
def put_away(*, actor: Actor, draft: DraftStandard) -> None:
    """Off the list; its address still answers."""
    draft = _held(actor, draft)
    draft.put_away_at = clock.now()
    draft.save(update_fields=["put_away_at"])
    record(actor, "laboratory.draft_put_away", draft, unit_id=draft.unit_id)


def _held(actor: Actor, draft: DraftStandard) -> DraftStandard:
    """The row as it is now, for this transaction alone."""
    policy.check(actor, "change", draft)
    held: DraftStandard = visible(actor, DraftStandard, "change").select_for_update().get(pk=draft.pk)
    if held.put_away_at:
        raise Refused(
            _("Bản thảo này đã cất nên không sửa được nữa."), mend=_("Chép thành bản thảo mới để sửa tiếp.")
        )
    return held


def _refuse_unreadable(text: str) -> None:
    try:
        rules_of(text)
    except DraftFault as fault:
        raise Refused(str(fault)) from fault


def _tidy(name: str) -> str:
    return " ".join(name.split())[:160]
