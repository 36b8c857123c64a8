"""PDF documents (tệp PDF): kept as they are, because a signature is over the bytes, if nothing in them acts.

Every object is looked at, also those packed into streams: a script, a program to start, a file inside, a form that
sends itself are no picture of a paper. The pages are drawn besides, so that nobody need open it.
"""

import io
from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from caunoi.foundation.attachments import limits
from caunoi.foundation.attachments.pictures import as_jpeg
from caunoi.foundation.attachments.refusals import DAMAGED, PRINT_AGAIN, RefusedScan

MEDIA_TYPE = "application/pdf"
START = b"%PDF-"
ACTING_KEYS = {
    "/JS": "mã lệnh JavaScript",
    "/JavaScript": "mã lệnh JavaScript",
    "/AA": "lệnh tự chạy",
    "/EmbeddedFiles": "tệp nhúng bên trong",
    "/EF": "tệp nhúng bên trong",
    "/XFA": "biểu mẫu động (XFA)",
    "/RichMedia": "phim hoặc âm thanh",
}
ACTING_KINDS = {
    "/JavaScript": "mã lệnh JavaScript",
    "/Launch": "lệnh mở chương trình khác",
    "/SubmitForm": "lệnh gửi dữ liệu đi nơi khác",
    "/ImportData": "lệnh lấy dữ liệu từ nơi khác",
    "/GoToE": "tệp nhúng bên trong",
    "/GoToR": "lệnh mở tệp khác",
    "/Rendition": "phim hoặc âm thanh",
    "/RichMedia": "phim hoặc âm thanh",
    "/EmbeddedFile": "tệp nhúng bên trong",
    "/FileAttachment": "tệp nhúng bên trong",
}


def check(data: bytes) -> None:
    """Raise RefusedScan unless the document is whole, open, short and does nothing by itself."""
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise RefusedScan("Tệp PDF có mật khẩu.", PRINT_AGAIN)
        _check_length(len(reader.pages))
        for found in _dictionaries(reader):
            _check_calm(found)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise DAMAGED from fault


def _check_length(pages: int) -> None:
    if not pages:
        raise DAMAGED
    if pages > limits.PDF_PAGES:
        raise RefusedScan(
            f"Tệp PDF có {pages} trang, tối đa {limits.PDF_PAGES}.", "Chỉ nạp các trang cần làm minh chứng."
        )


def _dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary reachable from the end of the file, each object once."""
    seen: set[tuple[int, int]] = set()
    waiting: list[Any] = [reader.trailer]
    while waiting:
        each = waiting.pop()
        if isinstance(each, IndirectObject):
            if (each.idnum, each.generation) in seen:
                continue
            seen.add((each.idnum, each.generation))
            _check_count(len(seen))
            each = each.get_object()
        if isinstance(each, DictionaryObject):
            yield each
            waiting += [each.raw_get(key) for key in each]
        elif isinstance(each, ArrayObject):
            waiting += list(each)


def _check_count(objects: int) -> None:
    if objects > limits.PDF_OBJECTS:
        raise RefusedScan("Tệp PDF có cấu trúc quá phức tạp.", PRINT_AGAIN)


def _check_calm(found: DictionaryObject) -> None:
    words = {what for key, what in ACTING_KEYS.items() if key in found}
    for key in ("/S", "/Type", "/Subtype"):
        kind = found.get(key)
        if isinstance(kind, str) and kind in ACTING_KINDS:
            words.add(ACTING_KINDS[kind])
    if words:
        raise RefusedScan(f"Tệp PDF có {', '.join(sorted(words))}.", PRINT_AGAIN)


def draw(data: bytes) -> list[bytes]:
    """Each page as a JPEG, forms and their scripts switched off."""
    try:
        document = pypdfium2.PdfDocument(data)
        return [_draw_page(page) for page in document]
    except pypdfium2.PdfiumError as fault:
        raise DAMAGED from fault


def _draw_page(page: Any) -> bytes:
    width, height = page.get_size()
    scale = min(limits.PAGE_WIDTH / max(width, 1), limits.LONGEST_SIDE / max(height, 1))
    return as_jpeg(page.render(scale=scale, may_draw_forms=False).to_pil())[1]
