"""A form as a file: PDF, workbook or Word, each from the same sheet."""

from django.utils.translation import override

from caunoi.apps.forms.presenters.letters import kind_key
from caunoi.apps.forms.presenters.sheets import sheet_of
from caunoi.apps.forms.services.filled import Filled
from caunoi.foundation.actors import Actor
from caunoi.foundation.documents import kind_or_404
from caunoi.foundation.documents.selectors import has_own_template
from caunoi.foundation.documents.services import make_letter
from caunoi.foundation.documents.sheets import Sheet
from caunoi.foundation.documents.sheets.as_pdf import sheet_pdf
from caunoi.foundation.documents.sheets.as_workbook import sheet_workbook
from caunoi.foundation.documents.sheets.values import values_of

TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@override("vi")
def form_file(actor: Actor, filled: Filled, format: str) -> tuple[bytes, str, str]:
    """Bytes, name and kind. Without a template of the office a workbook is written as it is printed."""
    sheet = sheet_of(actor, filled)
    data = {"pdf": sheet_pdf, "xlsx": _workbook, "docx": _letter}[format](sheet)
    return data, f"{sheet.key}-{sheet.on:%d-%m-%Y}.{format}", TYPES[format]


def _workbook(sheet: Sheet) -> bytes:
    kind = kind_or_404(kind_key(sheet.key, "xlsx"))
    if not has_own_template(kind, sheet.on):
        return sheet_workbook(sheet)
    return make_letter(kind, values_of(sheet, as_words=False), on=sheet.on)


def _letter(sheet: Sheet) -> bytes:
    return make_letter(kind_or_404(kind_key(sheet.key, "docx")), values_of(sheet), on=sheet.on)
