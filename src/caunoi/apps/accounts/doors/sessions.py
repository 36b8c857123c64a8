"""One's own open sessions: seen, ended one by one or all but this one."""

from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from caunoi.apps.accounts import throttle
from caunoi.apps.accounts.doors import devices, store
from caunoi.apps.accounts.models import OpenSession, User
from caunoi.foundation import clock
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.policy import system_scope


def describe(request: HttpRequest) -> None:
    """Writes into a session that begins where and in what it was opened."""
    session = request.session
    session[store.HANDLE] = str(uuid4())
    session[store.NETWORK] = devices.network_of(throttle.address_of(request))
    session[store.BROWSER] = devices.browser_of(request.META.get("HTTP_USER_AGENT", ""))


def open_sessions(user: User) -> list[OpenSession]:
    """Those that still count, the one used last first."""
    with system_scope("accounts: one's own sessions"):
        rows = OpenSession.objects.filter(user=user, expire_date__gt=clock.now(), handle__isnull=False)
        return list(rows.order_by("-seen_at"))


@transaction.atomic
def end_session(*, actor: Actor, user: User, handle: UUID) -> None:
    """One of one's own; somebody else's answers like one that is not there."""
    with system_scope("accounts: one's own sessions"):
        ended, _kinds = OpenSession.objects.filter(user=user, handle=handle).delete()
    if not ended:
        raise NotVisible("accounts.OpenSession")
    record(actor, "accounts.session_ended", user, {"sessions": [None, 1]})


@transaction.atomic
def end_others(*, actor: Actor, user: User, but: str | None, reason: str = "") -> int:
    """Every session of the account but the one with the key ``but``; without it really every one."""
    with system_scope("accounts: one's own sessions"):
        others = OpenSession.objects.filter(user=user).exclude(session_key=but or "")
        ended, _kinds = others.delete()
    if ended:
        record(actor, "accounts.session_ended", user, {"sessions": [None, ended]}, reason=reason)
    return ended


def forget_expired(actor: Actor, on: date) -> int:
    """The daily chore: sessions whose time is over."""
    with system_scope("accounts: forget sessions that are over"):
        return OpenSession.objects.filter(expire_date__lt=clock.now()).delete()[0]


def told_ended(count: int) -> str:
    return (
        _("Đã đăng xuất %(count)d máy khác.") % {"count": count}
        if count
        else _("Không có máy nào khác đang đăng nhập.")
    )
