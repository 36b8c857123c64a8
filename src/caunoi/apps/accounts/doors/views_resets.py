"""Administrators begin somebody's second factors anew: one asks, another decides."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.accounts.doors import presenters_resets as presenters
from caunoi.apps.accounts.doors import resets
from caunoi.apps.accounts.doors.forms import ResetForm
from caunoi.apps.accounts.doors.requests import PersonsRequest
from caunoi.apps.accounts.forms import DecisionForm
from caunoi.apps.accounts.models import FactorReset, User
from caunoi.apps.accounts.presenters_of_decisions import why_not
from caunoi.apps.accounts.selectors import accounts_by_key
from caunoi.foundation import policy, ui
from caunoi.foundation.policy.census import needs
from caunoi.foundation.policy.proof import proved_lately

DEED = gettext_noop("Đặt lại xác thực")


@needs(FactorReset, "add")
@proved_lately(DEED)
def ask(request: PersonsRequest, user_id: UUID) -> HttpResponse:
    user = policy.get_or_404(request.actor, User, pk=user_id)
    form = ResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        resets.ask_reset(actor=request.actor, user=user, reason=form.cleaned_data["reason"])
        ui.tell(request, _("Đã ghi yêu cầu. Xác thực được đặt lại khi một quản trị viên khác duyệt."))
        return redirect("accounts:account", user.pk)
    context = presenters.present_reset(user, form, waits=resets.waits_for(user.pk))
    return ui.page(request, "accounts/doors/reset.html", context, status=422 if form.errors else 200)


@needs(FactorReset, "approve")
def waiting(request: PersonsRequest) -> HttpResponse:
    found = resets.waiting_resets(request.actor)
    names = accounts_by_key(each.asked_by for each in found)
    return ui.page(request, "accounts/waiting.html", presenters.present_resets(found, names))


@needs(FactorReset, "approve")
@proved_lately(DEED)
def decide(request: PersonsRequest, reset_id: UUID) -> HttpResponse:
    asked = policy.get_or_404(request.actor, FactorReset, "approve", pk=reset_id)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = resets.refuse_reset if form.refuses else resets.approve_reset
        act(actor=request.actor, asked=asked, reason=form.cleaned_data["reason"])
        ui.tell(
            request,
            _("Không duyệt yêu cầu đặt lại.")
            if form.refuses
            else _("Đã đặt lại. Người ấy đăng nhập bằng mật khẩu rồi bật lại xác thực hai bước."),
        )
        return redirect("accounts:resets")
    names = accounts_by_key([asked.asked_by])
    hindrance = why_not(lambda: resets.check_may_approve(request.actor, asked))
    context = presenters.present_reset_decision(asked, names, form, hindrance)
    return ui.page(request, "accounts/decide.html", context, status=422 if form.errors else 200)
