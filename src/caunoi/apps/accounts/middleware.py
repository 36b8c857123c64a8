"""Who asks: a session within its times, and ``request.actor`` with the grants of today, or a visitor."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from caunoi.apps.accounts.doors import sessions, stages
from caunoi.apps.accounts.doors.store import SEEN, SINCE
from caunoi.apps.accounts.models import User
from caunoi.apps.accounts.selectors import actor_of
from caunoi.apps.accounts.tokens.door import answer_program
from caunoi.apps.accounts.tokens.header import bearer_of
from caunoi.foundation import clock
from caunoi.foundation.actors import Visitor
from caunoi.foundation.policy.walls import acting

WHOLE, IDLE = timedelta(hours=12), timedelta(minutes=30)
NOTED_EVERY = timedelta(minutes=1)
LONG_AGO = "2000-01-01T00:00:00+00:00"


def begin_session(sender: Any, request: HttpRequest, **_more: Any) -> None:
    """Told by Django when somebody signed in: the session's times begin, and who it is has just been proved."""
    request.session[SINCE] = request.session[SEEN] = clock.now().isoformat()
    sessions.describe(request)
    stages.prove(request)


def session_limits(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """A session ends twelve hours after it began, and half an hour after it was last used."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            _end_or_note(request)
        return get_response(request)

    return answer


def _end_or_note(request: HttpRequest) -> None:
    now, session = clock.now(), request.session
    unused, whole = (now - datetime.fromisoformat(session.get(time, LONG_AGO)) for time in (SEEN, SINCE))
    if unused > IDLE or whole > WHOLE:
        logout(request)
    elif unused > NOTED_EVERY:  # a page a second must not be a write a second
        session[SEEN] = now.isoformat()


def acting_user(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def answer(request: HttpRequest) -> HttpResponse:
        if bearer := bearer_of(request):
            request.actor = Visitor(on=clock.today())
            return answer_program(request, bearer, get_response)
        today, user = clock.today(), request.user
        request.actor = Visitor(on=today)
        if isinstance(user, User):
            request.account, request.actor = user, actor_of(user, on=today)
        with acting(request.actor):
            return get_response(request)

    return answer
