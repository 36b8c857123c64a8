"""One's own second factors and open sessions."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from caunoi.apps.accounts import throttle
from caunoi.apps.accounts.doors import factors, presenters, requirements, sessions, stages
from caunoi.apps.accounts.doors.addresses import safe_next
from caunoi.apps.accounts.doors.forms import EnrolForm
from caunoi.apps.accounts.doors.middleware import before_factor
from caunoi.apps.accounts.doors.requests import PersonsRequest
from caunoi.foundation import clock, ui
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy.census import signed_in
from caunoi.foundation.policy.proof import proved_lately

SECURITY = "accounts:security"
FACTORS = gettext_noop("Đổi cách xác thực")


@before_factor
@signed_in("Cách đăng nhập và các phiên của chính mình")
def security(request: PersonsRequest) -> HttpResponse:
    held, opened = factors.factors_of(request.account), sessions.open_sessions(request.account)
    context = presenters.present_security(request, held, opened, next_url=safe_next(request))
    return ui.page(request, "accounts/doors/security.html", context)


@before_factor
@signed_in("Bật mã một lần cho chính mình")
@proved_lately(FACTORS)
@sensitive_post_parameters("sealed", "code")
def enrol(request: PersonsRequest) -> HttpResponse:
    """Nothing is kept before the phone has shown a right code."""
    user, wanted = request.account, safe_next(request)
    form = EnrolForm(request.POST if request.method == "POST" else None, user_id=user.pk)
    if request.method == "POST" and form.is_valid():
        taken = throttle.take_try(user.get_username(), throttle.address_of(request))
        try:
            codes = factors.enrol_one_time(
                actor=request.actor, user=user, key=form.key, code=form.cleaned_data["code"], at=clock.now()
            )
        except Refused as wrong:
            form.add_error("code", wrong.reason)
        else:
            throttle.give_back(taken)
            return after_change(request, codes, wanted, factor="one_time")
    context = presenters.present_enrol(form, user, wanted)
    return ui.page(request, "accounts/doors/enrol.html", context, status=422 if form.errors else 200)


def after_change(request: PersonsRequest, codes: list[str], wanted: str, *, factor: str) -> HttpResponse:
    """A change of factors ends the other sessions; recovery codes are shown this once."""
    stages.mark_factor(request, factor)
    ended = sessions.end_others(actor=request.actor, user=request.account, but=request.session.session_key)
    if codes:
        return show_codes(request, codes, wanted)
    ui.tell(request, " ".join([_("Đã đổi cách xác thực."), *([sessions.told_ended(ended)] if ended else [])]))
    return redirect(SECURITY)


def show_codes(request: PersonsRequest, codes: list[str], wanted: str) -> HttpResponse:
    return ui.page(
        request, "accounts/doors/codes.html", presenters.present_codes(codes, request.account, wanted)
    )


@signed_in("Tắt mã một lần của chính mình")
@proved_lately(FACTORS)
@require_POST
def drop_one_time(request: PersonsRequest) -> HttpResponse:
    needed = requirements.is_needed(request.actor.roles, request.actor.on)
    factors.drop_one_time(actor=request.actor, user=request.account, needed=needed)
    return after_change(request, [], "/", factor=factor_left(request))


def factor_left(request: PersonsRequest) -> str:
    return "passkey" if factors.has_factor(request.account) else ""


@signed_in("Làm bộ mã khôi phục mới cho chính mình")
@proved_lately(FACTORS)
@require_POST
def renew_codes(request: PersonsRequest) -> HttpResponse:
    return show_codes(request, factors.renew_codes(actor=request.actor, user=request.account), "/")


@before_factor
@signed_in("Kết thúc một phiên của chính mình")
@require_POST
def end_session(request: PersonsRequest, handle: UUID) -> HttpResponse:
    sessions.end_session(actor=request.actor, user=request.account, handle=handle)
    ui.tell(request, _("Đã đăng xuất máy ấy."))
    return redirect(SECURITY)


@before_factor
@signed_in("Kết thúc mọi phiên khác của chính mình")
@require_POST
def end_other_sessions(request: PersonsRequest) -> HttpResponse:
    ended = sessions.end_others(actor=request.actor, user=request.account, but=request.session.session_key)
    ui.tell(request, sessions.told_ended(ended))
    return redirect(SECURITY)
