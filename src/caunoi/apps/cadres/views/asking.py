"""Facts asked of the keepers of files: every request, the people of one, and the answer that there is none."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from caunoi.apps.cadres.forms.asking import UnobtainableForm
from caunoi.apps.cadres.models import AskedFact
from caunoi.apps.cadres.presenters import asking as pages
from caunoi.apps.cadres.selectors import asked_facts as selectors
from caunoi.apps.cadres.services import asking
from caunoi.foundation import ui
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.components import ErrorSummary
from caunoi.foundation.ui.requests import ActingRequest


@require_GET
@needs(AskedFact, "view")
def asked_list(request: ActingRequest) -> HttpResponse:
    """One line for each thing asked and the unit that keeps the files."""
    found = selectors.asked_of_units(request.actor)
    return ui.page(request, "cadres/bulk_list.html", pages.present_requests(found, ui.day_of(request)))


@require_GET
@needs(AskedFact, "view")
def asked_page(request: ActingRequest, ask_id: UUID, unit_id: UUID) -> HttpResponse:
    """The people of one request with the way to answer for each."""
    found = selectors.asked_of_unit(request.actor, ask_id, unit_id)
    context = pages.present_request(request.actor, found, unit_id, ui.day_of(request))
    return ui.page(request, "cadres/asked.html", context)


@require_http_methods(["GET", "POST"])
@needs(AskedFact, "change")
def asked_unobtainable(request: ActingRequest, asked_id: UUID) -> HttpResponse:
    """Why nobody can supply it."""
    asked = selectors.answerable_or_404(request.actor, asked_id)
    form = UnobtainableForm(request.POST or None)
    back = pages.request_url(asked.ask_id, asked.cadre.custodian_id)
    if not form.is_valid():
        context = {**pages.present_answering(asked, form, back), "errors": ErrorSummary.of(form)}
        return ui.page(request, "ui/asking.html", context, status=422 if form.errors else 200)
    asking.say_unobtainable(actor=request.actor, asked=asked, reason=form.cleaned_data["ly_do"])
    ui.tell(request, _("Đã trả lời người hỏi."))
    return HttpResponseRedirect(back)
