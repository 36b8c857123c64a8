"""The forms as templates the office edits: one for Word and one for Excel, made from the definition of the form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from caunoi.apps.forms.presenters.sheets import columns_of
from caunoi.apps.forms.selectors.definitions import FormDefinition, all_forms
from caunoi.foundation.documents import DocumentKind, register_kind
from caunoi.foundation.documents.kinds import Format
from caunoi.foundation.documents.sheets import Sheet, SheetCell, SheetRow
from caunoi.foundation.documents.sheets.blank import blank_letter, blank_workbook
from caunoi.foundation.documents.sheets.form import Value
from caunoi.foundation.documents.sheets.values import FIELDS, ROWS, place_key, values_of

FORMATS: tuple[Format, ...] = ("docx", "xlsx")
REQUIRED = frozenset({"dau_mau", "tieu_de", "don_vi", "ngay_tinh", ROWS})


@dataclass(frozen=True)
class BlankForm:
    """The template that comes with the product, drawn from the definition (mẫu đi kèm)."""

    form: FormDefinition
    format: Format

    def read_bytes(self) -> bytes:
        drawn = blank_workbook if self.format == "xlsx" else blank_letter
        return drawn(sample_sheet(self.form))


def register() -> None:
    for form in all_forms():
        for format in FORMATS:
            register_kind(_kind(form, format))


def kind_key(form: str, format: Format) -> str:
    return f"bieu-{form}" + ("-xlsx" if format == "xlsx" else "")


def _kind(form: FormDefinition, format: Format) -> DocumentKind:
    columns = {place_key(at): " – ".join(each.path) for at, each in enumerate(columns_of(form))}
    return DocumentKind(
        key=kind_key(form.key, format),
        title=f"{form.number}: {form.title}" + (" (Excel)" if format == "xlsx" else " (Word)"),
        fields=FIELDS,
        default=BlankForm(form, format),
        sample=lambda: _sample(form),
        required=REQUIRED,
        format=format,
        row_fields=columns,
    )


@override("vi")
def _sample(form: FormDefinition) -> Mapping[str, Any]:
    return values_of(sample_sheet(form))


@override("vi")
def sample_sheet(form: FormDefinition) -> Sheet:
    """One invented row of each kind, to try a template on."""
    columns = columns_of(form)
    words: dict[str, Value] = {"number": 12, "middle": 1, "text": "Nguyễn Văn An"}
    row = SheetRow([SheetCell(words[each.kind]) for each in columns])
    group = [SheetRow([SheetCell("Xã An Lạc")], "group")] if form.grouped else []
    return Sheet(
        key=form.key, number=form.number, title=form.title, office="Xã An Lạc", above="Huyện Sơn Động",
        on=date(2020, 8, 31), columns=columns, rows=[*group, row], system=form.system, mark=_("DỮ LIỆU MẪU"),
        total="" if form.content == "counts" else "Danh sách có 1 người.",
    )  # fmt: skip
