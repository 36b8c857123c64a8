"""The pages of an import: take the file, show the check, write, take back."""

import io
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from caunoi.apps.cadres import services
from caunoi.apps.cadres.forms.imports import (
    CorrectedForm,
    DuplicateForm,
    UploadForm,
    WordForm,
    chosen_columns,
)
from caunoi.apps.cadres.models import Cadre, ImportBatch
from caunoi.apps.cadres.models.batch import BatchState
from caunoi.apps.cadres.presenters import import_check as check
from caunoi.apps.cadres.presenters import import_results as results
from caunoi.apps.cadres.presenters import imports as pages
from caunoi.apps.cadres.readings import IMPORT
from caunoi.apps.cadres.schema import TITLE, people_schema
from caunoi.apps.cadres.selectors import imports as selectors
from caunoi.apps.cadres.services.exporting import FORMS
from caunoi.apps.cadres.services.requesting import job_of
from caunoi.foundation import clock, ui
from caunoi.foundation.audit.readings import note
from caunoi.foundation.errors import Refused
from caunoi.foundation.jobs import services as jobs
from caunoi.foundation.jobs.models import Job
from caunoi.foundation.policy.census import needs
from caunoi.foundation.policy.proof import always, proved_lately
from caunoi.foundation.ui.answers import asked_by_htmx
from caunoi.foundation.ui.requests import ActingRequest
from caunoi.foundation.workbooks.template import write_template

EXPORTING = gettext_noop("Xuất danh sách có số định danh")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "POST"])
@needs(Cadre, "bring_in")
def start(request: ActingRequest) -> HttpResponse:
    on = ui.day_of(request)
    form = UploadForm(request.POST or None, request.FILES or None, initial={"on": on})
    if form.is_valid():
        file = form.cleaned_data["tep"]
        batch = services.start_import(
            actor=request.actor, file_name=file.name, content=file.read(), on=form.cleaned_data["on"]
        )
        return HttpResponseRedirect(pages.address_of(batch))
    context = pages.present_start(selectors.recent_imports(request.actor), form, on)
    return ui.page(request, "cadres/import/start.html", context, status=422 if form.errors else 200)


@require_GET
@needs(Cadre, "bring_in")
def template(request: ActingRequest) -> HttpResponse:
    """The empty form with its drop-down lists, for the day asked about."""
    out, on = io.BytesIO(), ui.day_of(request)
    mark = "DỮ LIỆU MẪU" if settings.DEMO else ""
    write_template(out, people_schema(on, for_filling=True), demo_mark=mark)
    return ui.download(request, out.getvalue(), f"{TITLE} - mẫu.xlsx", XLSX)


@require_GET
@needs(Cadre, "export")
@proved_lately(EXPORTING, asked=always)
def export(request: ActingRequest) -> HttpResponse:
    form, on, out = request.GET.get("dang", "plain"), ui.day_of(request), io.BytesIO()
    if form not in FORMS:
        raise Refused(_("Không có dạng xuất này."))
    services.export_people(actor=request.actor, target=out, on=on, form=form)
    ending, kind = ("csv", "text/csv; charset=utf-8") if form == "csv" else ("xlsx", XLSX)
    return ui.download(request, out.getvalue(), f"{TITLE} {on:%d-%m-%Y}.{ending}", kind)


@require_GET
@needs(Cadre, "bring_in")
def page(request: ActingRequest, batch_id: UUID) -> HttpResponse:
    """One import as it stands: being read, checked, written, taken back or refused."""
    batch = selectors.import_or_404(request.actor, batch_id)
    job = job_of(batch)
    if job is not None and not job.has_ended:
        return _running(request, batch, job)
    if asked_by_htmx(request):
        return HttpResponseClientRefresh()
    return ui.page(request, "cadres/import/page.html", _present(request, batch, job))


def _running(request: ActingRequest, batch: ImportBatch, job: Job) -> HttpResponse:
    if asked_by_htmx(request):
        return ui.swap(request, "ui/component.html", {"component": pages.progress_of(batch, job)})
    return ui.page(request, "cadres/import/page.html", pages.present_running(batch, job))


def _present(request: ActingRequest, batch: ImportBatch, job: Job | None) -> dict[str, Any]:
    if batch.state == BatchState.REFUSED:
        return pages.present_refused(batch)
    if batch.state == BatchState.DROPPED:
        return pages.present_dropped(batch)
    if batch.state == BatchState.CHECKING:
        return pages.present_halted(batch, job)
    part = pages.part_of(batch, request.GET.get("phan", ""))
    typed = request.GET.get("sau", "")
    after = int(typed) if typed.isdecimal() and len(typed) < 10 else 0
    rows = selectors.rows_of_import(request.actor, batch, pages.PARTS[part], after=after)
    note(request.actor, [row.cadre_id for row in rows if row.cadre_id], IMPORT)
    url = request.get_full_path()
    if batch.state == BatchState.CHECKED:
        asked = _asked(request, batch) if part == "loi" else ([], [])
        return check.present_check(batch, url, part, rows, *asked, job)
    return results.present_result(batch, url, part, rows)


def _asked(request: ActingRequest, batch: ImportBatch) -> tuple[list[Any], list[selectors.NearMiss]]:
    """What the owner is asked about: people who may be known already, words that are nearly right."""
    return selectors.doubtful_rows(request.actor, batch), selectors.near_misses(request.actor, batch)


@require_POST
@needs(Cadre, "bring_in")
def check_again(request: ActingRequest, batch_id: UUID) -> HttpResponse:
    batch = selectors.import_or_404(request.actor, batch_id)
    services.request_check(actor=request.actor, batch=batch)
    return HttpResponseRedirect(pages.address_of(batch))


@require_POST
@needs(Cadre, "bring_in")
def stop(request: ActingRequest, batch_id: UUID) -> HttpResponse:
    batch = selectors.import_or_404(request.actor, batch_id)
    job = job_of(batch)
    if job is not None and not job.has_ended:
        jobs.ask_to_stop(actor=request.actor, job=job)
        ui.tell(request, _("Đã yêu cầu dừng. Chưa có gì được ghi vào sổ."))
    return HttpResponseRedirect(pages.address_of(batch))


@require_POST
@needs(Cadre, "bring_in")
def read_columns(request: ActingRequest, batch_id: UUID) -> HttpResponse:
    """Read the file again with the columns as chosen on the page."""
    batch = selectors.import_or_404(request.actor, batch_id)
    taken = {
        each["index"]: each["key"] for each in batch.reading.get("columns", ()) if each["index"] is not None
    }
    changed = chosen_columns(request.POST, batch.reading.get("headings", []), taken)
    if not changed:
        raise Refused(_("Chưa đổi cột nào. Chọn lại ở cột “Là cột” rồi bấm đọc lại."))
    services.remap_columns(actor=request.actor, batch=batch, columns=changed)
    return HttpResponseRedirect(pages.address_of(batch))


@require_POST
@needs(Cadre, "bring_in")
def settle_duplicate(request: ActingRequest, batch_id: UUID) -> HttpResponse:
    batch = selectors.import_or_404(request.actor, batch_id)
    form = DuplicateForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Chọn một trong hai: cùng một người, hoặc người khác."))
    services.settle_duplicate(actor=request.actor, batch=batch, **form.cleaned_data)
    return HttpResponseRedirect(pages.address_of(batch))


@require_POST
@needs(Cadre, "bring_in")
def settle_word(request: ActingRequest, batch_id: UUID) -> HttpResponse:
    """Take the nearest word for all rows that say so, or give that up again."""
    batch = selectors.import_or_404(request.actor, batch_id)
    form = WordForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Chọn lại từ gần đúng ở trang kiểm tra."))
    undo = form.cleaned_data.pop("undo")
    settle = services.drop_suggestion if undo else services.use_suggestion
    settle(actor=request.actor, batch=batch, **form.cleaned_data)
    return HttpResponseRedirect(pages.address_of(batch))


@require_GET
@needs(Cadre, "bring_in")
def error_workbook(request: ActingRequest, batch_id: UUID) -> HttpResponse:
    batch = selectors.import_or_404(request.actor, batch_id)
    data = services.error_workbook(actor=request.actor, batch=batch)
    return ui.download(request, data, f"{batch.file_name.rsplit('.', 1)[0]} - dòng lỗi.xlsx", XLSX)


@require_POST
@needs(Cadre, "bring_in")
def upload_corrected(request: ActingRequest, batch_id: UUID) -> HttpResponse:
    batch = selectors.import_or_404(request.actor, batch_id)
    form = CorrectedForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Refused(_("Chọn tệp đã sửa rồi nạp lại."))
    file = form.cleaned_data["tep"]
    checked = services.upload_corrected(
        actor=request.actor, batch=batch, file_name=file.name, content=file.read()
    )
    return HttpResponseRedirect(pages.address_of(checked))


@require_POST
@needs(Cadre, "bring_in")
def write(request: ActingRequest, batch_id: UUID) -> HttpResponse:
    batch = selectors.import_or_404(request.actor, batch_id)
    services.request_write(actor=request.actor, batch=batch)
    return HttpResponseRedirect(pages.address_of(batch))


@require_POST
@needs(Cadre, "bring_in")
def drop(request: ActingRequest, batch_id: UUID) -> HttpResponse:
    batch = services.drop_batch(actor=request.actor, batch=selectors.import_or_404(request.actor, batch_id))
    ui.tell(request, _("Đã bỏ lần nhập %(name)s. Chưa có gì được ghi.") % {"name": batch.file_name})
    return HttpResponseRedirect(pages.ADDRESS)


@require_http_methods(["GET", "POST"])
@needs(Cadre, "bring_in")
def undo(request: ActingRequest, batch_id: UUID) -> HttpResponse:
    batch, on = selectors.import_or_404(request.actor, batch_id), clock.now().astimezone(clock.HANOI).date()
    if request.method == "POST":
        plan = services.undo_batch(actor=request.actor, batch=batch, on=on)
        ui.tell(request, _("Đã hoàn tác %(n)s hồ sơ.") % {"n": plan.counts["restored"]})
        return HttpResponseRedirect(pages.address_of(batch))
    plan = services.preview_undo(actor=request.actor, batch=batch, on=on)
    return ui.page(request, "cadres/import/undo.html", results.present_undo(batch, plan))


@require_GET
@needs(Cadre, "bring_in")
def protocol(request: ActingRequest, batch_id: UUID) -> HttpResponse:
    batch = selectors.import_or_404(request.actor, batch_id)
    data = results.protocol(batch, selectors.all_rows_of_import(request.actor, batch), on=batch.on)
    return ui.download(request, data, f"Biên bản nhập {batch.file_name.rsplit('.', 1)[0]}.xlsx", XLSX)
