"""One's own sheets, and a sheet in the hands of whoever fills it in: each item saves itself."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from caunoi.apps.declarations.forms.saying import ItemForm, NewPaperForm, NewPostForm, form_of
from caunoi.apps.declarations.models import Declaration
from caunoi.apps.declarations.presenters.fill import SheetPage, card, present_sheet, progress
from caunoi.apps.declarations.presenters.own import present_own
from caunoi.apps.declarations.selectors.questions import NEW_PAPER, NEW_POST, question_or_404, questions_of
from caunoi.apps.declarations.selectors.sheets import items_of, my_sheets, sheet_or_404
from caunoi.apps.declarations.services import saying
from caunoi.foundation import ui
from caunoi.foundation.attachments.inspection import inspect
from caunoi.foundation.audit.readings import note
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.answers import asked_by_htmx
from caunoi.foundation.ui.components import ErrorSummary
from caunoi.foundation.ui.requests import ActingRequest

SAME = "dung"
WAY = "declarations:sheet"


@require_GET
@needs(Declaration, "fill")
def own(request: ActingRequest) -> HttpResponse:
    """Every round that asks the person who is signed in; the address names nobody."""
    return ui.page(request, "declarations/own.html", present_own(my_sheets(request.actor)))


@require_GET
@needs(Declaration, "fill")
def sheet(request: ActingRequest, declaration_id: UUID) -> HttpResponse:
    found = sheet_or_404(request.actor, declaration_id, "fill")
    return _whole(request, found)


def _whole(
    request: ActingRequest,
    found: Declaration,
    *,
    paper: NewPaperForm | None = None,
    post: NewPostForm | None = None,
) -> HttpResponse:
    """The whole sheet, with what was sent with a fault still in it."""
    note(request.actor, [found.cadre_id], WAY)
    fresh = _new_forms(request, found)
    page, wrong = _page(request, found), paper or post
    context = present_sheet(
        page, paper or fresh[0], post or fresh[1], new_open=bool(paper), new_post_open=bool(post)
    )
    context["errors"] = ErrorSummary.of(wrong) if wrong else None
    return ui.page(request, "declarations/sheet.html", context, status=422 if wrong else 200)


def _new_forms(request: ActingRequest, found: Declaration) -> tuple[NewPaperForm, NewPostForm]:
    paper = NewPaperForm(kinds=saying.kinds_asked(found), initial={"so": uuid4()})
    return paper, NewPostForm(on=request.actor.on, initial={"so": uuid4()})


def _page(request: ActingRequest, found: Declaration) -> SheetPage:
    return SheetPage(
        request.actor,
        found,
        questions_of(request.actor, found),
        items_of(request.actor, found),
        lambda question, said: form_of(question, initial=dict(said) if said else None),
    )


@require_POST
@needs(Declaration, "fill")
def say(request: ActingRequest, declaration_id: UUID, declared_key: str) -> HttpResponse:
    """One item, right or changed: the answer is the item as it now stands and how far one is."""
    actor, found = request.actor, sheet_or_404(request.actor, declaration_id, "fill")
    question = question_or_404(actor, found, declared_key)
    form: ItemForm | None = None
    if SAME in request.POST:
        saying.say_same(actor=actor, declaration=found, key=declared_key)
    else:
        form = form_of(question, request.POST, request.FILES)
        if form.is_valid():
            values, handed = form.values(), _scan_of(form)
            saying.say_changed(actor=actor, declaration=found, key=declared_key, values=values, handed=handed)
            form = None
    page = _page(request, sheet_or_404(actor, declaration_id, "fill"))
    shown = card(page, question, form)
    context: dict[str, Any] = {"card": shown, "swapped": True, **progress(page)}
    status = 422 if form else 200
    if form and not asked_by_htmx(request):
        return _with_fault(request, page, shown, form)
    back = f"{page.address}#{shown.slug}"
    return ui.swap(request, "declarations/_item_swap.html", context, redirect_to=back, status=status)


def _with_fault(request: ActingRequest, page: SheetPage, shown: Any, form: ItemForm) -> HttpResponse:
    """Without script: the whole page again, the item open with what was typed."""
    context = present_sheet(page, *_new_forms(request, page.sheet))
    for group in context["groups"]:
        group.cards[:] = [shown if each.slug == shown.slug else each for each in group.cards]
    context["errors"] = ErrorSummary.of(form)
    return ui.page(request, "declarations/sheet.html", context, status=422)


def _scan_of(form: ItemForm) -> saying.HandedScan | None:
    """The slow look at a stranger's file happens before anything is locked."""
    file = form.cleaned_data.get("tep")
    return saying.HandedScan(inspect(file.read()), str(file.name)) if file else None


@require_POST
@needs(Declaration, "fill")
def add(request: ActingRequest, declaration_id: UUID) -> HttpResponse:
    """A level the file does not have."""
    found = sheet_or_404(request.actor, declaration_id, "fill")
    form = NewPaperForm(request.POST, request.FILES, kinds=saying.kinds_asked(found))
    if not form.is_valid():
        return _whole(request, found, paper=form)
    saying.say_new_paper(
        actor=request.actor,
        declaration=found,
        number=form.number_of_item,
        values=form.values(),
        handed=_scan_of(form),
    )
    return _done(request, found, _("Đã thêm trình độ vào tờ kê khai."))


@require_POST
@needs(Declaration, "fill")
def add_post(request: ActingRequest, declaration_id: UUID) -> HttpResponse:
    """A post the file does not have."""
    found = sheet_or_404(request.actor, declaration_id, "fill")
    form = NewPostForm(request.POST, request.FILES, on=request.actor.on)
    if not form.is_valid():
        return _whole(request, found, post=form)
    saying.say_new_post(
        actor=request.actor,
        declaration=found,
        number=form.number_of_item,
        values=form.values(),
        handed=_scan_of(form),
    )
    return _done(request, found, _("Đã thêm chức danh vào tờ kê khai."))


@require_POST
@needs(Declaration, "fill")
def remove(request: ActingRequest, declaration_id: UUID, declared_number: UUID) -> HttpResponse:
    found = sheet_or_404(request.actor, declaration_id, "fill")
    there = items_of(request.actor, found)
    post = f"{NEW_POST}:{declared_number}"
    key = post if post in there else f"{NEW_PAPER}:{declared_number}"
    saying.take_out(actor=request.actor, declaration=found, key=key)
    return _done(request, found, _("Đã bỏ mục này khỏi tờ kê khai."))


@require_POST
@needs(Declaration, "fill")
def send(request: ActingRequest, declaration_id: UUID) -> HttpResponse:
    found = sheet_or_404(request.actor, declaration_id, "fill")
    saying.send(actor=request.actor, declaration=found)
    return _done(request, found, _("Đã gửi tờ kê khai."))


@require_POST
@needs(Declaration, "fill")
def take_back(request: ActingRequest, declaration_id: UUID) -> HttpResponse:
    found = sheet_or_404(request.actor, declaration_id, "fill")
    saying.take_back(actor=request.actor, declaration=found)
    return _done(request, found, _("Đã rút lại. Sửa xong nhớ gửi lại."))


def _done(request: HttpRequest, found: Declaration, words: str) -> HttpResponse:
    ui.tell(request, words)
    return HttpResponseRedirect(f"/ke-khai/to/{found.pk}/")
