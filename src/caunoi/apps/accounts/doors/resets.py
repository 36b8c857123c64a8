"""Factors that are lost: one administrator asks to begin anew, another decides."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from caunoi.apps.accounts import throttle
from caunoi.apps.accounts.choices import ResetState
from caunoi.apps.accounts.doors import factors, sessions
from caunoi.apps.accounts.models import FactorReset, User
from caunoi.apps.accounts.policies import check_second_person
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import system_scope


@transaction.atomic
def ask_reset(*, actor: Actor, user: User, reason: str) -> FactorReset:
    """Nothing is taken away yet, unless the owner of the machine asks."""
    policy.check_create(actor, FactorReset)
    if actor.key == user.key:
        raise Refused(_("Không tự đặt lại xác thực của mình; nhờ một quản trị viên khác đề nghị."))
    if not reason.strip():
        raise Refused(_("Ghi lý do đặt lại."))
    asked = FactorReset(user=user, reason=reason.strip(), asked_by=actor.key, asked_at=clock.now())
    try:
        with transaction.atomic():
            asked.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(_("Tài khoản này đã có một yêu cầu đặt lại đang chờ duyệt.")) from twice
    record(actor, "accounts.factor_reset_asked", user, reason=asked.reason)
    return approve_reset(actor=actor, asked=asked) if actor.is_system else asked


@transaction.atomic
def approve_reset(*, actor: Actor, asked: FactorReset, reason: str = "") -> FactorReset:
    """Factors and wrong tries are forgotten, every session ends; the password stays."""
    check_may_approve(actor, asked)
    _decide(actor, asked, ResetState.DONE, reason)
    factors.take_everything(asked.user)
    sessions.end_others(actor=actor, user=asked.user, but=None, reason=asked.reason)
    throttle.forget_account(asked.user.username)
    record(actor, "accounts.factor_reset", asked.user, reason=asked.reason)
    return asked


@transaction.atomic
def refuse_reset(*, actor: Actor, asked: FactorReset, reason: str) -> FactorReset:
    policy.check(actor, "approve", asked)
    if not reason.strip():
        raise Refused(_("Ghi lý do không duyệt."))
    _decide(actor, asked, ResetState.REFUSED, reason.strip())
    record(actor, "accounts.factor_reset_refused", asked.user, reason=reason.strip())
    return asked


def check_may_approve(actor: Actor, asked: FactorReset) -> None:
    policy.check(actor, "approve", asked)
    check_second_person(actor, first=asked.asked_by, user=asked.user)


def _decide(actor: Actor, asked: FactorReset, state: ResetState, reason: str) -> None:
    waiting = policy.visible(actor, FactorReset, "approve").filter(pk=asked.pk, state=ResetState.PENDING)
    if not waiting.update(state=state, decided_by=actor.key, decision=reason):
        raise Refused(_("Yêu cầu này đã có người quyết định. Tải lại trang để xem."))
    asked.state, asked.decided_by, asked.decision = state, actor.key, reason


def waiting_resets(actor: Actor) -> list[FactorReset]:
    waiting = policy.visible(actor, FactorReset, "approve").filter(state=ResetState.PENDING)
    return list(waiting.select_related("user").order_by("asked_at"))


def waits_for(user_id: UUID) -> bool:
    with system_scope("accounts: does a reset wait for an account"):
        return FactorReset.objects.filter(user_id=user_id, state=ResetState.PENDING).exists()
