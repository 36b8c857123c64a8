"""Drawing up a reorganisation, looking at everything that follows, signing it, taking it back until its day."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caunoi.apps.organisation import forms, presenters, selectors, services
from caunoi.apps.organisation.models import Reorganisation
from caunoi.foundation import clock, ui
from caunoi.foundation.policy import check
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.components import ErrorSummary
from caunoi.foundation.ui.requests import ActingRequest

Add = Callable[..., None]


@require_GET
@needs(Reorganisation, "view")
def listing(request: ActingRequest) -> HttpResponse:
    found = selectors.reorganisations(request.actor)
    context = presenters.present_reorganisations(request.actor, found, clock.today())
    return ui.page(request, "organisation/reorganisations.html", context)


@require_http_methods(["GET", "POST"])
@needs(Reorganisation, "add")
def start(request: ActingRequest) -> HttpResponse:
    form = forms.ActForm(request.POST or None)
    if not form.is_valid():
        context = presenters.present_start(form)
        return ui.page(request, "organisation/reorganising_form.html", context, status=_status(form))
    draft = services.draft_reorganisation(actor=request.actor, **form.cleaned_data)
    return HttpResponseRedirect(_page_of(draft.pk))


@require_GET
@needs(Reorganisation, "view")
def page(request: ActingRequest, reorganisation_id: UUID) -> HttpResponse:
    """The plan on one side, everything that follows on the other; looking writes nothing."""
    draft = selectors.reorganisation_or_404(request.actor, reorganisation_id)
    return _shown(request, draft, forms.TakingBackForm())


@require_http_methods(["GET", "POST"])
@needs(Reorganisation, "change")
def reword(request: ActingRequest, reorganisation_id: UUID) -> HttpResponse:
    """The act's number once it has one, or another day."""
    draft = selectors.reorganisation_or_404(request.actor, reorganisation_id)
    check(request.actor, "change", draft)
    form = forms.ActForm(request.POST or None, initial=presenters.act_of(draft))
    if not form.is_valid():
        context = presenters.present_rewording(draft, form)
        return ui.page(request, "organisation/reorganising_form.html", context, status=_status(form))
    services.change_act(actor=request.actor, draft=draft, **form.cleaned_data)
    ui.tell(request, _("Đã sửa văn bản. Xem lại phần hệ quả."))
    return HttpResponseRedirect(_page_of(draft.pk))


@require_http_methods(["GET", "POST"])
@needs(Reorganisation, "change")
def add(request: ActingRequest, reorganisation_id: UUID, what: str) -> HttpResponse:
    """One more thing the act does."""
    draft = selectors.reorganisation_or_404(request.actor, reorganisation_id)
    check(request.actor, "change", draft)
    if what not in KINDS:
        raise Http404
    form_class, write = KINDS[what]
    looking = "xem" in request.POST
    form = form_class(request.POST or None, draft=draft)
    if looking:
        form.only_look()
    if looking or not form.is_valid():
        context = presenters.present_addition(draft, what, form, quiet=looking)
        return ui.page(
            request, "organisation/reorganising_form.html", context, status=200 if looking else _status(form)
        )
    write(request, draft, form)
    ui.tell(request, _("Đã thêm vào phương án."))
    return HttpResponseRedirect(_page_of(draft.pk))


@require_POST
@needs(Reorganisation, "change")
def leave_out(request: ActingRequest, reorganisation_id: UUID, at: int) -> HttpResponse:
    draft = selectors.reorganisation_or_404(request.actor, reorganisation_id)
    services.leave_out(actor=request.actor, draft=draft, at=at)
    return HttpResponseRedirect(_page_of(draft.pk))


@require_POST
@needs(Reorganisation, "change")
def sign(request: ActingRequest, reorganisation_id: UUID) -> HttpResponse:
    draft = selectors.reorganisation_or_404(request.actor, reorganisation_id)
    services.sign(actor=request.actor, draft=draft, seen=request.POST.get("da_xem", ""))
    ui.tell(request, _("Đã ghi đúng những gì phần hệ quả nêu. Hoàn tác được đến trước ngày có hiệu lực."))
    return HttpResponseRedirect(_page_of(draft.pk))


@require_POST
@needs(Reorganisation, "change")
def take_back(request: ActingRequest, reorganisation_id: UUID) -> HttpResponse:
    signed = selectors.reorganisation_or_404(request.actor, reorganisation_id)
    form = forms.TakingBackForm(request.POST)
    if not form.is_valid():
        return _shown(request, signed, form)
    reason = form.cleaned_data["ly_do"]
    services.take_back(actor=request.actor, signed=signed, on=clock.today(), reason=reason)
    ui.tell(request, _("Đã hoàn tác: mọi dòng trở về như trước khi ban hành."))
    return HttpResponseRedirect(_page_of(signed.pk))


@require_POST
@needs(Reorganisation, "change")
def withdraw(request: ActingRequest, reorganisation_id: UUID) -> HttpResponse:
    draft = selectors.reorganisation_or_404(request.actor, reorganisation_id)
    services.withdraw(actor=request.actor, draft=draft)
    undo = reverse("organisation:take_up_reorganisation", args=[draft.pk])
    ui.tell(request, _("Đã bỏ phương án."), undo=undo)
    return HttpResponseRedirect(reverse("organisation:reorganisations"))


@require_POST
@needs(Reorganisation, "change")
def take_up(request: ActingRequest, reorganisation_id: UUID) -> HttpResponse:
    draft = selectors.reorganisation_or_404(request.actor, reorganisation_id)
    services.take_up(actor=request.actor, draft=draft)
    ui.tell(request, _("Đã lấy lại phương án, như trước khi bỏ."))
    return HttpResponseRedirect(_page_of(draft.pk))


def _merge(request: ActingRequest, draft: Reorganisation, form: forms.MergerForm) -> None:
    said = form.cleaned_data
    if said["into"]:
        services.absorb(actor=request.actor, draft=draft, sources=form.units, into=said["into"])
        return
    new = {name: said[name] for name in ("name", "type", "code", "parent")}
    services.merge_into_new(actor=request.actor, draft=draft, sources=form.units, **new)


def _part(request: ActingRequest, draft: Reorganisation, form: forms.PartForm) -> None:
    services.move_part(actor=request.actor, draft=draft, **form.cleaned_data)


def _split(request: ActingRequest, draft: Reorganisation, form: forms.SplitForm) -> None:
    services.split_off(actor=request.actor, draft=draft, **form.cleaned_data)


def _change(request: ActingRequest, draft: Reorganisation, form: forms.ChangeForm) -> None:
    services.change_unit(actor=request.actor, draft=draft, **form.cleaned_data)


def _level(request: ActingRequest, draft: Reorganisation, form: forms.LevelForm) -> None:
    services.end_level(actor=request.actor, draft=draft, **form.cleaned_data)


KINDS: dict[str, tuple[type[forms.MoveForm], Add]] = {
    "nhap": (forms.MergerForm, _merge),
    "chuyen": (forms.PartForm, _part),
    "tach": (forms.SplitForm, _split),
    "doi": (forms.ChangeForm, _change),
    "bo-cap": (forms.LevelForm, _level),
}


def _shown(request: ActingRequest, draft: Reorganisation, taking_back: forms.TakingBackForm) -> HttpResponse:
    forecast = services.foresee(actor=request.actor, draft=draft) if draft.is_draft else None
    whole = request.GET.get("phan", "")
    context = presenters.present_reorganisation(request.actor, draft, forecast, clock.today(), whole)
    context |= {"taking_back": taking_back, "errors": ErrorSummary.of(taking_back)}
    return ui.page(request, "organisation/reorganisation.html", context, status=_status(taking_back))


def _page_of(reorganisation_id: UUID) -> str:
    return reverse("organisation:reorganisation", args=[reorganisation_id])


def _status(form: Any) -> int:
    return 422 if form.errors else 200
