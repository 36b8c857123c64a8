"""What the import pages show: where a file goes in, the check, what a write did and how to take it back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.forms import Select
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.cadres.choices import LEAVE_OUT
from caunoi.apps.cadres.models import ImportBatch
from caunoi.apps.cadres.models.batch import BatchState, RowVerdict
from caunoi.apps.cadres.presenters.import_rows import rows_table
from caunoi.apps.cadres.schema import people_schema
from caunoi.apps.cadres.services import batches
from caunoi.foundation.jobs.models import Job, JobState
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import with_query
from caunoi.foundation.ui.languages import as_written
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
        stage=job.stage or _("Đang chờ đến lượt"),
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
            _drop_button(batch),
        ],
    }


def _drop_button(batch: ImportBatch) -> ui.Button:
    return ui.Button(_("Thôi, không ghi"), url=address_of(batch, "bo/"), post=True, kind="quiet")


def present_refused(batch: ImportBatch) -> dict[str, Any]:
    return {
        "head": heading_of(batch),
        "section": "cadres/import/_ended.html",
        "callout": ui.Callout(_("Chưa đọc được tệp này"), batch.refusal, "loi"),
        "buttons": [ui.Button(_("Chọn tệp khác"), url=ADDRESS, kind="primary"), _drop_button(batch)],
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


def present_check(
    batch: ImportBatch, url: str, part: str, rows: Sequence[Any], doubtful: Sequence[Any], job: Job | None
) -> dict[str, Any]:
    """What each row would do, how each column was read, and the one button that writes."""
    lead = _("Trang “%(sheet)s”, %(rows)s dòng, dữ liệu tính đến %(day)s") % {
        "sheet": batch.reading.get("sheet", ""),
        "rows": number(batch.rows),
        "day": day(batch.on),
    }
    return {
        "head": heading_of(batch, _("Kiểm tra: %(name)s") % {"name": batch.file_name}, lead),
        "section": "cadres/import/_check.html",
        "batch": batch,
        "notices": _notices(batch, job),
        "tally": tally_of(batch),
        "tabs": tabs_of(batch, url, part),
        **rows_table(batch, url, PARTS[part], rows),
        "doubtful": [_duplicate(batch, row) for row in doubtful],
        "columns": _columns_table(batch),
        "columns_open": bool(batch.reading.get("unknown") or _warnings(batch)),
        "columns_lead": _columns_lead(batch),
        "corrected": _corrected(batch),
        "errors_button": _errors_button(batch),
        "write": _write_button(batch),
        "drop": _drop_button(batch),
        "until": _("Chưa có gì được ghi. Sau khi ghi, hoàn tác được trong 30 ngày."),
    }


def _notices(batch: ImportBatch, job: Job | None) -> list[ui.Callout]:
    found = []
    if batch.reading.get("stale"):
        body = _(
            "Có người ghi vào sổ sau lần kiểm tra trước, nên chưa ghi gì. Các số dưới đây là của lần kiểm tra mới."
        )
        found.append(ui.Callout(_("Sổ đã thay đổi, đã kiểm tra lại"), body, "chu-y"))
    if job is not None and job.state in {JobState.FAILED, JobState.STOPPED}:
        body = as_written(job.fault) or _("Sổ vẫn như trước khi ghi.")
        found.append(ui.Callout(_("Lần ghi trước chưa xong"), body, "chu-y"))
    if missing := batch.reading.get("missing"):
        body = _("Không thấy cột: %(names)s. Chỉ rõ ở bảng cột bên dưới, hoặc thêm cột vào tệp.")
        found.append(ui.Callout(_("Thiếu cột bắt buộc"), body % {"names": ", ".join(missing)}, "loi"))
    for other in batch.reading.get("others", ()):
        body = _("Trang “%(name)s” (%(rows)s dòng) không được nhập. Cần thì tách ra tệp riêng.")
        told = {"name": other["name"], "rows": number(other["rows"])}
        found.append(ui.Callout(_("Tệp còn trang khác"), body % told, "thong-tin"))
    return found + [
        ui.Callout(_("Xem lại cột ngày"), as_written(words), "chu-y") for words in _warnings(batch)
    ]


def _warnings(batch: ImportBatch) -> list[str]:
    return [column["warning"] for column in batch.reading.get("columns", ()) if column.get("warning")]


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


def _duplicate(batch: ImportBatch, row: Any) -> dict[str, Any]:
    """A row and the person it may be, side by side."""
    problem = next(each for each in row.problems if each.get("other"))
    other, values = problem["other"], row.values
    pairs = [
        (_("Họ và tên"), row.label, other["name"]),
        (_("Ngày sinh"), values.get("birth", ""), other.get("birth", "")),
        (_("Số hiệu"), values.get("number", ""), other.get("number", "")),
        (_("Đơn vị"), _unit_of(batch, values), other.get("unit", "")),
    ]
    columns = [
        ui.Column(""),
        ui.Column(_("Dòng %(n)s của tệp") % {"n": row.number}),
        ui.Column(_("Đã có trong sổ")),
    ]
    rows = [ui.Row([label, said or "–", known or "–"]) for label, said, known in pairs]
    caption = _("Dòng %(n)s có thể trùng") % {"n": row.number}
    url = address_of(batch, "trung/")
    return {
        "table": ui.Table(columns, rows, caption=caption, cards=False, id=f"trung-{row.number}"),
        "same": ui.Button(
            _("Cùng một người"),
            url=url,
            post=True,
            hidden=(("number", str(row.number)), ("answer", other["id"])),
        ),
        "new": ui.Button(
            _("Người khác"), url=url, post=True, hidden=(("number", str(row.number)), ("answer", "new"))
        ),
        "message": problem["message"],
    }


def _unit_of(batch: ImportBatch, values: dict[str, str]) -> str:
    code = values.get("commune") or values.get("unit_code") or ""
    schema = people_schema(batch.on)
    return next((choice.label for choice in schema.column("commune").choices if choice.value == code), code)


def _columns_lead(batch: ImportBatch) -> str:
    read, unknown = batch.reading.get("columns", ()), batch.reading.get("unknown", ())
    told = {"read": number(len(read)), "all": number(len(batch.reading.get("headings", ())))}
    words = _("Đã nhận ra %(read)s cột của danh sách trong %(all)s cột của tệp.") % told
    if unknown:
        names = ", ".join(f"“{each['title']}”" for each in unknown)
        words += " " + _("Chưa biết và bỏ qua: %(names)s.") % {"names": names}
    return words


def _columns_table(batch: ImportBatch) -> ui.Table:
    """Each column of the file, what it is read as, with three examples; another reading may be chosen."""
    read = {
        column["index"]: column for column in batch.reading.get("columns", ()) if column["index"] is not None
    }
    unknown = {column["index"]: column for column in batch.reading.get("unknown", ())}
    choices = [(LEAVE_OUT, _("bỏ qua"))] + [
        (column.key, _(column.title_vi)) for column in people_schema(batch.on).columns
    ]
    rows = []
    for heading in batch.reading.get("headings", ()):
        index = heading["index"]
        column = read.get(index) or unknown.get(index) or {}
        chosen = _select(f"cot_{index}", heading["title"], column.get("key", LEAVE_OUT), choices)
        rows.append(
            ui.Row([as_written(heading["title"]), chosen, _read_as(column), as_written(_examples(column))])
        )
    columns = [
        ui.Column(_("Cột trong tệp")),
        ui.Column(_("Là cột")),
        ui.Column(_("Đọc là")),
        ui.Column(_("Ví dụ")),
    ]
    return ui.Table(columns, rows, caption=_("Cách đọc từng cột"), count=len(rows), id="cot")


PUT_TOGETHER = (
    gettext_noop("Ngày cấp bằng chuyên môn"),
    gettext_noop("Ngày cấp bằng lý luận chính trị"),
    gettext_noop("Đang học chuyên môn"),
    gettext_noop("Đang học lý luận chính trị"),
)
"""Columns whose names the list puts together from two words, named here for the reader's language."""


def _select(name: str, title: str, value: str, choices: list[tuple[str, str]]) -> SafeString:
    label = _("Cột “%(title)s” là") % {"title": title}
    return Select(choices=choices).render(name, value, {"aria-label": label})


def _read_as(column: dict[str, Any]) -> Any:
    if not column.get("key"):
        return ""
    by_sign = {
        "heading": _("theo tên cột"),
        "number": _("theo số cột"),
        "content": _("theo nội dung"),
        "override": _("do bạn chọn"),
        "group": _("theo dòng nhóm"),
    }
    words: str = by_sign.get(column.get("signal", ""), "")
    return as_written(column["order"]) if column.get("order") else words


def _examples(column: dict[str, Any]) -> str:
    pairs = column.get("examples", ())
    return "; ".join(f"{typed} → {meant}" if meant else typed for typed, meant in pairs)


def _corrected(batch: ImportBatch) -> ui.Upload | None:
    if not batch.rejected:
        return None
    return ui.Upload(
        _("Nạp tệp đã sửa"),
        hint=_("Sửa các ô đỏ trong tệp lỗi, lưu, rồi nạp lại ở đây; các dòng đã sửa thay cho dòng lỗi."),
        accept=ACCEPT,
        send_at_once=True,
    )


def _errors_button(batch: ImportBatch) -> ui.Button | None:
    if not batch.rejected:
        return None
    words = _("Tải tệp lỗi (%(n)s dòng)") % {"n": number(batch.rejected)}
    return ui.Button(words, url=address_of(batch, "tep-loi/"), icon="download")


def _write_button(batch: ImportBatch) -> ui.Button:
    valid = batch.rows - batch.rejected
    if not valid:
        return ui.Button(_("Ghi vào sổ"), disabled_because=_("không có dòng nào hợp lệ"))
    words = _("Ghi %(n)s dòng hợp lệ") if batch.rejected else _("Ghi %(n)s dòng")
    return ui.Button(
        words % {"n": number(valid)}, url=address_of(batch, "ghi/"), post=True, kind="primary", large=True
    )
