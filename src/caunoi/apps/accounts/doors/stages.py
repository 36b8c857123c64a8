"""From the password to being in: who still owes the second step, and the one place where somebody comes in."""

import logging
from datetime import datetime, timedelta

from django.contrib.auth import login
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from caunoi.apps.accounts import throttle
from caunoi.apps.accounts.models import User
from caunoi.apps.accounts.selectors import account_with_grants
from caunoi.foundation import clock

log = logging.getLogger("caunoi.door")
BACKEND = "caunoi.apps.accounts.backends.ThrottledBackend"
HALFWAY, FACTOR, PROVED = "halfway", "factor", "proved_at"
PATIENCE, FRESH = timedelta(minutes=5), timedelta(minutes=5)


def remember_halfway(request: HttpRequest, user: User) -> None:
    """The password was right; nothing is open yet."""
    request.session.flush()
    request.session[HALFWAY] = {
        "user": str(user.pk),
        "since": clock.now().isoformat(),
        "password": user.get_session_auth_hash(),
    }


def halfway(request: HttpRequest) -> User | None:
    """Who gave the right password a moment ago; nobody any more after five minutes or a change of it."""
    told = request.session.get(HALFWAY)
    if not told or clock.now() - datetime.fromisoformat(told["since"]) > PATIENCE:
        return None
    user = account_with_grants(told["user"])
    if user is None or not constant_time_compare(told["password"], user.get_session_auth_hash()):
        return None
    return user


def enter(request: HttpRequest, user: User, *, way: str, factor: str = "") -> None:
    """The only way in. ``factor`` says which second factor was given; empty where the account has none."""
    request.session.flush()
    login(request, user, backend=BACKEND)
    request.session[FACTOR] = factor
    throttle.forget_account(user.username)
    log.info("in user=%s way=%s factor=%s", user.pk, way, factor or "none")


def refused(user: User | None, way: str) -> None:
    log.info("refused user=%s way=%s", user.pk if user else "unknown", way)


def mark_factor(request: HttpRequest, factor: str) -> None:
    """The session goes on with the factor its person has just proved to hold."""
    request.session[FACTOR] = factor
    prove(request)


def prove(request: HttpRequest) -> None:
    request.session[PROVED] = clock.now().isoformat()


def is_fresh(request: HttpRequest) -> bool:
    proved = request.session.get(PROVED)
    return proved is not None and clock.now() - datetime.fromisoformat(proved) <= FRESH
