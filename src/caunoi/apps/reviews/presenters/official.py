"""A unit's sheet as the form of the round (bảng rà soát của đơn vị): one set of rows for the page and every file."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.selectors import unit_labels
from caunoi.apps.reviews.choices import HANDED_IN
from caunoi.apps.reviews.models import ReviewLine
from caunoi.apps.reviews.presenters.sheet import LastTime, SheetPage, head, notices, person_lines
from caunoi.foundation.actors import Actor
from caunoi.foundation.documents.models import DocumentTemplate
from caunoi.foundation.documents.sheets import Sheet, SheetCell, SheetColumn, SheetRow
from caunoi.foundation.documents.sheets.table import SheetTable
from caunoi.foundation.documents.sheets.templates import kind_key, register_sheet
from caunoi.foundation.policy import may_read
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui.components import Button, Chip, Downloads, EmptyState, Link

KEY = "ra-soat-don-vi"
TITLE = "Bảng rà soát cán bộ của đơn vị"
NAMES = (
    gettext_noop("Bảng rà soát cán bộ của đơn vị (Word)"),
    gettext_noop("Bảng rà soát cán bộ của đơn vị (Excel)"),
)  # as the list of templates shows them
FORMATS = ("xlsx", "docx", "pdf")
SAID, JUDGED = "Đơn vị xác nhận", "Đối chiếu tiêu chuẩn"
COLUMNS = (
    SheetColumn("stt", ("STT",), "middle", 10),
    SheetColumn("name", ("Họ và tên",), "text", 42),
    SheetColumn("posts", ("Chức danh",), "text", 44),
    SheetColumn("answer", (SAID, "Kết quả"), "text", 24),
    SheetColumn("told", (SAID, "Đã sửa gì"), "text", 44),
    SheetColumn("note", (SAID, "Ghi chú"), "text", 32),
    SheetColumn("lacks", (JUDGED, "Đạt, còn thiếu"), "text", 30),
    SheetColumn("before", (JUDGED, "Lần rà soát trước"), "text", 40),
)
HIDDEN = ("Đã sửa gì", "Ghi chú")


def register() -> None:
    register_sheet(KEY, TITLE, COLUMNS, sample_sheet)


def present_form(page: SheetPage, url: str) -> dict[str, Any]:
    """The form as it would be printed now, and the ways to a file of it."""
    sheet, there = sheet_of(page), bool(page.lines)
    nobody = EmptyState(_("Đơn vị không còn giữ hồ sơ của ai trong đợt này."))
    offered = there and may_take(page.actor)
    return {
        "head": head(page),
        "notices": notices(page),
        "table": SheetTable(sheet) if there else nobody,
        "notes": sheet.notes,
        "buttons": template_buttons(page.actor),
        "back": Link(_("Về danh sách"), page.address),
        "downloads": Downloads(url, formats=FORMATS, printable=False) if offered else None,
    }


def may_take(actor: Actor) -> bool:
    """A list of people as a file is for whoever may export people."""
    return holds(actor, Cadre, "export")


def template_buttons(actor: Actor) -> list[Button]:
    if not holds(actor, DocumentTemplate, "view"):
        return []
    word, book = (reverse("documents:kind", args=[kind_key(KEY, each)]) for each in ("docx", "xlsx"))
    return [
        Button(_("Mẫu Word"), url=word, icon="file-text"),
        Button(_("Mẫu Excel"), url=book, icon="file-spreadsheet"),
    ]


@override("vi")  # a form is Vietnamese whoever prints it
def sheet_of(page: SheetPage) -> Sheet:
    round_ = page.sheet.round
    return Sheet(
        key=KEY,
        number=page.sheet.receipt if page.sheet.state in HANDED_IN else "Dự thảo, chưa gửi",
        title=f"{TITLE} – {round_.name}",
        office=page.unit,
        above=unit_labels({round_.unit_id}, round_.as_of)[round_.unit_id],
        on=round_.as_of,
        columns=COLUMNS,
        rows=[_row(place, each) for place, each in enumerate(person_lines(page), 1)],
        notes=list(_notes(page)),
        signers=("Người lập bảng", "Thủ trưởng đơn vị"),
        mark=_("DỮ LIỆU MẪU") if settings.DEMO else "",
        total=f"Danh sách có {len(page.lines)} người.",
    )


def _row(place: int, line: Any) -> SheetRow:
    said = [line.posts, line.chip.text, ". ".join(line.told), line.note, _words(line.lacks)]
    name = SheetCell(line.name, url=line.url)
    return SheetRow([SheetCell(place), name, *map(SheetCell, said), SheetCell(_last(line.before))])


def _words(chips: Sequence[Chip]) -> str:
    return ", ".join(str(chip.text) for chip in chips)


def _last(before: LastTime | None) -> str:
    if before is None:
        return ""
    words = " ".join(filter(None, [before.words, _words(before.chips)]))
    return ". Nay khác: ".join(filter(None, [words, before.differs]))


def _notes(page: SheetPage) -> Iterator[str]:
    if page.missing.count and page.sheet.state not in HANDED_IN:
        yield f"Còn {page.missing.count} người chưa xác nhận."
    if not may_read(page.actor, ReviewLine, "told"):
        yield f"Cột để trống vì vai trò của người lập không xem được: {'; '.join(HIDDEN)}."


def sample_sheet() -> Sheet:
    """One invented person, to try a template on."""
    said = (
        1, "Nguyễn Văn An", "Bí thư Đảng ủy", "Có thay đổi", "Lý luận chính trị: trung cấp, 2018", "",
        "Đạt", "Năm 2019: LLCT. Nay khác: LLCT: chưa đạt → đạt",
    )  # fmt: skip
    return Sheet(
        key=KEY, number="RS-2020-0001", title=f"{TITLE} – Rà soát năm 2020", office="Xã An Lạc",
        above="Tỉnh Bắc Giang", on=date(2020, 8, 31), columns=COLUMNS,
        rows=[SheetRow([SheetCell(each) for each in said])], signers=("Người lập bảng", "Thủ trưởng đơn vị"),
        mark="DỮ LIỆU MẪU", total="Danh sách có 1 người.",
    )  # fmt: skip
