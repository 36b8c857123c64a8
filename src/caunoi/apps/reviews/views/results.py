"""What was frozen: its people, one of them, and a code from a paper checked by anybody."""

from typing import Any
from uuid import UUID

from django.db.models import Count
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.selectors import unit_labels
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.apps.reviews.figures import results as figures
from caunoi.apps.reviews.forms import CodeForm, ResultFilter
from caunoi.apps.reviews.models import Adjustment, FrozenPerson, FrozenReview
from caunoi.apps.reviews.presenters.checking import present_asking, present_checked
from caunoi.apps.reviews.presenters.results import (
    PAGE,
    PersonResult,
    ResultsPage,
    present_person,
    present_results,
)
from caunoi.apps.reviews.selectors import results as selectors
from caunoi.apps.reviews.selectors.checking import check_code, code_in
from caunoi.foundation import ui
from caunoi.foundation.audit.readings import note
from caunoi.foundation.figures.scopes import scope_of
from caunoi.foundation.policy import can, visible
from caunoi.foundation.policy.census import needs, public
from caunoi.foundation.ui.components import ErrorSummary
from caunoi.foundation.ui.requests import ActingRequest

WAY = "reviews:results"
ANYBODY = "Mã in trên giấy là của nội dung; ai cầm giấy cũng kiểm tra được, và trang không nêu tên ai"


@require_GET
@needs(FrozenPerson, "view")
def result_list(request: ActingRequest, review_id: UUID) -> HttpResponse:
    review = _review(request, review_id)
    page = _page(request, review)
    note(request.actor, [each.cadre_id for each in page.people], WAY)
    return ui.page(request, "reviews/results.html", present_results(page))


def _review(request: ActingRequest, review_id: UUID) -> FrozenReview:
    return selectors.frozen_or_404(request.actor, review_id)


def _page(request: ActingRequest, review: FrozenReview) -> ResultsPage:
    actor, said = request.actor, scope_of(dict(request.GET.lists()), review.as_of)
    asked = selectors.asked_of(review, said.where, said.unit_id)
    scope = figures.scope_in(review, asked)
    typed = request.GET.get("trang", "")
    number = max(int(typed), 1) if typed.isdecimal() and len(typed) < 6 else 1
    rows = selectors.in_order(actor, selectors.results(actor, review, asked))
    people = list(rows[(number - 1) * PAGE : number * PAGE])
    return ResultsPage(
        actor,
        review,
        figures.counted(actor, review, scope),
        _tally(request, review, asked),
        people,
        selectors.told_of(actor, review, [each.cadre_id for each in people]),
        _form(request, review, asked),
        number,
    )


def _tally(request: ActingRequest, review: FrozenReview, asked: selectors.Asked) -> dict[str, Any]:
    """Each verdict within the unit looked at, and everybody: whatever else the filter says."""
    words = [*selectors.WORDS, ""]
    scopes = {
        word: figures.scope_in(review, selectors.Asked(verdict=word, unit_id=asked.unit_id)) for word in words
    }
    found = {word: figures.counted(request.actor, review, scope) for word, scope in scopes.items()}
    return {word: value for word, value in found.items() if value.value or not word}


def _form(request: ActingRequest, review: FrozenReview, asked: selectors.Asked) -> ResultFilter:
    tree = unit_tree(on=review.as_of)
    there = visible(request.actor, FrozenPerson).filter(review=review)
    units = {unit for unit, _many in there.values_list("unit_id").annotate(Count("pk")) if unit in tree}
    labels = unit_labels(units, review.as_of)
    choices = sorted(((tree.node(unit).key, labels[unit]) for unit in units), key=lambda each: each[1])
    unit = tree.node(asked.unit_id).key if asked.unit_id and asked.unit_id in tree else ""
    names = selectors.requirement_names(review)
    codes = [(code, f"{code} – {_(name)}") for code, name in names.items()]
    return ResultFilter(asked=asked, unit=unit, units=choices, requirements=codes)


@require_GET
@needs(FrozenPerson, "view")
def person(request: ActingRequest, review_id: UUID, cadre_id: UUID) -> HttpResponse:
    """One person's sealed result, to be printed with its code."""
    actor, review = request.actor, _review(request, review_id)
    row = selectors.person_or_404(actor, review, cadre_id)
    note(actor, [cadre_id], WAY)
    told = selectors.told_of(actor, review, [cadre_id])
    found = PersonResult(
        review,
        row,
        told.names.get(cadre_id, ""),
        list(visible(actor, Adjustment).filter(review=review, cadre_id=cadre_id).order_by("ordinal")),
        can(actor, "change", review.round),
        visible(actor, Cadre).filter(pk=cadre_id).exists(),
        request.build_absolute_uri(reverse("reviews:code", args=[row.mark])) if row.mark else "",
    )
    return ui.page(request, "reviews/result.html", present_person(found))


@require_GET
@public(ANYBODY)
def ask_code(request: ActingRequest) -> HttpResponse:
    """A code typed from a paper leads to its own address, which is also what the square on the paper says."""
    form = CodeForm(request.GET or None)
    if form.is_valid():
        said = form.cleaned_data["ma"]
        return HttpResponseRedirect(reverse("reviews:code", args=[code_in(said) or "0"]))
    context = {**present_asking(form), "errors": ErrorSummary.of(form)}
    return ui.page(request, "ui/ask_code.html", context, status=422 if form.errors else 200)


@require_GET
@public(ANYBODY)
def code(request: ActingRequest, mark: str) -> HttpResponse:
    said = code_in(mark)
    found = check_code(said) if said else None
    context = present_checked(said, found)
    return ui.page(request, "reviews/code.html", context, status=200 if found else 404)
