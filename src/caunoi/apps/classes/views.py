"""The catalogue of programmes and venues."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from caunoi.apps.classes import presenters, selectors, services
from caunoi.apps.classes.models import Programme
from caunoi.foundation import ui
from caunoi.foundation.policy.census import needs
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui.requests import ActingRequest


@require_GET
@needs(Programme, "view")
def catalogue(request: ActingRequest) -> HttpResponse:
    on = ui.day_of(request)
    context = presenters.present_catalogue(
        list(selectors.programmes_on(request.actor, on)),
        list(selectors.venues_on(request.actor, on)),
        list(selectors.lecturers_on(request.actor, on)),
        on,
        may_load=holds(request.actor, Programme, "add"),
    )
    return ui.page(request, "classes/catalogue.html", context)


@require_POST
@needs(Programme, "add")
def load(request: ActingRequest) -> HttpResponse:
    """Bring the catalogue to what comes with the product; rows under other codes stay."""
    tally = services.load_catalogue(actor=request.actor)
    told = {"added": tally.added, "changed": tally.changed, "unchanged": tally.unchanged}
    ui.tell(request, _("Đã nạp danh mục: thêm %(added)s, sửa %(changed)s, không đổi %(unchanged)s.") % told)
    return HttpResponseRedirect(reverse("classes:catalogue"))
