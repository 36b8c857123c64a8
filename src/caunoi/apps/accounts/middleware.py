"""Puts ``request.actor`` on every request: the person with the grants of today, or a visitor."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from caunoi.apps.accounts.selectors import actor_of
from caunoi.foundation import clock
from caunoi.foundation.actors import Visitor


def acting_user(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def answer(request: HttpRequest) -> HttpResponse:
        today = clock.today()
        user = request.user
        request.actor = actor_of(user, on=today) if user.is_authenticated else Visitor(on=today)  # type: ignore[arg-type]  # a signed-in user is one of ours
        return get_response(request)

    return answer
