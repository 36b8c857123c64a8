"""Why a number is not what it was: the page."""

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.standards.figures.changes import (
    KNOWN_THEN,
    SINCE,
    UNTIL,
    ChangeAsked,
    change_in,
    change_scope,
    comparable,
)
from caunoi.apps.standards.figures.questions import NUMBER
from caunoi.apps.standards.forms import ChangeForm, change_form
from caunoi.apps.standards.presenters.changes_page import present_change
from caunoi.foundation import ui
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.requests import ActingRequest

CHOSEN = frozenset({NUMBER, SINCE, "ngay", "on", KNOWN_THEN})


@require_GET
@needs(Cadre, "view")
def changes(request: ActingRequest) -> HttpResponse:
    """The change of a number between two days; ``den``, the later one, is the day of the page."""
    if request.GET.get(UNTIL):
        return HttpResponseRedirect(ui.with_query(request, den=None, on=None, ngay=request.GET[UNTIL]))
    params = dict(request.GET.lists())
    asked = change_in(request.actor, change_scope(params, ui.day_of(request)))
    kept = [(key, value) for key, values in params.items() if key not in CHOSEN for value in values]
    context = {**present_change(asked), "form": _form(asked), "kept": kept}
    return ui.page(request, "standards/changes.html", context)


def _form(asked: ChangeAsked) -> ChangeForm:
    numbers = [(each.code, _(str(each.title))) for each in comparable(asked)]
    known = asked.params[KNOWN_THEN]
    return change_form(numbers, so=asked.of.code, tu=asked.before.on, ngay=asked.after.on, known_tu=known)
