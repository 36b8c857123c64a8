"""What the import pages show: where a file goes in, the check, what a write did and how to take it back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import ImportBatch
from caunoi.apps.cadres.models.batch import BatchState, RowVerdict
from caunoi.apps.cadres.services import batches
from caunoi.foundation.jobs.models import Job, JobState
from caunoi.foundation.jobs.presenters import stage_of
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import with_query
from caunoi.foundation.ui.numbers import day, number

ADDRESS = "/nhap/"
ACCEPT = ".xlsx,.xls,.ods,.csv,.tsv"
STATES: dict[str, ui.State] = {
    BatchState.CHECKING: "thong-tin",
    BatchState.CHECKED: "chu-y",
    BatchState.WRITING: "thong-tin",
    BatchState.WRITTEN: "dat",
    BatchState.UNDONE: "trung-tinh",
    BatchState.REFUSED: "loi",
    BatchState.DROPPED: "trung-tinh",
}
PARTS = {
    "them": RowVerdict.ADDED,
    "sua": RowVerdict.CHANGED,
    "khong-doi": RowVerdict.UNCHANGED,
    "loi": RowVerdict.REJECTED,
}


def address_of(batch: ImportBatch, part: str = "") -> str:
    return f"{ADDRESS}{batch.pk}/{part}"


def _trail() -> list[ui.Link]:
    return [ui.Link(_("Nhập từ Excel"), ADDRESS)]


def present_start(recent: Sequence[ImportBatch], form: Any, on: date) -> dict[str, Any]:
    """The place to drop a file, the form to fill in, and what was brought in lately."""
    errors = ui.ErrorSummary.of(form)
    return {
        "head": ui.Heading(
            _("Nhập từ Excel"),
            _(
                "Nạp tệp lên chưa ghi gì vào sổ: xem trước, sửa dòng lỗi, rồi mới ghi. Ghi rồi vẫn hoàn tác được."
            ),
            buttons=[
                ui.Button(_("Tải mẫu có danh sách chọn"), url=f"{ADDRESS}mau/", icon="download"),
            ],
        ),
        "errors": errors,
        "form": form,
        "on": on,
        "upload": ui.Upload(
            _("Thả tệp danh sách cán bộ vào đây"),
            hint=_(
                "Excel, LibreOffice hoặc CSV, tối đa 20 MB và 20.000 dòng. Mẫu của hệ thống hay biểu cấp trên đều được."
            ),
            accept=ACCEPT,
            error=" ".join(str(each) for each in form.errors.get("tep", ())),
            send_at_once=True,
        ),
        "recent": _recent_table(recent),
        "exports": [
            ui.Link(_("Excel, nhập lại không đổi gì"), f"{ADDRESS}xuat/?dang=plain"),
            ui.Link(_("CSV"), f"{ADDRESS}xuat/?dang=csv"),
            ui.Link(_("Biểu có cột (1)(2)(3)"), f"{ADDRESS}xuat/?dang=official"),
        ],
    }


def _recent_table(recent: Sequence[ImportBatch]) -> ui.Table:
    columns = [
        ui.Column(_("Tệp")),
        ui.Column(_("Tải lên lúc"), "date"),
        ui.Column(_("Người nhập")),
        ui.Column(_("Tình trạng"), "chips"),
        ui.Column(_("Thêm"), "number"),
        ui.Column(_("Sửa"), "number"),
        ui.Column(_("Lỗi"), "number"),
        ui.Column(_("Hoàn tác")),
    ]
    why = _("Chưa nhập lần nào. Tải mẫu có danh sách chọn, hoặc thả tệp đang dùng; hệ thống tự nhận cột.")
    return ui.Table(
        columns,
        [_recent_row(batch) for batch in recent],
        caption=_("Các lần nhập gần đây"),
        count=len(recent),
        empty=ui.EmptyState(why, [ui.Button(_("Tải mẫu có danh sách chọn"), url=f"{ADDRESS}mau/")]),
    )


def _recent_row(batch: ImportBatch) -> ui.Row:
    chip = ui.Chip(_(batch.get_state_display()), STATES[batch.state])
    back: Any = ""
    if batch.state == BatchState.WRITTEN:
        back = ui.Link(
            _("Hoàn tác, đến %(day)s") % {"day": day(batches.undo_until(batch))},
            address_of(batch, "hoan-tac/"),
        )
    elif batch.state == BatchState.UNDONE:
        back = _("đã hoàn tác %(when)s") % {"when": moment(batch.undone_at)}
    name = ui.Link(batch.file_name, address_of(batch))
    who, counted = batch.actor_label, (batch.added, batch.changed, batch.rejected)
    return ui.Row([name, batch.created_at, who, chip, *counted, back], name=batch.file_name)


def moment(when: Any) -> str:
    return date_format(localtime(when), "SHORT_DATETIME_FORMAT") if when else ""


def present_running(batch: ImportBatch, job: Job) -> dict[str, Any]:
    """While the file is read or written; the page may be left."""
    return {
        "head": heading_of(batch),
        "progress": progress_of(batch, job),
        "section": "cadres/import/_running.html",
    }


def progress_of(batch: ImportBatch, job: Job) -> ui.Progress:
    return ui.Progress(
        job.title,
        address_of(batch),
        stage=stage_of(job),
        done=job.done,
        total=job.total,
        stop_url=address_of(batch, "dung/"),
        stop_text=_("Dừng"),
    )


def heading_of(
    batch: ImportBatch, title: str = "", lead: str = "", buttons: Sequence[ui.Button] = ()
) -> ui.Heading:
    return ui.Heading(title or batch.file_name, lead, _trail(), buttons)


def present_halted(batch: ImportBatch, job: Job | None) -> dict[str, Any]:
    """A check that was stopped or broke off: nothing is written; try again or leave it."""
    stopped = job is not None and job.state == JobState.STOPPED
    title = _("Đã dừng kiểm tra") if stopped else _("Kiểm tra bị ngắt giữa chừng")
    body = _("Chưa có gì được ghi vào sổ.") + (f" {job.fault}" if job is not None and job.fault else "")
    return {
        "head": heading_of(batch),
        "section": "cadres/import/_ended.html",
        "callout": ui.Callout(title, body, "chu-y"),
        "buttons": [
            ui.Button(_("Kiểm tra lại"), url=address_of(batch, "kiem-tra/"), post=True, kind="primary"),
            drop_button(batch),
        ],
    }


def drop_button(batch: ImportBatch) -> ui.Button:
    return ui.Button(_("Thôi, không ghi"), url=address_of(batch, "bo/"), post=True, kind="quiet")


def present_refused(batch: ImportBatch) -> dict[str, Any]:
    return {
        "head": heading_of(batch),
        "section": "cadres/import/_ended.html",
        "callout": ui.Callout(_("Chưa đọc được tệp này"), batch.refusal, "loi"),
        "buttons": [ui.Button(_("Chọn tệp khác"), url=ADDRESS, kind="primary"), drop_button(batch)],
    }


def present_dropped(batch: ImportBatch) -> dict[str, Any]:
    body = _("Chưa có gì được ghi vào sổ; tệp đã được xóa.")
    return {
        "head": heading_of(batch),
        "section": "cadres/import/_ended.html",
        "callout": ui.Callout(_("Đã bỏ lần nhập này"), body, "trung-tinh"),
        "buttons": [ui.Button(_("Nhập tệp khác"), url=ADDRESS, kind="primary")],
    }


def part_of(batch: ImportBatch, asked: str) -> str:
    """The tab to open: the one asked for, else what needs attention first."""
    if asked in PARTS:
        return asked
    counts = {"loi": batch.rejected, "them": batch.added, "sua": batch.changed}
    return next((part for part, count in counts.items() if count), "khong-doi")


def tally_of(batch: ImportBatch) -> ui.Tally:
    counts = [
        ui.Count(_("Thêm"), batch.added, "dat"),
        ui.Count(_("Sửa"), batch.changed, "thong-tin"),
        ui.Count(_("Không đổi"), batch.unchanged),
        ui.Count(_("Lỗi"), batch.rejected, "loi" if batch.rejected else "trung-tinh"),
        ui.Count(_("Cộng"), batch.rows, total=True),
    ]
    return ui.Tally(counts, _("Các dòng của tệp"))


def tabs_of(batch: ImportBatch, url: str, part: str) -> ui.Tabs:
    named = {
        "them": (_("Thêm"), batch.added),
        "sua": (_("Sửa"), batch.changed),
        "khong-doi": (_("Không đổi"), batch.unchanged),
        "loi": (_("Lỗi"), batch.rejected),
    }
    tabs = [
        ui.Tab(label, with_query(url, phan=key, sau=None), number(count), key == part)
        for key, (label, count) in named.items()
    ]
    return ui.Tabs(tabs, _("Dòng theo kết quả"))


def corrected_upload(batch: ImportBatch) -> ui.Upload | None:
    """As long as the file is kept: before the write the rows join the others, afterwards they come as the next file."""
    if not _has_bad_rows(batch):
        return None
    if batch.state == BatchState.WRITTEN:
        hint = _(
            "Sửa các ô đỏ trong tệp lỗi, lưu, rồi nạp lại ở đây; các dòng đã sửa thành lần nhập tiếp theo."
        )
    else:
        hint = _("Sửa các ô đỏ trong tệp lỗi, lưu, rồi nạp lại ở đây; các dòng đã sửa thay cho dòng lỗi.")
    return ui.Upload(
        _("Nạp tệp đã sửa"),
        hint=hint,
        accept=ACCEPT,
        send_at_once=True,
    )


def _has_bad_rows(batch: ImportBatch) -> bool:
    open_still = batch.state in {BatchState.CHECKED, BatchState.WRITTEN}
    return bool(batch.rejected and batch.stored_as and open_still)


def errors_button(batch: ImportBatch) -> ui.Button | None:
    if not _has_bad_rows(batch):
        return None
    words = _("Tải tệp lỗi (%(n)s dòng)") % {"n": number(batch.rejected)}
    return ui.Button(words, url=address_of(batch, "tep-loi/"), icon="download")
