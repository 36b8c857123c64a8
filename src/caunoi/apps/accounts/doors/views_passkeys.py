"""Passkeys: made, named and removed by their owner; used at the door, at the second step and as a proof."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from caunoi.apps.accounts import throttle
from caunoi.apps.accounts.doors import passkeys, presenters, requirements, stages
from caunoi.apps.accounts.doors.addresses import safe_next
from caunoi.apps.accounts.doors.forms import AnswerForm, PasskeyForm
from caunoi.apps.accounts.doors.middleware import before_factor
from caunoi.apps.accounts.doors.requests import PersonsRequest
from caunoi.apps.accounts.doors.views import come_in
from caunoi.apps.accounts.doors.views_own import FACTORS, after_change, factor_left
from caunoi.apps.accounts.models import User
from caunoi.foundation import ui
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy.census import public, signed_in
from caunoi.foundation.policy.proof import always, proved_lately


@before_factor
@signed_in("Thêm khóa truy cập cho chính mình")
@proved_lately(FACTORS, asked=always)
def add(request: PersonsRequest) -> HttpResponse:
    form, wanted = PasskeyForm(request.POST or None), safe_next(request)
    if request.method == "POST" and form.is_valid():
        codes = passkeys.add(
            request,
            actor=request.actor,
            user=request.account,
            name=form.cleaned_data["name"],
            answer=form.cleaned_data["answer"],
        )
        return after_change(request, codes, wanted, factor="passkey")
    context = presenters.present_new_passkey(form, wanted)
    return ui.page(request, "accounts/doors/passkey.html", context, status=422 if form.errors else 200)


@before_factor
@signed_in("Lời đố để tạo khóa truy cập cho chính mình")
@proved_lately(FACTORS, asked=always)
@require_POST
def offer(request: PersonsRequest) -> HttpResponse:
    return JsonResponse(passkeys.offer_new(request, request.account))


@signed_in("Bỏ một khóa truy cập của chính mình")
@proved_lately(FACTORS)
@require_POST
def remove(request: PersonsRequest, passkey_id: UUID) -> HttpResponse:
    needed = requirements.is_needed(request.actor.roles, request.actor.on)
    passkeys.remove(actor=request.actor, user=request.account, passkey_id=passkey_id, needed=needed)
    return after_change(request, [], "/", factor=factor_left(request))


@before_factor
@public("Lời đố để khóa truy cập ký; không nói tài khoản nào có khóa")
@require_POST
def challenge(request: HttpRequest) -> HttpResponse:
    user = request.user if isinstance(request.user, User) else stages.halfway(request)
    return JsonResponse(passkeys.ask_to_sign(request, user))


@before_factor
@public("Cửa đăng nhập bằng khóa truy cập")
@require_POST
def use(request: HttpRequest) -> HttpResponse:
    """After the password any key of the account opens; without it only a key that asked for finger, face or PIN."""
    form, wanted, user = AnswerForm(request.POST), safe_next(request), stages.halfway(request)
    if not form.is_valid():
        raise Refused(passkeys.not_recognised())
    answer = form.cleaned_data["answer"]
    meant = user or passkeys.owner_of(answer)
    throttle.take_try(meant.username if meant else None, throttle.address_of(request))
    taken = passkeys.signed(request, answer)
    if taken is None or (taken.passkey.user_id != user.pk if user else not taken.verified):
        stages.refused(meant, "passkey")
        raise Refused(passkeys.not_recognised())
    return come_in(
        request, taken.passkey.user, wanted, way="password" if user else "passkey", factor="passkey"
    )
