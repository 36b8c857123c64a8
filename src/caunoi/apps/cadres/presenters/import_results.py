"""After the write: what was done, the protocol, and the way back in three buckets."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import ImportBatch
from caunoi.apps.cadres.models.batch import BatchState, RowVerdict
from caunoi.apps.cadres.presenters.import_rows import changes_text, rows_table
from caunoi.apps.cadres.presenters.imports import (
    ADDRESS,
    PARTS,
    address_of,
    corrected_upload,
    errors_button,
    heading_of,
    moment,
    tabs_of,
    tally_of,
)
from caunoi.apps.cadres.services import UndoPlan, batches
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui.numbers import day, number
from caunoi.foundation.workbooks.writing import Styles, open_book, put_row

PROTOCOL_COLUMNS = (("Dòng", 8), ("Họ và tên", 28), ("Kết quả", 14), ("Thay đổi", 80), ("Lưu ý", 60))


def present_result(batch: ImportBatch, url: str, part: str, rows: Sequence[Any]) -> dict[str, Any]:
    """A batch that was written, and perhaps taken back."""
    lead = _("%(who)s ghi lúc %(when)s, dữ liệu tính đến %(day)s") % {
        "who": batch.actor_label,
        "when": moment(batch.written_at),
        "day": day(batch.on),
    }
    return {
        "head": heading_of(batch, lead=lead, buttons=_buttons(batch)),
        "section": "cadres/import/_result.html",
        "callout": _outcome(batch),
        "tally": tally_of(batch),
        "tabs": tabs_of(batch, url, part),
        **rows_table(batch, url, PARTS[part], rows),
        "batch": batch,
        "errors_button": errors_button(batch),
        "corrected": corrected_upload(batch),
    }


def _buttons(batch: ImportBatch) -> list[ui.Button]:
    buttons = [ui.Button(_("Tải biên bản"), url=address_of(batch, "bien-ban/"), icon="download")]
    if batch.state == BatchState.WRITTEN:
        words = _("Hoàn tác cả lần nhập (đến %(day)s)") % {"day": day(batches.undo_until(batch))}
        buttons.append(ui.Button(words, url=address_of(batch, "hoan-tac/"), icon="arrow-back-up"))
    return buttons


def _outcome(batch: ImportBatch) -> ui.Callout:
    people = ui.Link(_("Xem danh sách cán bộ"), "/can-bo/")
    if batch.state == BatchState.UNDONE:
        done = batch.outcome
        body = _("Trả lại được %(restored)s · giữ vì đã có người sửa %(kept)s · không thể %(cannot)s.") % {
            "restored": number(done.get("restored", 0)),
            "kept": number(done.get("kept_because_edited", 0)),
            "cannot": number(done.get("cannot", 0)),
        }
        title = _("Đã hoàn tác lúc %(when)s") % {"when": moment(batch.undone_at)}
        return ui.Callout(title, body, "trung-tinh", [people])
    title = _("Đã ghi %(n)s dòng vào sổ") % {"n": number(batch.rows - batch.rejected)}
    body = _("Thêm %(added)s người, sửa %(changed)s, không đổi %(unchanged)s.") % {
        "added": number(batch.added),
        "changed": number(batch.changed),
        "unchanged": number(batch.unchanged),
    }
    if batch.rejected:
        body += " " + _("Còn %(n)s dòng lỗi chưa ghi.") % {"n": number(batch.rejected)}
    return ui.Callout(title, body, "dat", [people])


def present_undo(batch: ImportBatch, plan: UndoPlan) -> dict[str, Any]:
    """What an undo would do, before it does it."""
    counts = plan.counts
    tally = ui.Tally(
        [
            ui.Count(_("Trả lại được"), counts["restored"], "dat"),
            ui.Count(_("Giữ vì đã có người sửa"), counts["kept_because_edited"], "chu-y"),
            ui.Count(_("Không thể"), counts["cannot"], "loi" if counts["cannot"] else "trung-tinh"),
            ui.Count(_("Cộng"), sum(counts.values()), total=True),
        ],
        _("Hoàn tác sẽ làm gì"),
    )
    return {
        "head": ui.Heading(
            _("Hoàn tác: %(name)s") % {"name": batch.file_name},
            crumbs=[ui.Link(_("Nhập từ Excel"), ADDRESS), ui.Link(batch.file_name, address_of(batch))],
        ),
        "tally": tally,
        "left": _left_table(plan),
        "undo": _undo_button(batch, counts["restored"]),
        "back": address_of(batch),
    }


def _undo_button(batch: ImportBatch, people: int) -> ui.Button:
    if not people:
        return ui.Button(_("Hoàn tác"), disabled_because=_("không có hồ sơ nào trả lại được"))
    words = _("Hoàn tác %(n)s hồ sơ") % {"n": number(people)}
    return ui.Button(words, url=address_of(batch, "hoan-tac/"), post=True, kind="danger")


def _left_table(plan: UndoPlan) -> ui.Table | None:
    left = [*plan.kept, *plan.cannot]
    if not left:
        return None
    columns = [ui.Column(_("Họ và tên")), ui.Column(_("Dòng"), "number"), ui.Column(_("Vì sao giữ lại"))]
    rows = [
        ui.Row([ui.Link(row.label, f"/can-bo/{row.cadre_id}/"), row.number, row.reason], name=row.label)
        for row in left
    ]
    return ui.Table(columns, rows, caption=_("Hồ sơ giữ lại"), count=len(rows))


def protocol(batch: ImportBatch, rows: Sequence[Any], *, on: date) -> bytes:
    """The protocol of an import as a workbook: every row and what it did."""
    out = io.BytesIO()
    with open_book(out, as_of=on) as book:
        styles, sheet = Styles(book), book.add_worksheet("Biên bản")
        for place, (_title, width) in enumerate(PROTOCOL_COLUMNS):
            sheet.set_column(place, place, width)
        title = _("Biên bản nhập %(name)s") % {"name": batch.file_name}
        sheet.write_string(0, 0, title, styles["title"])
        sheet.write_string(1, 0, _told_in_one_line(batch), styles["note"])
        for place, (heading, _width) in enumerate(PROTOCOL_COLUMNS):
            sheet.write_string(3, place, heading, styles["heading"])
        for at, row in enumerate(rows, start=4):
            put_row(sheet, at, _protocol_row(row), styles)
        sheet.freeze_panes(4, 0)
    return out.getvalue()


def _told_in_one_line(batch: ImportBatch) -> str:
    told = {
        "who": batch.actor_label,
        "when": moment(batch.written_at),
        "rows": number(batch.rows),
        "added": number(batch.added),
        "changed": number(batch.changed),
        "unchanged": number(batch.unchanged),
        "rejected": number(batch.rejected),
    }
    written = _("%(who)s ghi lúc %(when)s.") % told
    counted = _(
        "%(rows)s dòng = thêm %(added)s + sửa %(changed)s + không đổi %(unchanged)s + lỗi %(rejected)s."
    )
    return f"{written} {counted % told}"


def _protocol_row(row: Any) -> list[Any]:
    remarks = ". ".join(problem["message"] for problem in row.problems)
    changes = changes_text(row) if row.verdict == RowVerdict.CHANGED else ""
    return [row.number, row.label, str(RowVerdict(row.verdict).label), changes, remarks]
