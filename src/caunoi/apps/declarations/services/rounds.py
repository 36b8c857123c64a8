"""A round: opened, newcomers asked, whoever has not sent reminded, closed."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.declarations.choices import HANDED_IN, Group
from caunoi.apps.declarations.models import Declaration, DeclarationRound
from caunoi.apps.organisation.models import Unit
from caunoi.apps.organisation.selectors import unit_tree, units_reached
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import visible

AT_ONCE = 500


@transaction.atomic
def open_round(
    *, actor: Actor, unit: Unit, name: str, due_on: date, groups: Sequence[str], message: str = ""
) -> DeclarationRound:
    """Ask everybody whose file the unit or one below it answers for."""
    policy.check_create(actor, DeclarationRound, unit_id=unit.pk)
    if due_on < actor.on:
        raise Refused(_("Hạn gửi đã qua. Chọn hạn từ hôm nay trở đi."))
    if not groups:
        raise Refused(_("Chọn ít nhất một phần để hỏi."))
    fresh = DeclarationRound(
        name=name.strip(),
        unit=unit,
        groups=[Group(group).value for group in groups],
        message=message.strip(),
        due_on=due_on,
        opened_at=clock.now(),
        opened_by=actor.label,
    )
    fresh.save(force_insert=True)
    asked = _ask(actor, fresh)
    if not asked:
        raise Refused(_("Đơn vị này chưa quản lý hồ sơ của ai đang công tác, nên chưa có ai để hỏi."))
    said: dict[str, list[Any]] = {
        "name": [None, fresh.name],
        "due_on": [None, due_on.isoformat()],
        "people": [None, asked],
    }
    record(actor, "declarations.round_opened", fresh, said, unit_id=unit.pk)
    return fresh


@transaction.atomic
def ask_newcomers(*, actor: Actor, round_: DeclarationRound) -> int:
    """Whoever came after the round was opened; how many."""
    round_ = _locked(actor, round_)
    asked = _ask(actor, round_)
    if asked:
        record(
            actor,
            "declarations.newcomers_asked",
            round_,
            {"people": [None, asked]},
            unit_id=round_.unit_id,
        )
    return asked


def newcomers(actor: Actor, round_: DeclarationRound) -> int:
    """How many would be asked."""
    return len(_not_asked(actor, round_))


def _ask(actor: Actor, round_: DeclarationRound) -> int:
    sheets = [Declaration(round=round_, cadre_id=cadre_id) for cadre_id in _not_asked(actor, round_)]
    Declaration.objects.bulk_create(sheets, batch_size=AT_ONCE)
    return len(sheets)


def _not_asked(actor: Actor, round_: DeclarationRound) -> list[UUID]:
    people = visible(actor, Cadre, "change").filter(left_on__isnull=True)
    reached = units_reached(round_.unit_id, "subtree", actor.on)
    if reached is not None:
        people = people.filter(custodian_id__among=list(reached))
    asked = visible(actor, Declaration).filter(round=round_).values("cadre")
    return list(people.exclude(pk__in=asked).values_list("pk", flat=True))


@transaction.atomic
def remind(*, actor: Actor, round_: DeclarationRound, unit_id: UUID | None = None) -> int:
    """Everybody in the actor's care who has not sent: they read it on their home; how many."""
    _refuse_closed(round_)
    waiting = visible(actor, Declaration, "change").filter(round=round_).exclude(state__in=HANDED_IN)
    if unit_id:
        below = [node.id for node in unit_tree(on=actor.on).below(unit_id)] or [unit_id]
        waiting = waiting.filter(cadre__custodian_id__among=below)
    keys = list(waiting.values_list("pk", flat=True))
    if not keys:
        raise Refused(_("Không còn ai để nhắc: mọi người đã gửi."))
    told = visible(actor, Declaration, "change").filter(pk__among=keys)
    told.update(reminded_at=clock.now(), reminded_by=actor.label)
    said: dict[str, list[Any]] = {"people": [None, len(keys)]}
    record(actor, "declarations.people_reminded", round_, said, unit_id=unit_id or round_.unit_id)
    return len(keys)


@transaction.atomic
def close_round(*, actor: Actor, round_: DeclarationRound) -> DeclarationRound:
    """Nothing more is said or checked; what was accepted stays a fact."""
    round_ = _locked(actor, round_)
    round_.closed_at = clock.now()
    round_.save(update_fields=["closed_at"])
    record(actor, "declarations.round_closed", round_, {}, unit_id=round_.unit_id)
    return round_


def _locked(actor: Actor, round_: DeclarationRound) -> DeclarationRound:
    policy.check(actor, "change", round_)
    found: DeclarationRound = (
        visible(actor, DeclarationRound, "change").select_for_update(of=("self",)).get(pk=round_.pk)
    )
    _refuse_closed(found)
    return found


def _refuse_closed(round_: DeclarationRound) -> None:
    if round_.closed_at:
        raise Refused(_("Đợt kê khai này đã đóng."), mend=_("Mở một đợt mới nếu cần hỏi tiếp."))
