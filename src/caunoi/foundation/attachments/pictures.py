"""Photographs and scans as pictures (ảnh): decoded and drawn anew, so that nothing but the picture stays.

What a telephone writes beside a picture (place, owner, a small copy, text) is left behind; the way it was held is kept.
"""

import io

from PIL import Image, ImageOps

from caunoi.foundation.attachments import limits
from caunoi.foundation.attachments.refusals import DAMAGED, PHOTOGRAPH_AGAIN, RefusedScan

JPEG, PNG = "image/jpeg", "image/png"
STARTS = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG"}
QUALITY = 82
FEW_COLOURS = {"1", "L", "P"}


def kind_of(data: bytes) -> str:
    """The format the first bytes tell, or nothing."""
    return next((name for start, name in STARTS.items() if data.startswith(start)), "")


def drawn_anew(data: bytes) -> tuple[str, bytes]:
    """The media type and the bytes of the same picture, upright, no larger than needed, with nothing beside it."""
    kind = kind_of(data)
    try:
        with Image.open(io.BytesIO(data), formats=[kind]) as found:
            _check_size(found)
            found.load()
            picture = ImageOps.exif_transpose(found)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as fault:
        raise DAMAGED from fault
    picture.thumbnail((limits.LONGEST_SIDE, limits.LONGEST_SIDE))
    return as_png(picture) if kind == "PNG" and picture.mode in FEW_COLOURS else as_jpeg(picture)


def _check_size(picture: Image.Image) -> None:
    if picture.width * picture.height > limits.PIXELS:
        millions = round(picture.width * picture.height / 1_000_000)
        raise RefusedScan(
            f"Ảnh có {millions} triệu điểm ảnh, tối đa {limits.PIXELS // 1_000_000}.",
            "Giảm độ phân giải khi quét (200–300 dpi là đủ) rồi nạp lại.",
        )
    if min(picture.size) < 2:
        raise RefusedScan("Ảnh trống.", PHOTOGRAPH_AGAIN)


def as_jpeg(picture: Image.Image) -> tuple[str, bytes]:
    """On white paper: what was transparent must not turn black."""
    paper = Image.new("RGB", picture.size, "white")
    with_alpha = picture.convert("RGBA")
    paper.paste(with_alpha, mask=with_alpha.getchannel("A"))
    out = io.BytesIO()
    paper.save(out, "JPEG", quality=QUALITY, optimize=True)
    return JPEG, out.getvalue()


def as_png(picture: Image.Image) -> tuple[str, bytes]:
    """A drawing in few colours stays sharp and small."""
    clean = Image.new(picture.mode, picture.size)
    if picture.mode == "P" and (palette := picture.getpalette()):
        clean.putpalette(palette)
    clean.paste(picture)
    out = io.BytesIO()
    clean.save(out, "PNG")
    return PNG, out.getvalue()
