"""The pages of the forms: which there are, one filled, and whether they agree."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.forms.presenters.sheets import sheet_of
from caunoi.apps.forms.selectors.definitions import FormDefinition
from caunoi.apps.forms.services.checking import Checked, Disagreement
from caunoi.apps.forms.services.filled import Filled
from caunoi.foundation.actors import Actor
from caunoi.foundation.documents.models import DocumentTemplate
from caunoi.foundation.documents.sheets.table import SheetTable
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui.components import (
    Button,
    Callout,
    Cell,
    Chip,
    Column,
    Downloads,
    EmptyState,
    Heading,
    Link,
    Row,
    Table,
)
from caunoi.foundation.ui.languages import as_written

SHOWN = 200
NAMED = 20
CONTENTS = {
    "counts": gettext_noop("Số liệu"),
    "people": gettext_noop("Danh sách người"),
    "class": gettext_noop("Danh sách lớp"),
}


def present_forms(actor: Actor, forms: Sequence[FormDefinition], query: str) -> dict[str, Any]:
    columns = [Column(_("Tên biểu")), Column(_("Số biểu")), Column(_("Nội dung"))]
    rows = [
        Row([_named(actor, form, query), as_written(form.number), _(CONTENTS[form.content])])
        for form in forms
    ]
    buttons = []
    if holds(actor, Cadre, "view"):
        buttons.append(Button(_("Đối chiếu các biểu"), url=_checks(query), icon="check"))
    if holds(actor, DocumentTemplate, "view"):
        buttons.append(Button(_("Sửa mẫu"), url=reverse("documents:list"), icon="pencil"))
    empty = EmptyState(_("Ngày này chưa có mẫu biểu nào. Chọn một ngày khác."))
    return {
        "head": Heading(
            _("Biểu mẫu báo cáo"),
            _("Xem trước rồi tải về Excel, Word hoặc PDF; con số nào cũng mở được danh sách phía sau."),
            buttons=buttons,
        ),
        "table": Table(columns, rows, caption=_("Các biểu"), count=len(rows), empty=empty),
    }


def _named(actor: Actor, form: FormDefinition, query: str) -> Any:
    """A way to the form, or why there is none for this role."""
    if form.content == "people" and not holds(actor, Cadre, "export"):
        return Cell(as_written(form.title), _("Vai trò của bạn không xuất được danh sách cán bộ."))
    return Link(as_written(form.title), _address(form.key, query))


def _address(key: str, query: str) -> str:
    return reverse("forms:form", args=[key]) + query


def _checks(query: str) -> str:
    return reverse("forms:checks") + query


def present_form(actor: Actor, filled: Filled, form: BaseForm, url: str) -> dict[str, Any]:
    sheet = sheet_of(actor, filled)
    there = bool(filled.lines)
    return {
        "head": Heading(
            as_written(filled.definition.title), _about(filled), [_back()], _buttons(actor, filled)
        ),
        "form": form,
        "table": SheetTable(sheet, SHOWN) if there else _nothing(filled),
        "note": _shown(filled),
        "notes": [Callout("thong-tin", text) for text in sheet.notes],
        "downloads": Downloads(url, formats=("xlsx", "docx", "pdf"), printable=False) if there else None,
    }


def _about(filled: Filled) -> Any:
    return as_written(" – ".join(filter(None, [filled.definition.number, filled.subtitle])))


def _back() -> Link:
    return Link(_("Biểu mẫu báo cáo"), reverse("forms:list"))


def _buttons(actor: Actor, filled: Filled) -> list[Button]:
    if not holds(actor, DocumentTemplate, "view"):
        return []
    key = filled.definition.key
    return [
        Button(_("Mẫu Word"), url=reverse("documents:kind", args=[f"bieu-{key}"]), icon="file-text"),
        Button(
            _("Mẫu Excel"), url=reverse("documents:kind", args=[f"bieu-{key}-xlsx"]), icon="file-spreadsheet"
        ),
    ]


def _nothing(filled: Filled) -> EmptyState:
    if filled.definition.content == "class":
        return EmptyState(_("Chọn một lớp của kế hoạch để lập danh sách."))
    return EmptyState(_("Không có ai trong phạm vi và ngày này."))


def _shown(filled: Filled) -> str:
    if len(filled.lines) <= SHOWN:
        return ""
    return _("Trang này hiện %(shown)s dòng đầu; tệp tải về có đủ.") % {"shown": SHOWN}


def present_checks(
    checked: Sequence[Checked], names: Mapping[UUID, str], form: BaseForm, query: str
) -> dict[str, Any]:
    columns = [Column(_("Phép đối chiếu")), Column(_("Kết quả"), "chips"), Column(_("Dòng lệch"))]
    rows = [Row([as_written(each.check.says), _outcome(each), _rows(each, names)]) for each in checked]
    return {
        "head": Heading(
            _("Đối chiếu các biểu"),
            _("Mỗi phép so hai vế trên cùng phạm vi; chỗ lệch nêu dòng và người làm lệch."),
            [Link(_("Biểu mẫu báo cáo"), reverse("forms:list") + query)],
        ),
        "form": form,
        "table": Table(columns, rows, caption=_("Đối chiếu các biểu"), count=len(rows)),
    }


def _outcome(each: Checked) -> Chip:
    if each.unread:
        return Chip(_("không xem được"), "trung-tinh")
    if each.differing:
        count = len(each.differing)
        return Chip(ngettext("lệch %(n)s dòng", "lệch %(n)s dòng", count) % {"n": count}, "loi")
    return Chip(_("khớp %(n)s dòng") % {"n": each.rows}, "dat")


def _rows(each: Checked, names: Mapping[UUID, str]) -> Any:
    if each.unread:
        return _("Vai trò của bạn không xem được cột cần cho phép này.")
    return [_row(row, names) for row in each.differing] if each.differing else ""


def _row(row: Disagreement, names: Mapping[UUID, str]) -> Any:
    told = {"row": row.row, "left": row.left, "right": row.right}
    words = (
        _("%(row)s: %(left)s so với %(right)s") % told if row.row else _("%(left)s so với %(right)s") % told
    )
    return _with_people(words, row, names) if row.missing or row.extra else words


def _with_people(words: str, row: Disagreement, names: Mapping[UUID, str]) -> Any:
    people = [*row.missing, *row.extra]
    shown = format_html_join(
        ", ", '<a href="/can-bo/{}/">{}</a>', ((each, names.get(each, "")) for each in people[:NAMED])
    )
    rest = _(" và %(n)s người nữa") % {"n": len(people) - NAMED} if len(people) > NAMED else ""
    return format_html('<p lang="vi">{}: {}{}</p>', words, shown, rest)
