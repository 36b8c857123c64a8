"""One throttle for the door, asked before a password is hashed: hashing is what an attacker would exhaust."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from caunoi.apps.accounts.models import SignInAttempt
from caunoi.foundation import clock
from caunoi.foundation.db.encryption import blind_index
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import system_scope

FREE_TRIES, TRIES_PER_NETWORK = 10, 60
WINDOW, KEEP = timedelta(minutes=15), timedelta(days=1)


class TooManyTries(Refused):
    status = 429


def address_of(request: HttpRequest) -> str:
    """Where a request came from: behind our own proxy the last word of its header, which nobody but it wrote.

    Without that every visitor would share the proxy's address, and one who guesses would shut all out.
    """
    told = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    return told.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def doors(username: str, address: str) -> list[tuple[str, int]]:
    """What is counted: the account, and the network it came from (IPv4 by /24, IPv6 by /64), each with its limit."""
    account = blind_index(username.casefold(), purpose="door-account")
    return [
        (account, FREE_TRIES),
        (blind_index(_network(address), purpose="door-network"), TRIES_PER_NETWORK),
    ]


def _network(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    return str(ip_network(f"{parsed}/{24 if parsed.version == 4 else 64}", strict=False))


@dataclass(frozen=True)
class Try:
    """A try that has been counted and let through to the password; given back when it was no failure."""

    account: str
    counted: tuple[int, ...]


def take_try(username: str, address: str) -> Try:
    """Counted first and judged afterwards: of many tries at once each sees itself and all before it.

    A try that is refused counts no longer, so that an account opens again when the window has passed.
    """
    now, limits = clock.now(), doors(username, address)
    with system_scope("accounts: the door"):
        made = SignInAttempt.objects.bulk_create(SignInAttempt(door=door, at=now) for door, _limit in limits)
        taken = Try(limits[0][0], tuple(each.pk for each in made))
        SignInAttempt.objects.filter(at__lt=now - KEEP).delete()
        too_many = any(_tries(door, now) > limit for door, limit in limits)
    if too_many:
        give_back(taken)
        raise TooManyTries(
            _("Đã thử sai quá nhiều lần. Chờ 15 phút rồi thử lại, hoặc nhờ quản trị viên đặt lại mật khẩu.")
        )
    return taken


def _tries(door: str, now: datetime) -> int:
    return SignInAttempt.objects.filter(door=door, at__gte=now - WINDOW).count()


def give_back(taken: Try) -> None:
    """The try was no failure, or was not let through at all."""
    with system_scope("accounts: the door"):
        SignInAttempt.objects.filter(pk__in=taken.counted).delete()


def forget_failures(taken: Try) -> None:
    """The right password: the account begins anew, the network keeps the failures it had."""
    give_back(taken)
    with system_scope("accounts: the door"):
        SignInAttempt.objects.filter(door=taken.account).delete()
