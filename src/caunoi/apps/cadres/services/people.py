"""One person's file, by hand: registered with a first post, corrected."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import PostingKind
from caunoi.apps.cadres.events import PersonChanged
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.services.describing import (
    posting_text,
    value_text,
)
from caunoi.apps.cadres.services.holding import clean, locked, remember
from caunoi.apps.cadres.services.names import identity_index, key_columns
from caunoi.apps.cadres.services.posts import new_posting
from caunoi.apps.organisation.models import Unit
from caunoi.domain.vocabulary.vietnamese import UnfitText, check_person_name
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.audit.services import record
from caunoi.foundation.db.columns import column_of
from caunoi.foundation.errors import Refused
from caunoi.foundation.events import publish
from caunoi.foundation.policy import system_scope
from caunoi.foundation.ui.languages import reason_of

CORRECTABLE = frozenset(
    {
        "full_name", "given_name", "number", "birth", "sex", "ethnicity", "identity_number", "phone",
        "party_joined", "party_official", "is_party_member", "left_on",
    }
)  # fmt: skip


@transaction.atomic
def register_cadre(
    *,
    actor: Actor,
    full_name: str,
    unit: Unit,
    title_code: str,
    valid_from: date,
    kind: str = PostingKind.MAIN,
    first_elected: date | None = None,
    decision: str = "",
    evidence: str = "",
    **fields: Any,
) -> Cadre:
    """A new file with its first post; ``fields`` are the person's other columns (birth, sex, number …)."""
    policy.check_create(actor, Cadre, unit_id=unit.pk)
    said = _said(actor, {"full_name": full_name, **fields})
    cadre = Cadre(custodian=unit, **said)
    clean(cadre)
    cadre.save()
    post = new_posting(
        cadre, unit=unit, title_code=title_code, kind=kind, valid_from=valid_from, valid_to=None,
        first_elected=first_elected, decision=decision, evidence=evidence,
    )  # fmt: skip
    changes: dict[str, list[Any]] = {
        name: [None, value_text(name, value)] for name, value in said.items() if _is_shown(name)
    }
    changes["postings"] = [[], [posting_text(post)]]
    record(actor, "cadres.cadre_registered", cadre, changes, unit_id=unit.pk)
    publish(PersonChanged(cadre.pk))
    return cadre


@transaction.atomic
def correct_cadre(
    *, actor: Actor, cadre: Cadre, expected_version: int, changes: Mapping[str, Any], reason: str = ""
) -> Cadre:
    """Set columns of a person; refused with a name and an hour when somebody else saved in between."""
    cadre = locked(actor, cadre)
    if cadre.version != expected_version:
        raise Refused(_somebody_was_here(actor, cadre), mend=_("Tải lại trang, xem bản mới rồi sửa tiếp."))
    said = _said(actor, {"full_name": cadre.full_name, "given_name": cadre.given_name, **changes})
    fresh = {name: value for name, value in said.items() if value != getattr(cadre, name)}
    told = {
        name: [value_text(name, getattr(cadre, name)), value_text(name, value)]
        for name, value in fresh.items()
        if _is_shown(name)
    }
    for name, value in fresh.items():
        setattr(cadre, name, value)
    return remember(actor, cadre, "cadres.cadre_corrected", told, reason=reason) if fresh else cadre


def _said(actor: Actor, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The columns to set, checked against what the actor may read, with the keys that follow from them."""
    strangers = set(fields) - CORRECTABLE
    if strangers:
        raise TypeError(f"no such field of a person: {', '.join(sorted(strangers))}")
    if hidden := set(fields) - policy.readable_fields(actor, Cadre):
        names = ", ".join(sorted(_(str(column_of(Cadre, name).verbose_name)) for name in hidden))
        raise Refused(_("Vai trò của bạn không ghi được: %(names)s.") % {"names": names})
    said = dict(fields)
    try:
        said["full_name"] = check_person_name(said["full_name"])
    except UnfitText as fault:
        raise Refused(_("Họ và tên %(fault)s.") % {"fault": reason_of(fault)}) from fault
    said.update(key_columns(said["full_name"], said.get("given_name", "")))
    if "identity_number" in said:
        said["identity_index"] = identity_index(said["identity_number"])
    return said


def _is_shown(name: str) -> bool:
    return name in CORRECTABLE


def _somebody_was_here(actor: Actor, cadre: Cadre) -> str:
    with system_scope("cadres: who saved in between"):
        last = (
            AuditEvent.objects.filter(target_type="cadres.cadre", target_id=str(cadre.pk))
            .order_by("-seq")
            .first()
        )
    who = last.actor_label if last else _("Một người khác")
    hour = f"{last.at.astimezone(clock.HANOI):%H:%M %d/%m/%Y}" if last else ""
    return _("%(who)s đã sửa mục này lúc %(hour)s.") % {"who": who, "hour": hour}
