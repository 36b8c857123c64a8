"""What a zipped workbook may be (kiểm tra tệp nén): looked at before any parser sees it.

A workbook is a ZIP archive. Here its list of parts is compared with its bytes, and every part is unpacked
once in small pieces, so that neither a lying size nor an entity reaches the parser.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise

from caunoi.foundation.workbooks import limits
from caunoi.foundation.workbooks.refusals import REMOVE_MACROS, SAVE_AGAIN, TAKE_LOCK_OFF, RefusedFile

LOCAL_HEADER = struct.Struct("<4s5H3L2H")
LOCAL_SIGNATURE = b"PK\x03\x04"
ENCRYPTED_FLAG = 0x1
PIECE = 256 * 1024
DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
XML_STARTS = re.compile(rb"(?:\xef\xbb\xbf)?\s*<|(?:\xff\xfe)?<\x00|(?:\xfe\xff)?\x00<")
"""Whatever a part calls itself, whoever opens the workbook reads it as XML when a list of parts says so."""
WIDE_XML_STARTS = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
MACRO_PART = re.compile(
    r"(^|/)(vbaproject\w*\.bin$|macrosheets/|vbadata\.xml$|basic/.|scripts/.|dialogsheets/)"
)
MACRO_CONTENT = re.compile(rb"macroEnabled|vbaProject|ms-excel\.macrosheet", re.IGNORECASE)
EXTERNAL_PART = re.compile(r"(^|/)(externallinks/|connections\.xml$|querytables/)")
DAMAGED = "Tệp bị hỏng hoặc không đúng dạng bảng tính."


def check_archive(data: bytes) -> None:
    """Raise RefusedFile unless every part of the zipped workbook is plain, whole and within the limits."""
    parts = _parts_of(data)
    _check_sizes(parts)
    _check_names(parts)
    _check_kinds(parts)
    _check_places(parts, data)
    for part in parts:
        _check_content(part, data)


def _parts_of(data: bytes) -> list[zipfile.ZipInfo]:
    if not data.startswith(LOCAL_SIGNATURE):
        raise RefusedFile("Tệp nén có dữ liệu lạ ở đầu.", SAVE_AGAIN)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError, OverflowError) as error:
        raise RefusedFile(DAMAGED, SAVE_AGAIN) from error


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > limits.ZIP_PARTS:
        raise RefusedFile(
            f"Tệp gồm {len(parts)} phần, tối đa {limits.ZIP_PARTS}.",
            "Xoá hình ảnh và các trang tính không cần, lưu rồi nạp lại.",
        )
    if sum(part.file_size for part in parts) > limits.UNZIPPED_BYTES:
        raise RefusedFile(
            "Tệp mở ra lớn hơn 50 MB.", "Xoá các trang tính và hình ảnh không cần, lưu rồi nạp lại."
        )
    for part in parts:
        large = part.file_size > limits.RATIO_MATTERS_FROM_BYTES
        if large and part.file_size > limits.ZIP_RATIO * max(1, part.compress_size):
            raise RefusedFile("Tệp nén chặt bất thường (hơn 100 lần), có thể là bom nén.", SAVE_AGAIN)


def _check_names(parts: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for part in parts:
        name = part.orig_filename
        if name.lower() in seen:
            raise RefusedFile("Tệp nén có hai phần trùng tên.", SAVE_AGAIN)
        seen.add(name.lower())
        steps = name.replace("\\", "/").split("/")
        if name.startswith(("/", "\\")) or ".." in steps or ":" in steps[0] or "\0" in name or "\\" in name:
            raise RefusedFile("Tệp nén có đường dẫn không an toàn bên trong.", SAVE_AGAIN)


def _check_kinds(parts: list[zipfile.ZipInfo]) -> None:
    for part in parts:
        if part.flag_bits & ENCRYPTED_FLAG:
            raise RefusedFile("Tệp có mật khẩu.", TAKE_LOCK_OFF)
        if stat.S_ISLNK(part.external_attr >> 16):
            raise RefusedFile("Tệp nén có liên kết tới tệp khác bên trong.", SAVE_AGAIN)
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise RefusedFile("Tệp được nén theo cách bảng tính không dùng.", SAVE_AGAIN)
        if MACRO_PART.search(part.filename.lower()):
            raise _macro()
        if EXTERNAL_PART.search(part.filename.lower()):
            raise RefusedFile(
                "Tệp lấy số liệu từ tệp khác (liên kết ngoài).",
                "Vào Dữ liệu > Sửa liên kết (Edit Links) > Ngắt liên kết, lưu rồi nạp lại.",
            )


def _macro() -> RefusedFile:
    return RefusedFile("Tệp có chứa macro.", REMOVE_MACROS)


def _check_places(parts: list[zipfile.ZipInfo], data: bytes) -> None:
    spans = sorted((part.header_offset, _content_start(part, data) + part.compress_size) for part in parts)
    if not spans or spans[0][0] != 0 or spans[-1][1] > len(data):
        raise RefusedFile(DAMAGED, SAVE_AGAIN)
    if any(ends > next_starts for (_, ends), (next_starts, _) in pairwise(spans)):
        raise RefusedFile("Tệp nén có các phần chồng lên nhau.", SAVE_AGAIN)


def _content_start(part: zipfile.ZipInfo, data: bytes) -> int:
    """Where the part's bytes begin; its local header must tell the same name as the list of parts."""
    header = data[part.header_offset : part.header_offset + LOCAL_HEADER.size]
    if len(header) < LOCAL_HEADER.size or not header.startswith(LOCAL_SIGNATURE):
        raise RefusedFile(DAMAGED, SAVE_AGAIN)
    fields = LOCAL_HEADER.unpack(header)
    name_length, extra_length = fields[9], fields[10]
    name_starts = part.header_offset + LOCAL_HEADER.size
    encoding = "utf-8" if part.flag_bits & 0x800 else "cp437"
    if data[name_starts : name_starts + name_length] != part.orig_filename.encode(encoding, "replace"):
        raise RefusedFile("Tệp nén có hai phần trùng tên.", SAVE_AGAIN)
    return name_starts + name_length + extra_length


def _check_content(part: zipfile.ZipInfo, data: bytes) -> None:
    is_xml = part.filename.lower().endswith((".xml", ".rels", ".vml"))
    size, tail = 0, b""
    for piece in _unpacked(part, data):
        if not size:
            is_xml = is_xml or bool(XML_STARTS.match(piece))
        if is_xml and not size:
            _check_start(part, piece)
        size += len(piece)
        if size > part.file_size:
            raise RefusedFile("Tệp nén khai sai kích thước bên trong.", SAVE_AGAIN)
        if is_xml and DECLARATION.search(tail + piece):
            raise RefusedFile("Tệp chứa khai báo DTD hoặc ENTITY, thứ bảng tính không cần tới.", SAVE_AGAIN)
        tail = piece[-32:]
    if size != part.file_size:
        raise RefusedFile("Tệp nén khai sai kích thước bên trong.", SAVE_AGAIN)


def _check_start(part: zipfile.ZipInfo, piece: bytes) -> None:
    if piece.startswith(WIDE_XML_STARTS):
        raise RefusedFile("Tệp dùng bảng mã XML lạ.", SAVE_AGAIN)
    if part.filename == "[Content_Types].xml" and MACRO_CONTENT.search(piece):
        raise _macro()


def _unpacked(part: zipfile.ZipInfo, data: bytes) -> Iterator[bytes]:
    starts = _content_start(part, data)
    packed = memoryview(data)[starts : starts + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        for at in range(0, len(packed), PIECE):
            yield bytes(packed[at : at + PIECE])
        return
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for at in range(0, len(packed), PIECE):
            rest: bytes | memoryview = packed[at : at + PIECE]
            while rest and not inflater.eof:
                yield inflater.decompress(rest, PIECE)
                rest = inflater.unconsumed_tail
        yield inflater.flush()
    except zlib.error as error:
        raise RefusedFile(DAMAGED, SAVE_AGAIN) from error
