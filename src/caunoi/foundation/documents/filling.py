"""Reading and filling templates of letters and forms; what stands in one is a stranger's text and runs in a sandbox."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext as _
from docx.opc.exceptions import OpcError
from jinja2 import TemplateError, nodes
from lxml.etree import LxmlError

from caunoi.foundation.documents.expressions import FieldsOnly, Letter
from caunoi.foundation.documents.kinds import DocumentKind
from caunoi.foundation.documents.outside import refuse_word_reaching_out
from caunoi.foundation.documents.refusals import UnfitTemplate
from caunoi.foundation.documents.workbook_templates import GROUP, fields_of_workbook, fill_workbook

LARGEST = 2 * 1024 * 1024
LARGEST_UNPACKED = 20 * 1024 * 1024
MOST_PARTS = 500
DOCUMENT = "word/document.xml"


def check_template(kind: DocumentKind, data: bytes) -> frozenset[str]:
    """The fields the template uses; refused when it is no such file, lacks a field, or asks for an unknown one."""
    if kind.format == "xlsx":
        used, of_rows = fields_of_workbook(data)
    else:
        _refuse_unless_word(data)
        used, of_rows = fields_of(data), row_fields_of(data) if kind.row_fields else frozenset()
    _refuse_missing(kind, used, of_rows)
    if unknown := sorted(used - set(kind.fields)):
        raise UnfitTemplate(
            _("Mẫu dùng trường không có: %(fields)s. Sửa lại tên theo bảng các trường rồi tải lên lại.")
            % {"fields": ", ".join(unknown)}
        )
    if unknown := sorted(of_rows - set(kind.row_fields) - {GROUP}):
        raise UnfitTemplate(
            _("Mẫu dùng cột không có: %(fields)s. Sửa lại tên theo bảng các trường rồi tải lên lại.")
            % {"fields": ", ".join(unknown)}
        )
    fill_kind(kind, data, kind.sample())
    return used


def _refuse_missing(kind: DocumentKind, used: frozenset[str], of_rows: frozenset[str]) -> None:
    named = [f"{{{{ {name} }}}} ({kind.fields[name]})" for name in sorted(kind.required - used)]
    named += [f"{name} ({words})" for name, words in kind.row_fields.items() if name not in of_rows]
    if named:
        raise UnfitTemplate(
            _("Mẫu thiếu trường: %(fields)s. Thêm vào mẫu rồi tải lên lại.") % {"fields": ", ".join(named)}
        )


def fill_kind(kind: DocumentKind, data: bytes, values: Mapping[str, Any]) -> bytes:
    """A template of Word or of Excel, filled."""
    return fill_workbook(data, values) if kind.format == "xlsx" else fill(data, values)


def row_fields_of(data: bytes) -> frozenset[str]:
    """Every column a Word template asks of the rows it goes through."""
    with _told_as_unfit(_("Mẫu có chỗ viết sai dấu {{ }} hoặc {%% %%}: %(fault)s.")):
        letter = Letter(io.BytesIO(data))
        letter.init_docx()
        tree = FieldsOnly().parse(letter.patch_xml(letter.get_xml()))
    rows = {each.target.name for each in tree.find_all(nodes.For) if isinstance(each.target, nodes.Name)}
    asked = tree.find_all(nodes.Getattr)
    return frozenset(
        each.attr for each in asked if isinstance(each.node, nodes.Name) and each.node.name in rows
    )


def _refuse_unless_word(data: bytes) -> None:
    """Bounds on what is unpacked, looked at before anything is."""
    if len(data) > LARGEST:
        raise UnfitTemplate(_("Tệp mẫu lớn hơn 2 MB. Bỏ bớt hình trong mẫu rồi tải lên lại."))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _refuse_bombs(parts)
            sound = DOCUMENT in archive.namelist() and archive.testzip() is None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as fault:
        raise UnfitTemplate(
            _("Tệp này không phải văn bản Word (.docx). Lưu lại dạng .docx rồi tải lên.")
        ) from fault
    if not sound or any("vbaProject" in part.filename for part in parts):
        raise UnfitTemplate(
            _("Tệp này không phải văn bản Word (.docx) thường. Lưu lại dạng .docx rồi tải lên.")
        )
    refuse_word_reaching_out(data)


def _refuse_bombs(parts: list[zipfile.ZipInfo]) -> None:
    """By the sizes the archive names: what is unpacked later never goes beyond them."""
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise UnfitTemplate(_("Tệp mẫu giải nén ra quá lớn nên không được mở."))


def fields_of(data: bytes) -> frozenset[str]:
    """Names the template uses that it does not make itself."""
    with _told_as_unfit(_("Mẫu có chỗ viết sai dấu {{ }} hoặc {%% %%}: %(fault)s.")):
        return frozenset(Letter(io.BytesIO(data)).get_undeclared_template_variables(FieldsOnly()))


def fill(data: bytes, values: Mapping[str, Any]) -> bytes:
    """The letter: the template with every field written in; texts are only ever texts."""
    out = io.BytesIO()
    with _told_as_unfit(_("Không điền được mẫu: %(fault)s. Sửa mẫu rồi tải lên lại.")):
        template = Letter(io.BytesIO(data))
        template.render(dict(values), FieldsOnly())
        template.save(out)
    return out.getvalue()


@contextmanager
def _told_as_unfit(words: str) -> Iterator[None]:
    """A stranger's file may be wrong in many ways; each is said, none is a fault of ours."""
    try:
        yield
    except TemplateError as fault:
        raise UnfitTemplate(words % {"fault": str(fault).rstrip(".")}) from fault
    except (OpcError, LxmlError, LookupError, ValueError, AttributeError, TypeError, RecursionError) as fault:
        raise UnfitTemplate(_("Tệp Word bị hỏng. Mở bằng Word, lưu lại dạng .docx rồi tải lên.")) from fault
