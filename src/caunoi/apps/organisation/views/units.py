"""Pages of units: anybody may read them, units are public facts."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse

from caunoi.apps.organisation import extensions, figures, forms, pickers, presenters, selectors
from caunoi.apps.organisation.tree import Tree
from caunoi.foundation import ui
from caunoi.foundation.figures import Scope
from caunoi.foundation.lists import pages as lists
from caunoi.foundation.policy.census import public
from caunoi.foundation.ui.components import Tab
from caunoi.foundation.ui.days import day_of
from caunoi.foundation.ui.requests import ActingRequest

OPEN = "Danh mục đơn vị hành chính là dữ kiện công khai"
LETTERS = {"ensure_ascii": False}


@public(OPEN)
def tree(request: ActingRequest) -> HttpResponse:
    """The tree of any day, and the same as a file."""
    found = selectors.unit_tree(on=day_of(request))
    form = request.GET.get("format", "")
    if form in presenters.FORMATS:
        return ui.download(request, *presenters.tree_file(found, form))
    return ui.page(request, "organisation/tree.html", _tree_page(request, found))


def _tree_page(request: ActingRequest, found: Tree) -> dict[str, Any]:
    communes = figures.communes_within(found, found.districts)
    return presenters.present_tree(request, found, figures.tally(found), communes)


@public(OPEN)
def unit_list(request: ActingRequest) -> HttpResponse:
    """The units behind a number, in the shape the address names."""
    params = dict(request.GET.lists())
    if address := lists.forward(request, presenters.UNITS, presenters.shape_in(params)):
        return HttpResponseRedirect(address)
    said = forms.ListForm(request.GET).said()
    found = selectors.unit_tree(on=day_of(request))
    code = figures.code_asked(said.get("cap", ""), said.get("loai", ""))
    value = figures.counted(code, found, Scope(found.on, unit_id=said.get("thuoc")))
    form = request.GET.get("format", "")
    if form in presenters.FORMATS:
        return ui.download(request, *presenters.list_file(found, value, form, params))
    panel = forms.unit_filter(found, {"cap": figures.level_of(code), "thuoc": said.get("thuoc")})
    presets = [
        Tab(
            title,
            ui.with_query(presenters.LIST, cap=word, ngay=request.GET.get("ngay")),
            current=code == each,
        )
        for each, word, title in figures.levels()
    ]
    context = presenters.present_list(request, found, value, panel, presets)
    return ui.page(request, "organisation/list.html", context)


@public(OPEN)
def search(request: HttpRequest) -> HttpResponse:
    """Type to find: a fragment while one types, a page without script, JSON for pickers."""
    text, on = request.GET.get("q", "")[:100].strip(), day_of(request)
    found = selectors.unit_tree(on=on)
    living = selectors.find_units(text, on=on)
    if request.GET.get("format") == "json":
        return JsonResponse(
            [presenters.picked(found, node) for node in living], safe=False, json_dumps_params=LETTERS
        )
    context = presenters.present_search(found, text, living, selectors.past_units(text, on=on))
    if request.htmx:
        return ui.swap(request, "organisation/_found.html", context)
    return ui.page(request, "organisation/search.html", context)


@public(OPEN)
def suggest(request: HttpRequest) -> HttpResponse:
    """What a picker offers for the letters typed so far; ``truong`` names its text box."""
    text = request.GET.get(request.GET.get("truong", "q"), "")[:100]
    found = selectors.unit_tree(on=day_of(request))
    options = [
        (pickers.written(node), found.path_label(node.id)) for node in selectors.find_units(text, on=found.on)
    ]
    return ui.page(request, "organisation/_options.html", {"options": options})


@public(OPEN)
def unit(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """One unit through time."""
    on = day_of(request)
    if request.GET.get("format") == "json":
        answers = [presenters.looked_up(each) for each in selectors.lookup_unit(unit_id, on=on)]
        return JsonResponse(answers, safe=False, json_dumps_params=LETTERS)
    context = _unit_page(request, unit_id, selectors.unit_tree(on=on))
    return ui.page(request, "organisation/unit.html", context)


def _unit_page(request: HttpRequest, unit_id: UUID, found: Tree) -> dict[str, Any]:
    story = selectors.story_of(unit_id, on=found.on)
    communes = figures.communes_within(found, found.above_communes(unit_id)).get(unit_id)
    panels = extensions.panels(request.actor, unit_id, found.on)
    return {**presenters.present_unit(request, story, found, communes), "panels": panels}
