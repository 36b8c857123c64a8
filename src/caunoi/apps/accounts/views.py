"""The door, one's own settings, and the administrator's list of accounts."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from caunoi.apps.accounts import limits, presenters, selectors, services, throttle
from caunoi.apps.accounts.doors import factors, letters, sessions
from caunoi.apps.accounts.doors.addresses import safe_next
from caunoi.apps.accounts.doors.middleware import before_factor
from caunoi.apps.accounts.doors.presenters import security_summary
from caunoi.apps.accounts.doors.requests import PersonsRequest
from caunoi.apps.accounts.forms import AccountForm, DecisionForm, GrantForm, PasswordForm
from caunoi.apps.accounts.models import Grant, User
from caunoi.apps.accounts.tokens.selectors import is_any_waiting, rights_to_draw_from
from caunoi.apps.organisation.models import Unit
from caunoi.foundation import policy, ui
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy.census import needs, public, signed_in
from caunoi.foundation.policy.proof import proved_lately

GRANTING = gettext_noop("Giao quyền")


@before_factor
@public("Đổi ngôn ngữ của chính người gửi, giữ trang và bộ lọc")
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        raise Refused(_("Chỉ có tiếng Việt và tiếng Anh."))
    if isinstance(request.user, User):
        services.choose_language(actor=request.actor, user=request.user, language=language)
    answer = redirect(safe_next(request))
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax", secure=settings.HTTPS, max_age=31_536_000
    )
    return answer


@signed_in("Cài đặt của chính mình")
@sensitive_post_parameters("current", "fresh")
def my_settings(request: PersonsRequest) -> HttpResponse:
    user = request.account
    taken = throttle.take_try(user.get_username(), throttle.address_of(request)) if request.POST else None
    held, opened = factors.factors_of(user), sessions.open_sessions(user)
    least = limits.password_length(request.actor.on, with_factor=bool(held))
    form = PasswordForm(request.POST or None, user=user, least=least)
    valid = taken is not None and form.is_valid()
    if taken and "current" not in form.errors:
        throttle.give_back(taken)
    if valid:
        services.change_password(actor=request.actor, user=user, password=form.cleaned_data["fresh"])
        sessions.end_others(actor=request.actor, user=user, but=request.session.session_key)
        update_session_auth_hash(request, user)
        ui.tell(request, _("Đã đổi mật khẩu. Các máy khác phải đăng nhập lại."))
        return redirect("accounts:mine")
    keeps_keys = bool(rights_to_draw_from(request.actor))
    context = presenters.present_mine(request.actor, form, keeps_keys=keeps_keys)
    context["security"] = security_summary(request.actor, user, held, opened)
    return ui.page(request, "accounts/mine.html", context, status=422 if form.errors else 200)


@needs(User)
def account_list(request: HttpRequest) -> HttpResponse:
    form = AccountForm(request.POST or None, least=limits.password_length(request.actor.on))
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        number = given.pop("person")
        user = services.open_account(
            actor=request.actor, subject_id=selectors.file_numbered(number) if number else None, **given
        )
        ui.tell(request, _("Đã mở tài khoản. Giao quyền để người này làm việc được."))
        return redirect("accounts:account", user.pk)
    context = presenters.present_accounts(
        selectors.accounts(request.actor),
        form,
        waiting=bool(selectors.grants_waiting(request.actor)),
        forgotten={each.user_id for each in letters.waiting_requests(request.actor)},
        keys=is_any_waiting(request.actor),
    )
    return ui.page(request, "accounts/list.html", context, status=422 if form.errors else 200)


@needs(User)
@proved_lately(GRANTING)
def account(request: HttpRequest, user_id: UUID) -> HttpResponse:
    user = policy.get_or_404(request.actor, User, pk=user_id)
    posts = selectors.posts_of(user, request.actor.on)
    form = GrantForm(request.POST or None, on=request.actor.on, posts=posts)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        chosen = given.pop("unit")
        unit = policy.get_or_404(request.actor, Unit, pk=chosen) if chosen else None
        services.give_grant(actor=request.actor, user=user, unit=unit, **given)
        ui.tell(request, _("Đã ghi lần giao quyền. Quyền có hiệu lực khi một quản trị viên khác duyệt."))
        return redirect("accounts:account", user.pk)
    grants = selectors.grants_of(request.actor, user)
    context = presenters.present_account(user, grants, form, on=request.actor.on)
    return ui.page(request, "accounts/account.html", context, status=422 if form.errors else 200)


@needs(Grant, "approve")
def waiting(request: HttpRequest) -> HttpResponse:
    grants = selectors.grants_waiting(request.actor)
    names = selectors.accounts_by_key(grant.granted_by for grant in grants)
    return ui.page(request, "accounts/waiting.html", presenters.present_waiting(grants, names))


@needs(Grant, "approve")
@proved_lately(GRANTING)
def decide(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    grant = policy.get_or_404(request.actor, Grant, "approve", pk=grant_id)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = services.refuse_grant if form.refuses else services.approve_grant
        act(actor=request.actor, grant=grant, reason=form.cleaned_data["reason"])
        ui.tell(
            request,
            _("Không duyệt lần giao quyền.") if form.refuses else _("Đã duyệt; quyền có hiệu lực ngay."),
        )
        return redirect("accounts:waiting")
    names = selectors.accounts_by_key([grant.granted_by, grant.decided_by, grant.user.opened_by])
    context = presenters.present_decision(request.actor, grant, names, form)
    return ui.page(request, "accounts/decide.html", context, status=422 if form.errors else 200)


@needs(Grant, "change")
@require_POST
def end_grant(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    grant = policy.get_or_404(request.actor, Grant, pk=grant_id)
    reason = request.POST.get("ly_do", "").strip() or _("Kết thúc từ trang quản trị")
    services.end_grant(actor=request.actor, grant=grant, on=request.actor.on, reason=reason)
    ui.tell(request, _("Đã kết thúc quyền; có hiệu lực ngay."))
    return redirect("accounts:account", grant.user_id)


@needs(User, "change")
@require_POST
def close_account(request: HttpRequest, user_id: UUID) -> HttpResponse:
    user = policy.get_or_404(request.actor, User, pk=user_id)
    services.close_account(actor=request.actor, user=user, reason=request.POST.get("ly_do", ""))
    ui.tell(request, _("Đã khóa tài khoản."))
    return redirect("accounts:list")
