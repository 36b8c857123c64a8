"""The households of a plan: every number saves itself, what does not add up is said beside it."""

from uuid import UUID

from django.forms import BaseForm
from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from caunoi.apps.organisation import forms, selectors, services
from caunoi.apps.organisation.models import Reorganisation
from caunoi.apps.organisation.presenters.households import (
    HouseholdsPage,
    address_of,
    card_of,
    present_households,
    wrong,
)
from caunoi.foundation import ui
from caunoi.foundation.policy import can, check
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.answers import asked_by_htmx
from caunoi.foundation.ui.requests import ActingRequest

LINE = "dong"


@require_GET
@needs(Reorganisation, "view")
def page(request: ActingRequest, reorganisation_id: UUID) -> HttpResponse:
    draft = selectors.reorganisation_or_404(request.actor, reorganisation_id)
    return ui.page(request, "organisation/households.html", present_households(_page(request, draft)))


@require_POST
@needs(Reorganisation, "change")
def tell(request: ActingRequest, reorganisation_id: UUID) -> HttpResponse:
    """One line: the answer is how the line stands now, and what its unit adds up to."""
    draft = selectors.reorganisation_or_404(request.actor, reorganisation_id)
    check(request.actor, "change", draft)
    shown, key = _page(request, draft), request.POST.get(LINE, "")
    form = shown.form_of(card_of(shown, key), request.POST)
    if not form.is_valid():
        return _with_fault(request, shown, key, form)
    count = form.cleaned_data["so_ho"]
    fresh = services.tell_households(actor=request.actor, draft=draft, key=key, count=count)
    shown = _page(request, fresh)
    card = card_of(shown, key)
    context = {"card": card, "group": shown.group_of(key), "after": shown.after, "swapped": True}
    return ui.swap(
        request, "organisation/_households_told.html", context, redirect_to=f"{address_of(fresh)}#{card.slug}"
    )


def _page(request: ActingRequest, draft: Reorganisation) -> HouseholdsPage:
    may = draft.is_draft and can(request.actor, "change", draft)
    return HouseholdsPage(draft, selectors.household_lines(draft), may, forms.HouseholdsForm)


def _with_fault(request: ActingRequest, shown: HouseholdsPage, key: str, form: BaseForm) -> HttpResponse:
    """The sentence at the line; without script the whole page again, with what was typed."""
    if asked_by_htmx(request):
        context = {"card": wrong(shown, key, form)}
        return ui.swap(request, "organisation/_households_told.html", context, status=422)
    return ui.page(request, "organisation/households.html", present_households(shown, key, form), status=422)
