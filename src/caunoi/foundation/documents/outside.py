"""What in a template would reach outside it (mẫu gọi ra ngoài) on the machine of whoever opens the filled file.

The filled file holds people's data: a picture, a template or a formula fetched from an address would tell that
somebody opened it, and could carry what stands in the next cell along.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree
from openpyxl.workbook import Workbook

from caunoi.foundation.documents.refusals import UnfitTemplate

FORMULA = re.compile(
    r"\b(?:WEBSERVICE|IMAGE|HYPERLINK|RTD|CALL|REGISTER(?:\.ID)?|DDE|SQL\.REQUEST|IMPORT[A-Z]+)\s*\("
    r"|\|\s*'?[^'|]*'?\s*!|\[\d+\]|\.xl\w*\]",
    re.IGNORECASE,
)
FIELD = re.compile(
    r"\b(?:INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|LINK|DDE|DDEAUTO|DATABASE|RD)\b", re.IGNORECASE
)
LINK = "/hyperlink"
"""A link is opened by whoever clicks on it, and says where it leads."""


def refuse_word_reaching_out(data: bytes) -> None:
    """Raises UnfitTemplate for pictures, templates and fields of Word that are fetched from elsewhere."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.lower().endswith(".rels"):
                _refuse_relations(_parsed(archive.read(name)))
            elif name.lower().startswith("word/") and name.lower().endswith(".xml"):
                _refuse_fields(_parsed(archive.read(name)))


def _parsed(text: bytes) -> Any:
    try:
        return etree.fromstring(text, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as fault:
        raise UnfitTemplate(_("Tệp Word bị hỏng. Mở bằng Word, lưu lại dạng .docx rồi tải lên.")) from fault


def _refuse_relations(tree: Any) -> None:
    for each in tree.iter("{*}Relationship"):
        if each.get("TargetMode") == "External" and not str(each.get("Type")).endswith(LINK):
            raise _reaches_out()


def _refuse_fields(tree: Any) -> None:
    """The words of a field may be cut into pieces, so they are read together."""
    said = "".join(each.text or "" for each in tree.iter("{*}instrText"))
    simple = " ".join(
        value for each in tree.iter("{*}fldSimple") for key, value in each.items() if key.endswith("instr")
    )
    if FIELD.search(said) or FIELD.search(simple):
        raise _reaches_out()


def refuse_workbook_reaching_out(book: Workbook) -> None:
    """Raises UnfitTemplate for formulas that ask an address, another file or another program."""
    if any(FORMULA.search(text) for text in _formulas(book)):
        raise _reaches_out()


def _formulas(book: Workbook) -> Iterator[str]:
    for named in (book, *book.worksheets):
        yield from (str(each.attr_text) for each in named.defined_names.values())
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            yield from (str(getattr(cell.value, "text", cell.value)) for cell in row if cell.data_type == "f")
        for each in sheet.conditional_formatting:
            yield from (str(text) for rule in each.rules for text in rule.formula)
        for check in sheet.data_validations.dataValidation:
            yield from (str(text) for text in (check.formula1, check.formula2) if text)


def _reaches_out() -> UnfitTemplate:
    return UnfitTemplate(
        _(
            "Mẫu lấy hình, mẫu, tệp hoặc số liệu từ nơi khác khi mở. Bỏ liên kết ngoài và công thức gọi ra ngoài "
            "rồi tải lên lại."
        )
    )
