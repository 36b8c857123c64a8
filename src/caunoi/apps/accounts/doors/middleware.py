"""Between the person and every view: the second factor a role needs, and the proof a grave deed needs."""

from collections.abc import Callable
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from caunoi.apps.accounts.doors import proofs, requirements, stages
from caunoi.apps.accounts.doors.requests import PersonsRequest
from caunoi.foundation.errors import Refused, answer_refusal, problem, wants_json
from caunoi.foundation.policy.proof import proof_of
from caunoi.foundation.policy.sayings import F, Sayings

Answering = Callable[[HttpRequest], HttpResponse]
SECURITY, AGAIN = "/toi/bao-mat/", "/xac-nhan/"
_open_before_factor: Sayings[bool] = Sayings()


def before_factor(view: F) -> F:
    """Stays open to somebody who must first set up a second factor: doing that, and leaving."""
    return _open_before_factor.say(view, True)


def owes_factor(request: HttpRequest) -> bool:
    """Of what the session and the rights of this request say already: asks the database nothing."""
    if not request.user.is_authenticated or request.session.get(stages.FACTOR):
        return False
    return request.account.needs_factor or requirements.is_needed(request.actor.roles, request.actor.on)


class FactorFirst:
    """From the day a role needs a second factor, nothing else opens before it is there."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if _open_before_factor.of(view) or not owes_factor(request):
            return None
        if wants_json(request):
            return problem(403, _("Bật xác thực hai bước trước, ở trang Đăng nhập an toàn."))
        return _send(request, SECURITY, request.get_full_path() if request.method == "GET" else "/")


class ProvedLately:
    """Views that ask for it run only for somebody who proved within five minutes who they are."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        proof = proof_of(view)
        if proof is None or not request.user.is_authenticated or not proof.asked(request):
            return None
        if stages.is_fresh(request):
            return None
        if wants_json(request):
            return problem(403, _("Xác nhận lại mật khẩu ở trang Xác nhận trước khi làm việc này."))
        if request.method != "POST":
            return _send(request, AGAIN, request.get_full_path())
        try:
            return proofs.demand(cast(PersonsRequest, request), proof)
        except Refused as refusal:
            return answer_refusal(request, refusal)


def _send(request: HttpRequest, to: str, and_then: str) -> HttpResponse:
    address = f"{to}?{urlencode({'next': and_then})}"
    if getattr(request, "htmx", False):
        answer = HttpResponse(status=204)
        answer["HX-Redirect"] = address
        return answer
    return redirect(address)
