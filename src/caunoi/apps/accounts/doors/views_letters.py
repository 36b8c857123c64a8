"""A forgotten password: asked for at the door, answered by administrators, set with the code of a letter."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from caunoi.apps.accounts import limits, passwords, throttle
from caunoi.apps.accounts.choices import PasswordState
from caunoi.apps.accounts.doors import factors, letters, presenters, presenters_resets, stages
from caunoi.apps.accounts.doors.forms import CheckedForm, ForgottenForm, LetterForm
from caunoi.apps.accounts.doors.middleware import before_factor
from caunoi.apps.accounts.doors.requests import PersonsRequest
from caunoi.apps.accounts.forms import DecisionForm
from caunoi.apps.accounts.models import PasswordRequest, User
from caunoi.apps.accounts.presenters_of_decisions import why_not
from caunoi.apps.accounts.selectors import accounts_by_key
from caunoi.foundation import clock, policy, ui
from caunoi.foundation.policy.census import needs, public
from caunoi.foundation.policy.proof import proved_lately
from caunoi.foundation.ui.requests import ActingRequest

DEED = gettext_noop("Cấp lại mật khẩu")


@before_factor
@public("Báo quên mật khẩu; câu trả lời không nói tài khoản có hay không")
def forgotten(request: ActingRequest) -> HttpResponse:
    form = ForgottenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        username = form.cleaned_data["username"]
        throttle.take_try(username, throttle.address_of(request), door=throttle.HELP)
        letters.ask_at_the_door(actor=request.actor, username=username)
        return ui.page(request, "accounts/doors/forgotten.html", presenters.present_forgotten(None))
    context = presenters.present_forgotten(form)
    return ui.page(request, "accounts/doors/forgotten.html", context, status=422 if form.errors else 200)


@before_factor
@public("Đặt mật khẩu mới bằng mã trên giấy; mỗi giấy dùng một lần")
@sensitive_post_parameters("code", "fresh")
def set_password(request: HttpRequest) -> HttpResponse:
    form = LetterForm(request.POST or None, least=limits.password_length(clock.today()))
    if request.method == "POST" and form.is_valid() and _set(request, form):
        ui.tell(request, _("Đã đặt mật khẩu mới. Đăng nhập bằng mật khẩu ấy."))
        return redirect(settings.LOGIN_URL)
    context = presenters.present_set_password(form)
    return ui.page(request, "accounts/doors/set_password.html", context, status=422 if form.errors else 200)


def _set(request: HttpRequest, form: LetterForm) -> bool:
    """Nothing is said of the password, nor of what the account has, before the code is right."""
    given = form.cleaned_data
    taken = throttle.take_try(given["username"], throttle.address_of(request))
    letter = letters.letter_of(given["username"], given["code"], clock.now())
    if letter is None:
        stages.refused(None, "letter")
        form.add_error(None, letters.wrong_letter())
        return False
    throttle.give_back(taken)
    if weakness := _weakness(letter.user, given["fresh"]):
        form.add_error("fresh", weakness)
        return False
    letters.set_password(letter=letter, password=given["fresh"])
    return True


def _weakness(user: User, password: str) -> str:
    least = limits.password_length(clock.today(), with_factor=factors.has_factor(user))
    return passwords.weakness(password, least=least, about=[user.username, user.full_name])


@needs(PasswordRequest, "add")
@require_POST
def ask(request: PersonsRequest, user_id: UUID) -> HttpResponse:
    user = policy.get_or_404(request.actor, User, pk=user_id)
    return redirect("accounts:give_letter", letters.ask_for(actor=request.actor, user=user).pk)


@needs(PasswordRequest, "approve")
def waiting(request: PersonsRequest) -> HttpResponse:
    found = letters.waiting_requests(request.actor)
    names = accounts_by_key(each.asked_by for each in found)
    return ui.page(request, "accounts/waiting.html", presenters_resets.present_requests(found, names))


@needs(PasswordRequest, "approve")
@proved_lately(DEED)
def decide(request: PersonsRequest, letter_id: UUID) -> HttpResponse:
    asked = policy.get_or_404(request.actor, PasswordRequest, "approve", pk=letter_id)
    form_of = CheckedForm if asked.state == PasswordState.PENDING else DecisionForm
    form = form_of(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _answer(request, asked, form)
    names = accounts_by_key([asked.asked_by, asked.checked_by, asked.decided_by])
    context = presenters_resets.present_request(
        asked,
        names,
        form,
        two=letters.takes_two(asked, request.actor),
        why_not=why_not(lambda: letters.check_may_answer(request.actor, asked)),
    )
    return ui.page(request, "accounts/decide.html", context, status=422 if form.errors else 200)


def _answer(request: PersonsRequest, asked: PasswordRequest, form: DecisionForm) -> HttpResponse:
    reason = form.cleaned_data["reason"]
    if form.refuses:
        letters.refuse(actor=request.actor, asked=asked, reason=reason)
        ui.tell(request, _("Không cấp lại mật khẩu."))
        return redirect("accounts:letters")
    code = letters.answer(actor=request.actor, asked=asked, reason=reason)
    if not code:
        ui.tell(request, _("Đã ghi. Một quản trị viên khác duyệt rồi in giấy."))
        return redirect("accounts:letters")
    address = request.build_absolute_uri(presenters.SET)
    context = presenters_resets.present_letter(asked, code, address)
    return ui.page(request, "accounts/doors/letter.html", context)
