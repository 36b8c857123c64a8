"""Files nobody should be able to harm us with: made here, none stored.

``hostile_files()`` yields each with the words its refusal must hold, or None where it must be read.
"""

from __future__ import annotations

import codecs
import io
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import xlsxwriter

MEGABYTE = 1024 * 1024
SHEET = "xl/worksheets/sheet1.xml"
DAMAGED = "hỏng"
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@dataclass(frozen=True)
class Hostile:
    """One file of the corpus: ``says`` is part of the refusal, None if the file is odd but harmless."""

    name: str
    data: bytes
    says: str | None


def good_book() -> bytes:
    """A small honest workbook, the start of most of the others."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Danh sách")
        for row, cells in enumerate(
            [("Họ và tên", "Xã"), ("Nguyễn Văn Tuấn", "Xuân Hương"), ("Lê Văn Ân", "Vôi")]
        ):
            sheet.write_row(row, 0, cells)
    return out.getvalue()


def rebuilt(
    change: Callable[[str, bytes], bytes] | None = None, extra: dict[str, bytes] | None = None
) -> bytes:
    """The honest workbook with parts changed or added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(good_book())) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            data = old.read(part)
            new.writestr(part.filename, change(part.filename, data) if change else data)
        for name, data in (extra or {}).items():
            new.writestr(name, data)
    return out.getvalue()


def with_sheet(xml: str | bytes) -> bytes:
    """The honest workbook with this sheet instead of its own."""
    data = xml.encode() if isinstance(xml, str) else xml
    return rebuilt(lambda name, old: data if name == SHEET else old)


def with_cells(cells: str, dimension: str = "A1:B3", after: str = "") -> bytes:
    return with_sheet(
        f'<?xml version="1.0"?><worksheet {NAMESPACE}><dimension ref="{dimension}"/>'
        f"<sheetData>{cells}</sheetData>{after}</worksheet>"
    )


def inline(ref: str, text: str) -> str:
    return f'<c r="{ref}" t="inlineStr"><is><t>{text}</t></is></c>'


def hostile_files() -> Iterator[Hostile]:
    """The whole corpus."""
    yield from _not_workbooks()
    yield from _bombs()
    yield from _entities()
    yield from _archives()
    yield from _contents()
    yield from _shapes()
    yield from _texts()


def _not_workbooks() -> Iterator[Hostile]:
    good = good_book()
    yield Hostile("trống.xlsx", b"", "trống")
    yield Hostile("toàn dấu cách.csv", b" \r\n \t\n", "trống")
    yield Hostile("trang web.xls", b"<html><table><tr><td>x</td></tr></table></html>", "trang web")
    yield Hostile("trang web có mark.xls", codecs.BOM_UTF8 + b"<!DOCTYPE html><html></html>", "trang web")
    yield Hostile("xml 2003.xls", b'<?xml version="1.0"?><Workbook></Workbook>', "XML")
    yield Hostile("tài liệu.xlsx", b"%PDF-1.7\n" + bytes(500), "không phải tệp bảng tính")
    yield Hostile("ảnh.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(500), "không phải tệp bảng tính")
    yield Hostile("ảnh jpeg.csv", b"\xff\xd8\xff\xe0" + bytes(500), "không phải tệp bảng tính")
    yield Hostile("văn bản rtf.xls", b"{\\rtf1 x}", "không phải tệp bảng tính")
    yield Hostile("chương trình.xlsx", b"MZ" + bytes(500), "không phải tệp bảng tính")
    yield Hostile("gzip.xlsx", b"\x1f\x8b" + bytes(100), "không phải tệp bảng tính")
    yield Hostile("cắt giữa.xlsx", good[: len(good) // 2], DAMAGED)
    yield Hostile("cắt đuôi.xlsx", good[:-10], DAMAGED)
    yield Hostile("chỉ có đầu.xlsx", b"PK\x03\x04" + bytes(40), DAMAGED)
    yield Hostile("zip rỗng.xlsx", b"PK\x05\x06" + bytes(18), "dữ liệu lạ ở đầu")
    yield Hostile("ole rỗng.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), DAMAGED)
    yield Hostile("ole một kí tự.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 4096, DAMAGED)
    yield Hostile(
        "có mật khẩu.xlsx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "mật khẩu",
    )
    yield Hostile(
        "macro.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le"), "macro"
    )
    yield Hostile("zip thường.xlsx", _zip({"a.txt": b"xin chao"}), DAMAGED)
    yield Hostile(
        "docx đổi đuôi.xlsx", _zip({"word/document.xml": b"<w/>", "[Content_Types].xml": b"<T/>"}), DAMAGED
    )


def _bombs() -> Iterator[Hostile]:
    spaces = b" " * (30 * MEGABYTE)
    yield Hostile("bom nén.xlsx", rebuilt(extra={"xl/x.bin": spaces}), "100 lần")
    yield Hostile("nở quá 50 MB.xlsx", rebuilt(extra={f"xl/{n}.bin": _noisy(13) for n in range(4)}), "50 MB")
    yield Hostile("quá nhiều phần.xlsx", rebuilt(extra={f"xl/{n}.xml": b"<a/>" for n in range(201)}), "phần")
    yield Hostile(
        "khai sai kích thước.xlsx", _lying(rebuilt(extra={"xl/z.xml": b"A" * 5000}), 5000, 10), "kích thước"
    )
    yield Hostile(
        "khai quá kích thước.xlsx", _lying(rebuilt(extra={"xl/z.xml": b"A" * 5000}), 5000, 9000), "kích thước"
    )
    many = "".join(f'<row r="{n}">{inline(f"A{n}", "a")}</row>' for n in range(1, 60_000))
    yield Hostile("sáu mươi nghìn dòng.xlsx", with_cells(many), "tối đa 20000")
    wide = "".join(inline(f"{_letters(n)}1", "a") for n in range(16_000))
    yield Hostile("mười sáu nghìn cột.xlsx", with_cells(f'<row r="1">{wide}</row>'), "tối đa 200")


def _noisy(megabytes: int) -> bytes:
    """Bytes that pack some ten times: enough to pass the ratio and fill the size."""
    block = b"".join(struct.pack("<I", (n * 2654435761) & 0xFFFFFFFF) for n in range(2048))
    pieces = (block[: 500 + n % 900] + b"\0" * 8000 for n in range(megabytes * 140))
    return b"".join(pieces)[: megabytes * MEGABYTE]


def _entities() -> Iterator[Hostile]:
    head = '<?xml version="1.0"?>'
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    yield Hostile(
        "tỉ tiếng cười.xlsx", with_sheet(f'{head}<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><worksheet/>'), "DTD"
    )
    blowup = f'{head}<!DOCTYPE x [<!ENTITY a "{"A" * 50_000}">]><worksheet>{"&a;" * 5000}</worksheet>'
    yield Hostile("nở bình phương.xlsx", with_sheet(blowup), "DTD")
    outside = f'{head}<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>'
    yield Hostile("thực thể ngoài.xlsx", with_sheet(outside), "DTD")
    strings = rebuilt(lambda n, d: b'<!DOCTYPE a [<!ENTITY x "y">]><sst/>' if "sharedStrings" in n else d)
    yield Hostile("dtd trong bảng chữ.xlsx", strings, "DTD")
    late = head + " " * 300_000 + "<!DOCTYPE a><worksheet/>"
    yield Hostile("dtd ở xa.xlsx", with_sheet(late), "DTD")
    cut = "<!--" + "x" * (256 * 1024 - 10 - len(head)) + "--><!DOCTYPE a><worksheet/>"
    yield Hostile("dtd vắt qua mảnh.xlsx", with_sheet(head + cut), "DTD")
    yield Hostile("dtd chữ thường.xlsx", with_sheet(f"{head}<!doctype a><worksheet/>"), "DTD")
    wide = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'
    yield Hostile("xml utf-16.xlsx", with_sheet(wide.encode("utf-16")), "bảng mã")
    yield Hostile("xml utf-16 không mark.xlsx", with_sheet(wide.encode("utf-16-le")), "bảng mã")
    rels = rebuilt(lambda n, d: b"<!DOCTYPE a><Relationships/>" if n.endswith(".rels") else d)
    yield Hostile("dtd trong quan hệ.xlsx", rels, "DTD")


def _archives() -> Iterator[Hostile]:
    good = good_book()
    yield Hostile("hai phần trùng tên.xlsx", _twice(good, SHEET), "trùng tên")
    yield Hostile("trùng tên khác hoa thường.xlsx", rebuilt(extra={SHEET.upper(): b"<a/>"}), "trùng tên")
    yield Hostile("đi lên thư mục.xlsx", rebuilt(extra={"../../tmp/x.xml": b"<a/>"}), "đường dẫn")
    yield Hostile("đường dẫn tuyệt đối.xlsx", rebuilt(extra={"/etc/x.xml": b"<a/>"}), "đường dẫn")
    yield Hostile("gạch ngược.xlsx", rebuilt(extra={"xl\\..\\x.xml": b"<a/>"}), "đường dẫn")
    yield Hostile("ổ đĩa.xlsx", rebuilt(extra={"c:/x.xml": b"<a/>"}), "đường dẫn")
    yield Hostile("liên kết.xlsx", _linked(good), "liên kết")
    yield Hostile("đầu lạ.xlsx", b"GARBAGE" * 4 + good, "dữ liệu lạ ở đầu")
    yield Hostile("đầu lạ PK.xlsx", b"PK\x03\x04" + b"x" * 60 + good, DAMAGED)
    yield Hostile("phần mã hoá.xlsx", _flagged(good), "mật khẩu")
    yield Hostile(
        "nén lạ.xlsx", _zip({"a.xml": b"<a/>" * 50}, zipfile.ZIP_BZIP2), "cách bảng tính không dùng"
    )
    yield Hostile("chồng lên nhau.xlsx", _overlapping(), "")
    yield Hostile("macro.xlsx", rebuilt(extra={"xl/vbaProject.bin": b"x"}), "macro")
    yield Hostile("macro trong kiểu.xlsx", rebuilt(_say_macro), "macro")
    yield Hostile("trang macro.xlsx", rebuilt(extra={"xl/macrosheets/sheet1.xml": b"<a/>"}), "macro")
    yield Hostile(
        "liên kết ngoài.xlsx",
        rebuilt(extra={"xl/externalLinks/externalLink1.xml": b"<a/>"}),
        "liên kết ngoài",
    )
    yield Hostile("kết nối ngoài.xlsx", rebuilt(extra={"xl/connections.xml": b"<a/>"}), "liên kết ngoài")
    yield Hostile("tên trong khác tên ngoài.xlsx", good.replace(b"sheet1.xml", b"sheet9.xml", 1), "trùng tên")


def _contents() -> Iterator[Hostile]:
    yield Hostile("trang rác.xlsx", with_sheet(b"\x00\x01\x02 <worksheet"), DAMAGED)
    yield Hostile("trang rỗng.xlsx", with_sheet(b""), DAMAGED)
    yield Hostile("không đóng thẻ.xlsx", with_sheet(f"<worksheet {NAMESPACE}><sheetData><row>"), DAMAGED)
    deep = "<a>" * 200_000
    yield Hostile("lồng sâu.xlsx", with_sheet(f"<worksheet {NAMESPACE}>{deep}"), "trống")
    yield Hostile(
        "mục lục trỏ ra ngoài.xlsx", with_cells('<row r="1"><c r="A1" t="s"><v>999999</v></c></row>'), DAMAGED
    )
    yield Hostile("số dòng lớn.xlsx", with_cells(f'<row r="99999999">{inline("A99999999", "a")}</row>'), "")
    yield Hostile("số dòng âm.xlsx", with_cells(f'<row r="-1">{inline("A-1", "a")}</row>'), DAMAGED)
    yield Hostile("toạ độ lạ.xlsx", with_cells(f'<row r="1">{inline("ZZZZZZ1", "a")}</row>'), "")
    yield Hostile("ô lạc cuối trang.xlsx", with_cells(_stray("XFD1048576"), "A1:XFD1048576"), "")
    yield Hostile("ô lạc cuối dòng.xlsx", with_cells(_stray("B1048576"), "A1:B1048576"), "dòng 1048576")
    yield Hostile(
        "ô quá dài.xlsx", with_cells(f'<row r="1">{inline("A1", "a" * 32_768)}</row>'), "32767 ký tự"
    )
    yield Hostile("ô quá dài.csv", b"Ho ten,Xa\n" + b"a" * 32_768 + b",b\n", "32767 ký tự")
    yield Hostile("nháy không đóng.csv", b'Ho ten,Xa\n"' + b"a,b\n" * 20_000, "nháy kép")


def _stray(ref: str) -> str:
    row = "".join(letter for letter in ref if letter.isdigit())
    return f'<row r="1">{inline("A1", "Họ và tên")}</row><row r="{row}">{inline(ref, "lạc")}</row>'


def _shapes() -> Iterator[Hostile]:
    """Odd files that are nevertheless lists, and must be read."""
    two = f'<row r="1">{inline("A1", "Họ và tên")}{inline("B1", "Xã")}</row>'
    three = two + f'<row r="2">{inline("A2", "Lê Văn Ân")}{inline("B2", "Vôi")}</row>'
    yield Hostile("khai cả trang.xlsx", with_cells(three, "A1:XFD1048576"), None)
    merged = '<mergeCells count="1"><mergeCell ref="A5:XFD1048576"/></mergeCells>'
    yield Hostile("gộp cả trang.xlsx", with_cells(three, after=merged), None)
    merges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(5, 60_005))
    yield Hostile(
        "sáu mươi nghìn ô gộp.xlsx", with_cells(three, after=f"<mergeCells>{merges}</mergeCells>"), None
    )
    styled = "".join(f'<c r="{_letters(n)}3" s="1"/>' for n in range(2, 16_000))
    yield Hostile("tô màu cả dòng.xlsx", with_cells(f'{three}<row r="3">{styled}</row>'), None)
    yield Hostile("ví dụ thật.xlsx", good_book(), None)


def _texts() -> Iterator[Hostile]:
    text = "Họ và tên,Xã\r\nNguyễn Văn Tuấn,Xuân Hương\r\nLê Văn Ân,Vôi\r\n"
    yield Hostile("utf-8.csv", text.encode(), None)
    yield Hostile("utf-8 có mark.csv", text.encode("utf-8-sig"), None)
    yield Hostile("utf-16.csv", text.encode("utf-16"), None)
    yield Hostile("utf-16 be.csv", codecs.BOM_UTF16_BE + text.encode("utf-16-be"), None)
    yield Hostile("utf-16 không mark.csv", "Ho va ten,Xa\r\nLe Van An,Voi\r\n".encode("utf-16-le"), None)
    yield Hostile("chấm phẩy.csv", text.replace(",", ";").encode(), None)
    yield Hostile("tab.tsv", text.replace(",", "\t").encode(), None)
    yield Hostile("có sep.csv", ("sep=;\r\n" + text.replace(",", ";")).encode("utf-8-sig"), None)
    yield Hostile("byte không.csv", b"Ho ten,Xa\nLe \x00Van An,Voi\n", "bảng mã")
    yield Hostile("utf-16 lẻ byte.csv", text.encode("utf-16")[:-1], "bảng mã")
    yield Hostile("utf-8 hỏng.csv", text.encode()[:14] + b"\xff\xfe\xd2\x81" + text.encode()[20:], "bảng mã")
    yield Hostile("một triệu cột.csv", b"," * 1_000_000 + b"\n", "trống")
    yield Hostile("một triệu cột có chữ.csv", b"a," * 1_000_000 + b"\n", "cột, tối đa 200")
    yield Hostile("một triệu dòng.csv", b"a,b\n" * 1_000_000, "dòng")
    yield Hostile("một dòng mười MB.csv", b"a" * (10 * MEGABYTE), "32767 ký tự")


def _zip(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _twice(data: bytes, name: str) -> bytes:
    """Python warns of a second part of one name, so it is written under another and renamed in the bytes."""
    other = name[:-5] + "X.xml"
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(other, b"<worksheet/>")
    return out.getvalue().replace(other.encode(), name.encode())


def _lying(data: bytes, true_size: int, told: int) -> bytes:
    """Every record of that size tells another one."""
    return data.replace(struct.pack("<I", true_size), struct.pack("<I", told))


def _linked(data: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        link = zipfile.ZipInfo("xl/media/link.png")
        link.create_system = 3
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return out.getvalue()


def _flagged(data: bytes) -> bytes:
    """The encryption flag set on every part of the list."""
    changed = bytearray(data)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 8] |= 1
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def _overlapping() -> bytes:
    """Two entries of the list that point at the same bytes."""
    data = bytearray(rebuilt(extra={"xl/aaaa.xml": b"<a/>", "xl/aaab.xml": b"<a/>"}))
    first = data.find(b"xl/aaaa.xml", data.find(b"PK\x01\x02"))
    second = data.find(b"xl/aaab.xml", first)
    data[second - 4 : second] = data[first - 4 : first]
    return bytes(data)


def _say_macro(name: str, data: bytes) -> bytes:
    plain, macro = b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml"
    return data.replace(b"openxmlformats-officedocument." + plain, macro) if "Content_Types" in name else data


def _letters(index: int) -> str:
    letters, rest = "", index + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return letters
