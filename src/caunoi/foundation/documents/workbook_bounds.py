"""How much a workbook may ask of whoever opens it (mẫu Excel trong giới hạn), counted before it is opened.

A range of merged cells is a few letters in the file and a cell object each once opened, so files of a few kilobytes
could fill the machine; here cells and ranges are counted in the text of the parts, whichever sheet they stand in.
"""

import io
import re
import zipfile
from collections.abc import Iterator

from django.utils.translation import gettext as _
from openpyxl.utils.cell import range_boundaries

from caunoi.foundation.documents.refusals import UnfitTemplate

MOST_CELLS = 20_000
LARGEST_UNPACKED = 8 * 1024 * 1024
CELL = re.compile(rb"<(?:[^\s<>/:]+:)?c[\s/>]")
SPREAD = re.compile(rb"<(?:[^\s<>/:]+:)?(?:mergeCell|hyperlink)[\s/]([^>]*)>")
REFERENCE = re.compile(
    rb"""\bref\s*=\s*["'](\$?[A-Z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Z]{1,3}\$?[0-9]{1,7})?)["']"""
)


def refuse_too_much(data: bytes) -> None:
    """Raises UnfitTemplate for more cells, or ranges over more cells, than any form has."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [part for part in archive.infolist() if not part.filename.startswith("xl/media/")]
        if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise _too_much()
        cells = 0
        for part in parts:
            text = archive.read(part)
            cells += len(CELL.findall(text)) + sum(_areas(text))
    if cells > MOST_CELLS:
        raise _too_much()


def _areas(text: bytes) -> Iterator[int]:
    """How many cells each range stands for; one that cannot be read may stand for any number."""
    for match in SPREAD.finditer(text):
        found = REFERENCE.search(match[1])
        if found is None:
            raise _too_much()
        left, top, right, bottom = range_boundaries(found[1].decode())
        yield (abs(right - left) + 1) * (abs(bottom - top) + 1)


def _too_much() -> UnfitTemplate:
    return UnfitTemplate(
        _("Mẫu có quá nhiều ô, hoặc gộp ô quá rộng. Xóa các ô và trang không cần rồi tải lên lại.")
    )
