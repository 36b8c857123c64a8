"""A forgotten password: asked for at the door, answered with a letter by who has seen the person, set by its owner."""

from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from caunoi.apps.accounts import limits, services, throttle
from caunoi.apps.accounts.choices import PasswordState
from caunoi.apps.accounts.doors import factors, sessions
from caunoi.apps.accounts.models import PasswordRequest, User
from caunoi.apps.accounts.models.password import OPEN
from caunoi.apps.accounts.policies import check_second_person
from caunoi.apps.accounts.selectors import actor_of, sees_others
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.db.encryption import blind_index
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import system_scope

LETTERS = 12


def ask_at_the_door(*, actor: Actor, username: str) -> None:
    """The same answer and the same work whether there is such an account or not."""
    make_password(username)
    user = User.objects.filter(username=username, is_active=True).first()
    if user is not None:
        _ask(actor, user)


def ask_for(*, actor: Actor, user: User) -> PasswordRequest:
    """An administrator who was called; one that waits already is the same wish."""
    policy.check_create(actor, PasswordRequest)
    if actor.key == user.key:
        raise Refused(_("Không tự cấp lại mật khẩu cho mình; nhờ một quản trị viên khác."))
    return _ask(actor, user)


def _ask(actor: Actor, user: User) -> PasswordRequest:
    with system_scope("accounts: a password was forgotten"), transaction.atomic():
        open_now = PasswordRequest.objects.filter(user=user, state__in=OPEN)
        try:
            with transaction.atomic():
                asked = PasswordRequest.objects.create(user=user, asked_by=actor.key, asked_at=clock.now())
        except IntegrityError:
            return open_now.select_related("user").get()
        record(actor, "accounts.password_asked", user)
    return asked


def takes_two(asked: PasswordRequest, actor: Actor) -> bool:
    """Whoever gives the letter alone could use it: not for an account that sees other people's data."""
    return not actor.is_system and sees_others(asked.user, actor.on)


def check_may_answer(actor: Actor, asked: PasswordRequest) -> None:
    policy.check(actor, "approve", asked)
    if not asked.user.is_active:
        raise Refused(_("Tài khoản này đã khóa nên không cấp lại mật khẩu."))
    check_second_person(actor, first=asked.checked_by, user=asked.user)


@transaction.atomic
def answer(*, actor: Actor, asked: PasswordRequest, reason: str) -> str:
    """The code of the letter; empty while a second administrator is still to approve."""
    check_may_answer(actor, asked)
    if asked.state == PasswordState.PENDING:
        if not reason.strip():
            raise Refused(_("Ghi đã đối chiếu người ấy thế nào."))
        if takes_two(asked, actor):
            _decide(actor, asked, PasswordState.CHECKED, checked_by=actor.key, checked=reason.strip())
            record(actor, "accounts.password_checked", asked.user, reason=reason.strip())
            return ""
    return _give(actor, asked, reason.strip())


def _give(actor: Actor, asked: PasswordRequest, reason: str) -> str:
    code = factors.random_code(LETTERS)
    given = PasswordRequest.objects.filter(user=asked.user, state=PasswordState.GIVEN)
    with system_scope("accounts: a password was forgotten"):
        given.update(state=PasswordState.REPLACED)
    _decide(
        actor,
        asked,
        PasswordState.GIVEN,
        decided_by=actor.key,
        decision=reason,
        fingerprint=_fingerprint(asked.user, code),
        until=clock.now() + limits.letter_holds_for(actor.on),
    )
    throttle.forget_account(asked.user.username)
    record(actor, "accounts.password_letter_given", asked.user, reason=reason)
    return "-".join(code[at : at + 4] for at in range(0, LETTERS, 4))


@transaction.atomic
def refuse(*, actor: Actor, asked: PasswordRequest, reason: str) -> None:
    policy.check(actor, "approve", asked)
    if not reason.strip():
        raise Refused(_("Ghi lý do không cấp."))
    _decide(actor, asked, PasswordState.REFUSED, decided_by=actor.key, decision=reason.strip())
    record(actor, "accounts.password_refused", asked.user, reason=reason.strip())


def _decide(actor: Actor, asked: PasswordRequest, state: PasswordState, **told: Any) -> None:
    """As it stands in the database now, so that of two who press at once one decides."""
    waiting = policy.visible(actor, PasswordRequest, "approve").filter(pk=asked.pk, state=asked.state)
    if asked.state not in OPEN or not waiting.update(state=state, **told):
        raise Refused(_("Yêu cầu này đã có người quyết định. Tải lại trang để xem."))
    for name, value in {"state": state, **told}.items():
        setattr(asked, name, value)


def letter_of(username: str, typed: str, at: datetime) -> PasswordRequest | None:
    """The letter somebody holds, if name and code fit one that has not been used and is not too old."""
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        return None
    with system_scope("accounts: a letter at the door"):
        given = PasswordRequest.objects.filter(user=user, state=PasswordState.GIVEN, until__gt=at)
        mark = _fingerprint(user, factors.plain(typed))
        return given.filter(fingerprint=mark).select_related("user").first()


@transaction.atomic
def set_password(*, letter: PasswordRequest, password: str) -> None:
    """Once: of two who bring the same letter at once, one sets the password. Every session of the account ends."""
    user = letter.user
    with system_scope("accounts: a letter at the door"):
        mine = PasswordRequest.objects.filter(pk=letter.pk, state=PasswordState.GIVEN)
        if not mine.update(state=PasswordState.USED):
            raise Refused(wrong_letter())
    actor = actor_of(user, on=clock.today())
    record(actor, "accounts.password_letter_used", user)
    services.change_password(actor=actor, user=user, password=password)
    sessions.end_others(actor=actor, user=user, but=None)
    throttle.forget_account(user.username)


def wrong_letter() -> str:
    return _(
        "Tên đăng nhập hoặc mã trên giấy chưa đúng, hoặc giấy đã dùng, đã quá hạn. "
        "Xem lại giấy; nếu vẫn vậy, nhờ quản trị viên cấp giấy mới."
    )


def waiting_requests(actor: Actor) -> list[PasswordRequest]:
    """What an administrator still has to answer, the longest waiting first."""
    waiting = policy.visible(actor, PasswordRequest, "approve").filter(state__in=OPEN)
    return list(waiting.select_related("user").order_by("asked_at"))


def _fingerprint(user: User, code: str) -> str:
    # Sixty bits by chance under a key, for three days: unlike a password it needs no slow hash.
    return blind_index(code, purpose=f"letter:{user.pk}")
