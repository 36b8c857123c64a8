"""Reading and filling Word templates; what stands in one is a stranger's text and runs in a sandbox."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from caunoi.foundation.documents.kinds import DocumentKind
from caunoi.foundation.errors import Refused

LARGEST = 2 * 1024 * 1024
LARGEST_UNPACKED = 20 * 1024 * 1024
MOST_PARTS = 500
DOCUMENT = "word/document.xml"


class UnfitTemplate(Refused):
    """A file that cannot be a template of this kind, said before anything is filled."""

    status = 422


def check_template(kind: DocumentKind, data: bytes) -> frozenset[str]:
    """The fields the template uses; refused when it is no Word file, lacks a field, or asks for an unknown one."""
    _refuse_unless_word(data)
    used = fields_of(data)
    if missing := sorted(kind.required - used):
        named = ", ".join(f"{{{{ {name} }}}} ({kind.fields[name]})" for name in missing)
        raise UnfitTemplate(
            _("Mẫu thiếu trường: %(fields)s. Thêm vào mẫu rồi tải lên lại.") % {"fields": named}
        )
    if unknown := sorted(used - set(kind.fields)):
        raise UnfitTemplate(
            _("Mẫu dùng trường không có: %(fields)s. Sửa lại tên theo bảng các trường rồi tải lên lại.")
            % {"fields": ", ".join(unknown)}
        )
    fill(data, kind.sample())
    return used


def _refuse_unless_word(data: bytes) -> None:
    """Bounds on what is unpacked, looked at before anything is."""
    if len(data) > LARGEST:
        raise UnfitTemplate(_("Tệp mẫu lớn hơn 2 MB. Bỏ bớt hình trong mẫu rồi tải lên lại."))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            sound = DOCUMENT in archive.namelist() and archive.testzip() is None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as fault:
        raise UnfitTemplate(
            _("Tệp này không phải văn bản Word (.docx). Lưu lại dạng .docx rồi tải lên.")
        ) from fault
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise UnfitTemplate(_("Tệp mẫu giải nén ra quá lớn nên không được mở."))
    if not sound or any("vbaProject" in part.filename for part in parts):
        raise UnfitTemplate(
            _("Tệp này không phải văn bản Word (.docx) thường. Lưu lại dạng .docx rồi tải lên.")
        )


def fields_of(data: bytes) -> frozenset[str]:
    """Names the template uses that it does not make itself."""
    try:
        return frozenset(DocxTemplate(io.BytesIO(data)).get_undeclared_template_variables(_sandbox()))
    except TemplateError as fault:
        raise UnfitTemplate(
            _("Mẫu có chỗ viết sai dấu {{ }} hoặc {%% %%}: %(fault)s.") % {"fault": str(fault).rstrip(".")}
        ) from fault


def fill(data: bytes, values: Mapping[str, Any]) -> bytes:
    """The letter: the template with every field written in; texts are only ever texts."""
    template = DocxTemplate(io.BytesIO(data))
    try:
        template.render(dict(values), _sandbox())
    except TemplateError as fault:
        raise UnfitTemplate(
            _("Không điền được mẫu: %(fault)s. Sửa mẫu rồi tải lên lại.") % {"fault": str(fault).rstrip(".")}
        ) from fault
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


def _sandbox() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
