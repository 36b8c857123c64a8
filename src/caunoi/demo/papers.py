"""Scans of invented papers, drawn: a decision of appointment, a diploma; each says across it that it is sample data."""

import io
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from caunoi.foundation import ui

FONTS = Path(ui.__file__).parent / "static/ui/fonts"
SUBSETS = ("be-vietnam-pro-latin-600.woff2", "be-vietnam-pro-vietnamese-600.woff2")
SIZE = (744, 1052)
MARGIN, INK, FAINT, PAPER = 80, 40, 205, 250
MARK = "DỮ LIỆU MẪU"
Line = tuple[int, int, str]
"""How far below the line before, how large, what it says; a line is centred unless it begins with a blank."""


def decision(name: str, title: str, unit: str, number: str, on: str) -> bytes:
    """A decision of appointment for one person."""
    return _drawn(
        (
            (70, 15, "ĐƠN VỊ ĐẶT RA CHO DỮ LIỆU MẪU"),
            (26, 13, f"Số: {number or '…'}"),
            (70, 24, "QUYẾT ĐỊNH"),
            (40, 17, "về việc bổ nhiệm, chuẩn y chức danh"),
            (70, 15, " Điều 1. Đồng chí"),
            (38, 24, name),
            (46, 15, " giữ chức danh"),
            (36, 19, title),
            (36, 17, unit),
            (50, 15, f" kể từ ngày {on}."),
            (50, 15, " Điều 2. Quyết định có hiệu lực từ ngày ký."),
            (120, 15, "(chữ ký và dấu đặt ra)"),
        )
    )


def diploma(name: str, level: str, issuer: str, number: str, on: str) -> bytes:
    """A diploma of one person."""
    return _drawn(
        (
            (80, 17, issuer),
            (90, 26, "VĂN BẰNG, CHỨNG CHỈ"),
            (70, 15, "cấp cho"),
            (44, 24, name),
            (60, 19, level),
            (60, 15, f"Ngày cấp: {on}"),
            (34, 15, f"Số hiệu: {number or '…'}"),
            (120, 15, "(chữ ký và dấu đặt ra)"),
        )
    )


def _drawn(lines: tuple[Line, ...]) -> bytes:
    picture = _paper().copy()
    pen, y = ImageDraw.Draw(picture), 30
    for below, size, text in lines:
        y += below
        left = MARGIN if text.startswith(" ") else (SIZE[0] - _width(text, size)) // 2
        _write(pen, (left, y), text.strip(), size, INK)
    file = io.BytesIO()
    picture.save(file, "PNG", compress_level=1)  # drawn anew where it is taken in
    return file.getvalue()


@cache
def _paper() -> Image.Image:
    """What all sheets have in common: the mark across them, a frame as of a copied sheet."""
    sheet = Image.new("L", SIZE, PAPER)
    mark = Image.new("L", (SIZE[1], 160), PAPER)
    _write(ImageDraw.Draw(mark), (200, 120), MARK, 88, FAINT)
    turned = mark.rotate(52, expand=True, fillcolor=PAPER)
    sheet.paste(turned, ((SIZE[0] - turned.width) // 2, (SIZE[1] - turned.height) // 2))
    ImageDraw.Draw(sheet).rectangle((24, 24, SIZE[0] - 24, SIZE[1] - 24), outline=150)
    return sheet


@cache
def _fonts(size: int) -> tuple[ImageFont.FreeTypeFont, ...]:
    return tuple(ImageFont.truetype(str(FONTS / name), size) for name in SUBSETS)


@cache
def _font_of(letter: str, size: int) -> ImageFont.FreeTypeFont:
    """The letters of the language are shared between two files."""
    latin, vietnamese = _fonts(size)
    return vietnamese if vietnamese.getmask(letter).getbbox() else latin


def _width(text: str, size: int) -> int:
    return round(sum(_font_of(letter, size).getlength(letter) for letter in text))


def _write(pen: ImageDraw.ImageDraw, at: tuple[int, int], text: str, size: int, ink: int) -> None:
    x, y = float(at[0]), at[1]
    for letter in text:
        font = _font_of(letter, size)
        pen.text((x, y), letter, font=font, fill=ink, anchor="ls" if letter != " " else None)
        x += font.getlength(letter)
