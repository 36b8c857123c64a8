"""The door of the API for programs: which key is shown, does it count now, how much of the minute is left."""

import hmac
from collections.abc import Callable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from caunoi.apps.accounts import limits, throttle
from caunoi.apps.accounts.models import AccessToken
from caunoi.apps.accounts.tokens import meter
from caunoi.apps.accounts.tokens.header import API, CHALLENGE, Bearer
from caunoi.apps.accounts.tokens.selectors import program_of, shown
from caunoi.apps.accounts.tokens.standing import said
from caunoi.foundation import clock
from caunoi.foundation.errors import Forbidden, Refused, problem
from caunoi.foundation.policy.walls import acting

ACTOR = "actor"
"""Where whoever acts is put; a plain request of Django has no such column."""
NOBODYS = "0" * 64
WAIT = int(throttle.MINUTES.total_seconds())


class NoKey(Refused):
    """The key opens nothing."""

    status = 401


def answer_program(
    request: HttpRequest, bearer: Bearer, get_response: Callable[[HttpRequest], HttpResponse]
) -> HttpResponse:
    today = clock.today()
    try:
        _check_is_for_programs(request)
        token = admitted(bearer, throttle.address_of(request), on=today)
        room = meter.take(token, limits.of_tokens(today).per_minute, now=clock.now(), on=today)
    except Refused as refusal:
        return _refused(refusal)
    program = program_of(token, today)
    setattr(request, ACTOR, program)
    with acting(program):
        response = get_response(request)
    return _told(response, room)


def _check_is_for_programs(request: HttpRequest) -> None:
    if not request.path.startswith(API):
        raise Forbidden(_("Mã truy cập chỉ dùng ở các địa chỉ /api/, không mở được trang."))


def admitted(bearer: Bearer, address: str, *, on: date) -> AccessToken:
    """The key as it is written down. A wrong one is counted by the one throttle for all doors, before it is answered.

    A right one is not counted: 256 bits are not guessed, and a neighbour who tries does not shut an office out.
    """
    held = shown(bearer.handle, on)
    kept = held.token.digest if held and held.token.digest else NOBODYS
    if not hmac.compare_digest(kept, bearer.digest) or held is None:
        throttle.take_try(None, address)
        raise NoKey(_("Mã truy cập không đúng. Xem lại mã, hoặc xin đơn vị cấp mã mới."))
    if held.fallen is not None:
        raise NoKey(said(held.fallen))
    return held.token


def _refused(refusal: Refused) -> HttpResponse:
    answer = problem(refusal.status, refusal.reason)
    if refusal.status == 401:
        answer["WWW-Authenticate"] = f'{CHALLENGE}, error="invalid_token"'
    if isinstance(refusal, meter.TooOften):
        answer["Retry-After"] = str(refusal.room.seconds)
        return _told(answer, refusal.room)
    if refusal.status == 429:
        answer["Retry-After"] = str(WAIT)
    return answer


def _told(response: HttpResponse, room: meter.Room) -> HttpResponse:
    """As the draft of the IETF on rate limit headers writes it."""
    response["RateLimit-Policy"] = f'"key";q={room.limit};w=60'
    response["RateLimit"] = f'"key";r={room.left};t={room.seconds}'
    return response
