"""Pages of templates."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.forms import BaseForm
from django.urls import reverse
from django.utils.translation import gettext as _

from caunoi.foundation.actors import Actor
from caunoi.foundation.documents.kinds import DocumentKind
from caunoi.foundation.documents.models import DocumentTemplate
from caunoi.foundation.documents.selectors import in_force
from caunoi.foundation.policy import can
from caunoi.foundation.ui.components import (
    Button,
    Chip,
    Column,
    EmptyState,
    ErrorSummary,
    Heading,
    Link,
    Row,
    Table,
)
from caunoi.foundation.ui.languages import as_written


def present_kinds(kinds: Sequence[tuple[DocumentKind, DocumentTemplate | None]]) -> dict[str, Any]:
    columns = [Column(_("Văn bản")), Column(_("Mẫu đang dùng")), Column(_("Từ ngày"), "date")]
    rows = [
        Row([Link(_(kind.title), reverse("documents:kind", args=[kind.key])), *_used(template)])
        for kind, template in kinds
    ]
    head = Heading(
        _("Mẫu văn bản"),
        _(
            "Tải mẫu về, sửa bằng Word hoặc Excel theo thể thức của cơ quan, rồi đưa lên lại; "
            "số liệu tự điền vào các trường."
        ),
    )
    return {"head": head, "table": Table(columns, rows, caption=_("Các loại văn bản"), count=len(rows))}


def _used(template: DocumentTemplate | None) -> list[Any]:
    if template is None:
        return [_("Mẫu đi kèm phần mềm"), ""]
    return [
        _("Phiên bản %(n)s, %(file)s") % {"n": template.version, "file": template.file_name},
        template.valid_from,
    ]


def present_kind(
    actor: Actor, kind: DocumentKind, versions: list[DocumentTemplate], form: BaseForm, on: date
) -> dict[str, Any]:
    buttons = [
        Button(_("Tải mẫu về để sửa"), url=reverse("documents:file", args=[kind.key]), icon="download"),
        Button(
            _("Xem thử với số liệu mẫu"), url=reverse("documents:trial", args=[kind.key]), icon="file-text"
        ),
    ]
    return {
        "head": Heading(_(kind.title), "", [Link(_("Mẫu văn bản"), reverse("documents:list"))], buttons),
        "errors": ErrorSummary.of(form),
        "form": form if can(actor, "add", DocumentTemplate) else None,
        "fields": fields_table(kind),
        "versions": versions_table(versions, on),
    }


def fields_table(kind: DocumentKind) -> Table:
    rows = [
        Row([f"{{{{ {name} }}}}", _(words), Chip(_("bắt buộc"), "chu-y") if name in kind.required else ""])
        for name, words in kind.fields.items()
    ]
    rows += [
        Row([_row_field(kind, name), as_written(words), Chip(_("bắt buộc"), "chu-y")])
        for name, words in kind.row_fields.items()
    ]
    columns = [Column(_("Trường trong mẫu")), Column(_("Nội dung")), Column(_("Bắt buộc"), "chips")]
    return Table(columns, rows, caption=_("Các trường của mẫu"), count=len(rows), id="truong")


def _row_field(kind: DocumentKind, name: str) -> str:
    """As it is written in a cell of Excel, or inside the repeated row of Word."""
    return f"{{{{ dong.{name} }}}}" if kind.format == "xlsx" else f"{{{{ d.{name} }}}}"


def versions_table(versions: Sequence[DocumentTemplate], on: date) -> Table:
    current = in_force(list(versions), on)
    columns = [
        Column(_("Phiên bản")),
        Column(_("Tệp")),
        Column(_("Từ ngày"), "date"),
        Column(_("Đến ngày"), "date"),
        Column(_("Người đưa lên")),
        Column(_("Tình trạng"), "chips"),
    ]
    rows = [
        Row(
            [
                str(each.version), each.file_name, each.valid_from, each.valid_to, each.brought_by,
                Chip(_("đang dùng"), "dat") if each is current else "",
            ]
        )
        for each in versions
    ]  # fmt: skip
    empty = EmptyState(_("Chưa có mẫu riêng; đang dùng mẫu đi kèm phần mềm."))
    return Table(columns, rows, caption=_("Các phiên bản"), count=len(rows), empty=empty, id="phien-ban")
