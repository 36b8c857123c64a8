"""The laboratory: all drafts, beginning one, its trial, changing it, asking what it would cost."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caunoi.apps.cadres.selectors import unit_or_404
from caunoi.apps.laboratory.forms import CopyForm, FileForm, TextForm, ValuesForm, copied
from caunoi.apps.laboratory.models import DraftStandard
from caunoi.apps.laboratory.presenters.cost import present_cost
from caunoi.apps.laboratory.presenters.drafts import form_head, present_drafts
from caunoi.apps.laboratory.presenters.trial import TrialPage, present_trial
from caunoi.apps.laboratory.presenters.way_in import HOME
from caunoi.apps.laboratory.selectors.drafts import draft_or_404, drafts_of, rules_of
from caunoi.apps.laboratory.selectors.trial import trial_of
from caunoi.apps.laboratory.services import costing, writing
from caunoi.apps.planning.selectors import job_of
from caunoi.apps.standards.selectors.rules import rules_on
from caunoi.domain.eligibility.drafting import DraftFault, draft_content
from caunoi.domain.eligibility.writing import copy_of, written
from caunoi.foundation import ui
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import can
from caunoi.foundation.policy.census import needs
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui import with_query
from caunoi.foundation.ui.components import ErrorSummary, Link
from caunoi.foundation.ui.requests import ActingRequest

FORM = require_http_methods(["GET", "POST"])


@require_GET
@needs(DraftStandard, "view")
def drafts(request: ActingRequest) -> HttpResponse:
    may_add = holds(request.actor, DraftStandard, "add")
    context = present_drafts(drafts_of(request.actor), ui.day_of(request), may_add=may_add)
    return ui.page(request, "laboratory/drafts.html", context)


@FORM
@needs(DraftStandard, "add")
def new(request: ActingRequest) -> HttpResponse:
    """A copy of a standing rule, or a file: two forms on one page, told apart by the button pressed."""
    on = ui.day_of(request)
    how = request.POST.get("cach", "")
    copy = CopyForm(request.POST if how == "chep" else None, rules=rules_on(on).rules)
    file = FileForm(request.POST, request.FILES) if how == "tep" else FileForm()
    if how == "chep" and copy.is_valid():
        content = copied(copy_of(copy.cleaned_data["rule"]), on)
        name = _("%(rule)s (bản thảo)") % {"rule": content["rule"][0]["name"]}
        return _begun(request, name, written(content), "gia-tri/")
    if how == "tep" and file.is_valid() and _readable(file, "file"):
        return _begun(request, file.cleaned_data["name"], file.cleaned_data["file"], "")
    lead = _("Bản thảo nằm riêng, không ai bị xét theo nó.")
    context = {
        "head": form_head(_("Lập bản thảo"), lead), "copy": copy, "file": file,
        "errors": ErrorSummary.of(copy, file),
    }  # fmt: skip
    return ui.page(request, "laboratory/new.html", context, status=422 if how else 200)


def _readable(form: forms.Form, field: str) -> bool:
    """What stands in the field is a draft; else the form says the line and what to mend."""
    try:
        rules_of(form.cleaned_data[field])
    except DraftFault as fault:
        form.add_error(field, str(fault))
        return False
    return True


def _begun(request: ActingRequest, name: str, text: str, rest: str) -> HttpResponse:
    home = next((grant.unit_id for grant in request.actor.grants if grant.unit_id), None)
    if home is None:
        raise Refused(_("Quyền của bạn không gắn với đơn vị nào nên không lập được bản thảo."))
    unit = unit_or_404(request.actor, home)
    fresh = writing.write_draft(actor=request.actor, unit=unit, name=name, text=text)
    return HttpResponseRedirect(_way(request, fresh, rest))


def _way(request: ActingRequest, draft: DraftStandard, rest: str = "") -> str:
    return with_query(f"{HOME}{draft.pk}/{rest}", ngay=ui.day_of(request).isoformat())


@require_GET
@needs(DraftStandard, "view")
def trial(request: ActingRequest, draft_id: UUID) -> HttpResponse:
    draft, on = draft_or_404(request.actor, draft_id), ui.day_of(request)
    if request.GET.get("format") == "toml":
        return ui.download(request, draft.text.encode(), "ban-thao.toml", "application/toml; charset=utf-8")
    try:
        found = trial_of(request.actor, draft.text, on)
    except DraftFault as fault:
        raise Refused(str(fault)) from fault
    may = can(request.actor, "change", draft) and draft.put_away_at is None
    context = present_trial(TrialPage(draft, found, may))
    cost = present_cost(draft, job_of(draft), may_ask=may, day=on.isoformat())
    return ui.page(
        request, "laboratory/trial.html", {**context, **cost, "file": with_query(request, format="toml")}
    )


@FORM
@needs(DraftStandard, "change")
def values(request: ActingRequest, draft_id: UUID) -> HttpResponse:
    """The levels, ages and months of the draft in a form, which writes the file anew."""
    draft = draft_or_404(request.actor, draft_id, "change")
    content = draft_content(draft.text)
    form = ValuesForm(request.POST or None, name=draft.name, content=content)
    if form.is_valid():
        text = written(form.changed())
        if _as_a_whole(form, text):
            return _changed(request, draft, text, form.cleaned_data["name"])
    lead = _("Đổi mức, bỏ hoặc thêm yêu cầu. Ghi chú sau dấu # trong tệp không được giữ lại.")
    return _form_page(request, draft, form, _("Đổi giá trị của bản thảo"), lead)


def _as_a_whole(form: forms.Form, text: str) -> bool:
    try:
        rules_of(text)
    except DraftFault as fault:
        form.add_error(None, f"{fault.what} {fault.mend}")
        return False
    return True


@FORM
@needs(DraftStandard, "change")
def text(request: ActingRequest, draft_id: UUID) -> HttpResponse:
    """The draft as the file an expert writes."""
    draft = draft_or_404(request.actor, draft_id, "change")
    form = TextForm(request.POST or None, initial={"name": draft.name, "text": draft.text})
    if form.is_valid() and _readable(form, "text"):
        said = form.cleaned_data
        return _changed(request, draft, said["text"].replace("\r\n", "\n"), said["name"])
    lead = _("Sai ở đâu sẽ báo đúng dòng và mục; bản đang lưu giữ nguyên cho đến khi tệp đọc được.")
    return _form_page(request, draft, form, _("Sửa tệp của bản thảo"), lead)


def _changed(request: ActingRequest, draft: DraftStandard, text: str, name: str) -> HttpResponse:
    writing.change_draft(actor=request.actor, draft=draft, text=text, name=name)
    ui.tell(request, _("Đã ghi bản thảo và thử lại."))
    return HttpResponseRedirect(_way(request, draft))


def _form_page(
    request: ActingRequest, draft: DraftStandard, form: forms.Form, title: str, lead: str
) -> HttpResponse:
    back = _way(request, draft)
    context: dict[str, Any] = {
        "head": form_head(title, lead, [Link(draft.name, back)]), "form": form, "back": back,
        "errors": ErrorSummary.of(form),
    }  # fmt: skip
    return ui.page(request, "laboratory/change.html", context, status=422 if form.errors else 200)


@require_POST
@needs(DraftStandard, "change")
def put_away(request: ActingRequest, draft_id: UUID) -> HttpResponse:
    writing.put_away(actor=request.actor, draft=draft_or_404(request.actor, draft_id, "change"))
    ui.tell(request, _("Đã cất bản thảo."))
    return HttpResponseRedirect(HOME)


@require_POST
@needs(DraftStandard, "change")
def ask_cost(request: ActingRequest, draft_id: UUID) -> HttpResponse:
    draft = draft_or_404(request.actor, draft_id, "change")
    costing.ask_for_cost(actor=request.actor, draft=draft, on=ui.day_of(request))
    return HttpResponseRedirect(f"{_way(request, draft)}#chi-phi")


@require_GET
@needs(DraftStandard, "view")
def progress(request: ActingRequest, draft_id: UUID) -> HttpResponse:
    """Asked every second while the cost is looked for; when it is there, the page is asked for once."""
    draft = draft_or_404(request.actor, draft_id)
    page = f"{HOME}{draft.pk}/"
    job = job_of(draft)
    if draft.cost or job is None or job.has_ended:
        answer = HttpResponse(status=204)
        answer["HX-Refresh"] = "true"  # the page may stand at this very address already
        return answer
    shown = present_cost(draft, job, may_ask=False, day="")
    return ui.swap(request, "laboratory/_progress.html", shown, redirect_to=page)
