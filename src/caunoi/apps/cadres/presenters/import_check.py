"""The check page: what each row would do, how each column was read, what is asked, and the one button that writes."""

from collections.abc import Sequence
from typing import Any

from django.forms import Select
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.cadres.choices import LEAVE_OUT
from caunoi.apps.cadres.models import ImportBatch
from caunoi.apps.cadres.presenters.import_rows import rows_table
from caunoi.apps.cadres.presenters.import_words import near_misses, words_taken
from caunoi.apps.cadres.presenters.imports import (
    PARTS,
    address_of,
    corrected_upload,
    drop_button,
    errors_button,
    heading_of,
    tabs_of,
    tally_of,
)
from caunoi.apps.cadres.schema import people_schema
from caunoi.apps.cadres.selectors.imports import NearMiss
from caunoi.foundation.jobs.models import Job, JobState
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui.languages import as_written
from caunoi.foundation.ui.numbers import day, number


def present_check(
    batch: ImportBatch,
    url: str,
    part: str,
    rows: Sequence[Any],
    doubtful: Sequence[Any],
    misses: Sequence[NearMiss],
    job: Job | None,
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
        "misses": near_misses(batch, misses),
        "taken": words_taken(batch),
        "columns": _columns_table(batch),
        "columns_open": bool(batch.reading.get("unknown") or _warnings(batch)),
        "columns_lead": _columns_lead(batch),
        "corrected": corrected_upload(batch),
        "errors_button": errors_button(batch),
        "write": _write_button(batch),
        "drop": drop_button(batch),
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


def _write_button(batch: ImportBatch) -> ui.Button:
    valid = batch.rows - batch.rejected
    if not valid:
        return ui.Button(_("Ghi vào sổ"), disabled_because=_("không có dòng nào hợp lệ"))
    words = _("Ghi %(n)s dòng hợp lệ") if batch.rejected else _("Ghi %(n)s dòng")
    return ui.Button(
        words % {"n": number(valid)}, url=address_of(batch, "ghi/"), post=True, kind="primary", large=True
    )
