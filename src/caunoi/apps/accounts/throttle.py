"""One throttle for all doors, asked before anything is judged: hashing is what an attacker would exhaust."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from caunoi.apps.accounts.doors.devices import network_of
from caunoi.apps.accounts.models import SignInAttempt
from caunoi.foundation import clock
from caunoi.foundation.db.encryption import blind_index
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import system_scope

MINUTES, HOURS, DAY, KEEP = timedelta(minutes=15), timedelta(hours=2), timedelta(days=1), timedelta(days=30)
IN, HELP = "door-account", "door-help"
"""Coming in; and asking for help, counted apart: it is needed just when too many tries have closed the first."""
Limits = tuple[tuple[timedelta, int], ...]
OF_ACCOUNT: Limits = ((MINUTES, 10), (HOURS, 20), (DAY, 40), (KEEP, 100))
"""The wait grows with the failures in a row, and after a hundred only an administrator opens the account again."""
OF_NETWORK: Limits = ((MINUTES, 60),)


class TooManyTries(Refused):
    status = 429


def _how_long(window: timedelta) -> str:
    said = {
        MINUTES: _("Đã thử sai quá nhiều lần. Chờ 15 phút rồi thử lại, hoặc nhờ quản trị viên đặt lại."),
        HOURS: _("Đã thử sai quá nhiều lần. Chờ 2 giờ rồi thử lại, hoặc nhờ quản trị viên đặt lại."),
        DAY: _("Đã thử sai quá nhiều lần. Chờ đến ngày mai rồi thử lại, hoặc nhờ quản trị viên đặt lại."),
    }
    return said.get(window) or _("Đã thử sai một trăm lần liền. Nhờ quản trị viên đặt lại để vào được.")


def address_of(request: HttpRequest) -> str:
    """Where a request came from: behind our own proxy the last word of its header, which nobody but it wrote.

    Without that every visitor would share the proxy's address, and one who guesses would shut all out.
    """
    told = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    return told.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def doors(username: str | None, address: str, door: str = IN) -> list[tuple[str, Limits]]:
    """What is counted: the account where it is known, and the network (IPv4 by /24, IPv6 by /64), with its limits."""
    network = blind_index(network_of(address) or "unknown", purpose="door-network"), OF_NETWORK
    return [network] if username is None else [(_account(username, door), OF_ACCOUNT), network]


def _account(username: str, door: str) -> str:
    return blind_index(username.casefold(), purpose=door)


@dataclass(frozen=True)
class Try:
    """A try that has been counted and let through to the password; given back when it was no failure."""

    account: str
    counted: tuple[int, ...]


def take_try(username: str | None, address: str, *, door: str = IN) -> Try:
    """Counted first and judged afterwards: of many tries at once each sees itself and all before it.

    A try that is refused counts no longer, so that an account opens again when the window has passed.
    """
    now, limits = clock.now(), doors(username, address, door)
    with system_scope("accounts: the door"):
        made = SignInAttempt.objects.bulk_create(SignInAttempt(door=door, at=now) for door, _limits in limits)
        taken = Try(limits[0][0] if username is not None else "", tuple(each.pk for each in made))
        SignInAttempt.objects.filter(at__lt=now - KEEP).delete()
        closed_for = [window for door, windows in limits for window in _exceeded(door, windows, now)]
    if closed_for:
        give_back(taken)
        raise TooManyTries(_how_long(max(closed_for)))
    return taken


def _exceeded(door: str, windows: Limits, now: datetime) -> list[timedelta]:
    counts = {
        f"within_{number}": Count("pk", filter=Q(at__gte=now - window))
        for number, (window, _most) in enumerate(windows)
    }
    found = SignInAttempt.objects.filter(door=door).aggregate(**counts)
    return [window for (window, most), count in zip(windows, found.values(), strict=True) if count > most]


def give_back(taken: Try) -> None:
    """The try was no failure, or was not let through at all."""
    with system_scope("accounts: the door"):
        SignInAttempt.objects.filter(pk__in=taken.counted).delete()


def forget_failures(taken: Try) -> None:
    """Somebody came in: the account begins anew, the network keeps the failures it had."""
    give_back(taken)
    with system_scope("accounts: the door"):
        SignInAttempt.objects.filter(door=taken.account).delete()


def forget_account(username: str) -> None:
    """Opened again by administrators."""
    with system_scope("accounts: the door"):
        SignInAttempt.objects.filter(door__in=[_account(username, door) for door in (IN, HELP)]).delete()
