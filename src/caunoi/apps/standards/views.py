"""Pages of the standards: the gap matrix, the rules of every title."""

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.organisation.selectors import register
from caunoi.apps.standards import figures, selectors
from caunoi.apps.standards.forms import RestatingForm, district_form
from caunoi.apps.standards.presenters.map_page import present_map
from caunoi.apps.standards.presenters.matrix_files import matrix_file
from caunoi.apps.standards.presenters.matrix_page import (
    MATRIX,
    MOST,
    MatrixPage,
    added_columns,
    groupings,
    offers_of,
    present_matrix,
    shape_of_page,
    tabs_of,
)
from caunoi.apps.standards.presenters.restated_page import present_restated
from caunoi.apps.standards.presenters.restated_parts import present_parts
from caunoi.apps.standards.presenters.rules_page import present_rules, present_title
from caunoi.apps.standards.selectors.matrix import communes_reached, gap_matrix
from caunoi.apps.standards.selectors.restating import Restated, heir_of, restating_of
from caunoi.apps.standards.selectors.rules import standard_of, standards_on
from caunoi.foundation import ui
from caunoi.foundation.errors import Refused
from caunoi.foundation.figures import scope_of
from caunoi.foundation.lists import pages as lists
from caunoi.foundation.policy.census import needs, public
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui.requests import ActingRequest

RULES_ARE_PUBLIC = "Tiêu chuẩn chức danh là quy định công khai"


@require_GET
@needs(Cadre, "view")
def gaps(request: ActingRequest) -> HttpResponse:
    """Communes × requirements, and the same as a file."""
    page = _matrix(request)
    shape = shape_of_page(page)
    if address := lists.forward(request, MATRIX, shape):
        return HttpResponseRedirect(address)
    if request.GET.get("format"):
        return ui.download(request, *matrix_file(page.matrix, request.GET["format"], shape))
    bar = lists.bar_of(
        request, MATRIX, tabs_of(page), shape=shape, offers=offers_of(page), groups=groupings()
    )
    tree = page.found.snapshot.tree
    form = district_form(tree, communes_reached(request.actor), request.GET.get("xa", ""))
    kept = [
        (key, value) for key, values in request.GET.lists() if key not in ("xa", "format") for value in values
    ]
    return ui.page(request, "standards/gaps.html", {**present_matrix(page, bar), "form": form, "kept": kept})


def _matrix(request: ActingRequest) -> MatrixPage:
    params, on = dict(request.GET.lists()), ui.day_of(request)
    asked = figures.asked_in(scope_of(params, on), {})
    found = selectors.verdicts(request.actor, on=on)
    matrix = gap_matrix(request.actor, found, asked)
    extra = [] if request.GET.get("format") else added_columns(request.actor, matrix)
    order = request.GET.get("sap") or MOST
    return MatrixPage(request.actor, request.get_full_path(), matrix, found, order, extra, params)


@require_GET
@needs(Cadre, "view")
def gap_map(request: ActingRequest) -> HttpResponse:
    """The matrix of the day as a map."""
    asked = figures.asked_in(scope_of(dict(request.GET.lists()), ui.day_of(request)), {})
    found = selectors.verdicts(request.actor, on=asked.on)
    page = MatrixPage(request.actor, request.get_full_path(), gap_matrix(request.actor, found, asked), found)
    return ui.page(request, "standards/map.html", present_map(page, request.GET.get("to_mau", "")))


@require_GET
@needs(Cadre, "view")
def restated(request: ActingRequest) -> HttpResponse:
    """The numbers of an old day on the units of a later one."""
    page, found = _restated(request)
    kept = [(key, value) for key, values in request.GET.lists() if key != "theo" for value in values]
    form = RestatingForm(initial={"theo": found.on})
    return ui.page(
        request, "standards/restated.html", {**present_restated(page, found), "form": form, "kept": kept}
    )


@require_GET
@needs(Cadre, "view")
def restated_parts(request: ActingRequest) -> HttpResponse:
    """One of these numbers: the old units it adds up from."""
    page, found = _restated(request)
    column = restating_of(page.matrix, request.GET.get("so", ""))
    unit = heir_of(found, request.GET.get("den", ""))
    return ui.page(request, "standards/restated_parts.html", present_parts(page, found, column, unit))


def _restated(request: ActingRequest) -> tuple[MatrixPage, Restated]:
    asked = figures.asked_in(scope_of(dict(request.GET.lists()), ui.day_of(request)), {})
    later = RestatingForm(request.GET if request.GET.get("theo") else {"theo": register().last_change})
    on = later.cleaned_data["theo"] if later.is_valid() else None
    if on is None or on < asked.on:
        raise Refused(_("Ngày của đơn vị phải bằng hoặc sau ngày của số liệu, ví dụ 01/07/2025."))
    found = selectors.verdicts(request.actor, on=asked.on)
    matrix = gap_matrix(request.actor, found, asked)
    return MatrixPage(request.actor, request.get_full_path(), matrix, found), Restated(matrix, on)


@require_GET
@public(RULES_ARE_PUBLIC)
def rules(request: ActingRequest) -> HttpResponse:
    """Every title of the day with what it is asked, in sentences."""
    on = ui.day_of(request)
    block = request.GET.get("khoi", "")
    return ui.page(request, "standards/rules.html", present_rules(request.actor, standards_on(on), on, block))


@require_GET
@public(RULES_ARE_PUBLIC)
def title(request: ActingRequest, code: str) -> HttpResponse:
    """One title: its rules of all times, what is unsure, and how many people there are."""
    on = ui.day_of(request)
    standard = standard_of(code, on)
    found = selectors.verdicts(request.actor, on=on) if holds(request.actor, Cadre, "view") else None
    return ui.page(request, "standards/title.html", present_title(standard, on, found))
