"""An office's own keys: the list, a new one, the key shown once, withdrawn."""

from datetime import date, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from caunoi.apps.accounts.choices import ReadsUpTo
from caunoi.apps.accounts.delegation.presenters import right_words
from caunoi.apps.accounts.delegation.selectors import Delegation
from caunoi.apps.accounts.limits import of_tokens
from caunoi.apps.accounts.models import AccessToken
from caunoi.apps.accounts.selectors import accounts_by_key
from caunoi.apps.accounts.tokens import presenters, selectors, services
from caunoi.apps.accounts.tokens.forms import TokenForm, WithdrawalForm
from caunoi.apps.accounts.tokens.rules import Wanted, most_of
from caunoi.foundation import ui
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy.census import signed_in
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.policy.proof import proved_lately
from caunoi.foundation.ui.requests import ActingRequest

A_YEAR = timedelta(days=365)
KEYS = gettext_noop("Cấp mã truy cập")


@require_http_methods(["GET", "POST"])
@signed_in("Mã truy cập của đơn vị mình: chỉ đơn vị của quyền mình giữ")
@proved_lately(KEYS)
def tokens(request: ActingRequest) -> HttpResponse:
    actor = request.actor
    form = _form(request, selectors.rights_to_draw_from(actor))
    if form is not None and request.method == "POST" and form.is_valid() and _ask(request, form):
        ui.tell(request, _("Đã ghi lần xin mã. Khi một quản trị viên duyệt, quay lại đây để lấy mã."))
        return redirect("accounts:tokens")
    context = presenters.present_mine(selectors.office_tokens(actor), form, actor.on)
    return ui.page(request, "accounts/tokens/list.html", context, status=422 if form and form.errors else 200)


def _form(request: ActingRequest, own: list[Delegation]) -> TokenForm | None:
    if not own:
        return None
    on = request.actor.on
    return TokenForm(
        request.POST or None,
        on=on,
        until=_until(own, on),
        rights=[(str(each.grant.pk), right_words(each)) for each in own],
        most=max([int(ReadsUpTo.WORK), *(most_of(each.grant.role) for each in own)]),
    )


def _until(own: list[Delegation], on: date) -> date:
    """A year, or as long as the first right lasts."""
    longest = on + min(of_tokens(on).longest, A_YEAR)
    return min(longest, own[0].grant.valid_to or longest)


def _ask(request: ActingRequest, form: TokenForm) -> bool:
    """A refusal is said in the form, with what was typed still in it."""
    given = dict(form.cleaned_data)
    own = selectors.right_or_404(request.actor, UUID(given.pop("right")))
    assert own.grant.unit_id is not None
    unit_id = given.pop("unit") or own.grant.unit_id
    try:
        services.ask_for(actor=request.actor, own=own, wanted=Wanted(unit_id=unit_id, **given))
    except Refused as refusal:
        form.add_error(None, refusal.reason)
        return False
    return True


@require_safe
@signed_in("Một mã của đơn vị mình, hoặc của bất kỳ đơn vị nào với quản trị viên")
def token(request: ActingRequest, token_id: UUID) -> HttpResponse:
    held = selectors.held_or_404(request.actor, token_id)
    context = presenters.present_token(request.actor, held, names=_names(held.token))
    return ui.page(request, "accounts/tokens/token.html", context)


def _names(token: AccessToken) -> dict[str, str]:
    found = accounts_by_key([token.asked_by, token.decided_by, token.withdrawn_by])
    return {key: user.full_name for key, user in found.items()}


@require_POST
@signed_in("Người xin lấy mã đã duyệt, một lần")
@proved_lately(KEYS)
def take(request: ActingRequest, token_id: UUID) -> HttpResponse:
    """Shown by this answer and by no other: loaded again it is refused."""
    held = selectors.held_or_404(request.actor, token_id)
    secret = services.take(actor=request.actor, held=held)
    host = request.build_absolute_uri("/").rstrip("/")
    return ui.page(request, "accounts/tokens/secret.html", presenters.present_secret(held, secret, host))


@require_http_methods(["GET", "POST"])
@signed_in("Đơn vị, ban tổ chức cấp trên hoặc quản trị viên thu hồi mã")
def withdraw(request: ActingRequest, token_id: UUID) -> HttpResponse:
    actor = request.actor
    held = selectors.held_or_404(actor, token_id)
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.withdraw(actor=actor, token=held.token, reason=form.cleaned_data["reason"])
        ui.tell(request, _("Đã thu hồi mã; lần hỏi sau bị từ chối ngay."))
        return redirect(_list_of(actor))
    context = presenters.present_withdrawal(held, form, actor.on)
    return ui.page(request, "accounts/tokens/withdraw.html", context, status=422 if form.errors else 200)


def _list_of(actor: Actor) -> str:
    return "accounts:all_tokens" if holds(actor, AccessToken, "view") else "accounts:tokens"
