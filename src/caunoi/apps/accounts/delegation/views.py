"""One's own delegations: given, received, a new one, ended early."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST

from caunoi.apps.accounts.delegation import presenters, selectors, services
from caunoi.apps.accounts.delegation.forms import DelegationForm
from caunoi.apps.accounts.delegation.rules import Wanted
from caunoi.foundation import ui
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy.census import signed_in
from caunoi.foundation.policy.proof import proved_lately
from caunoi.foundation.ui.requests import ActingRequest

DELEGATING = gettext_noop("Ủy quyền")


@require_http_methods(["GET", "POST"])
@signed_in("Ủy quyền của chính mình: chỉ quyền của mình, chỉ lần ủy quyền của mình")
@proved_lately(DELEGATING)
def delegations(request: ActingRequest) -> HttpResponse:
    actor = request.actor
    own = selectors.own_rights(actor)
    rights = [(str(each.grant.pk), presenters.right_words(each)) for each in own]
    form = DelegationForm(request.POST or None, on=actor.on, rights=rights) if own else None
    if form is not None and request.method == "POST" and form.is_valid() and _pass_on(request, form):
        ui.tell(request, _("Đã ghi ủy quyền. Có hiệu lực khi một quản trị viên duyệt."))
        return redirect(presenters.ADDRESS)
    context = presenters.present_delegations(actor, selectors.delegations_of(actor), form)
    return ui.page(request, "accounts/delegations.html", context, status=422 if form and form.errors else 200)


def _pass_on(request: ActingRequest, form: DelegationForm) -> bool:
    """A refusal is said in the form, with what was typed still in it."""
    given = form.cleaned_data
    own = selectors.own_right_or_404(request.actor, UUID(given["right"]))
    assert own.grant.unit_id is not None
    try:
        wanted = Wanted(
            user=selectors.deputy_called(given["username"]),
            unit_id=given["unit"] or own.grant.unit_id,
            reach=given["reach"],
            valid_from=given["valid_from"],
            valid_to=given["valid_to"],
            reason=given["reason"],
        )
        services.delegate(actor=request.actor, own=own, wanted=wanted)
    except Refused as refusal:
        form.add_error(None, refusal.reason)
        return False
    return True


@require_POST
@signed_in("Người giao hoặc người nhận kết thúc sớm một lần ủy quyền")
def end(request: ActingRequest, delegation_id: UUID) -> HttpResponse:
    grant = selectors.delegation_or_404(request.actor, delegation_id)
    services.end_delegation(actor=request.actor, grant=grant, on=request.actor.on)
    ui.tell(request, _("Đã kết thúc ủy quyền; có hiệu lực ngay."))
    return redirect(presenters.ADDRESS)
