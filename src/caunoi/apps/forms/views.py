"""Official forms: which there are, one filled and as a file, and whether they agree with each other."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.services.exporting import EXPORT
from caunoi.apps.forms.forms import ScopeForm
from caunoi.apps.forms.presenters import pages
from caunoi.apps.forms.presenters.files import TYPES, form_file
from caunoi.apps.forms.selectors.definitions import FormDefinition, form_of_or_404, forms_of
from caunoi.apps.forms.services.checking import Checking, names_of
from caunoi.apps.forms.services.class_rows import classes_of
from caunoi.apps.forms.services.filled import Filled, FormScope
from caunoi.apps.forms.services.filling import fill_form
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.apps.planning.models import Offering
from caunoi.foundation import ui
from caunoi.foundation.audit.readings import note
from caunoi.foundation.audit.services import record_list
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.requests import ActingRequest


class UnreadableScope(Refused):
    """A unit or a class that cannot be found, or a file of another kind."""

    status = 400


@require_GET
@needs(Offering, "view")
def form_list(request: ActingRequest) -> HttpResponse:
    on = ui.day_of(request)
    return ui.page(
        request,
        "forms/list.html",
        pages.present_forms(request.actor, forms_of(request.actor, on), _query(request)),
    )


@require_GET
@needs(Offering, "view")
def form_page(request: ActingRequest, key: str) -> HttpResponse:
    on = ui.day_of(request)
    definition = form_of_or_404(request.actor, key, on)
    form = _scope_form(request, definition)
    filled = fill_form(request.actor, definition, _scope(form, request))
    if request.GET.get("format"):
        return _file(request, filled)
    context = pages.present_form(request.actor, filled, form, request.get_full_path())
    return ui.page(request, "forms/form.html", context)


@require_GET
@needs(Cadre, "view")
def form_checks(request: ActingRequest) -> HttpResponse:
    form = ScopeForm(_with_unit(request), on=ui.day_of(request))
    checked = Checking(request.actor, _scope(form, request)).outcomes()
    names = names_of(request.actor, checked)
    return ui.page(request, "forms/checks.html", pages.present_checks(checked, names, form, _query(request)))


def _scope_form(request: ActingRequest, definition: FormDefinition) -> ScopeForm:
    if definition.content != "class":
        return ScopeForm(_with_unit(request), on=ui.day_of(request))
    classes = [
        (str(each.pk), f"{each.code} – {each.programme.name} ({each.plan.year})")
        for each in classes_of(request.actor)
    ]
    return ScopeForm(request.GET, on=ui.day_of(request), classes=classes)


def _with_unit(request: ActingRequest) -> dict[str, str]:
    """A unit as lists name it, by code or lasting key, is one the picker knows by its code."""
    typed, on = request.GET.get("xa", "").strip(), ui.day_of(request)
    named = next((node for node in unit_tree(on=on).nodes.values() if typed and typed == node.slug), None)
    return {"xa": named.code if named and named.code else typed}


def _scope(form: ScopeForm, request: ActingRequest) -> FormScope:
    if not form.is_valid():
        raise UnreadableScope(" ".join(str(fault) for faults in form.errors.values() for fault in faults))
    chosen = form.cleaned_data.get("lop")
    return FormScope(ui.day_of(request), form.cleaned_data.get("xa"), UUID(chosen) if chosen else None)


def _file(request: ActingRequest, filled: Filled) -> HttpResponse:
    format = request.GET["format"]
    if format not in TYPES:
        raise UnreadableScope(_("Tệp chỉ có dạng xlsx, docx hoặc pdf."))
    data, name, kind = form_file(request.actor, filled, format)
    if filled.definition.content != "counts":
        note(request.actor, filled.people, EXPORT)
    asked = dict(request.GET.lists())
    record_list(request.actor, filled.definition.title, rows=filled.count, form=format, asked=asked)
    return ui.download(request, data, name, kind)


def _query(request: ActingRequest) -> str:
    """The scope of this page for the next one: the day and the unit."""
    kept = request.GET.copy()
    for key in set(kept) - {"ngay", "xa"}:
        del kept[key]
    return f"?{kept.urlencode()}" if kept else ""
