"""Asking for a key of an office, deciding about it, taking it once, withdrawing it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.accounts.choices import GrantState
from caunoi.apps.accounts.delegation.selectors import Delegation
from caunoi.apps.accounts.models import AccessToken
from caunoi.apps.accounts.policies import check_second_person
from caunoi.apps.accounts.tokens.header import digest_of, new_handle, new_secret
from caunoi.apps.accounts.tokens.rules import Wanted, check_may_ask
from caunoi.apps.accounts.tokens.selectors import Held, office_tokens
from caunoi.apps.accounts.tokens.standing import SAID, Fallen, said
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import system_scope

Changes = dict[str, list[Any]]


@transaction.atomic
def ask_for(*, actor: Actor, own: Delegation, wanted: Wanted) -> AccessToken:
    """It opens nothing until an administrator approves it, and there is no secret before somebody takes it."""
    check_may_ask(actor, own.grant, own.right, wanted)
    _check_not_asked_already(actor, wanted)
    token = AccessToken(
        name=wanted.name.strip(),
        reason=wanted.reason.strip(),
        drawn_from=own.grant,
        role=own.grant.role,
        unit_id=wanted.unit_id,
        reach=wanted.reach,
        up_to=wanted.up_to,
        personal_reason=wanted.personal_reason.strip(),
        valid_to=wanted.valid_to,
        asked_by=actor.key,
        asked_at=clock.now(),
        handle=new_handle(),
    )
    token.save(force_insert=True)
    told: Changes = {
        "name": [None, token.name], "handle": [None, token.handle], "role": [None, token.role],
        "up_to": [None, token.up_to], "valid_to": [None, str(token.valid_to)],
    }  # fmt: skip
    record(actor, "accounts.token_asked", token, told, unit_id=token.unit_id, reason=token.reason)
    return token


def _check_not_asked_already(actor: Actor, wanted: Wanted) -> None:
    """A form sent twice asks once."""
    same = (actor.key, wanted.name.strip(), wanted.unit_id)
    waiting = [held.token for held in office_tokens(actor) if held.fallen is Fallen.PENDING]
    if any((each.asked_by, each.name, each.unit_id) == same for each in waiting):
        raise Refused(_("Bạn đã xin mã tên này cho đơn vị, đang chờ duyệt. Đợi duyệt, hoặc đặt tên khác."))


def check_may_approve(actor: Actor, token: AccessToken) -> None:
    policy.check(actor, "approve", token)
    check_second_person(actor, first=token.asked_by, user=token.drawn_from.user)
    if token.drawn_from.user.opened_by == actor.key:
        raise Refused(
            _("Bạn đã mở tài khoản của người xin nên không tự duyệt; chờ một quản trị viên khác duyệt.")
        )


@transaction.atomic
def approve(*, actor: Actor, held: Held, reason: str = "") -> AccessToken:
    check_may_approve(actor, held.token)
    if held.fallen in SAID:
        raise Refused(said(held.fallen))
    return _decide(actor, held.token, GrantState.GIVEN, reason)


@transaction.atomic
def refuse(*, actor: Actor, held: Held, reason: str) -> AccessToken:
    policy.check(actor, "approve", held.token)
    if not reason.strip():
        raise Refused(_("Ghi lý do không duyệt."))
    return _decide(actor, held.token, GrantState.REFUSED, reason.strip())


def _decide(actor: Actor, token: AccessToken, state: GrantState, reason: str) -> AccessToken:
    waiting = policy.visible(actor, AccessToken, "approve").filter(
        pk=token.pk, state=GrantState.PENDING, withdrawn_at__isnull=True
    )
    if not waiting.update(state=state, decided_by=actor.key, decision=reason):
        raise Refused(_("Lần xin mã này đã có người quyết định hoặc đã thu hồi. Tải lại trang để xem."))
    token.state, token.decided_by, token.decision = state, actor.key, reason
    action = "accounts.token_approved" if state == GrantState.GIVEN else "accounts.token_refused"
    told: Changes = {"state": [GrantState.PENDING.value, state.value], "handle": [token.handle, token.handle]}
    record(actor, action, token, told, unit_id=token.unit_id, reason=reason)
    return token


@transaction.atomic
def take(*, actor: Actor, held: Held) -> str:
    """The key itself, this once: only its digest is kept, and only who asked for it is shown it."""
    token = held.token
    if actor.key != token.asked_by:
        raise Refused(_("Chỉ người xin mới lấy được mã."))
    if held.fallen is None:
        raise Refused(_("Mã này đã lấy rồi và chỉ hiện một lần. Thu hồi mã cũ rồi xin mã mới."))
    if held.fallen != Fallen.NOT_TAKEN:
        raise Refused(_("Mã này chưa được duyệt hoặc không còn hiệu lực nên không lấy được."))
    secret, now = new_secret(token.handle), clock.now()
    with system_scope("accounts: a key is taken once"):
        untaken = AccessToken.objects.filter(
            pk=token.pk, digest="", state=GrantState.GIVEN, withdrawn_at__isnull=True
        )
        if not untaken.update(digest=digest_of(secret), issued_at=now):
            raise Refused(_("Mã này đã lấy rồi và chỉ hiện một lần. Thu hồi mã cũ rồi xin mã mới."))
    told: Changes = {"issued_at": [None, now.isoformat()], "handle": [token.handle, token.handle]}
    record(actor, "accounts.token_taken", token, told, unit_id=token.unit_id)
    return secret


@transaction.atomic
def withdraw(*, actor: Actor, token: AccessToken, reason: str) -> AccessToken:
    """By the office, its board or an administrator; from the next question on it opens nothing, for good.

    Whoever calls has found the key through ``held_or_404``: it is theirs to see, so theirs to close.
    """
    if not reason.strip():
        raise Refused(_("Ghi lý do thu hồi."))
    now = clock.now()
    with system_scope("accounts: a key is withdrawn once"):
        open_still = AccessToken.objects.filter(pk=token.pk, withdrawn_at__isnull=True)
        if not open_still.update(withdrawn_at=now, withdrawn_by=actor.key, withdrawal=reason.strip()):
            raise Refused(_("Mã này đã được thu hồi. Tải lại trang để xem."))
    token.withdrawn_at, token.withdrawn_by, token.withdrawal = now, actor.key, reason.strip()
    told: Changes = {"withdrawn_at": [None, now.isoformat()], "handle": [token.handle, token.handle]}
    record(actor, "accounts.token_withdrawn", token, told, unit_id=token.unit_id, reason=token.withdrawal)
    return token
