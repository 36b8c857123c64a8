"""Administrators decide about keys; they see the short name of a key, never the key."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from caunoi.apps.accounts.forms import DecisionForm
from caunoi.apps.accounts.models import AccessToken
from caunoi.apps.accounts.presenters_of_decisions import why_not
from caunoi.apps.accounts.selectors import accounts_by_key
from caunoi.apps.accounts.tokens import presenters, selectors, services
from caunoi.apps.accounts.tokens.views import KEYS
from caunoi.foundation import ui
from caunoi.foundation.policy.census import needs
from caunoi.foundation.policy.proof import proved_lately
from caunoi.foundation.ui.requests import ActingRequest


@needs(AccessToken, "approve")
def every(request: ActingRequest) -> HttpResponse:
    context = presenters.present_all(selectors.every_token(request.actor), request.actor.on)
    return ui.page(request, "accounts/waiting.html", context)


@needs(AccessToken, "approve")
@proved_lately(KEYS)
def decide(request: ActingRequest, token_id: UUID) -> HttpResponse:
    held = selectors.held_or_404(request.actor, token_id)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = services.refuse if form.refuses else services.approve
        act(actor=request.actor, held=held, reason=form.cleaned_data["reason"])
        ui.tell(
            request,
            _("Không duyệt lần xin mã.") if form.refuses else _("Đã duyệt; người xin tự lấy mã, một lần."),
        )
        return redirect("accounts:all_tokens")
    token = held.token
    names = accounts_by_key(
        [token.asked_by, token.decided_by, token.withdrawn_by, token.drawn_from.user.opened_by]
    )
    hindrance = why_not(lambda: services.check_may_approve(request.actor, token))
    context = presenters.present_decision(held, names, form, hindrance, request.actor.on)
    return ui.page(request, "accounts/tokens/decide.html", context, status=422 if form.errors else 200)
