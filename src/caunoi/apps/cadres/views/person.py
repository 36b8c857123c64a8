"""One person: the page with its parts, and the identity number shown for a reason."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from caunoi.apps.cadres import selectors
from caunoi.apps.cadres.forms.editing import ReasonForm
from caunoi.apps.cadres.models import Cadre, CadreMerge
from caunoi.apps.cadres.presenters import history, parts, person
from caunoi.apps.cadres.presenters.evidence import scan_marks
from caunoi.apps.cadres.presenters.person import PersonFile
from caunoi.apps.cadres.selectors import twins
from caunoi.apps.cadres.services.disclosure import show_identity_number
from caunoi.foundation import ui
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.components import ErrorSummary
from caunoi.foundation.ui.requests import ActingRequest

Events = list[AuditEvent]


@require_GET
@needs(Cadre, "view")
def cadre_page(request: ActingRequest, cadre_id: UUID) -> HttpResponse:
    cadre, heir = twins.found_or_gone(request.actor, cadre_id)
    if cadre is None:
        return _moved(request, heir)
    joined = twins.joined_into(request.actor, cadre)
    events = selectors.events_of(request.actor, cadre, joined)
    file = _file(request, cadre, events, joined)
    context = person.present_person(file)
    context.update(PARTS[file.part](file, events))
    return ui.page(request, "cadres/person.html", context)


def _moved(request: ActingRequest, heir: UUID | None) -> HttpResponse:
    """The old address of a record that was joined to another leads there, and says so."""
    ui.tell(
        request,
        _("Địa chỉ này là của một hồ sơ đã nhập vào hồ sơ dưới đây, vì cùng một người."),
        state="thong-tin",
    )
    return HttpResponseRedirect(ui.with_query(f"/can-bo/{heir}/", ngay=request.GET.get("ngay")))


def _file(request: ActingRequest, cadre: Cadre, events: Events, joined: Sequence[CadreMerge]) -> PersonFile:
    actor, on = request.actor, ui.day_of(request)
    asked = request.GET.get("the", "")
    postings = [post for post in selectors.career_of(actor, cadre) if post.valid_from <= on]
    return PersonFile(
        actor=actor,
        cadre=cadre,
        on=on,
        url=request.get_full_path(),
        held=selectors.posts_held(actor, on, [cadre.pk]).get(cadre.pk, []),
        postings=postings,
        decisions=scan_marks(actor, cadre, selectors.POSTS, postings),
        qualifications=selectors.qualifications_of(actor, cadre),
        source=selectors.source_of_person(
            actor, cadre, [event for event in events if event.target_id == str(cadre.pk)]
        ),
        joined=joined,
        part=asked if asked in person.part_names(actor) else person.LEARNING,
    )


def _learning(file: PersonFile, events: Events) -> dict[str, Any]:
    sources = selectors.sources_of(file.actor, file.qualifications, events)
    may = file.may_change
    marks = scan_marks(file.actor, file.cadre, selectors.PAPERS, file.qualifications)
    table = parts.learning_table(file.actor, file.qualifications, sources, marks, cadre_id=file.cadre.pk)
    return {"body": table, "act": f"/can-bo/{file.cadre.pk}/trinh-do/them/" if may else ""}


def _career(file: PersonFile, events: Events) -> dict[str, Any]:
    sources = selectors.sources_of(file.actor, file.postings, events)
    timeline = parts.career_events(file.postings, sources, file.decisions, file.on)
    return {"body": timeline, "findings": parts.career_findings(file.postings)}


def _ratings(file: PersonFile, events: Events) -> dict[str, Any]:
    ratings = selectors.ratings_of(file.actor, file.cadre)
    table = parts.ratings_table(ratings, selectors.sources_of(file.actor, ratings, events))
    return {"body": table, "act": f"/can-bo/{file.cadre.pk}/xep-loai/" if file.may_change else ""}


def _succession(file: PersonFile, events: Events) -> dict[str, Any]:
    plans = selectors.plans_of(file.actor, file.cadre)
    return {"body": parts.plans_table(plans, selectors.sources_of(file.actor, plans, events), file.on)}


def _history(file: PersonFile, events: Events) -> dict[str, Any]:
    return {"body": history.history_table(file.actor, file.cadre, events, may_change=file.may_change)}


PARTS: dict[str, Callable[[PersonFile, Events], dict[str, Any]]] = {
    person.LEARNING: _learning,
    person.CAREER: _career,
    person.RATINGS: _ratings,
    person.SUCCESSION: _succession,
    person.HISTORY: _history,
}


@require_http_methods(["GET", "POST"])
@needs(Cadre, "view")
def identity_number(request: ActingRequest, cadre_id: UUID) -> HttpResponse:
    cadre = selectors.cadre_or_404(request.actor, cadre_id)
    form = ReasonForm(request.POST or None)
    context: dict[str, Any] = {"cadre": cadre, "form": form, "back": f"/can-bo/{cadre.pk}/"}
    if form.is_valid():
        context["shown"] = True
        context["number"] = show_identity_number(
            actor=request.actor, cadre=cadre, reason=form.cleaned_data["reason"]
        )
    context["errors"] = ErrorSummary.of(form)
    return ui.page(request, "cadres/identity.html", context)
