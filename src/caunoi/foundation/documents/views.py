"""Templates of letters: the kinds, one kind with its fields and versions, its file, a trial with sample facts."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from caunoi.foundation import ui
from caunoi.foundation.documents import all_kinds, kind_or_404, presenters, selectors, services
from caunoi.foundation.documents.filling import fill_kind
from caunoi.foundation.documents.forms import TemplateForm
from caunoi.foundation.documents.models import DocumentTemplate
from caunoi.foundation.policy import check_create
from caunoi.foundation.policy.census import needs
from caunoi.foundation.ui.requests import ActingRequest

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_GET
@needs(DocumentTemplate, "view")
def template_list(request: ActingRequest) -> HttpResponse:
    on = ui.day_of(request)
    kinds = [
        (kind, selectors.in_force(selectors.versions_of(request.actor, kind), on)) for kind in all_kinds()
    ]
    return ui.page(request, "documents/list.html", presenters.present_kinds(kinds))


@require_http_methods(["GET", "POST"])
@needs(DocumentTemplate, "view")
def template_page(request: ActingRequest, key: str) -> HttpResponse:
    kind, on = kind_or_404(key), ui.day_of(request)
    if request.method == "POST":
        check_create(request.actor, DocumentTemplate)
        form = TemplateForm(request.POST, request.FILES, format=kind.format)
    else:
        form = TemplateForm(initial={"valid_from": on}, format=kind.format)
    if not form.is_valid():
        versions = selectors.versions_of(request.actor, kind)
        context = presenters.present_kind(request.actor, kind, versions, form, on)
        return ui.page(request, "documents/kind.html", context, status=422 if form.errors else 200)
    file = form.cleaned_data["file"]
    services.bring_in_template(
        actor=request.actor,
        kind=kind,
        data=file.read(),
        file_name=file.name,
        valid_from=form.cleaned_data["valid_from"],
    )
    ui.tell(request, _("Đã nhận mẫu mới; mẫu có đủ các trường cần thiết."))
    return HttpResponseRedirect(reverse("documents:kind", args=[key]))


@require_GET
@needs(DocumentTemplate, "view")
def template_file(request: ActingRequest, key: str) -> HttpResponse:
    """The template in force, to be edited in Word or Excel."""
    kind = kind_or_404(key)
    data = selectors.template_bytes(kind, ui.day_of(request))
    return ui.download(request, data, f"mau-{key}.{kind.format}", TYPES[kind.format])


@require_GET
@needs(DocumentTemplate, "view")
def template_trial(request: ActingRequest, key: str) -> HttpResponse:
    """The template in force filled with sample facts."""
    kind = kind_or_404(key)
    data = fill_kind(kind, selectors.template_bytes(kind, ui.day_of(request)), kind.sample())
    mark = "mau-" if settings.DEMO else ""
    return ui.download(request, data, f"thu-{mark}{key}.{kind.format}", TYPES[kind.format])
