"""Named lists of people: those one may open, one with its people, its name, a note, who leaves it."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caunoi.apps.cadres.forms.selections import NoteForm, RenameForm
from caunoi.apps.cadres.models import Selected
from caunoi.apps.cadres.presenters import selections as pages
from caunoi.apps.cadres.selectors import selections as selectors
from caunoi.apps.cadres.services import selecting
from caunoi.foundation import ui
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.components import ErrorSummary
from caunoi.foundation.ui.requests import ActingRequest


@require_GET
@needs(Selected, "view")
def selection_list(request: ActingRequest) -> HttpResponse:
    """Lists of one's own offices and of those above them."""
    found = selectors.open_selections(request.actor)
    return ui.page(
        request, "cadres/bulk_list.html", pages.present_selections(request.actor, found, ui.day_of(request))
    )


@require_GET
@needs(Selected, "view")
def selection_page(request: ActingRequest, selection_id: UUID) -> HttpResponse:
    """The people on it, as far as they are in reach."""
    selection = selectors.selection_or_404(request.actor, selection_id)
    context = pages.present_selection(request.actor, selection, ui.day_of(request))
    return ui.page(request, "cadres/bulk_list.html", context)


@require_http_methods(["GET", "POST"])
@needs(Selected, "change")
def selection_rename(request: ActingRequest, selection_id: UUID) -> HttpResponse:
    selection = selectors.selection_or_404(request.actor, selection_id)
    form = RenameForm(request.POST or None, initial={"ten": selection.name})
    if not form.is_valid():
        context = {**pages.present_renaming(selection, form), "errors": ErrorSummary.of(form)}
        return ui.page(request, "ui/asking.html", context, status=422 if form.errors else 200)
    selecting.rename_selection(actor=request.actor, selection=selection, name=form.cleaned_data["ten"])
    return HttpResponseRedirect(pages.selection_url(selection))


@require_POST
@needs(Selected, "change")
def selection_drop(request: ActingRequest, selection_id: UUID) -> HttpResponse:
    selection = selectors.selection_or_404(request.actor, selection_id)
    selecting.drop_selection(actor=request.actor, selection=selection)
    ui.tell(request, _("Đã xóa nhóm “%(name)s”. Hồ sơ của mọi người không đổi.") % {"name": selection.name})
    return HttpResponseRedirect(reverse("cadres:selections"))


@require_http_methods(["GET", "POST"])
@needs(Selected, "change")
def selected_note(request: ActingRequest, selection_id: UUID, cadre_id: UUID) -> HttpResponse:
    selection = selectors.selection_or_404(request.actor, selection_id)
    member = selectors.member_or_404(request.actor, selection, cadre_id)
    form = NoteForm(request.POST or None, initial={"ghi_chu": member.note})
    if request.method != "POST" or not form.is_valid():
        context = {**pages.present_noting(selection, member, form), "errors": ErrorSummary.of(form)}
        return ui.page(request, "ui/asking.html", context, status=422 if form.errors else 200)
    selecting.note_on(
        actor=request.actor, selection=selection, cadre_id=cadre_id, note=form.cleaned_data["ghi_chu"]
    )
    return HttpResponseRedirect(pages.selection_url(selection))


@require_POST
@needs(Selected, "change")
def selected_remove(request: ActingRequest, selection_id: UUID, cadre_id: UUID) -> HttpResponse:
    selection = selectors.selection_or_404(request.actor, selection_id)
    member = selectors.member_or_404(request.actor, selection, cadre_id)
    selecting.unselect_person(actor=request.actor, selection=selection, cadre_id=cadre_id)
    told = {"person": member.cadre.full_name, "name": selection.name}
    ui.tell(request, _("Đã bỏ %(person)s khỏi nhóm “%(name)s”. Hồ sơ không đổi.") % told)
    return HttpResponseRedirect(pages.selection_url(selection))
