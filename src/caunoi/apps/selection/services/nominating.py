"""An office puts its people forward, sends again what came back, and withdraws."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.selection.choices import NominationState, StepKind
from caunoi.apps.selection.models import Nomination
from caunoi.apps.selection.selectors.candidates import Candidate, candidates
from caunoi.apps.selection.selectors.nominations import year_nominated_for
from caunoi.apps.selection.services.stepping import locked, take_step
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import visible

NAMED = 5


@transaction.atomic
def nominate(*, actor: Actor, chosen: Collection[tuple[UUID, str]], note: str = "") -> list[Nomination]:
    """Each for what they lack; who is not advised only with a word of the office about it."""
    if not chosen:
        raise Refused(_("Chưa chọn ai. Chọn ít nhất một người rồi bấm “Đề cử”."))
    wanted = set(chosen)
    _hold(actor, {cadre_id for cadre_id, _code in wanted})
    found = [
        each
        for each in candidates(actor, actor.on, {cadre_id for cadre_id, _code in wanted})
        if (each.cadre.pk, each.requirement) in wanted
    ]
    _refuse(wanted, found, note)
    return [_nominated(actor, each, note) for each in found]


def _hold(actor: Actor, cadre_ids: Collection[UUID]) -> None:
    """Two clerks who press at once nominate somebody once."""
    list(visible(actor, Cadre).select_for_update(of=("self",)).filter(pk__in=cadre_ids).order_by("pk"))


def _refuse(wanted: Collection[tuple[UUID, str]], found: Sequence[Candidate], note: str) -> None:
    if len(found) < len(wanted):
        raise Refused(
            _("Có người trong số đã chọn không còn thiếu điều này, hoặc không do đơn vị bạn quản lý hồ sơ."),
            mend=_("Tải lại trang rồi chọn lại."),
        )
    twice = [each.cadre.full_name for each in found if each.nominated]
    if twice:
        raise Refused(
            _("Đã đề cử trong năm: %(names)s.") % {"names": _names(twice)},
            mend=_("Xem ở mục “Chờ duyệt”; người bị trả lại thì bấm “Gửi lại” ở đề cử ấy."),
        )
    doubtful = [each.cadre.full_name for each in found if not each.advised]
    if doubtful and not note.strip():
        raise Refused(
            _("Hệ thống không đề xuất cử: %(names)s.") % {"names": _names(doubtful)},
            mend=_("Bỏ chọn những người ấy, hoặc ghi ý kiến của đơn vị vì sao vẫn cử."),
        )


def _names(names: Sequence[str]) -> str:
    more = _(" và %(n)s người nữa") % {"n": len(names) - NAMED} if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def _nominated(actor: Actor, candidate: Candidate, note: str) -> Nomination:
    cadre = candidate.cadre
    policy.check_create(actor, Nomination, unit_id=cadre.custodian_id, verb="nominate")
    fresh = Nomination(
        cadre=cadre,
        unit_id=cadre.custodian_id,
        year=year_nominated_for(actor.on),
        requirement=candidate.requirement,
        missing=candidate.missing[:300],
        programme=candidate.programme,
        reasons=list(candidate.reasons),
        note=note.strip()[:500],
        nominated_on=actor.on,
        nominated_by=actor.label,
    )
    fresh.save(force_insert=True)
    told: dict[str, list[Any]] = {"requirement": [None, fresh.requirement], "year": [None, fresh.year]}
    take_step(actor, fresh, StepKind.NOMINATED, reason=fresh.note, told=told)
    return fresh


@transaction.atomic
def send_again(*, actor: Actor, nomination: Nomination, note: str) -> Nomination:
    """What came back goes up again, with the office's answer."""
    nomination = locked(actor, nomination, "nominate")
    if not note.strip():
        raise Refused(_("Ghi đơn vị đã bổ sung gì, để người duyệt xem lại."))
    nomination.note = note.strip()[:500]
    nomination.save(update_fields=["note"])
    take_step(actor, nomination, StepKind.SENT_AGAIN, state=NominationState.SENT, reason=nomination.note)
    return nomination


@transaction.atomic
def withdraw(*, actor: Actor, nomination: Nomination, reason: str = "") -> Nomination:
    """Not sent after all; the person may be nominated again."""
    nomination = locked(actor, nomination, "nominate")
    said = reason.strip()[:500]
    take_step(actor, nomination, StepKind.WITHDRAWN, state=NominationState.WITHDRAWN, reason=said)
    return nomination
