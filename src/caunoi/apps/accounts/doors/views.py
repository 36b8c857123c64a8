"""The door and the step behind it, and the proof asked for again."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from caunoi.apps.accounts import throttle
from caunoi.apps.accounts.doors import factors, presenters, proofs, stages
from caunoi.apps.accounts.doors.addresses import safe_next
from caunoi.apps.accounts.doors.forms import CodeForm, ProofForm, RecoveryForm
from caunoi.apps.accounts.doors.middleware import before_factor
from caunoi.apps.accounts.doors.requests import PersonsRequest
from caunoi.apps.accounts.forms import SignInForm
from caunoi.apps.accounts.models import User
from caunoi.apps.accounts.presenters import present_door
from caunoi.apps.accounts.selectors import actor_of
from caunoi.foundation import clock, ui
from caunoi.foundation.policy.census import public, signed_in

WRONG = gettext_noop("Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra chế độ gõ tiếng Việt rồi nhập lại.")


@before_factor
@public("Cửa đăng nhập")
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method != "POST" and request.user.is_authenticated:
        return redirect(safe_next(request))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = authenticate(request, **form.cleaned_data)
        if isinstance(user, User):
            return after_password(request, user)
        stages.refused(None, "password")
        form.add_error(None, _(WRONG))
    context = {
        **present_door(form, safe_next(request)),
        **presenters.present_elsewhere(safe_next(request)),
        "forgotten": ui.components.Link(_("Quên mật khẩu?"), presenters.FORGOTTEN),
    }
    return ui.page(request, "accounts/sign_in.html", context, status=422 if form.errors else 200)


def after_password(request: HttpRequest, user: User) -> HttpResponse:
    """In at once, or on to the second step."""
    wanted = safe_next(request)
    if factors.has_factor(user):
        return to_second_step(request, user, wanted)
    return come_in(request, user, wanted, way="password")


def to_second_step(request: HttpRequest, user: User, wanted: str) -> HttpResponse:
    stages.remember_halfway(request, user)
    return redirect(f"/dang-nhap/buoc-hai/?{urlencode({'next': wanted})}")


def come_in(request: HttpRequest, user: User, wanted: str, *, way: str, factor: str = "") -> HttpResponse:
    stages.enter(request, user, way=way, factor=factor)
    answer = redirect(wanted)
    answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, samesite="Lax", secure=settings.HTTPS)
    return answer


@before_factor
@public("Bước thứ hai của cửa đăng nhập; chỉ mở cho người vừa nhập đúng mật khẩu")
@sensitive_post_parameters("code")
def second_step(request: HttpRequest) -> HttpResponse:
    user, wanted = stages.halfway(request), safe_next(request)
    if user is None:
        return redirect(f"{settings.LOGIN_URL}?{urlencode({'next': wanted})}")
    recovery = request.GET.get("cach") == "khoi-phuc"
    form = (RecoveryForm if recovery else CodeForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        throttle.take_try(user.username, throttle.address_of(request))
        actor = actor_of(user, on=clock.today())
        way = factors.take_code(actor=actor, user=user, typed=form.cleaned_data["code"], at=clock.now())
        if way:
            answer = come_in(request, user, wanted, way="password", factor=way)
            _tell_codes_left(request, user, way)
            return answer
        stages.refused(user, "code")
        form.add_error("code", factors.wrong_code())
    held = factors.factors_of(user)
    context = presenters.present_second_step(form, wanted, factors=held, recovery=recovery)
    return ui.page(request, "accounts/doors/second_step.html", context, status=422 if form.errors else 200)


def _tell_codes_left(request: HttpRequest, user: User, way: str) -> None:
    if way == "recovery":
        left = factors.factors_of(user).codes_left
        ui.tell(
            request,
            _(
                "Đã dùng một mã khôi phục, còn %(left)d mã. Nếu mất điện thoại, hãy bật lại trên điện thoại mới."
            )
            % {"left": left},
            state="chu-y",
            link=ui.components.Link(_("Đăng nhập an toàn"), presenters.SECURITY),
        )


@before_factor
@public("Đăng xuất chỉ kết thúc phiên của chính người gửi")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("/")


@before_factor
@signed_in("Xác nhận lại chính mình trước một việc quan trọng")
@sensitive_post_parameters("xac_nhan")
def prove_again(request: PersonsRequest) -> HttpResponse:
    """For what is opened by a link, as a file is: the proof first, then on to the link."""
    wanted = safe_next(request)
    form = ProofForm(request.POST or None)
    if request.method == "POST" and proofs.judge(request, form):
        return redirect(wanted)
    held = factors.factors_of(request.account)
    context = presenters.present_proof(request, form, _("Mở trang hoặc tải tệp này"), held, next_url=wanted)
    return ui.page(request, "accounts/doors/proof.html", context, status=422 if form.errors else 200)
