"""Who read my file: for the person concerned alone."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from caunoi.apps.cadres.presenters.readers import present_readers
from caunoi.apps.cadres.selectors.readers import looks_at
from caunoi.foundation import ui
from caunoi.foundation.audit.models import Reading
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.requests import ActingRequest


@require_GET
@needs(Reading, "view")
def readers(request: ActingRequest) -> HttpResponse:
    """Only of oneself: the address names nobody."""
    mine = request.actor.subject_id
    asked = request.GET.get("trang", "")
    page = max(int(asked), 1) if asked.isdecimal() and len(asked) < 6 else 1
    looks = looks_at(mine) if mine else []
    context = present_readers(looks, request.actor.on, request.get_full_path(), page)
    return ui.page(request, "cadres/readers.html", context)
