"""Scans made for the tests: photographs as telephones write them, documents that do and do not act."""

import io
from typing import Any

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

PLACE = "21.2731N 106.1946E"


def photograph(side: int = 40, *, turned: bool = False, note: str = PLACE) -> bytes:
    """A JPEG wider than high, with what a telephone writes beside it."""
    beside = Image.Exif()
    beside[0x010E] = note
    if turned:
        beside[0x0112] = 6
    file = io.BytesIO()
    Image.new("RGB", (side * 2, side), "white").save(file, "JPEG", exif=beside, comment=note.encode())
    return file.getvalue()


def drawing(mode: str = "L", size: tuple[int, int] = (30, 40)) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size).save(file, "PNG")
    return file.getvalue()


def document(pages: int = 1) -> bytes:
    paper = [Image.new("L", (60, 80), "white") for _ in range(pages)]
    file = io.BytesIO()
    paper[0].save(file, "PDF", save_all=True, append_images=paper[1:])
    return file.getvalue()


def acting_document(place: str, **action: str) -> bytes:
    """A document with an action under ``place`` of its catalogue."""
    writer = PdfWriter(clone_from=io.BytesIO(document()))
    named: dict[Any, Any] = {
        NameObject(f"/{key}"): NameObject(value) if value.startswith("/") else TextStringObject(value)
        for key, value in action.items()
    }
    writer.root_object[NameObject(place)] = DictionaryObject(named)
    return _written(writer)


def document_with_file() -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(document()))
    writer.add_attachment("tinh.exe", b"MZ")
    return _written(writer)


def locked_document() -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(document()))
    writer.encrypt("bi-mat", algorithm="RC4-128")
    return _written(writer)


def _written(writer: PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()
