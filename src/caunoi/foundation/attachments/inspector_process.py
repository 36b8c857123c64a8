"""The process that opens a stranger's scan (tiến trình xem tệp): no network, files or secrets.

Files come in on standard input, each in a frame; for each goes out a frame of JSON, then the content to keep and the
pages of a document. Nothing it says is believed beyond that form. It is started by ``inspection`` and by nobody else.
"""

import io
import json
import resource
import sys

from PIL import Image, JpegImagePlugin, MpoImagePlugin, PdfImagePlugin, PngImagePlugin, TiffImagePlugin

from caunoi.foundation.attachments import limits, pdfs, pictures
from caunoi.foundation.attachments.frames import framed, unframed
from caunoi.foundation.attachments.refusals import DAMAGED, TOO_LARGE_TO_OPEN, UNKNOWN_KIND, RefusedScan

PLUGINS = (JpegImagePlugin, MpoImagePlugin, PdfImagePlugin, PngImagePlugin, TiffImagePlugin)
"""JPEG, PNG and what a camera writes into a JPEG: loaded before the door is shut, each being a file of its own."""

ORIENTATION = 0x0112


def main() -> None:
    """Read standard input, answer for each file, whatever happens inside."""
    data = sys.stdin.buffer.read()
    files = list(unframed(data))
    _lock_down(len(files))
    for content in files:
        sys.stdout.buffer.write(_answer(content))
    sys.stdout.buffer.flush()


def _lock_down(files: int) -> None:
    """No new descriptor means no network and no file: standard input and output are all there is."""
    Image.MAX_IMAGE_PIXELS = limits.PIXELS
    _warm_up()
    seconds = limits.SECONDS * max(files, 1)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (limits.BYTES, limits.BYTES))


def _warm_up() -> None:
    """The first file of each kind makes the libraries load what they lack."""
    dot, note = Image.new("L", (2, 2)), Image.Exif()
    note[ORIENTATION] = 6
    for kind in ("JPEG", "PNG", "PDF"):
        file = io.BytesIO()
        dot.save(file, kind, exif=note)
        look_at(file.getvalue())


def _answer(content: bytes) -> bytes:
    try:
        media_type, kept, pages = look_at(content)
    except RefusedScan as refused:
        return framed(json.dumps({"refused": [refused.reason, refused.mend]}).encode())
    except MemoryError:
        told = [TOO_LARGE_TO_OPEN.reason, TOO_LARGE_TO_OPEN.mend]
        return framed(json.dumps({"refused": told}).encode())
    except BaseException:  # a fault of a parser may derive from BaseException alone
        return framed(json.dumps({"refused": [DAMAGED.reason, DAMAGED.mend]}).encode())
    head = {"media_type": media_type, "pages": len(pages)}
    return framed(json.dumps(head).encode(), kept, *pages)


def look_at(content: bytes) -> tuple[str, bytes, list[bytes]]:
    """What the file is by its content, what of it is kept, and its pages if it is a document."""
    if content.startswith(pdfs.START):
        pdfs.check(content)
        return pdfs.MEDIA_TYPE, content, pdfs.draw(content)
    if pictures.kind_of(content):
        media_type, kept = pictures.drawn_anew(content)
        return media_type, kept, []
    raise UNKNOWN_KIND


if __name__ == "__main__":
    main()
