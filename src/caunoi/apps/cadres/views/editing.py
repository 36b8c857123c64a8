"""Forms that write one person's file: find, parse, call the service, answer."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caunoi.apps.cadres import selectors, services
from caunoi.apps.cadres.forms import editing as forms
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.presenters.editing import both_versions
from caunoi.apps.cadres.services.describing import posting_text, qualification_text
from caunoi.foundation import ui
from caunoi.foundation.policy import check
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.components import ErrorSummary, Heading, Link
from caunoi.foundation.ui.languages import as_written
from caunoi.foundation.ui.requests import ActingRequest

EDIT = require_http_methods(["GET", "POST"])


def _changeable(request: ActingRequest, cadre_id: UUID) -> Cadre:
    cadre = selectors.cadre_or_404(request.actor, cadre_id)
    check(request.actor, "change", cadre)
    return cadre


def _form_page(request: ActingRequest, cadre: Cadre, form: Any, title: str, **more: Any) -> HttpResponse:
    head = Heading(
        title, cadre.full_name, [Link(_("Cán bộ"), "/can-bo/"), Link(cadre.full_name, _address(cadre))]
    )
    context = {"head": head, "form": form, "back": _address(cadre), "errors": ErrorSummary.of(form), **more}
    return ui.page(request, "cadres/edit.html", context, status=422 if form.errors else 200)


def _address(cadre: Cadre, part: str = "") -> str:
    return f"/can-bo/{cadre.pk}/" + (f"?the={part}#cac-phan" if part else "")


def _done(request: ActingRequest, cadre: Cadre, words: str, part: str = "") -> HttpResponse:
    ui.tell(request, words)
    return HttpResponseRedirect(_address(cadre, part))


@EDIT
@needs(Cadre, "change")
def cadre_correct(request: ActingRequest, cadre_id: UUID) -> HttpResponse:
    """A file somebody else saved in between is shown in both versions; sending again then means it."""
    cadre = _changeable(request, cadre_id)
    proposed = {name: request.GET[name] for name in forms.CorrectForm.columns() if name in request.GET}
    form = forms.CorrectForm(request.POST or None, actor=request.actor, cadre=cadre, proposed=proposed)
    title = _("Sửa hồ sơ")
    if not form.is_valid():
        return _form_page(request, cadre, form, title)
    if form.began_from != cadre.version:
        conflict = both_versions(request.actor, cadre, form.changes())
        form.data = {**form.data.dict(), "version": str(cadre.version)}
        return _form_page(request, cadre, form, title, conflict=conflict)
    services.correct_cadre(
        actor=request.actor,
        cadre=cadre,
        expected_version=form.began_from,
        changes=form.changes(),
        reason=form.cleaned_data["reason"],
    )
    return _done(request, cadre, _("Đã lưu hồ sơ."))


@EDIT
@needs(Cadre, "change")
def posting_add(request: ActingRequest, cadre_id: UUID) -> HttpResponse:
    cadre, on = _changeable(request, cadre_id), ui.day_of(request)
    form = forms.PostingForm(request.POST or None, on=on, unit=cadre.custodian_id)
    if not form.is_valid():
        return _form_page(request, cadre, form, _("Thêm chức danh"))
    services.add_posting(actor=request.actor, cadre=cadre, **_with_unit(request, form.cleaned_data))
    return _done(request, cadre, _("Đã thêm chức danh."), "cong-tac")


@EDIT
@needs(Cadre, "change")
def cadre_transfer(request: ActingRequest, cadre_id: UUID) -> HttpResponse:
    cadre, on = _changeable(request, cadre_id), ui.day_of(request)
    form = forms.TransferForm(request.POST or None, on=on)
    if not form.is_valid():
        hint = _(
            "Chức danh chính đang giữ kết thúc đúng ngày chức danh mới bắt đầu; hồ sơ theo về đơn vị mới."
        )
        return _form_page(request, cadre, form, _("Điều động"), hint=hint)
    said = _with_unit(request, form.cleaned_data)
    services.transfer_cadre(actor=request.actor, cadre=cadre, effective_on=said.pop("valid_from"), **said)
    return _done(request, cadre, _("Đã ghi điều động."), "cong-tac")


def _with_unit(request: ActingRequest, said: dict[str, Any]) -> dict[str, Any]:
    return {**said, "unit": selectors.unit_or_404(request.actor, said["unit"])}


@EDIT
@needs(Cadre, "change")
def posting_end(request: ActingRequest, cadre_id: UUID, posting_id: UUID) -> HttpResponse:
    cadre = _changeable(request, cadre_id)
    posting = selectors.posting_or_404(request.actor, cadre, posting_id)
    form = forms.EndPostingForm(request.POST or None)
    if not form.is_valid():
        return _form_page(
            request, cadre, form, _("Ghi thôi giữ chức danh"), hint=as_written(posting_text(posting))
        )
    services.end_posting(actor=request.actor, posting=posting, **form.cleaned_data)
    return _done(request, cadre, _("Đã ghi thôi giữ chức danh."), "cong-tac")


@EDIT
@needs(Cadre, "change")
def qualification_add(request: ActingRequest, cadre_id: UUID) -> HttpResponse:
    cadre = _changeable(request, cadre_id)
    form = forms.QualificationForm(request.POST or None)
    if not form.is_valid():
        return _form_page(request, cadre, form, _("Thêm trình độ"))
    services.add_qualification(actor=request.actor, cadre=cadre, **form.cleaned_data)
    return _done(request, cadre, _("Đã thêm trình độ, chờ xác minh."), "hoc-tap")


@EDIT
@needs(Cadre, "change")
def qualification_verify(request: ActingRequest, cadre_id: UUID, qualification_id: UUID) -> HttpResponse:
    cadre = _changeable(request, cadre_id)
    fact = selectors.qualification_or_404(request.actor, cadre, qualification_id)
    form = forms.VerifyForm(request.POST or None)
    if not form.is_valid():
        return _form_page(
            request, cadre, form, _("Xác minh trình độ"), hint=as_written(qualification_text(fact))
        )
    services.verify_qualification(actor=request.actor, qualification=fact, **form.cleaned_data)
    return _done(request, cadre, _("Đã ghi kết quả xác minh."), "hoc-tap")


@EDIT
@needs(Cadre, "change")
def cadre_rate(request: ActingRequest, cadre_id: UUID) -> HttpResponse:
    cadre = _changeable(request, cadre_id)
    form = forms.RatingForm(request.POST or None)
    if not form.is_valid():
        return _form_page(request, cadre, form, _("Ghi xếp loại năm"))
    services.rate_cadre(actor=request.actor, cadre=cadre, **form.cleaned_data)
    return _done(request, cadre, _("Đã ghi xếp loại."), "xep-loai")
