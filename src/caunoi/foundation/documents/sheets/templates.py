"""A form the office edits: its templates of Word and Excel, drawn from a sample sheet, and a filled sheet as a file.

register_sheet("ra-soat-don-vi", "Bảng rà soát của đơn vị", COLUMNS, sample_sheet)      # in AppConfig.ready()
data, name, media_type = sheet_file(filled, "docx")
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import override

from caunoi.foundation.documents.kinds import DocumentKind, Format, kind_or_404, register_kind
from caunoi.foundation.documents.selectors import has_own_template
from caunoi.foundation.documents.services import make_letter
from caunoi.foundation.documents.sheets.as_pdf import sheet_pdf
from caunoi.foundation.documents.sheets.as_workbook import sheet_workbook
from caunoi.foundation.documents.sheets.blank import blank_letter, blank_workbook
from caunoi.foundation.documents.sheets.form import Sheet, SheetColumn
from caunoi.foundation.documents.sheets.values import FIELDS, ROWS, place_key, values_of

FORMATS: tuple[Format, ...] = ("docx", "xlsx")
REQUIRED = frozenset({"dau_mau", "tieu_de", "don_vi", "ngay_tinh", ROWS})
TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
Sample = Callable[[], Sheet]


@dataclass(frozen=True)
class BlankSheet:
    """The template that comes with the product, drawn from the sample (mẫu đi kèm)."""

    sample: Sample
    format: Format

    def read_bytes(self) -> bytes:
        drawn = blank_workbook if self.format == "xlsx" else blank_letter
        return drawn(self.sample())


def register_sheet(key: str, title: str, columns: Sequence[SheetColumn], sample: Sample) -> None:
    """Offer the form as a Word and an Excel template; each of its columns must stand in both."""
    places = {place_key(at): " – ".join(each.path) for at, each in enumerate(columns)}
    for format in FORMATS:
        register_kind(_kind(key, title, places, sample, format))


def kind_key(sheet: str, format: Format) -> str:
    return f"bieu-{sheet}" + ("-xlsx" if format == "xlsx" else "")


def _kind(key: str, title: str, places: Mapping[str, str], sample: Sample, format: Format) -> DocumentKind:
    return DocumentKind(
        key=kind_key(key, format),
        title=title + (" (Excel)" if format == "xlsx" else " (Word)"),
        fields=FIELDS,
        default=BlankSheet(sample, format),
        sample=lambda: _sample(sample),
        required=REQUIRED,
        format=format,
        row_fields=places,
    )


@override("vi")
def _sample(sample: Sample) -> Mapping[str, Any]:
    return values_of(sample())


@override("vi")  # a form is Vietnamese whoever prints it
def sheet_file(sheet: Sheet, format: str) -> tuple[bytes, str, str]:
    """Bytes, name and kind. Without a template of the office a workbook is written as it is printed."""
    data = {"pdf": sheet_pdf, "xlsx": _workbook, "docx": _letter}[format](sheet)
    return data, f"{sheet.key}-{sheet.on:%d-%m-%Y}.{format}", TYPES[format]


def _workbook(sheet: Sheet) -> bytes:
    kind = kind_or_404(kind_key(sheet.key, "xlsx"))
    if not has_own_template(kind, sheet.on):
        return sheet_workbook(sheet)
    return make_letter(kind, values_of(sheet, as_words=False), on=sheet.on)


def _letter(sheet: Sheet) -> bytes:
    return make_letter(kind_or_404(kind_key(sheet.key, "docx")), values_of(sheet), on=sheet.on)
